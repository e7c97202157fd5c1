import { sql } from 'kysely';
import { appendAudit } from '../../platform/audit/append.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { votingDayOf } from './day.ts';

/** How many rows of each kind were erased. */
export interface Erased {
  readonly cards: number;
  readonly screenings: number;
  readonly rests: number;
  readonly readings: number;
}

/**
 * Erases what nobody may keep any longer: cards once nobody may read them, and all of an officer's once their term is
 * over or they left. That it was done, and how much, stands in the audit log.
 */
export async function eraseOverdue(
  context: Pick<FeatureContext, 'db' | 'officers' | 'capabilities' | 'city'>,
  now: Temporal.Instant,
): Promise<Erased> {
  const { db, city } = context;
  const today = now.toZonedDateTimeISO(city.zone).toPlainDate().toString();
  const elections: string[] = [];
  for (const { election } of await context.officers.plans()) {
    const day = await votingDayOf(context, election, now);
    if (day?.isPast) elections.push(election);
  }
  return db.transaction().execute(async (trx) => {
    const gone = sql`select id from officer where serves_until < ${today}::date or left_on <= ${today}::date`;
    const of = async (table: 'health_screening' | 'health_rest' | 'health_card_reading') => {
      const { numAffectedRows } =
        await sql`delete from ${sql.table(table)} where officer in (${gone})`.execute(trx);
      return Number(numAffectedRows ?? 0n);
    };
    const cards = await sql`
      delete from health_card where election = any(${elections}) or officer in (${gone})`.execute(trx);
    const erased: Erased = {
      cards: Number(cards.numAffectedRows ?? 0n),
      screenings: await of('health_screening'),
      rests: await of('health_rest'),
      readings: await of('health_card_reading'),
    };
    if (Object.values(erased).some((count) => count > 0)) {
      await appendAudit(trx, {
        actor: { kind: 'system', name: 'health' },
        action: 'health.erase',
        subject: { kind: 'health', id: 'erased' },
        agency: city.electionOffice.id,
        after: erased,
      });
    }
    return erased;
  });
}
