import { randomUUID } from 'node:crypto';
import type { Duty } from '../../src/domain/staff.ts';
import type { TestWindow } from './test-window.ts';

/** A member of staff of a test, with a session. */
export interface TestStaff {
  readonly id: string;
  readonly name: string;
  /** The `cookie` header of the session. */
  readonly cookie: string;
  /** Asks the real application with the session, as the browser that signed in. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a form with the session. */
  post(path: string, form: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
}

/** What the browser of every test session says of itself. */
export const TEST_BROWSER = { 'user-agent': 'Jendela test' };

/** Makes a member of staff with duties in the window's database, and signs them in. */
export async function createStaff(
  window: TestWindow,
  person: { readonly name?: string; readonly email?: string; readonly duties: readonly Duty[] },
): Promise<TestStaff> {
  const { db } = window.database;
  const id = randomUUID();
  const name = person.name ?? 'Siti Aminah';
  await db
    .insertInto('staff')
    .values({ id, name, email: person.email ?? `${id}@kpu.example`, emailVerified: true, image: null })
    .execute();
  if (person.duties.length > 0) {
    await db
      .insertInto('staff_duty')
      .values(person.duties.map((duty) => ({ staff: id, ...duty })))
      .execute();
  }
  const { signIn } = window.window;
  const { cookie } = await signIn.openSession(id, new Headers(TEST_BROWSER), '192.0.2.7');
  const request: TestStaff['request'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [header, value] of Object.entries({ ...TEST_BROWSER, cookie })) {
      if (!headers.has(header)) headers.set(header, value);
    }
    return window.request(path, { ...init, headers });
  };
  return {
    id,
    name,
    cookie,
    request,
    post(path, form) {
      const body = new URLSearchParams();
      for (const [field, value] of Object.entries(form)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(field, one);
      }
      return request(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      });
    },
  };
}
