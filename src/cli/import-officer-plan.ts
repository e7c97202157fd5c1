import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseOfficerPlanFile } from '../domain/officer-plan-file.ts';
import { savePlan } from '../features/roster/plan-store.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import { FileFault } from '../platform/tables/fault.ts';
import { printRefusal, readYamlInput } from './input-file.ts';

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
  const parsed = await readYamlInput(file, parseOfficerPlanFile);
  if (!parsed.ok) {
    printRefusal(parsed, file, printError);
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
