import type { Staff } from '../../domain/staff.ts';

/** A session that has just begun. */
export interface OpenedSession {
  /** The pair that a browser sends back. */
  readonly cookie: string;
  /** The header that gives it to the browser. */
  readonly setCookie: string;
}

/** Tells who sends a request, and begins and ends sessions. */
export interface SignIn {
  /** The member of staff whose session the request carries; undefined where there is none that is valid. */
  staffOf(request: Pick<Request, 'headers'>): Promise<Staff | undefined>;
  /** A session for somebody who proved who they are, bound to the browser of these headers. */
  openSession(staffId: string, headers: Headers, address: string): Promise<OpenedSession>;
  /** The office's own login, where there is one, by the name that the office gives it. */
  readonly office: { readonly name: string } | undefined;
  /** The header that takes the cookie away from the browser. */
  readonly forgetCookie: string;
}
