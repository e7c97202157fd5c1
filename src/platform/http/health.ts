import { timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Clock } from '../../domain/clock.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../metrics.ts';
import { isLocal } from './address.ts';
import type { ApiEnv } from './api.ts';
import { Problem } from './problem.ts';

const NEVER_KEPT = { 'cache-control': 'no-store' };

/**
 * `/healthz` (the process lives), `/readyz` (it can answer from the database; a load balancer sends citizens
 * elsewhere while it cannot), `/metrics` for Prometheus and `/.well-known/security.txt` (RFC 9116).
 */
export function mountHealth(
  app: Hono<ApiEnv>,
  options: {
    readonly config: Config;
    readonly database: Database;
    readonly metrics: Metrics;
    readonly clock: Clock;
  },
): void {
  const { config, database, metrics } = options;
  app.get('/healthz', (c) => c.text('ok\n', 200, NEVER_KEPT));

  app.get('/readyz', async (c) => {
    try {
      await database.ping();
      return c.text('ready\n', 200, NEVER_KEPT);
    } catch {
      return c.text('database unavailable\n', 503, NEVER_KEPT);
    }
  });

  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c, config)) {
      throw new Problem(403, 'metrics', 'Metrics are read on this machine, or with METRICS_TOKEN.');
    }
    return c.text(await metrics.text(), 200, NEVER_KEPT);
  });

  app.get('/.well-known/security.txt', (c) => {
    // RFC 9116 section 2.5.5 recommends less than a year.
    const expires = options
      .clock()
      .add({ hours: 24 * 180 })
      .round({ smallestUnit: 'second' });
    return c.text(
      [
        `Contact: ${config.SECURITY_CONTACT}`,
        `Expires: ${expires}`,
        'Preferred-Languages: id, en',
        `Canonical: ${config.publicUrl}/.well-known/security.txt`,
        '',
      ].join('\n'),
    );
  });
}

function mayReadMetrics(c: Context<ApiEnv>, config: Config): boolean {
  const given = c.req.header('authorization')?.replace(/^Bearer /, '');
  if (config.METRICS_TOKEN && given) {
    const a = Buffer.from(given);
    const b = Buffer.from(config.METRICS_TOKEN);
    return a.length === b.length && timingSafeEqual(a, b);
  }
  // A proxy on this machine makes everybody local: then only the token counts.
  return config.TRUSTED_PROXIES === 0 && isLocal(c);
}
