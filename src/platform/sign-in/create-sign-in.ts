import { makeSignature } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { Duty, Staff } from '../../domain/staff.ts';
import { appendAudit } from '../audit/append.ts';
import type { Config } from '../config/config.ts';
import type { Connection } from '../database/pool.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { type Auth, type BegunSession, createAuth, SESSION_SECONDS, sessionCookieName } from './auth.ts';
import { browserDigest } from './browser.ts';
import { createOfficeLogin, type OfficeLogin } from './office-login.ts';
import type { SignIn } from './sign-in.ts';

/** Roles of one person that are read; more than there are agencies and roles. */
const MOST_DUTIES = 100;

export interface SignInOptions {
  readonly db: Kysely<DatabaseSchema>;
  readonly connection: Connection;
  readonly config: Pick<
    Config,
    'publicUrl' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME'
  >;
  readonly windowName: string;
  /** Signs the cookies of sessions. */
  readonly secret: string;
}

/** A way in for staff: who sends a request, and new sessions for those who proved who they are. */
export interface StaffSignIn extends SignIn {
  readonly auth: Auth;
  readonly office: OfficeLogin | undefined;
  /** Writes down that somebody has a further passkey. */
  notePasskeyAdded(staff: Staff, address: string): Promise<void>;
  close(): Promise<void>;
}

/** Sign-in of the window's staff. @throws DatabaseUnavailable from every call while the database is away */
export function createSignIn(options: SignInOptions): StaffSignIn {
  const { db, config, secret } = options;
  const { publicUrl } = config;
  const { auth, withOffice, close } = createAuth({ ...options, publicUrl, onSession: noteSession });
  const cookieName = sessionCookieName(publicUrl);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`;

  async function dutiesOf(id: string): Promise<Duty[]> {
    return db
      .selectFrom('staff_duty')
      .select(['agency', 'role'])
      .where('staff', '=', id)
      .orderBy('agency')
      .orderBy('role')
      .limit(MOST_DUTIES)
      .execute();
  }

  /** A cookie in another browser than it was given to ends its session: whoever took it gains nothing more. */
  async function endStolen(session: { id: string; userId: string }, name: string): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('staff_session')
        .where('id', '=', session.id)
        .executeTakeFirst();
      if (numDeletedRows === 0n) return;
      await appendAudit(trx, {
        actor: { kind: 'system', name: 'sign-in' },
        action: 'session.end-foreign-browser',
        subject: { kind: 'staff', id: session.userId },
        agency: null,
        after: { name },
      });
    });
  }

  async function noteSession({ staff, address, way }: BegunSession): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const { name } = await trx
        .selectFrom('staff')
        .select('name')
        .where('id', '=', staff)
        .executeTakeFirstOrThrow();
      await appendAudit(trx, {
        actor: { kind: 'staff', id: staff, name, address },
        action: `session.${way}`,
        subject: { kind: 'staff', id: staff },
        agency: null,
      });
    });
  }

  return {
    auth,
    office: officeOf(config, withOffice),
    async notePasskeyAdded({ id, name }, address) {
      await db.transaction().execute((trx) =>
        appendAudit(trx, {
          actor: { kind: 'staff', id, name, address },
          action: 'passkey.add',
          subject: { kind: 'staff', id },
          agency: null,
        }),
      );
    },
    async staffOf(request) {
      // Most requests carry no cookie of ours, and cost nothing.
      if (!request.headers.get('cookie')?.includes(`${cookieName}=`)) return undefined;
      const found = await auth.api.getSession({ headers: request.headers });
      if (!found) return undefined;
      const { session, user } = found;
      if (session.browser !== browserDigest(request.headers)) {
        await endStolen(session, user.name);
        return undefined;
      }
      if (user.active === false) return undefined;
      return {
        id: user.id,
        name: user.name,
        email: user.email,
        duties: await dutiesOf(user.id),
        session: session.id,
      };
    },
    async openSession(staffId, headers, address) {
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(
        staffId,
        false,
        {
          browser: browserDigest(headers),
          ipAddress: address,
          userAgent: headers.get('user-agent')?.slice(0, 300) ?? '',
        },
        true,
      );
      const cookie = `${cookieName}=${session.token}.${await makeSignature(session.token, secret)}`;
      return { cookie, setCookie: `${cookie}; Max-Age=${SESSION_SECONDS}; ${attributes}` };
    },
    forgetCookie: `${cookieName}=; Max-Age=0; ${attributes}`,
    close,
  };
}

function officeOf(
  { publicUrl, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME }: SignInOptions['config'],
  withOffice: ReturnType<typeof createAuth>['withOffice'],
): OfficeLogin | undefined {
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return undefined;
  return createOfficeLogin({
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME,
    publicUrl,
    withOffice,
  });
}
