import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseStageFile } from '../domain/stage-file.ts';
import { type ImportSummary, importStages } from '../features/stages/import.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import { printRefusal, readYamlInput } from './input-file.ts';

const LARGEST_FILE_BYTES = 5 * 1024 * 1024;

export interface ImportStagesOptions {
  readonly file: string;
  /** Also replaces what staff wrote in the workspace. */
  readonly force?: boolean;
  readonly db: Kysely<DatabaseSchema>;
  readonly clock: Clock;
  /** Gets one line of text at a time. */
  readonly print: (line: string) => void;
  /** The same for what is wrong. */
  readonly printError: (line: string) => void;
}

/**
 * `jendela import stages FILE [--force]`: records what the file says, or prints what is wrong with it and records nothing.
 *
 * @returns the exit code: 0 when it was recorded or was recorded already, 1 when the file was refused
 * @throws DatabaseUnavailable
 */
export async function importStagesCommand(options: ImportStagesOptions): Promise<number> {
  const { file, db, clock, print, printError, force = false } = options;
  const parsed = await readYamlInput(file, parseStageFile, LARGEST_FILE_BYTES);
  if (!parsed.ok) {
    printRefusal(parsed, file, printError);
    return 1;
  }
  const summary = await importStages(db, parsed, clock(), { overwrite: force });
  for (const line of describe(parsed.election.id, summary)) print(line);
  return 0;
}

function describe(election: string, summary: ImportSummary): string[] {
  const { changes, kept, moved, reviewed, unchanged } = summary;
  const count = (kind: (typeof changes)[number]['change']) =>
    changes.filter(({ change }) => change === kind).length;
  const places = moved > 0 ? `; ${moved} moved to another place` : '';
  const days = reviewed > 0 ? `; ${reviewed} with a later review day` : '';
  return [
    `${election}: ${summary.election === 'unchanged' ? 'election unchanged' : `election ${summary.election}`}`,
    `stages: ${count('added')} added, ${count('changed')} changed, ${count('removed')} removed, ` +
      `${unchanged} unchanged${places}${days}`,
    ...(summary.election === 'added' ? [] : changes.map(({ id, change }) => `  ${change} ${id}`)),
    ...kept.map(describeKept),
    ...summary.overwritten.map(
      (id) => `  overwritten ${id}: staff wrote it in the workspace; let them publish it again as it is now`,
    ),
  ];
}

/** What staff wrote stays; whether the file says something new is for them to know. */
function describeKept({ id, conflict, fields }: ImportSummary['kept'][number]): string {
  const what = fields.length > 0 ? `the file has another ${fields.join(', ')}` : 'the file differs';
  return conflict
    ? `  conflict ${id}: ${what}; left as staff wrote it in the workspace`
    : `  kept ${id}: as staff wrote it in the workspace`;
}
