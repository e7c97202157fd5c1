import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../platform/audit/append.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { RateLimit } from '../../platform/http/rate-limit.ts';
import { rateLimitOf } from '../../platform/http/shared-rate-limit.ts';

/**
 * What one address may do in a minute. Whole villages share one, behind their network's own gateway, so that right codes
 * cost little and wrong ones much: 30 wrong codes, each of them counted as a question too, or 630 that are right.
 */
const PER_MINUTE = 630;
const WRONG_COST = 20;
/** Wrong codes in a minute, from all addresses, from which on somebody is told. Mistyped ones are not among them. */
const ALARM_PER_MINUTE = 60;
/** While an alarm is on, it is written down no more often. */
const ALARM_EVERY_SECONDS = 60;
/** Wrong codes after so long are another alarm. */
const ALARM_ENDS_AFTER = { hours: 1 } as const;
const CITY = 'city';

/** Slows down who guesses, and tells somebody of it. */
export interface Guard {
  /** Counts one question of an address. */
  admit(address: string): ReturnType<RateLimit['take']>;
  /** Counts a code that nobody has. */
  wrongCode(address: string): Promise<void>;
}

/** The guard of one window; those of several share what they count by the database. */
export function createGuard(context: FeatureContext): Guard {
  const { db, clock, log, metrics } = context;
  const perAddress = rateLimitOf(context, 'joining address', PER_MINUTE);
  const inAll = rateLimitOf(context, 'joining alarm', ALARM_PER_MINUTE);
  let told: Temporal.Instant | undefined;

  async function raise(): Promise<void> {
    const now = clock();
    if (told && Temporal.Instant.compare(now, told.add({ seconds: ALARM_EVERY_SECONDS })) < 0) return;
    told = now;
    log.warn({ perMinute: ALARM_PER_MINUTE }, 'somebody tries codes of invitations');
    metrics.count('jendela_joining_alarms_total', 'Minutes in which codes of invitations were guessed at');
    await db.transaction().execute(async (trx) => {
      const lasting = await trx
        .selectFrom('officer_code_alarm')
        .select('id')
        .where('last_at', '>', now.subtract(ALARM_ENDS_AFTER))
        .where('seen_at', 'is', null)
        .orderBy('last_at', 'desc')
        .limit(1)
        .forUpdate()
        .executeTakeFirst();
      if (lasting) {
        await trx
          .updateTable('officer_code_alarm')
          .set({ last_at: now })
          .where('id', '=', lasting.id)
          .execute();
        return;
      }
      const id = randomUUID();
      await trx
        .insertInto('officer_code_alarm')
        .values({ id, began_at: now, last_at: now, seen_at: null, seen_by: null })
        .execute();
      await appendAudit(trx, {
        actor: { kind: 'system', name: 'joining' },
        action: 'invitation.alarm',
        subject: { kind: 'invitation', id },
        agency: context.city.electionOffice.id,
        after: { perMinute: ALARM_PER_MINUTE },
      });
    });
  }

  return {
    admit: (address) => perAddress.take(address, 1),
    async wrongCode(address) {
      metrics.count('jendela_joining_wrong_codes_total', 'Codes of invitations that nobody has');
      const { allowed: isPaid } = await perAddress.take(address, WRONG_COST);
      // Less is left than a wrong code costs: then nothing is.
      if (!isPaid) for (const rest of [16, 8, 4, 2, 1]) await perAddress.take(address, rest);
      const { allowed: isQuiet } = await inAll.take(CITY, 1);
      if (!isQuiet) await raise();
    },
  };
}
