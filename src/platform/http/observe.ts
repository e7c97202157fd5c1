import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log/logger.ts';
import type { Metrics } from '../metrics.ts';
import type { ApiEnv } from './api.ts';

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Gives each request an id, counts and times it by its route's pattern (never by its path, which says what was
 * looked at), logs it, and puts the headers of every answer on it.
 */
export function observe(
  log: Log,
  metrics: Metrics,
  headers: Readonly<Record<string, string>>,
): MiddlewareHandler<ApiEnv> {
  return async function observeRequest(c, next) {
    const given = c.req.header('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.set('headers', { ...headers, 'x-request-id': requestId });
    const started = performance.now();
    await next();
    // Kept pages have them already: setting a dozen headers one by one takes longer than all else about such a page.
    if (!c.get('headersWritten')) {
      for (const [name, value] of Object.entries(c.get('headers'))) c.res.headers.set(name, value);
    }
    const seconds = (performance.now() - started) / 1000;
    const route = routePath(c, -1);
    metrics.request(c.req.method, route, c.res.status, seconds);
    log.info(
      { requestId, method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    );
  };
}
