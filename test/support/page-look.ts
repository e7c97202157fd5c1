import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { localPath } from '../../src/domain/language.ts';
import type { Language } from '../../src/domain/text.ts';
import { axeFaults, bringAxe } from './axe.ts';
import { walkByTab } from './tab-walk.ts';

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
/** What the browser says that its reader reads, in either language of the pages. */
const LOCALE = 'id-ID';
const NARROWEST = { width: 320, height: 640 };

interface Screen {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}
const LIGHT_PHONE: Screen = { viewport: PHONE, colorScheme: 'light' };
const DARK_DESK: Screen = { viewport: DESK, colorScheme: 'dark' };

/** The two ways in which every page is opened: name, screen and theme, language. */
export const WAYS_OF_LOOKING = [
  ['a phone, light, in Indonesian', LIGHT_PHONE, 'id'],
  ['a desk, dark, in English', DARK_DESK, 'en'],
] as const;

/** A page to be looked at. */
export interface LookedAt {
  readonly kind: string;
  readonly path: string;
  /** The `cookie` header of who is signed in. */
  readonly cookie?: string;
  /** Inside a page of another site: without navigation. */
  readonly isFrame?: boolean;
  /** In place of the language of all. */
  readonly language?: Language;
}

export interface Looking {
  readonly browser: Browser;
  readonly url: string;
  readonly screen: Screen;
  readonly language: Language;
  /** Whether what depends on theme and size is looked at on a dark desk too, while the page is open. */
  readonly alsoDark?: boolean;
  /** Whether a page may have the title of another: one page with other choices in it. */
  readonly sharesTitle?: (path: string) => boolean;
}

/**
 * Opens every page once and gathers all that is wrong with it, its kind in front: what the console says, its heading,
 * language and title, the walk by Tab, what axe finds with everything opened, and what does not fit.
 */
export async function lookAtPages(looking: Looking, pages: readonly LookedAt[]): Promise<string[]> {
  const { browser, url, screen, language } = looking;
  const context = await browser.newContext({ ...screen, locale: LOCALE, reducedMotion: 'reduce' });
  await bringAxe(context);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const found: string[] = [];
  page.on('console', (message) => found.push(`console at ${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`error at ${page.url()}: ${error.message}`));
  const titles = new Map<string, string>();
  let cookie: string | undefined;
  for (const one of pages) {
    if (one.cookie !== cookie) await signIn(context, url, one.cookie);
    cookie = one.cookie;
    await page.goto(url + localPath(one.language ?? language, one.path), { waitUntil: 'load' });
    // Elements made for other sites, and the voter check, put what they fetch in the place of what the page had.
    if (/^\/(widget|cek)/.test(one.path)) await page.waitForLoadState('networkidle');
    const faults = await lookAt(page, devtools, looking, one, titles);
    found.push(...faults.map((fault) => `${one.path} (${one.kind}): ${fault}`));
  }
  await context.close();
  // A browser reports the answer 404 of the missing page itself.
  return found.filter((line) => !line.includes('status of 404') || !line.includes('/tidak-ada'));
}

async function signIn(context: BrowserContext, url: string, cookie: string | undefined): Promise<void> {
  await context.clearCookies();
  if (cookie === undefined) return;
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url };
    }),
  );
}

async function lookAt(
  page: Page,
  devtools: CDPSession,
  { screen, language: ofAll, alsoDark = false, sharesTitle }: Looking,
  { path, isFrame = false, language = ofAll }: LookedAt,
  titles: Map<string, string>,
): Promise<string[]> {
  const { headings, lang, title } = await page.evaluate(async () => {
    await document.fonts.ready;
    return {
      headings: document.querySelectorAll('h1').length,
      lang: document.documentElement.lang,
      title: document.title,
    };
  });
  const found: string[] = [];
  if (headings !== 1) found.push(`${headings} h1`);
  if (lang !== language) found.push(`lang ${lang}`);
  const other = titles.get(title);
  if (other !== undefined && !sharesTitle?.(path)) found.push(`titled as ${other}: ${title}`);
  titles.set(title, path);

  found.push(...(await walkByTab(page, devtools, { hasSkipLink: !isFrame })));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  found.push(...(await axeFaults(page)), ...(await overflow(page)));
  await page.setViewportSize(NARROWEST);
  found.push(...(await overflow(page)));
  await page.setViewportSize(screen.viewport);
  if (screen === LIGHT_PHONE) found.push(...(await withLargeText(page, devtools)));
  if (alsoDark) found.push(...(await onDarkDesk(page, screen)));
  return found;
}

async function onDarkDesk(page: Page, before: Screen): Promise<string[]> {
  await page.emulateMedia({ colorScheme: DARK_DESK.colorScheme });
  await page.setViewportSize(DARK_DESK.viewport);
  const found = [...(await axeFaults(page, { look: true })), ...(await overflow(page))];
  await page.setViewportSize(before.viewport);
  await page.emulateMedia({ colorScheme: before.colorScheme });
  return found.map((fault) => `on a dark desk: ${fault}`);
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
async function withLargeText(page: Page, devtools: CDPSession): Promise<string[]> {
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const found = [...(await overflow(page)), ...(await clipped(page))];
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  return found.map((fault) => `with large text: ${fault}`);
}

/** Words that stand outside the box that hides what does not fit. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // The chart shortens names, which the table below it has in full; the fingerprint is cut on purpose.
    return (
      [...document.querySelectorAll('main *:not(.now)')]
        .filter((box) => !box.closest('.vh, svg, .gantt'))
        // What is but for screen readers is a point: the head of a table whose rows stand one below the other.
        .filter((box) => box.clientWidth > 1)
        .filter((box) => {
          const { overflowX, overflowY } = getComputedStyle(box);
          const isWide = overflowX === 'hidden' && box.scrollWidth > box.clientWidth + 1;
          return isWide || (overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1);
        })
        .map((box) => `hidden in ${box.outerHTML.slice(0, 160)}`)
    );
  });
}
