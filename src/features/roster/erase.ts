import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OfficerWindow } from '../../platform/officers/contract.ts';

const OFFICERS_AT_ONCE = 1_000;

/**
 * Erases what is personal of officers whose service ended so many days ago as their plan says: numbers, addresses, what
 * finds them again, the name, and what they sent. The seat stays with its dates, as a record that it was served in, and so that a
 * replacement's history has no hole. Safe to run again, and to be cut short: each batch is whole.
 *
 * @returns how many were erased
 */
export async function eraseOfficers(
  {
    db,
    officers,
    officerWindows,
    clock,
    city,
  }: Pick<FeatureContext, 'db' | 'officers' | 'officerWindows' | 'clock' | 'city'>,
  signal?: AbortSignal,
): Promise<number> {
  const today = clock().toZonedDateTimeISO(city.zone).toPlainDate();
  let erased = 0;
  for (const plan of await officers.plans()) {
    const until = today.subtract({ days: plan.eraseAfterDays });
    for (const body of plan.bodies) {
      const of = {
        election: plan.election,
        body: body.id,
        until,
        agency: city.electionOffice.id,
        now: clock(),
        alsoErase: officerWindows().flatMap(({ erase }) => erase ?? []),
      };
      for (;;) {
        if (signal?.aborted) return erased;
        const batch = await eraseBatch(db, of);
        erased += batch;
        if (batch < OFFICERS_AT_ONCE) break;
      }
    }
  }
  return erased;
}

async function eraseBatch(
  db: Kysely<DatabaseSchema>,
  of: {
    readonly election: string;
    readonly body: string;
    readonly until: Temporal.PlainDate;
    readonly agency: string;
    readonly now: Temporal.Instant;
    /** What features keep of them besides. */
    readonly alsoErase: readonly NonNullable<OfficerWindow['erase']>[];
  },
): Promise<number> {
  const { election, body, until, agency, now, alsoErase } = of;
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; serves_until: string }>`
      update officer set name = '', name_folded = '', nik_sealed = null, phone_sealed = null, email_sealed = null,
        nik_key = null, phone_key = null, email_key = null, erased_at = ${now}, changed_at = ${now}
      where id in (
        select id from officer
        where election = ${election} and body = ${body} and erased_at is null
          and serves_until < ${until}::date
        order by serves_until limit ${OFFICERS_AT_ONCE} for update skip locked
      )
      returning id, serves_until::text as serves_until`.execute(trx);
    if (rows.length === 0) return 0;
    const last =
      rows
        .map(({ serves_until }) => serves_until)
        .toSorted()
        .at(-1) ?? until.toString();
    const ids = rows.map(({ id }) => id);
    const theirs = sql<boolean>`officer = any(${ids})`;
    // Their phones are known no more: a session says which phone was whose. What they wrote and photographed goes as well.
    await trx.deleteFrom('officer_session').where(theirs).execute();
    await trx.deleteFrom('officer_action').where(theirs).execute();
    await trx.deleteFrom('officer_photo').where(theirs).execute();
    for (const erase of alsoErase) await erase(trx, ids);
    const id = randomUUID();
    await trx
      .insertInto('roster_erasure')
      .values({ id, at: now, election, body, officers: rows.length, until: last })
      .execute();
    await appendAudit(trx, {
      actor: { kind: 'system', name: 'roster.erase' },
      action: 'officers.erase',
      subject: { kind: 'election', id: election },
      agency,
      after: { body, officers: rows.length, servedUntil: last },
    });
    return rows.length;
  });
}
