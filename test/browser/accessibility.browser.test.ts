import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { localPath } from '../../src/domain/language.ts';
import type { Language } from '../../src/domain/text.ts';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { findPageKinds, type PageKind } from '../support/page-kinds.ts';

const { url } = inject('window');
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
const NARROWEST = { width: 320, height: 640 };

let browser: Browser;
let kinds: readonly PageKind[];

beforeAll(async () => {
  [browser, kinds] = await Promise.all([launchBrowser(), findPageKinds(url)]);
});
afterAll(() => browser?.close());

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** Opens every page one after the other and gathers what `look` finds, with the page's kind in front. */
async function onEveryPage(
  options: ContextOptions,
  language: Language,
  look: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const found: string[] = [];
  page.on('console', (message) => found.push(`console at ${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`error at ${page.url()}: ${error.message}`));
  for (const { kind, path } of kinds) {
    await page.goto(url + localPath(language, path), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.locator('h1').first().waitFor();
    found.push(...(await look(page)).map((fault) => `${path} (${kind}): ${fault}`));
  }
  await context.close();
  // A browser reports the answer 404 of the missing page itself.
  return found.filter((line) => !line.includes('status of 404') || !line.includes('/tidak-ada'));
}

const openEverything = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

test('there is a page of every kind', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(25);
  const states = kinds.map(({ kind }) => kind);
  for (const kind of ['stage: running', 'stage: ended', 'stage: upcoming', 'stage: conditional']) {
    expect(states).toContain(kind);
  }
});

// Each page is opened once in each size, and looked at for everything while it is open.
describe.each([
  ['a phone, light, in Indonesian', { viewport: PHONE, colorScheme: 'light' }, 'id'],
  ['a desk, dark, in English', { viewport: DESK, colorScheme: 'dark' }, 'en'],
] as const)('on %s', (_, options, language) => {
  test('every page is without faults for axe, has one h1, its language and a title of its own, and fits', {
    timeout: 300_000,
  }, async () => {
    const titles = new Map<string, string>();
    const faults = await onEveryPage(options, language, async (page) => {
      const found = [...(await names(page, language, titles))];
      await openEverything(page);
      found.push(...(await axeFaults(page)), ...(await overflow(page)));
      await page.setViewportSize(NARROWEST);
      found.push(...(await overflow(page)));
      if (options.viewport === PHONE) found.push(...(await withLargeText(page)));
      await page.setViewportSize(options.viewport);
      return found;
    });
    expect(faults).toEqual([]);
  });
});

/** What is wrong with the heading, the language and the title of a page, which no other page may have. */
async function names(page: Page, language: Language, titles: Map<string, string>): Promise<string[]> {
  const { headings, lang, title } = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title,
  }));
  const { pathname, search } = new URL(page.url());
  const found: string[] = [];
  if (headings !== 1) found.push(`${headings} h1`);
  if (lang !== language) found.push(`lang ${lang}`);
  const other = titles.get(title);
  // One page with other choices in it is the same page.
  const isVariant = search.includes('keadaan') || search.includes('pemilihan');
  if (other !== undefined && !isVariant) found.push(`titled as ${other}: ${title}`);
  titles.set(title, pathname);
  return found;
}

/** What is wider than the screen, other than what scrolls in a frame of its own. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px wide: ${wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 120))}`];
  });
}

/** What does not fit with text twice as large. */
async function withLargeText(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await page.setViewportSize(PHONE);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const found = [...(await overflow(page)), ...(await clipped(page))];
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await session.detach();
  return found.map((fault) => `with large text: ${fault}`);
}

/** Words that stand outside the box that hides what does not fit. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // The chart shortens names, which the table below it has in full; the fingerprint is cut on purpose.
    return [...document.querySelectorAll('main *:not(.now)')]
      .filter((box) => !box.closest('.vh, svg, .gantt'))
      .filter((box) => {
        const { overflowX, overflowY } = getComputedStyle(box);
        const isWide = overflowX === 'hidden' && box.scrollWidth > box.clientWidth + 1;
        return isWide || (overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1);
      })
      .map((box) => `hidden in ${box.outerHTML.slice(0, 160)}`);
  });
}
