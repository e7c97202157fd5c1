import type { Context, MiddlewareHandler } from 'hono';
import { localPath } from '../../domain/language.ts';
import { servicePhase } from '../../domain/officer.ts';
import type { OfficerAudience, OfficerRequest, OfficerSeat } from '../officers/contract.ts';
import type { OfficerSessions } from '../officers/sessions.ts';
import { clientAddress } from './address.ts';
import type { ApiEnv } from './api.ts';
import { type PageHost, requestOf } from './pages.ts';
import { Problem } from './problem.ts';

/** Where the pages of officers begin. */
export const OFFICER_ROOT = '/petugas';
const SIGN_IN = `${OFFICER_ROOT}/masuk`;
/** Query value that names the plain form which led to a page. */
export const RESULT = 'hasil';

/** What lets an officer in: the route's path, for its parameters, and whom it is for. */
export interface Admission {
  readonly path: string;
  readonly query?: readonly string[];
  readonly for: OfficerAudience;
}

/** What admission needs. */
export interface AdmissionHost extends Pick<PageHost, 'city' | 'clock' | 'proxies'> {
  readonly sessions: Pick<OfficerSessions, 'officerOf'>;
  readonly seatOf: (officer: OfficerRequest['officer']) => Promise<OfficerSeat>;
}

/** Lets in the officer of the phone, and keeps who that is for the handlers after it and for the page of an error. */
export function admitOfficer(
  route: Admission,
  lang: OfficerRequest['lang'],
  host: AdmissionHost,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const found = await host.sessions.officerOf(c.req.raw);
    if (!found) return toSignIn(c, lang);
    const request: OfficerRequest = {
      ...requestOf(c, route, lang, host),
      ...found,
      seat: await host.seatOf(found.officer),
      address: clientAddress(c, host.proxies),
    };
    c.set('officerRequest', request);
    const phase = servicePhase(found.officer, request.now.toPlainDate());
    if (route.for === 'serving' && (phase === 'finished' || phase === 'left')) {
      throw new Problem(403, 'service-over', 'This is for officers whose service is not over.');
    }
    await next();
  };
}

function toSignIn(c: Context<ApiEnv>, lang: OfficerRequest['lang']): Response {
  if (wantsJson(c)) throw new Problem(401, 'not-signed-in', 'This phone is not signed in.');
  const { pathname, search } = new URL(c.req.url);
  // Where no feature has it, there is nowhere to be led to.
  if (pathname === localPath(lang, SIGN_IN))
    throw new Problem(404, 'unknown-address', 'Nobody can sign in here.');
  c.header('cache-control', 'no-store');
  const back = c.req.method === 'GET' ? pathname + search : OFFICER_ROOT;
  return c.redirect(`${localPath(lang, SIGN_IN)}?${new URLSearchParams({ ke: back })}`, 303);
}

/** Whether a script asks, which reads what came of it itself. */
export function wantsJson(c: Context<ApiEnv>): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false;
}

/** Who asks; admission has found out. */
export function officerRequestOf(c: Context<ApiEnv>): OfficerRequest {
  const request = c.get('officerRequest');
  if (!request) throw new Error('A handler for officers ran without its admission.');
  return request;
}

/** Tells the worker whose answer it is, so that what it keeps of somebody else is dropped. */
export function ofOfficer(response: Response, { officer }: OfficerRequest): Response {
  response.headers.set('jendela-officer', officer.id);
  return response;
}
