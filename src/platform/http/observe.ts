import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log/logger.ts';
import type { Metrics } from '../metrics.ts';
import type { ApiEnv } from './api.ts';

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Gives each request an id, counts and times it by its route's pattern (never by its path, which says what was
 * looked at), and logs it.
 */
export function observe(log: Log, metrics: Metrics): MiddlewareHandler<ApiEnv> {
  return async function observeRequest(c, next) {
    const given = c.req.header('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const route = routePath(c, -1);
    c.header('x-request-id', requestId);
    metrics.request(c.req.method, route, c.res.status, seconds);
    log.info(
      { requestId, method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    );
  };
}
