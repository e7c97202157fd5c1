import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { sharedBrowser } from '../support/browser.ts';

const { url, numbers } = inject('window');
const numberOf = (answer: string) => numbers.find((known) => known.answer.startsWith(answer))?.number ?? '';
const REGISTERED = numberOf('registered (DPT)');
const NOT_ON_ROLL = numberOf('not on the roll');
const IMPOSSIBLE = numberOf('not a possible number');

const PHONE = { width: 360, height: 740 };

let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

async function openContext(options: ContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block', ...options });
  contexts.push(context);
  return context;
}

async function openCheck(options: ContextOptions = {}, path = '/cek'): Promise<Page> {
  const page = await (await openContext(options)).newPage();
  await page.goto(url + path);
  await page.locator('#nik:enabled').waitFor();
  return page;
}

async function check(page: Page, number: string): Promise<void> {
  await page.locator('#nik').fill(number);
  await page.locator('.check-form button[type=submit]').click();
}

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');

describe('the four answers, against two processes', () => {
  test('registered: the polling place, when to come and what to bring', async () => {
    const page = await openCheck();
    await check(page, REGISTERED);
    await page.locator('.tps-num').waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain('Terdaftar dalam DPT');
    expect(text).toMatch(/Kelurahan \S/);
    expect(text).toMatch(/Nomor urut \d+ dalam daftar/);
    expect(text).toContain('pukul 07.00–13.00');
    expect(text).toContain('KTP-el');
    expect(await page.getByRole('link', { name: 'Petunjuk arah' }).getAttribute('href')).toMatch(/^https:/);
    expect(await page.getByRole('link', { name: 'Tambah ke kalender' }).getAttribute('href')).toMatch(
      /\.ics$/,
    );
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.locator('#nik').count()).toBe(0);
  });

  test('not on this roll: verified, and what to do', async () => {
    const page = await openCheck();
    await check(page, NOT_ON_ROLL);
    await page.getByText('Yang bisa Anda lakukan').waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain('tidak ada di DPT Kota Depok');
    expect(text).toContain('Jawaban ini sudah dibuktikan');
    expect(text).toContain('Datang ke TPS dengan KTP-el');
  });

  test('not a possible number: why, on the device alone, with the focus on the summary', async () => {
    const page = await openCheck();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('#nik').pressSequentially(IMPOSSIBLE);
    await page.locator('#nik-error').waitFor();
    expect(await page.locator('#nik').getAttribute('aria-invalid')).toBe('true');
    await page.locator('.check-form button[type=submit]').click();
    await page.locator('#error-summary').waitFor();
    expect(await focusedId(page)).toBe('error-summary');
    await page.locator('#error-summary a').click();
    expect(await focusedId(page)).toBe('nik');
    expect(asked).toEqual([]);
  });

  test('could not be had: who is away, and again', async () => {
    const page = await openCheck();
    const away = { status: 503, holder: 'kpu', code: 'holder-unavailable' };
    await page.route('**/evaluate', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(away) }),
    );
    await check(page, NOT_ON_ROLL);
    await page.getByText('KPU Kota Depok sedang tidak menjawab').waitFor();
    expect(await page.locator('main').textContent()).toContain('Ini bukan berarti Anda tidak terdaftar');
    expect(await focusedId(page)).toBe('no-answer');
    await page.unroute('**/evaluate');
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText('Yang bisa Anda lakukan').waitFor();
  });
});

describe('what must not pass for an answer', () => {
  test('no network', async () => {
    const page = await openCheck();
    await page.context().setOffline(true);
    await check(page, REGISTERED);
    await page.getByText('tidak tersambung ke internet').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.locator('.tps-num').waitFor();
  });

  test('a changed bucket, and a proof under another key', async () => {
    const page = await openCheck();
    await page.route('**/buckets/*', async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[body.length - 5] = (body[body.length - 5] ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await check(page, REGISTERED);
    await page.getByText('Jawaban ini tidak bisa dipercaya').waitFor();
    await page.unroute('**/buckets/*');
    await page.route('**/evaluate', async (route) => {
      const answer = await route.fetch();
      const { evaluations } = await answer.json();
      for (const evaluation of evaluations) {
        if (evaluation.proof) evaluation.proof = evaluations[0].proof;
      }
      await route.fulfill({ response: answer, json: { evaluations } });
    });
    await check(page, NOT_ON_ROLL);
    await page.getByText('Jawaban ini tidak bisa dipercaya').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('tidak ada di DPT');
  });
});

test('too many from one address: the device works, and goes on by itself', async () => {
  const page = await openCheck();
  const sent: string[] = [];
  await page.route('**/evaluate', async (route) => {
    const work =
      route.request().headers()['proof-of-work'] ?? route.request().headers()['jendela-proof-of-work'];
    if (work) sent.push(work);
    if (work) return route.continue();
    const challenge = { token: 'a-token', difficulty: 8, algorithm: 'sha256' };
    await route.fulfill({
      status: 429,
      headers: { 'retry-after': '30' },
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 429, challenge }),
    });
  });
  await check(page, REGISTERED);
  await page.locator('.tps-num').waitFor();
  const [token, nonce] = (sent[0] ?? '').split(':');
  expect(token).toBe('a-token');
  expect(createHash('sha256').update(`${token}:${nonce}`).digest()[0]).toBe(0);
});

test('without the polling place’s address the number is shown, and the address tried again', async () => {
  const page = await openCheck();
  await page.route('**/polling-places/**', (route) => route.abort());
  await check(page, REGISTERED);
  await page.getByText('Lokasi TPS belum bisa diambil').waitFor();
  expect(await page.locator('.tps-num').textContent()).toMatch(/^\d{3}$/);
  await page.unroute('**/polling-places/**');
  await page.getByRole('button', { name: 'Ambil lokasi lagi' }).click();
  await page.getByRole('link', { name: 'Petunjuk arah' }).waitFor();
});

describe('the number', () => {
  /** Everything by which a number might be known again. */
  function tracesOf(number: string): string[] {
    const inputs = [number, `nik:${number}`, (number.match(/.{4}/g) ?? []).join(' ')];
    return inputs.flatMap((text) => [
      text,
      encodeURIComponent(text),
      text.replaceAll(' ', '+'),
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
      Buffer.from(text).toString('hex'),
      ...['sha256', 'sha1', 'md5'].flatMap((name) => [
        createHash(name).update(text).digest('hex'),
        createHash(name).update(text).digest('base64url'),
      ]),
    ]);
  }

  test('is in no request, storage, address, history, title or console', async () => {
    const context = await openContext({ serviceWorkers: 'allow' });
    const seen: string[] = [];
    context.on('request', (request) => {
      seen.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? '');
    });
    const page = await context.newPage();
    page.on('console', (message) => seen.push(message.text()));
    page.on('pageerror', (error) => seen.push(error.message));
    for (const number of [REGISTERED, NOT_ON_ROLL, IMPOSSIBLE]) {
      await page.goto(`${url}/cek`);
      await page.locator('#nik:enabled').waitFor();
      await check(page, number);
      await page.locator('.tps-num, .check-what-now, #error-summary').first().waitFor();
      if (number === REGISTERED) await page.getByRole('button', { name: 'Simpan di HP ini' }).click();
      seen.push(page.url(), await page.title(), await storageOf(page));
    }
    seen.push(JSON.stringify(await context.storageState()));
    expect(seen.some((text) => text.includes('"blinded"'))).toBe(true);
    const everything = seen.join('\n');
    for (const number of [REGISTERED, NOT_ON_ROLL, IMPOSSIBLE]) {
      for (const trace of tracesOf(number)) expect(everything).not.toContain(trace);
    }
  });

  async function storageOf(page: Page): Promise<string> {
    return page.evaluate(async () => {
      const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const text = await (await cache.match(request))?.text();
          kept.push(request.url, text);
        }
      }
      kept.push(await indexedDB.databases());
      return JSON.stringify(kept);
    });
  }

  test('is gone when the page is left and come back to', async () => {
    const page = await openCheck();
    await page.locator('#nik').fill(REGISTERED);
    await page.goto(`${url}/cek/bagaimana`);
    await page.goBack();
    await page.locator('#nik:enabled').waitFor();
    expect(await page.locator('#nik').inputValue()).toBe('');
  });

  test('is wiped for the next person', async () => {
    const page = await openCheck();
    await check(page, REGISTERED);
    await page.getByRole('button', { name: 'Cek nomor lain' }).click();
    expect(await page.locator('#nik').inputValue()).toBe('');
    expect(await page.content()).not.toContain(REGISTERED);
  });

  test('is grouped while it is typed, pasted or mended, without moving the caret', async () => {
    const page = await openCheck();
    const field = page.locator('#nik');
    await field.pressSequentially('32760415029');
    expect(await field.inputValue()).toBe('3276 0415 029');
    await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(6, 6));
    await page.keyboard.press('Backspace');
    await page.keyboard.type('9');
    expect(await field.inputValue()).toBe('3276 9415 029');
    expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(6);
    await field.fill('3276-0415-0295-0001');
    expect(await field.inputValue()).toBe('3276 0415 0295 0001');
  });
});

describe('the card on the device', () => {
  test('opens without a network, holds no number, and is forgotten on request', async () => {
    const context = await openContext({ serviceWorkers: 'allow' });
    const page = await context.newPage();
    await page.goto(`${url}/cek`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.locator('#nik:enabled').waitFor();
    await check(page, REGISTERED);
    await page.getByRole('button', { name: 'Simpan di HP ini' }).click();
    await page.getByText('Tersimpan di HP ini').waitFor();
    const tps = await page.locator('.tps-num').textContent();
    const kept = await page.evaluate(() => localStorage.getItem('kartu-tps'));
    expect(kept).not.toContain(REGISTERED);

    await context.setOffline(true);
    await page.goto(`${url}/cek/kartu`);
    await page.locator('.tps-num').waitFor();
    expect(await page.locator('.tps-num').textContent()).toBe(tps);
    expect(await page.locator('main').textContent()).toContain('Disimpan');
    await page.getByRole('button', { name: 'Hapus dari HP ini' }).click();
    await page.getByText('Kartu sudah dihapus').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('kartu-tps'))).toBeNull();
  });

  test('is not there on a device that keeps none', async () => {
    const page = await (await openContext()).newPage();
    await page.goto(`${url}/en/cek/kartu`);
    await page.getByText('No card on this phone yet').waitFor();
  });
});

test('without JavaScript the server looks, says so, and the form of the script is not shown', async () => {
  const page = await (await openContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${url}/cek`);
  expect(await page.locator('#nik').isVisible()).toBe(false);
  expect(await page.locator('main').textContent()).toContain('Di sini nomor Anda dikirim ke server');
  await page.fill('#nomor', REGISTERED);
  await page.click('form[method=post] button');
  const text = await page.locator('main').textContent();
  expect(text).toContain('Terdaftar dalam DPT');
  expect(text).toContain('Nomor Anda tidak disimpan');
  expect(page.url()).toBe(`${url}/cek`);
});

test('the script and its parts are at most 60 kB over the wire', async () => {
  const page = await (await openContext()).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(`${url}/cek`, { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(60_000);
});

describe.each([
  ['/cek', 'light', PHONE],
  ['/en/cek', 'dark', { width: 1280, height: 800 }],
] as const)('axe finds nothing in any state of %s, %s', (path, colorScheme, viewport) => {
  test('form, refusal, found, kept, not found, no answer', async () => {
    const page = await openCheck({ colorScheme, viewport }, path);
    expect(await axeFaults(page)).toEqual([]);
    await check(page, IMPOSSIBLE);
    await page.locator('#error-summary').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await check(page, REGISTERED);
    await page.locator('.tps-num').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Simpan di HP ini|Keep on this phone/ }).click();
    await page.getByRole('heading', { name: /Tersimpan di HP ini|Kept on this phone/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`${url}${path}/kartu`);
    await page.locator('.tps-num').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(url + path);
    await page.locator('#nik:enabled').waitFor();
    await check(page, NOT_ON_ROLL);
    await page.locator('.check-what-now').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.locator('main button', { hasText: /Cek nomor lain|Check another number/ }).click();
    await page.route('**/evaluate', (route) => route.fulfill({ status: 500, body: '' }));
    await check(page, REGISTERED);
    await page.locator('#no-answer').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});

test('the whole check goes by the keyboard alone', async () => {
  const page = await openCheck();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 30 && (await focusedId(page)) !== 'nik'; i++) await page.keyboard.press('Tab');
  expect(await focusedId(page)).toBe('nik');
  await page.keyboard.type(REGISTERED);
  await page.keyboard.press('Enter');
  await page.locator('.tps-num').waitFor();
});
