import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { sharedBrowser } from '../support/browser.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { findPageKinds } from '../support/page-kinds.ts';

const { url: windowUrl, numbers } = inject('window');
const registered = numbers.find(({ answer }) => answer.startsWith('registered (DPT)'))?.number ?? '';
/** How long a condition may take to come true on a busy machine. */
const PATIENCE = { timeout: 20_000 };
const STAGE = '/tahapan/pilkada-2024/pungut';

let browser: Browser;
let gateway: Gateway;
let context: BrowserContext;
let page: Page;
/** A polling place that was not moved or closed, and another kelurahan's list. */
let place: string;
let village: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  const kinds = await findPageKinds(windowUrl);
  const pathOf = (wanted: string) => kinds.find(({ kind }) => kind === wanted)?.path ?? '';
  place = pathOf('polling place: confirmed');
  village = pathOf('kelurahan');
});

beforeEach(async () => {
  gateway = await startGateway(windowUrl);
  context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  page = await context.newPage();
});
afterEach(async () => {
  await context?.close();
  await gateway?.close();
});

/** Comes for the first time, and waits until the worker has kept what it keeps of itself. */
async function comeFirst(path = '/'): Promise<void> {
  await page.goto(gateway.url + path);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active && active.state !== 'activated') {
      await new Promise<void>((resolve) => {
        active.addEventListener('statechange', () => {
          if (active.state === 'activated') resolve();
        });
      });
    }
    if (navigator.serviceWorker.controller) return;
    await new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    });
  });
}

/** Opens a page, and waits until the worker has kept it. */
async function open(path: string): Promise<void> {
  await page.goto(gateway.url + path);
  await expect.poll(keptAddresses, PATIENCE).toContain(path);
}

/** Path and query of everything in every cache. */
async function keptAddresses(): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) {
        const { pathname, search } = new URL(url);
        addresses.push(pathname + search);
      }
    }
    return addresses;
  });
}

/** The browser's own cache would answer for half a minute; what is tried here is what comes after. */
async function forgetBrowserCache(): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/** Whether the page that is shown says that it comes from the phone, and as of when. */
async function keptNote(): Promise<string | undefined> {
  const note = page.locator('.kept');
  return (await note.isVisible()) ? ((await note.textContent()) ?? '').trim() : undefined;
}

/** That a page is styled, in its own typeface, and its scripts run. */
async function expectDressed(): Promise<void> {
  const { font, isScripted, padding } = await page.evaluate(async () => {
    await document.fonts.ready;
    return {
      font: document.fonts.check('16px "Plus Jakarta Sans"'),
      isScripted: document.documentElement.classList.contains('js'),
      padding: getComputedStyle(document.querySelector('main') ?? document.body).paddingLeft,
    };
  });
  expect({ font, isScripted, padding }).toEqual({ font: true, isScripted: true, padding: '16px' });
}

const titleOf = () => page.locator('h1').first().textContent();

/** Ways in which a phone is without the window. */
const AWAY = [
  ['the phone has no network', { go: () => context.setOffline(true), back: () => context.setOffline(false) }],
  ['nobody listens at the address', { go: () => gateway.goAway(), back: () => gateway.comeBack() }],
] as const;

describe.each(AWAY)('when %s', (_, { go, back }) => {
  test('what was kept and opened is shown, and says as of when', async () => {
    await comeFirst();
    await open(place);
    await open(STAGE);
    await open(`/en${place}`);
    await go();
    await forgetBrowserCache();
    for (const path of ['/', '/tahapan', place, STAGE]) {
      await page.goto(gateway.url + path);
      expect(await keptNote(), path).toMatch(
        /^Dari simpanan HP ini\. Per .*24 November 2024 pukul \d\d\.\d\d/,
      );
      await expectDressed();
    }
    await page.goto(`${gateway.url}/en${place}`);
    expect(await keptNote()).toMatch(/^Kept on this phone\. As of .*24 November 2024/);

    await back();
    for (const path of ['/', place]) {
      await page.goto(gateway.url + path);
      expect(await keptNote(), path).toBeUndefined();
    }
  });

  test('a page that was never opened says so, in its language, and comes with the network', async () => {
    await comeFirst();
    await go();
    await forgetBrowserCache();
    for (const path of [village, '/cari?q=depok', '/developers', '/tidak-ada', '/entah']) {
      await page.goto(gateway.url + path);
      expect(await titleOf(), path).toBe('HP Anda sedang tanpa jaringan');
      expect(new URL(page.url()).pathname, 'the address stays').toBe(path.split('?')[0]);
      await expectDressed();
    }
    await page.goto(`${gateway.url}/en${village}`);
    expect(await titleOf()).toBe('Your phone has no network');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await back();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect.poll(titleOf, PATIENCE).not.toBe('Your phone has no network');
    expect(new URL(page.url()).pathname).toBe(`/en${village}`);
    expect(await keptNote()).toBeUndefined();
  });
});

test('a gateway whose window is away is no better than no network', async () => {
  await comeFirst();
  await open(place);
  await forgetBrowserCache();
  gateway.failWith(502);
  await page.goto(gateway.url + place);
  expect(await keptNote()).toMatch(/^Dari simpanan HP ini/);
  gateway.failWith(undefined);
  await page.goto(gateway.url + place);
  expect(await keptNote()).toBeUndefined();
});

test('a network that is too slow is given up for what was kept, and its late answer is kept for the next time', async () => {
  await comeFirst();
  await open(place);
  await forgetBrowserCache();
  const { release } = gateway.hold(place);
  gateway.rewrite(place, (html) => html.replace('<h1', '<h1 data-late'));
  await page.goto(gateway.url + place);
  expect(await keptNote()).toMatch(/^Dari simpanan HP ini/);
  release();
  const keptText = () => page.evaluate(async (path) => (await caches.match(path))?.text() ?? '', place);
  await expect.poll(keptText, PATIENCE).toContain('data-late');
});

test('a page that is gone is shown as gone, and not from the phone', async () => {
  await comeFirst();
  await open(place);
  await forgetBrowserCache();
  gateway.failWith(404);
  const answer = await page.goto(gateway.url + place);
  expect(answer?.status()).toBe(404);
});

test('built files come from the phone: with a network too, none is asked for again', async () => {
  await comeFirst();
  await forgetBrowserCache();
  const before = gateway.asked.length;
  await page.goto(`${gateway.url}/cek`);
  await page.locator('#nik:enabled').waitFor();
  await expectDressed();
  expect(gateway.asked.slice(before).filter((line) => line.includes('/assets/'))).toEqual([]);
});

test('answers to one person, searches and what says no-store are never kept', async () => {
  await comeFirst();
  await page.goto(`${gateway.url}/cek`);
  await page.locator('#nik:enabled').fill(registered);
  await page.locator('.check-form button[type=submit]').click();
  await page.locator('.tps-num').waitFor();
  await page.goto(`${gateway.url}/cari?q=depok`);
  await page.goto(`${gateway.url}/tidak-ada`);
  await page.goto(`${gateway.url}/tahapan/tidak-ada`);
  await page.evaluate(() => fetch('/api/v1/rolls').then((answer) => answer.text()));
  await page.evaluate(() => fetch('/metrics').then((answer) => answer.text()));
  await page.evaluate(() =>
    fetch('/cek', { method: 'POST', body: new URLSearchParams({ nomor: '1' }) }).then((answer) =>
      answer.text(),
    ),
  );
  expect(gateway.asked.some((line) => /^POST \/api\/v1\/rolls\/.*\/evaluate$/.test(line))).toBe(true);
  await open(place);

  const kept = await keptAddresses();
  const mayBeKept =
    /^(\/en)?\/($|assets\/|tahapan|tps|cek$|cek\/kartu$|lainnya$|luring$)|^\/en$|^\/api\/v1\/(polling-places\/|elections)/;
  expect(kept.filter((address) => !mayBeKept.test(address))).toEqual([]);
  expect(kept).not.toContain('/tahapan/tidak-ada');
  const controls = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const control = (await cache.match(request))?.headers.get('cache-control') ?? '';
        if (request.method !== 'GET' || !control.includes('public')) found.push(`${request.url}: ${control}`);
      }
    }
    return found;
  });
  expect(controls).toEqual([]);
});

describe('a new build', () => {
  /** From now on the window is of another build: its files are called otherwise, and the old ones are gone. */
  function rebuild(): void {
    gateway.rewrite('/service-worker.js', (script) =>
      script.replace(/"version":"[^"]+"/, '"version":"next"').replaceAll(/-[\w-]{8}\.css/g, '-Next0000.css'),
    );
    for (const path of ['/', '/en', '/tahapan', '/luring']) gateway.rewrite(path, renamed);
  }
  const renamed = (html: string) => html.replaceAll(/-[\w-]{8}\.css/g, '-Next0000.css');

  const cacheNames = () => page.evaluate(() => caches.keys());
  const update = () =>
    page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });

  test('drops the files of the one before, and pages that were kept by it still look as they should', async () => {
    await comeFirst();
    await open(place);
    const sheets = (await keptAddresses()).filter((address) => address.endsWith('.css'));
    expect(sheets.length).toBeGreaterThan(0);
    for (const sheet of sheets) gateway.alias(sheet.replace(/-[\w-]{8}\.css$/, '-Next0000.css'), sheet);
    rebuild();
    await update();
    await expect
      .poll(async () => (await cacheNames()).toSorted(), PATIENCE)
      .toEqual(['assets-next', 'pages']);
    const kept = await keptAddresses();
    expect(kept.filter((address) => sheets.includes(address))).toEqual([]);

    await gateway.goAway();
    await forgetBrowserCache();
    for (const path of [place, '/tahapan']) {
      await page.goto(gateway.url + path);
      expect(await keptNote()).toMatch(/^Dari simpanan HP ini/);
      await expectDressed();
    }
  });

  test('that cannot be had whole leaves the one before in charge', async () => {
    await comeFirst();
    const before = await cacheNames();
    rebuild(); // its style sheet is not there
    await update().catch(() => undefined);
    await expect
      .poll(
        () => page.evaluate(async () => (await navigator.serviceWorker.ready).installing?.state),
        PATIENCE,
      )
      .toBeUndefined();
    expect(gateway.asked.some((line) => line.includes('Next0000.css'))).toBe(true);
    expect(await cacheNames()).toEqual(expect.arrayContaining(before));
    await gateway.goAway();
    await forgetBrowserCache();
    await page.goto(`${gateway.url}/tahapan`);
    await expectDressed();
  });
});
