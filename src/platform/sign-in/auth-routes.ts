import type { Hono } from 'hono';
import { clientAddress } from '../http/address.ts';
import type { ApiEnv } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import type { Auth } from './auth.ts';

const ROOT = '/api/auth';
const BODY_BYTES = 64 * 1024;

/** What of the library is open. All else, such as signing up, is not there. */
const OPEN: readonly (readonly ['GET' | 'POST', string])[] = [
  ['GET', '/passkey/generate-authenticate-options'],
  ['POST', '/passkey/verify-authentication'],
  ['GET', '/passkey/generate-register-options'],
  ['POST', '/passkey/verify-registration'],
];

/** Mounts the ceremonies of passkeys, which a browser's script takes part in. */
export function mountAuth(
  app: Hono<ApiEnv>,
  options: { readonly auth: Auth; readonly proxies: number; readonly limit: RateLimit },
): void {
  const { auth, proxies, limit } = options;
  for (const [method, path] of OPEN) {
    app.on(method, `${ROOT}${path}`, async (c) => {
      const { allowed, retryAfter } = await limit.take(clientAddress(c, proxies), 1);
      if (!allowed) {
        throw new Problem(429, 'too-many-requests', 'Too many attempts. Try again in a minute.', {
          headers: { 'retry-after': String(retryAfter) },
        });
      }
      if (Number(c.req.header('content-length') ?? 0) > BODY_BYTES) {
        throw new Problem(413, 'too-large', 'The request is too large.');
      }
      const answer = await auth.handler(c.req.raw);
      const headers = new Headers(answer.headers);
      headers.set('cache-control', 'no-store');
      return new Response(answer.body, { status: answer.status, headers });
    });
  }
}
