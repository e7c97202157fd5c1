import { sql } from 'kysely';
import type { Actor, AppendAudit } from './audit.ts';
import { type AuditLine, digestOf, GENESIS } from './canonical.ts';
import { plainText, plainValue } from './plain-value.ts';

/** Any number that nobody else takes an advisory lock on: "jen-audi" in ASCII. */
const LOCK = sql.lit(BigInt('0x6a656e2d61756469'));

/**
 * Adds a line to the audit log. Writers come one after the other, from here until their transaction ends, so that the
 * lines are one chain: call it as the last thing of a transaction.
 */
export const appendAudit: AppendAudit = async (trx, entry) => {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
  // A statement of its own: it sees what the one before us committed while we waited.
  const last = await trx
    .selectFrom('audit_log')
    .select(['seq', 'at', 'digest'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { rows } = await sql<{ now: Temporal.Instant }>`select clock_timestamp() as now`.execute(trx);
  const now = rows[0]?.now;
  if (!now) throw new Error('The database did not say what time it is.');
  // A clock that was set back must not make a line seem older than what it follows; what it showed is kept.
  const behind = last !== undefined && Temporal.Instant.compare(now, last.at) < 0;
  const line: AuditLine = {
    seq: (last?.seq ?? 0) + 1,
    at: behind ? last.at : now,
    clockAt: behind ? now : null,
    actor: actorOf(entry.actor),
    address: 'address' in entry.actor ? plainText(entry.actor.address) : null,
    action: plainText(entry.action),
    subject: { kind: plainText(entry.subject.kind), id: plainText(entry.subject.id) },
    agency: entry.agency === null ? null : plainText(entry.agency),
    before: plainValue(entry.before),
    after: plainValue(entry.after),
    previous: last?.digest ?? GENESIS,
  };
  await trx
    .insertInto('audit_log')
    .values({
      seq: line.seq,
      at: line.at,
      clock_at: line.clockAt,
      actor_kind: entry.actor.kind,
      actor_id: line.actor.id,
      actor_name: line.actor.name,
      address: line.address,
      action: line.action,
      subject_kind: line.subject.kind,
      subject_id: line.subject.id,
      agency: line.agency,
      before: asColumn(line.before),
      after: asColumn(line.after),
      previous: line.previous,
      digest: digestOf(line),
    })
    .execute();
};

function actorOf(actor: Actor): AuditLine['actor'] {
  return {
    kind: actor.kind,
    id: 'id' in actor ? plainText(actor.id) : null,
    name: plainText(actor.name),
  };
}

function asColumn(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
