import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { LANGUAGES, localPath } from '../../src/domain/language.ts';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { findPageKinds, type PageKind } from '../support/page-kinds.ts';

const { url } = inject('window');
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

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
  paths: (kind: PageKind) => readonly string[],
  look: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const found: string[] = [];
  page.on('console', (message) => found.push(`console at ${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`error at ${page.url()}: ${error.message}`));
  for (const kind of kinds) {
    for (const path of paths(kind)) {
      await page.goto(url + path, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.locator('h1').first().waitFor();
      found.push(...(await look(page)).map((fault) => `${path} (${kind.kind}): ${fault}`));
    }
  }
  await context.close();
  // A browser reports the answer 404 of the missing page itself.
  return found.filter((line) => !line.includes('status of 404') || !line.includes('/tidak-ada'));
}

const inIndonesian = ({ path }: PageKind) => [path];
const inEachLanguage = ({ path }: PageKind) => LANGUAGES.map((language) => localPath(language, path));

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

describe('axe finds nothing', () => {
  test.each([
    ['a phone, light, both languages', { viewport: PHONE, colorScheme: 'light' }, inEachLanguage],
    ['a desk, dark, both languages', { viewport: DESK, colorScheme: 'dark' }, inEachLanguage],
  ] as const)('%s', async (_, options, paths) => {
    const faults = await onEveryPage(options, paths, async (page) => {
      await openEverything(page);
      return axeFaults(page);
    });
    expect(faults).toEqual([]);
  });
});

test('each page has one h1, its language and a title of its own', async () => {
  const titles = new Map<string, string>();
  const faults = await onEveryPage({ javaScriptEnabled: true }, inEachLanguage, async (page) => {
    const { headings, lang, title } = await page.evaluate(() => ({
      headings: document.querySelectorAll('h1').length,
      lang: document.documentElement.lang,
      title: document.title,
    }));
    const { pathname, search } = new URL(page.url());
    const found: string[] = [];
    if (headings !== 1) found.push(`${headings} h1`);
    if (lang !== (/^\/en(\/|$)/.test(pathname) ? 'en' : 'id')) found.push(`lang ${lang}`);
    // The same page under two addresses, as /tahapan is that of the coming election, has the same title.
    const other = titles.get(`${lang} ${title}`);
    if (other !== undefined && !search.includes('keadaan')) found.push(`titled as ${other}: ${title}`);
    titles.set(`${lang} ${title}`, pathname);
    return found;
  });
  expect(faults).toEqual([]);
});

/** What is wider than the screen, other than what scrolls in a frame of its own. */
async function overflow(page: Page): Promise<string[]> {
  await openEverything(page);
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px wide: ${wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 120))}`];
  });
}

describe('nothing has to be scrolled sideways', () => {
  test('on the narrowest phone', async () => {
    const options = { viewport: { width: 320, height: 640 } };
    expect(await onEveryPage(options, inEachLanguage, overflow)).toEqual([]);
  });

  test('with text twice as large', async () => {
    const faults = await onEveryPage({ viewport: PHONE }, inIndonesian, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      return [...(await overflow(page)), ...(await clipped(page))];
    });
    expect(faults).toEqual([]);
  });
});

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
