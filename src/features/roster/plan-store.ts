import { type Kysely, sql, type Transaction } from 'kysely';
import type { OfficerPlan } from '../../domain/officer.ts';
import { officerPlanSchema } from '../../domain/officer-plan-schema.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { FileFault } from '../../platform/tables/fault.ts';

/**
 * Records the officers that an election wants. A body or role that has officers may not go: its seats would hang in the
 * air.
 *
 * @returns whether anything differed
 * @throws FileFault where a body or role with officers is missing
 */
export async function savePlan(
  db: Kysely<DatabaseSchema>,
  plan: OfficerPlan,
  { actor, agency, now }: { readonly actor: Actor; readonly agency: string; readonly now: Temporal.Instant },
): Promise<'added' | 'changed' | 'unchanged'> {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('officer_plan')
      .select('plan')
      .where('election', '=', plan.election)
      .forUpdate()
      .executeTakeFirst();
    const text = JSON.stringify(plan);
    if (before && canonicalJson(before.plan) === canonicalJson(JSON.parse(text))) return 'unchanged';
    if (before) {
      const seated = await trx
        .selectFrom('officer')
        .select(['body', 'role'])
        .distinct()
        .where('election', '=', plan.election)
        .where('left_on', 'is', null)
        .execute();
      const missing = seated.filter(
        ({ body, role }) => !plan.bodies.find(({ id }) => id === body)?.roles.some(({ id }) => id === role),
      );
      if (missing.length > 0) {
        const which = missing.map(({ body, role }) => `${body} ${role}`).join(', ');
        throw new FileFault('format', `Officers have these seats, which the plan has no more: ${which}.`);
      }
      await moveTerms(trx, officerPlanSchema.parse(before.plan), plan, now);
    }
    const values = { plan: text, changed_at: now };
    await trx
      .insertInto('officer_plan')
      .values({ election: plan.election, ...values })
      .onConflict((conflict) => conflict.column('election').doUpdateSet(values))
      .execute();
    await appendAudit(trx, {
      actor,
      action: 'officers.plan',
      subject: { kind: 'election', id: plan.election },
      agency,
      after: { bodies: plan.bodies.map(({ id }) => id) },
    });
    return before ? 'changed' : 'added';
  });
}

/** Who serves the term of their body serves the new one, where it changed. */
async function moveTerms(
  trx: Transaction<DatabaseSchema>,
  before: OfficerPlan,
  plan: OfficerPlan,
  now: Temporal.Instant,
): Promise<void> {
  for (const { id, term } of plan.bodies) {
    const was = before.bodies.find((body) => body.id === id)?.term;
    if (!was || (was.from.equals(term.from) && was.until.equals(term.until))) continue;
    await sql`
      update officer set changed_at = ${now},
        serves_until = ${term.until}::date,
        serves_from = case when serves_from = ${was.from}::date then ${term.from}::date
          else least(greatest(serves_from, ${term.from}::date), ${term.until}::date) end
      where election = ${plan.election} and body = ${id} and left_on is null
        and serves_until = ${was.until}::date`.execute(trx);
  }
}
