import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import { clientAddress } from '../http/address.ts';
import type { ApiEnv } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { ADDRESS_HEADER } from './auth.ts';
import type { StaffSignIn } from './create-sign-in.ts';
import { OFFICE_CALLBACK, type OfficeLogin, type OfficeStep } from './office-login.ts';
import { passkeyName } from './staff-store.ts';
import { wayBack } from './way-back.ts';

const ROOT = '/api/auth';
const BODY_BYTES = 64 * 1024;

/**
 * What of the library is open. All else, such as signing up, is not there. A passkey is added by somebody who is signed
 * in, in the browser of the session: the library knows nothing of browsers.
 */
const CEREMONIES = [
  { method: 'GET', path: '/passkey/generate-authenticate-options', by: 'anybody' },
  { method: 'POST', path: '/passkey/verify-authentication', by: 'anybody' },
  { method: 'GET', path: '/passkey/generate-register-options', by: 'staff' },
  { method: 'POST', path: '/passkey/verify-registration', by: 'staff', adds: true },
] as const;

/** What a browser sends at the end of adding one; a name that is none is left out. */
const registration = z.object({ response: z.unknown(), name: passkeyName.optional().catch(undefined) });

interface AuthHost {
  readonly signIn: StaffSignIn;
  readonly proxies: number;
  readonly limit: RateLimit;
}

/** Mounts the ceremonies of passkeys, which a browser's script takes part in, and the way to the office's login. */
export function mountAuth(app: Hono<ApiEnv>, host: AuthHost): void {
  const { signIn, proxies } = host;
  for (const ceremony of CEREMONIES) {
    app.on(
      ceremony.method,
      ROOT + ceremony.path,
      bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge }),
      async (c) => {
        await takeFromBudget(c, host);
        const staff = ceremony.by === 'staff' ? await signIn.staffOf(c.req.raw) : undefined;
        if (ceremony.by === 'staff' && !staff)
          throw new Problem(401, 'not-signed-in', 'Nobody is signed in.');
        const request = withAddress(c, proxies);
        const answer = await signIn.auth.handler(
          'adds' in ceremony ? await registrationOnly(request) : request,
        );
        if (answer.ok && 'adds' in ceremony && staff) {
          await signIn.notePasskeyAdded(staff, clientAddress(c, proxies));
        }
        const headers = new Headers(answer.headers);
        headers.set('cache-control', 'no-store');
        // What a ceremony ends with is in its cookie; a script need not learn the token of a session.
        const over = answer.ok && ceremony.method === 'POST';
        if (over) headers.delete('content-length');
        return new Response(over ? '{}' : answer.body, { status: answer.status, headers });
      },
    );
  }
  if (signIn.office) mountOffice(app, signIn.office, host);
}

function mountOffice(app: Hono<ApiEnv>, office: OfficeLogin, host: AuthHost): void {
  for (const lang of LANGUAGES) {
    app.get(localPath(lang, '/masuk/kantor'), async (c) => {
      await takeFromBudget(c, host);
      const then = wayBack(c.req.query('ke'), localPath(lang, '/kerja'));
      const otherwise = `${localPath(lang, '/masuk')}?${new URLSearchParams({ ke: then })}`;
      return step(c, await office.start(withAddress(c, host.proxies).headers, then, otherwise));
    });
  }
  app.get(OFFICE_CALLBACK, async (c) => {
    await takeFromBudget(c, host);
    return step(c, await office.finish(withAddress(c, host.proxies)));
  });
}

function step(c: Context<ApiEnv>, { to, cookies, failure }: OfficeStep): Response {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
  c.header('cache-control', 'no-store');
  if (failure === undefined) return c.redirect(to, 303);
  return c.redirect(`${to}${to.includes('?') ? '&' : '?'}${new URLSearchParams({ gagal: failure })}`, 303);
}

async function takeFromBudget(c: Context<ApiEnv>, { limit, proxies }: AuthHost): Promise<void> {
  const { allowed, retryAfter } = await limit.take(clientAddress(c, proxies), 1);
  if (allowed) return;
  throw new Problem(429, 'too-many-requests', 'Too many attempts. Try again in a minute.', {
    headers: { 'retry-after': String(retryAfter) },
  });
}

function withAddress(c: Context<ApiEnv>, proxies: number): Request {
  const request = new Request(c.req.raw);
  request.headers.set(ADDRESS_HEADER, clientAddress(c, proxies));
  return request;
}

/** The library would take a name of any length, and begin a session as well. */
async function registrationOnly(request: Request): Promise<Request> {
  const posted = registration.safeParse(await request.json().catch(() => undefined));
  if (!posted.success) throw new Problem(400, 'passkey', 'The passkey cannot be read.');
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new Request(request.url, { method: 'POST', headers, body: JSON.stringify(posted.data) });
}

function tooLarge(): never {
  throw new Problem(413, 'too-large', 'The request is too large.');
}
