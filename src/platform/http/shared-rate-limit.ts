import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import { isDatabaseUnavailable } from '../database/errors.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { FeatureContext } from '../feature.ts';
import { createRateLimit, RATE_WINDOW_SECONDS, type RateLimit } from './rate-limit.ts';

export interface SharedRateLimitOptions {
  readonly db: Kysely<DatabaseSchema>;
  readonly perMinute: number;
  readonly clock: Clock;
  /** Secret that all windows share. What is counted is kept under a MAC by it: another secret is another budget. */
  readonly key: Uint8Array;
}

/**
 * A budget per key and minute that several windows share through the database, in a table that is not written to the
 * log of the database and keeps nothing for longer than a few minutes. An address does not stand in it, and cannot be
 * guessed from what does. While the database is away each window counts for itself, so that citizens are answered all
 * the same.
 */
export function createSharedRateLimit({
  db,
  perMinute,
  clock,
  key: secret,
}: SharedRateLimitOptions): RateLimit {
  const own = createRateLimit(perMinute, clock);
  let cleanedAt = clock();

  async function takeShared(key: string, cost: number) {
    if (cost > perMinute) return { allowed: false, retryAfter: RATE_WINDOW_SECONDS };
    const now = clock();
    if (Temporal.Duration.compare(cleanedAt.until(now), { seconds: RATE_WINDOW_SECONDS }) > 0) {
      cleanedAt = now;
      await db
        .deleteFrom('rate_limit')
        .where('started_at', '<', now.subtract({ seconds: 2 * RATE_WINDOW_SECONDS }))
        .execute();
    }
    const id = createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22);
    const over = sql<boolean>`rate_limit.started_at <= ${now.subtract({ seconds: RATE_WINDOW_SECONDS })}`;
    const spent = sql<number>`case when ${over} then ${cost} else rate_limit.spent + ${cost} end`;
    const taken = await db
      .insertInto('rate_limit')
      .values({ id, started_at: now, spent: cost })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({
            spent,
            started_at: sql<Temporal.Instant>`case when ${over} then excluded.started_at else rate_limit.started_at end`,
          })
          .where(sql<boolean>`${spent} <= ${perMinute}`),
      )
      .returning('id')
      .executeTakeFirst();
    if (taken) return { allowed: true, retryAfter: 0 };
    const row = await db
      .selectFrom('rate_limit')
      .select('started_at')
      .where('id', '=', id)
      .executeTakeFirst();
    const since = (row?.started_at ?? now).until(now, { largestUnit: 'seconds' }).total('seconds');
    return { allowed: false, retryAfter: Math.max(1, Math.ceil(RATE_WINDOW_SECONDS - since)) };
  }

  return {
    async take(key, cost) {
      try {
        return await takeShared(key, cost);
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        return own.take(key, cost);
      }
    },
  };
}

/** A budget of this window, shared with others where the database is one that others may use too. */
export function rateLimitOf(
  { config, db, clock, secretFor }: Pick<FeatureContext, 'config' | 'db' | 'clock' | 'secretFor'>,
  purpose: string,
  perMinute: number,
): RateLimit {
  if (config.DATABASE_URL === undefined) return createRateLimit(perMinute, clock);
  return createSharedRateLimit({ db, perMinute, clock, key: Buffer.from(secretFor(purpose)) });
}
