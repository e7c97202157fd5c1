import { type FileHandle, open } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseStageFile, type StageFileResult } from '../domain/stage-file.ts';
import { type ImportSummary, importStages } from '../features/stages/import.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';

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
  const parsed = await readStageFile(file);
  if (!parsed.ok) {
    for (const { line, field, problem } of parsed.problems) {
      printError(field === '' ? `${file}:${line}: ${problem}` : `${file}:${line} ${field}: ${problem}`);
    }
    printError('Nothing was imported.');
    return 1;
  }
  const summary = await importStages(db, parsed, clock(), { overwrite: force });
  for (const line of describe(parsed.election.id, summary)) print(line);
  return 0;
}

async function readStageFile(file: string): Promise<StageFileResult> {
  const refused = (problem: string): StageFileResult => ({
    ok: false,
    problems: [{ file, line: 1, field: '', problem }],
  });
  const bytes = await readBounded(file);
  if (typeof bytes === 'string') return refused(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('is not UTF-8 text');
  }
  return parseStageFile(text, file);
}

/** The bytes of a file, or why it cannot be read. Its size is not believed: it may grow, or be no plain file. */
async function readBounded(file: string): Promise<Buffer | string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const bytes = Buffer.alloc(LARGEST_FILE_BYTES + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
    return `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`;
  } catch (error) {
    return `cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`;
  } finally {
    await handle?.close();
  }
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
