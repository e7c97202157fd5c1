import { sql } from 'kysely';
import { ESCALATION, escalate, SEVERITIES } from '../../domain/incident.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { addEvent, eraseTexts } from './write.ts';

const BATCH = 200;

/**
 * Tells the next level of what nobody answered in its time; how many reports went up. What one process holds, another
 * leaves alone, and each report is looked at again under its lock: several processes do the same as one.
 */
export async function escalateDue(
  { db }: Pick<FeatureContext, 'db'>,
  now: Temporal.Instant,
): Promise<number> {
  let raised = 0;
  for (let more = true; more; ) {
    const { found, up } = await db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('incident')
        .select(['id', 'area', 'severity', 'state', 'level', 'waiting_since', 'done_at', 'received_at'])
        .where('state', 'in', ['reported', 'seen'])
        .where('level', '<>', 'city')
        .where('stale', '=', false)
        .where((eb) =>
          eb.or([
            // Only where the clock was set back.
            eb('waiting_since', '>', now),
            ...SEVERITIES.flatMap((severity) => {
              const { unseen, unhandled } = ESCALATION[severity];
              return [
                eb
                  .and({ severity, state: 'reported' })
                  .and('waiting_since', '<=', now.subtract({ minutes: unseen })),
                eb
                  .and({ severity, state: 'seen' })
                  .and('waiting_since', '<=', now.subtract({ minutes: unhandled })),
              ];
            }),
          ]),
        )
        .orderBy('waiting_since')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute();
      let raisedHere = 0;
      for (const row of rows) {
        const next = escalate(
          { ...row, waitingSince: row.waiting_since, doneAt: row.done_at, receivedAt: row.received_at },
          now,
        );
        if (!next) continue;
        const isUp = next.level !== row.level;
        await trx
          .updateTable('incident')
          .set({
            level: next.level,
            waiting_since: next.waitingSince,
            ...(isUp ? { changed_at: now } : {}),
          })
          .where('id', '=', row.id)
          .execute();
        if (!isUp) continue;
        raisedHere += 1;
        await addEvent(trx, {
          incident: row.id,
          area: row.area,
          what: 'escalated',
          by_kind: 'system',
          by_name: '',
          state: row.state,
          level: next.level,
          at: now,
        });
      }
      return { found: rows.length, up: raisedHere };
    });
    raised += up;
    more = found === BATCH;
  }
  return raised;
}

/** Erases texts and photos of elections whose plan says that the time of keeping is over; how many reports. */
export async function eraseOld(
  { db, officers }: Pick<FeatureContext, 'db' | 'officers'>,
  today: Temporal.PlainDate,
): Promise<number> {
  const plans = await officers.plans();
  const over = plans.filter(({ bodies, eraseAfterDays }) =>
    bodies.every(
      ({ term }) => Temporal.PlainDate.compare(today, term.until.add({ days: eraseAfterDays })) > 0,
    ),
  );
  if (over.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '5s'`.execute(trx);
    return eraseTexts(
      trx,
      over.map(({ election }) => election),
    );
  });
}
