import { sql, type Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

type Trx = Transaction<DatabaseSchema>;

/**
 * Reports of one team come one after the other, until their transaction ends, so that each sees what the one before it
 * made of the task and of the team's marks. All of a kecamatan wait while its marks are reckoned anew.
 */
export async function lockTeam(trx: Trx, election: string, area: string, team: string): Promise<void> {
  const district = area.split('.').slice(0, 3).join('.');
  await sql`select pg_advisory_xact_lock_shared(${keyOf(election, district)})`.execute(trx);
  await sql`select pg_advisory_xact_lock(${keyOf(election, `team ${team}`)})`.execute(trx);
}

/** Waits until nobody in a kecamatan reports, and lets nobody until the transaction ends. */
export async function lockDistrict(trx: Trx, election: string, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOf(election, district)})`.execute(trx);
}

function keyOf(election: string, name: string) {
  return sql`hashtextextended(${`jendela tasks ${election} ${name}`}, 0)`;
}
