import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { Officer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { OFFICER_COLUMNS, officerOf } from './create-officers.ts';
import type { OfficerSessionTable } from './tables.ts';

const COOKIE = 'jendela_officer';
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** Written down no more often: sixty thousand phones ask every few minutes on the day. */
const SEEN_EVERY = { hours: 1 } as const;
/** For what stays an officer's own after their service, such as a certificate. */
const AFTER_SERVICE_DAYS = 90;
/** For who signs in when even that is over. */
const LEAST_DAYS = 1;
/** Browsers keep no cookie longer. */
const MOST_DAYS = 400;
const DAY_SECONDS = 24 * 60 * 60;

/** An officer and the session of the phone that asks. */
export interface OfficerOnPhone {
  readonly officer: Officer;
  /** Id of the session. */
  readonly device: string;
}

/** Tells which officer's phone sends a request, and begins and ends their sessions. */
export interface OfficerSessions {
  /** Undefined where the request carries no session, or one that ended, that is past its time, or of who was erased. */
  officerOf(request: Pick<Request, 'headers'>): Promise<OfficerOnPhone | undefined>;
  /** A session for an officer who proved who they are; it ends some time after their term. `deviceName` is shown to them. */
  open(officer: Officer, way: OfficerSessionTable['way'], deviceName: string): Promise<OpenedOfficerSession>;
  /** Ends one session, by its id. */
  end(device: string): Promise<void>;
  /** Ends all sessions of an officer, but for one where it is named. Gives how many. */
  endAll(officer: string, but?: string): Promise<number>;
  /** The header that takes the cookie away from the browser. */
  readonly forgetCookie: string;
}

/** A session that has just begun. */
export interface OpenedOfficerSession {
  readonly device: string;
  /** The pair that the phone sends back. */
  readonly cookie: string;
  /** The header that gives it to the phone. */
  readonly setCookie: string;
}

/** Sessions of officers in a database. The table holds a digest of what the cookie says, so that it opens nothing. */
export function createOfficerSessions(options: {
  readonly db: Kysely<DatabaseSchema>;
  readonly clock: Clock;
  readonly zone: string;
  /** Whether the window is reached by https alone. */
  readonly secure: boolean;
}): OfficerSessions {
  const { db, clock, zone } = options;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`;
  const endOf = (officer: Pick<Officer, 'serves'>, opened: Temporal.Instant): Temporal.Instant => {
    const afterService = officer.serves.until
      .add({ days: AFTER_SERVICE_DAYS + 1 })
      .toZonedDateTime(zone)
      .toInstant();
    const least = opened.add({ hours: LEAST_DAYS * 24 });
    return Temporal.Instant.compare(afterService, least) > 0 ? afterService : least;
  };

  const ending = () =>
    db.updateTable('officer_session').set({ ended_at: clock() }).where('ended_at', 'is', null);

  return {
    async officerOf(request) {
      const token = tokenIn(request.headers.get('cookie'));
      if (token === undefined) return undefined;
      const row = await db
        .selectFrom('officer_session')
        .innerJoin('officer', 'officer.id', 'officer_session.officer')
        .select(OFFICER_COLUMNS.map((column) => `officer.${column}` as const))
        .select(['officer_session.id as device', 'officer_session.created_at as opened_at', 'seen_at'])
        .where('token_digest', '=', digestOf(token))
        .where('ended_at', 'is', null)
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      if (!row) return undefined;
      const officer = officerOf(row);
      const now = clock();
      if (Temporal.Instant.compare(now, endOf(officer, row.opened_at)) >= 0) return undefined;
      if (Temporal.Instant.compare(now, row.seen_at.add(SEEN_EVERY)) >= 0) {
        await db.updateTable('officer_session').set({ seen_at: now }).where('id', '=', row.device).execute();
      }
      return { officer, device: row.device };
    },
    async open(officer, way, deviceName) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const device = randomUUID();
      const now = clock();
      await db
        .insertInto('officer_session')
        .values({
          id: device,
          officer: officer.id,
          token_digest: digestOf(token),
          way,
          device: deviceName,
          created_at: now,
          seen_at: now,
          ended_at: null,
        })
        .execute();
      const cookie = `${COOKIE}=${token}`;
      const seconds = Math.floor(now.until(endOf(officer, now)).total('seconds'));
      const maxAge = Math.min(seconds, MOST_DAYS * DAY_SECONDS);
      return { device, cookie, setCookie: `${cookie}; Max-Age=${maxAge}; ${attributes}` };
    },
    async end(device) {
      await ending().where('id', '=', device).execute();
    },
    async endAll(officer, but) {
      const { numUpdatedRows } = await ending()
        .where('officer', '=', officer)
        .$if(but !== undefined, (query) => query.where('id', '!=', but ?? ''))
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    forgetCookie: `${COOKIE}=; Max-Age=0; ${attributes}`,
  };
}

function tokenIn(cookies: string | null): string | undefined {
  const pair = cookies
    ?.split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${COOKIE}=`));
  const token = pair?.slice(COOKIE.length + 1);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
