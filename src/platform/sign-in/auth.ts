import { passkey } from '@better-auth/passkey';
import { APIError, type BetterAuthOptions, betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import { Pool } from 'pg';
import type { Connection } from '../database/pool.ts';
import { browserDigest } from './browser.ts';

/** How long a session lasts, used or not, in seconds: a long working day. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** The header by which the window tells the library where a request came from; what a client sends there is replaced. */
export const ADDRESS_HEADER = 'x-jendela-address';
/** Name of the office's login in addresses and in the database. */
export const OFFICE_ID = 'kantor';
const POOL_SIZE = 4;

/** A session that somebody opened by a ceremony of the library. */
export interface BegunSession {
  readonly staff: string;
  readonly address: string;
  readonly way: 'passkey' | 'office-login';
}

export interface AuthOptions {
  readonly connection: Connection;
  /** The window's address, without a slash at its end. */
  readonly publicUrl: string;
  readonly windowName: string;
  readonly secret: string;
  /** Told of every session that the library begins. */
  readonly onSession: (session: BegunSession) => Promise<void>;
}

/** The office's own login, as its provider describes itself at `discoveryUrl`. */
export interface OfficeProvider {
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

/** Name of the cookie that carries a session. A browser lets no other host and no page without TLS set a `__Host-` one. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-jendela-staff' : 'jendela-staff';
}

/**
 * Sessions and passkeys of staff by better-auth, on a pool of its own, since it takes dates as JavaScript's. There are
 * no passwords, and nobody signs up: staff are invited.
 */
export function createAuth(options: AuthOptions) {
  const { connection, publicUrl, windowName } = options;
  const pool = new Pool({ ...connection, max: POOL_SIZE, application_name: 'jendela sign-in' });
  // A connection that dies is told by the query that used it; without a listener it would end the process.
  pool.on('error', () => undefined);
  const base = baseOptions(options, pool);
  const auth = betterAuth({
    ...base,
    plugins: [
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: windowName,
        origin: publicUrl,
        schema: { passkey: { modelName: 'staff_passkey' } },
        // It stands alone, without a password beside it: the device has to ask for a finger, a face or a PIN.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification({ verification }) {
            demandVerifiedPerson(verification.registrationInfo?.userVerified);
          },
        },
        authentication: {
          afterVerification({ verification }) {
            demandVerifiedPerson(verification.authenticationInfo.userVerified);
          },
        },
      }),
    ],
  });
  return {
    auth,
    /** The same staff and sessions, by the office's login. It asks the provider about itself when it is first used. */
    withOffice: (provider: OfficeProvider) => betterAuth({ ...base, plugins: [officePlugin(provider)] }),
    close: () => pool.end(),
  };
}

export type Auth = ReturnType<typeof createAuth>['auth'];
export type OfficeAuth = ReturnType<ReturnType<typeof createAuth>['withOffice']>;

function baseOptions({ publicUrl, windowName, secret, onSession }: AuthOptions, pool: Pool) {
  const secure = publicUrl.startsWith('https:');
  return {
    appName: windowName,
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    trustedOrigins: [publicUrl],
    onAPIError: { errorURL: `${publicUrl}/masuk` },
    user: {
      modelName: 'staff',
      additionalFields: { active: { type: 'boolean', input: false, required: false } },
    },
    session: {
      modelName: 'staff_session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
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
            if (!headers) return { data: session };
            const ipAddress = headers.get(ADDRESS_HEADER) ?? '';
            return { data: { ...session, ipAddress, browser: browserDigest(headers) } };
          },
          async after(session, context) {
            const way = wayOf(context?.path);
            if (way) await onSession({ staff: session.userId, address: session.ipAddress ?? '', way });
          },
        },
      },
      account: {
        create: {
          // Who somebody is at the provider is kept; what would let the window act there is not.
          async before(account) {
            return {
              data: { ...account, accessToken: null, refreshToken: null, idToken: null },
            };
          },
        },
      },
    },
    account: {
      modelName: 'staff_account',
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, trustedProviders: [] },
    },
    verification: { modelName: 'staff_verification' },
    emailAndPassword: { enabled: false },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: secure ? '__Host-jendela' : 'jendela',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { disableIpTracking: true },
      cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    },
  } satisfies BetterAuthOptions;
}

function officePlugin({ discoveryUrl, clientId, clientSecret }: OfficeProvider) {
  return genericOAuth({
    config: [
      {
        providerId: OFFICE_ID,
        discoveryUrl,
        clientId,
        ...(clientSecret === undefined
          ? { tokenEndpointAuth: { method: 'none' as const } }
          : { clientSecret, authentication: 'basic' as const }),
        scopes: ['openid', 'email', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        // Some providers write "false" as a word, which would count as true.
        mapProfileToUser: (profile) => ({ emailVerified: profile['email_verified'] === true }),
      },
    ],
  });
}

function wayOf(path: string | undefined): BegunSession['way'] | undefined {
  if (path === '/passkey/verify-authentication') return 'passkey';
  if (path?.startsWith('/callback/')) return 'office-login';
  return undefined;
}

function demandVerifiedPerson(verified: boolean | undefined): void {
  if (verified !== true) {
    throw new APIError('UNAUTHORIZED', { message: 'The device did not make sure who holds it.' });
  }
}
