import { handOut } from '../../src/features/joining/invitations.ts';
import type { InvitationPurpose } from '../../src/features/joining/tables.ts';
import type { TestOfficer } from './officers.ts';
import { createPhoneKey, type PhoneKey } from './phone-key.ts';
import { TEST_BROWSER } from './staff.ts';
import type { TestWindow } from './test-window.ts';

/** What a page said: its status, its text, and its hidden fields. */
interface Shown {
  readonly status: number;
  readonly html: string;
  /** Where it leads, for a redirect. */
  readonly to: string | null;
  readonly hidden: Readonly<Record<string, string>>;
  /** Options of the passkey on it. */
  readonly options: { readonly challenge: string } | undefined;
}

/** A phone in a test: it keeps cookies, and posts forms as a browser does. */
export interface TestPhone {
  readonly key: PhoneKey;
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<Shown>;
  /** What a form led to: a step of joining or signing in is followed, any other answer is given as it came. */
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Shown>;
  /** The first page: code and NIK. */
  enter(code: string, nik: string | undefined): Promise<Shown>;
  /** Both pages, with a PIN or a passkey. */
  joinByPin(code: string, nik: string | undefined, pin?: string): Promise<Shown>;
  joinByKey(code: string, nik: string | undefined): Promise<Shown>;
  /** Loses a cookie. */
  forget(name: string): void;
}

export const PIN = '482913';

export function createPhone(window: TestWindow): TestPhone {
  const cookies = new Map<string, string>();
  const key = createPhoneKey(window.config.publicUrl);
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  async function ask(path: string, init: RequestInit = {}, follows = false): Promise<Shown> {
    const headers = new Headers({ ...TEST_BROWSER, accept: 'text/html' });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    if (!headers.has('cookie')) headers.set('cookie', cookieHeader());
    const answer = await window.request(path, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    // Its cookies as they are now: what is asked beside this may bring others.
    if (follows && to?.includes('langkah=')) return ask(to, { headers: { cookie: cookieHeader() } });
    return shown(answer.status, to, await answer.text());
  }
  const phone: TestPhone = {
    key,
    cookies,
    get: (path) => ask(path),
    post: (path, form, headers = {}) =>
      ask(
        path,
        {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'sec-fetch-site': 'same-origin', ...headers },
        },
        true,
      ),
    enter: (code, nik) => phone.post('/gabung', { kode: code, nik: nik?.slice(-4) ?? '' }),
    async joinByPin(code, nik, pin = PIN) {
      const { hidden } = await phone.enter(code, nik);
      return phone.post('/gabung/kunci', { ...hidden, setuju: 'ya', pin });
    },
    async joinByKey(code, nik) {
      const { hidden, options } = await phone.enter(code, nik);
      const kunci = options ? key.create(options) : '';
      return phone.post('/gabung/kunci', { ...hidden, setuju: 'ya', kunci });
    },
    forget: (name) => void cookies.delete(name),
  };
  return phone;
}

function shown(status: number, to: string | null, html: string): Shown {
  const fields = html.matchAll(/<input type="hidden" name="(tiket|tantangan)" value="([^"]*)"/g);
  const options = /data-options="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"');
  return {
    status,
    to,
    html,
    hidden: Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value])),
    options: options === undefined ? undefined : JSON.parse(options),
  };
}

/** A code of an officer, as their letter has it. */
export async function codeFor(
  window: TestWindow,
  officer: Pick<TestOfficer, 'id' | 'serves'>,
  more: { readonly purpose?: InvitationPurpose; readonly anew?: boolean } = {},
): Promise<string> {
  const { vault, clock } = window.window.context;
  const handed = await window.database.db.transaction().execute((trx) =>
    handOut(trx, vault, [officer], {
      purpose: more.purpose ?? 'join',
      way: 'letter',
      by: 'Uji',
      now: clock(),
      zone: window.city.zone,
      ...(more.anew === undefined ? {} : { anew: more.anew }),
    }),
  );
  const code = handed.get(officer.id)?.code;
  if (code === undefined) throw new Error('There is no code.');
  return code;
}
