import { load } from 'cheerio';
import type { Browser } from 'playwright-core';
import { BROWSER_TRAITS } from '../../src/platform/sign-in/browser.ts';
import type { DemoWays } from './window.ts';

const FORM = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  accept: 'text/html',
};

/** Headers with which what is fetched here passes for that browser, to a session of staff. */
export async function headersOf(browser: Browser, url: string): Promise<Readonly<Record<string, string>>> {
  const page = await browser.newPage();
  const answer = await page.goto(`${url}/livez`);
  const sent = (await answer?.request().allHeaders()) ?? {};
  await page.close();
  return Object.fromEntries(
    BROWSER_TRAITS.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]]])),
  );
}

/** Signs a member of staff in by a link that the demo printed; the `cookie` header of their session. */
export async function signInStaff(
  url: string,
  ways: DemoWays,
  who: (who: string) => boolean,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const way = ways.staff.find((one) => who(one.who));
  if (!way) throw new Error('The demo printed no such link.');
  return cookieOf(await post(url + way.path, {}, headers));
}

/** Lets an officer's phone join by a code that the demo printed, with a PIN; the `cookie` header of its session. */
export async function signInOfficer(
  url: string,
  ways: DemoWays,
  who: (who: string) => boolean,
): Promise<string> {
  const way = ways.officers.find((one) => who(one.who));
  if (!way) throw new Error('The demo printed no such code.');
  const asked = await post(`${url}/gabung`, { kode: way.code, nik: way.ending });
  // A step of joining leads on to a page that its cookie carries.
  const cookie = cookieOf(asked);
  const step = await fetch(new URL(asked.headers.get('location') ?? '', url), { headers: { cookie } });
  const ticket = load(await step.text())('input[name=tiket]').attr('value') ?? '';
  const form = { tiket: ticket, setuju: 'ya', pin: '482913' };
  const joined = await post(`${url}/gabung/kunci`, form, { cookie });
  if (joined.headers.get('location') !== '/petugas') throw new Error(`${way.who} could not join.`);
  return cookieOf(joined);
}

function post(
  address: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...FORM, ...headers },
    body: new URLSearchParams(form),
  });
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .filter((pair) => !/^[^=]*=$/.test(pair))
    .join('; ');
}
