import { readFile, stat } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { type OfficerPlanFileResult, parseOfficerPlanFile } from '../domain/officer-plan-file.ts';
import { savePlan } from '../features/roster/plan-store.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import { FileFault } from '../platform/tables/fault.ts';

const LARGEST_FILE_BYTES = 1024 * 1024;

export interface ImportOfficerPlanCommand {
  readonly file: string;
  readonly db: Kysely<DatabaseSchema>;
  readonly city: Pick<City, 'electionOffice'>;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import officer-plan FILE`: records which officers an election wants, or prints what is wrong with the file.
 *
 * @returns the exit code: 0 where it was recorded or was already, 1 where it was refused
 * @throws DatabaseUnavailable
 */
export async function importOfficerPlanCommand(command: ImportOfficerPlanCommand): Promise<0 | 1> {
  const { file, db, city, clock, print, printError } = command;
  const parsed = await readPlanFile(file);
  if (!parsed.ok) {
    for (const { line, field, problem } of parsed.problems) {
      printError(field === '' ? `${file}:${line}: ${problem}` : `${file}:${line} ${field}: ${problem}`);
    }
    printError('Nothing was imported.');
    return 1;
  }
  const { election } = parsed.plan;
  const known = await db.selectFrom('election').select('id').where('id', '=', election).executeTakeFirst();
  if (!known) {
    printError(`${file}: There is no election ${election}; import its stages first.`);
    return 1;
  }
  try {
    const outcome = await savePlan(db, parsed.plan, {
      actor: { kind: 'command', name: 'import officer-plan' },
      agency: city.electionOffice.id,
      now: clock(),
    });
    print(`${election}: officer plan ${outcome}, ${parsed.plan.bodies.length} bodies.`);
    return 0;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    printError(`${file}: ${error.message}`);
    printError('Nothing was imported.');
    return 1;
  }
}

async function readPlanFile(file: string): Promise<OfficerPlanFileResult> {
  const refused = (problem: string): OfficerPlanFileResult => ({
    ok: false,
    problems: [{ file, line: 1, field: '', problem }],
  });
  try {
    if ((await stat(file)).size > LARGEST_FILE_BYTES) return refused('is larger than 1 MB');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return parseOfficerPlanFile(text, file);
  } catch (error) {
    if (error instanceof TypeError) return refused('is not UTF-8 text');
    return refused(`cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`);
  }
}
