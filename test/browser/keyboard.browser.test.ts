import { load } from 'cheerio';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { LANGUAGES, localPath } from '../../src/domain/language.ts';
import { sharedBrowser } from '../support/browser.ts';
import { findPageKinds, isFrame, type PageKind } from '../support/page-kinds.ts';

const { url, numbers } = inject('window');
const PHONE = { width: 360, height: 740 };

let browser: Browser;
let kinds: readonly PageKind[];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, kinds] = await Promise.all([sharedBrowser(), findPageKinds(url)]);
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce', ...options });
  contexts.push(context);
  return context.newPage();
}

/** Presses Tab until an element has the focus that matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    if (isThere) return;
  }
  throw new Error(`Tab does not come to ${selector}.`);
}

test('the skip link leads past the navigation', async () => {
  const page = await openPage();
  await page.goto(`${url}/tahapan`);
  await page.keyboard.press('Tab');
  expect(await page.locator('.skip').evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

describe('the language link', () => {
  test('leads from every page to the same page, and back', async () => {
    const found: string[] = [];
    // A frame speaks the language of the page around it.
    for (const { path } of kinds.filter((kind) => !isFrame(kind))) {
      for (const language of LANGUAGES) {
        const other = language === 'id' ? 'en' : 'id';
        const html = await (await fetch(url + localPath(language, path))).text();
        const href = load(html)(`a[hreflang=${other}][rel=alternate]`).attr('href');
        if (decodeURIComponent(href ?? '') !== localPath(other, path))
          found.push(`${localPath(language, path)} leads to ${href}`);
      }
    }
    expect(found).toEqual([]);
  });

  test('is followed by Enter', async () => {
    const page = await openPage();
    await page.goto(`${url}/cari?q=depok`);
    await tabTo(page, '.tool[hreflang=en]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/en/cari?q=depok`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

test('the theme is switched by the keyboard and remembered', async () => {
  const page = await openPage({ colorScheme: 'light' });
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto(url);
  const light = await paper();
  await tabTo(page, 'button.theme');
  await page.keyboard.press('Enter');
  expect(await theme()).toBe('light');
  expect(await page.getByRole('button', { name: 'Warna terang' }).count()).toBe(1);
  await page.keyboard.press('Space');
  expect(await theme()).toBe('dark');
  expect(await page.getByRole('button', { name: 'Warna gelap' }).count()).toBe(1);
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.goto(`${url}/en/tahapan`);
  expect(await theme()).toBe('dark');
  expect(await paper()).toBe(dark);
  await tabTo(page, 'button.theme');
  await page.keyboard.press('Enter');
  expect(await theme()).toBeUndefined();
});

test('details open and close by Enter and Space', async () => {
  const page = await openPage();
  await page.goto(`${url}/tahapan`);
  await tabTo(page, 'summary');
  const isOpen = () =>
    page.evaluate(() => (document.activeElement?.parentElement as HTMLDetailsElement | null)?.open);
  expect(await isOpen()).toBe(false);
  await page.keyboard.press('Enter');
  expect(await isOpen()).toBe(true);
  await page.keyboard.press('Space');
  expect(await isOpen()).toBe(false);
});

test('a search is sent by Enter', async () => {
  const page = await openPage();
  await page.goto(url);
  await tabTo(page, 'input[type=search]');
  await page.keyboard.type('depok');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/cari?q=depok`);
  expect(await page.locator('.list a').count()).toBeGreaterThan(0);
});

test('a table that is wider than the phone is scrolled by the keyboard', async () => {
  const page = await openPage({ viewport: { width: 320, height: 640 } });
  await page.goto(`${url}/developers`);
  await tabTo(page, 'summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '.data');
  const frame = page.locator('.data:focus');
  await frame.locator('table').evaluate((table) => {
    (table as HTMLElement).style.minWidth = '900px';
  });
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

describe('a number that cannot be, sent without JavaScript', () => {
  const impossible = numbers.find(({ answer }) => answer.startsWith('not a possible number'))?.number ?? '';

  test.each(LANGUAGES)('the error summary has the focus, and leads to the field (%s)', async (language) => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(url + localPath(language, '/cek'));
    await page.fill('#nomor', impossible);
    await page.keyboard.press('Enter');
    await page.locator('#error-summary').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('nomor');
    expect(await page.locator('#nomor').getAttribute('aria-invalid')).toBe('true');
    expect(await page.content()).not.toContain(impossible);
  });
});
