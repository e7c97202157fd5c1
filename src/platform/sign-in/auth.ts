import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { Pool } from 'pg';
import type { Connection } from '../database/pool.ts';
import { browserDigest } from './browser.ts';

/** How long a session lasts that is not used, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** A session in use is prolonged at most this often, in seconds. */
const PROLONG_SECONDS = 60 * 60;
const POOL_SIZE = 4;

export interface AuthOptions {
  readonly connection: Connection;
  /** The window's address, without a slash at its end. */
  readonly publicUrl: string;
  readonly windowName: string;
  readonly secret: string;
}

/** Name of the cookie that carries a session. A browser lets no other host and no page without TLS set a `__Host-` one. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-jendela-staff' : 'jendela-staff';
}

/**
 * Sessions and passkeys of staff by better-auth, on a pool of its own, since it takes dates as JavaScript's. There are
 * no passwords, and nobody signs up: staff are invited.
 */
export function createAuth({ connection, publicUrl, windowName, secret }: AuthOptions) {
  const pool = new Pool({ ...connection, max: POOL_SIZE, application_name: 'jendela sign-in' });
  // A connection that dies is told by the query that used it; without a listener it would end the process.
  pool.on('error', () => undefined);
  const secure = publicUrl.startsWith('https:');
  const auth = betterAuth({
    appName: windowName,
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    trustedOrigins: [publicUrl],
    user: {
      modelName: 'staff',
      additionalFields: { active: { type: 'boolean', input: false, required: false } },
    },
    session: {
      modelName: 'staff_session',
      expiresIn: SESSION_SECONDS,
      updateAge: PROLONG_SECONDS,
      additionalFields: { browser: { type: 'string', input: false, required: false } },
    },
    databaseHooks: {
      session: {
        create: {
          // Whichever way in was taken, a session belongs to the browser that took it, and to nobody who has left.
          async before(session, context) {
            const found = await context?.context.internalAdapter.findUserById(session.userId);
            if (found && 'active' in found && found.active === false) return false;
            const headers = context?.headers;
            return { data: headers ? { ...session, browser: browserDigest(headers) } : session };
          },
        },
      },
    },
    account: { modelName: 'staff_account', accountLinking: { enabled: true } },
    verification: { modelName: 'staff_verification' },
    emailAndPassword: { enabled: false },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(publicUrl),
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
      },
    },
    plugins: [
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: windowName,
        origin: publicUrl,
        schema: { passkey: { modelName: 'staff_passkey' } },
      }),
    ],
  });
  return { auth, close: () => pool.end() };
}

export type Auth = ReturnType<typeof createAuth>['auth'];
