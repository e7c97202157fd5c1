import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { sharedBrowser } from '../support/browser.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';

const { url } = inject('window');
const PHONE = { width: 360, height: 740 };

let browser: Browser;
let site: Site;
const contexts: BrowserContext[] = [];
const gateways: Gateway[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([sharedBrowser(), startSite()]);
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  for (const gateway of gateways.splice(0)) await gateway.close();
});
afterAll(async () => {
  await site?.close();
});

/** The election office's own site: another server, with a strict policy of its own. */
interface Site {
  readonly url: string;
  show(html: string, allowed: { readonly script?: string; readonly frame?: string }): void;
  close(): Promise<void>;
}

async function startSite(): Promise<Site> {
  let page = '';
  let policy = '';
  const server: Server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    show(html, { script, frame }) {
      page = `<!doctype html><html lang="id"><title>KPU</title><body>${html}`;
      policy = [
        "default-src 'none'",
        "style-src 'self'",
        ...(script ? [`script-src ${script}`, `connect-src ${script}`] : []),
        ...(frame ? [`frame-src ${frame}`] : []),
      ].join('; ');
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function openSite(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(site.url);
  return page;
}

/** A window behind a web server of its own, whose name the copied code has. */
async function openGateway(): Promise<Gateway> {
  const gateway = await startGateway(url);
  gateways.push(gateway);
  return gateway;
}

/** The code that the window's page offers for a widget, as a site's owner copies it, for the window at an address. */
async function codeOf(name: string, origin: string): Promise<string> {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${url}/widget`);
  const texts = await page.locator('.snippet pre').allTextContents();
  const code = texts.find((text) => text.includes(`<jendela-${name}`)) ?? '';
  expect(code).toContain('integrity="sha384-');
  return code.replaceAll(url, origin);
}

test.each([
  ['tahapan', 'Masa tenang'],
  ['hitung-mundur', 'hari lagi'],
  ['berita', 'Berita terbaru'],
  ['cek', 'Cek daftar pemilih'],
])('<jendela-%s> shows itself on a site with a strict policy', async (name, words) => {
  site.show(await codeOf(name, url), { script: url });
  const page = await openSite();
  const refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  const section = page.locator(`jendela-${name} section`);
  await section.getByText(words).first().waitFor();
  expect(await page.locator(`jendela-${name} input`).count()).toBe(0);
  for (const link of await section.locator('a').all()) {
    expect(await link.getAttribute('href')).toMatch(new RegExp(`^${url}/.*dari=widget`));
    expect(await link.getAttribute('target')).toBe('_blank');
  }
  // Its style has come although the site allows no inline style.
  expect(await section.evaluate((shown) => getComputedStyle(shown).borderRadius)).toBe('18px');
  expect(refused.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test('a file that was changed is refused by its integrity, and the plain link stands', async () => {
  const gateway = await openGateway();
  const code = await codeOf('tahapan', gateway.url);
  const file = /src="([^"]+)"/.exec(code)?.[1] ?? '';
  gateway.rewrite(new URL(file).pathname, (text) => `${text};document.title='changed'`);
  site.show(code, { script: gateway.url });
  const page = await openSite();
  await page.locator('jendela-tahapan > a').waitFor();
  await page.waitForLoadState('networkidle');
  expect(gateway.asked.some((asked) => asked.includes('/widgets/tahapan.'))).toBe(true);
  expect(await page.evaluate(() => customElements.get('jendela-tahapan') === undefined)).toBe(true);
  expect(await page.title()).toBe('KPU');
});

test('without data the plain link stands, until there is some', async () => {
  const gateway = await openGateway();
  const code = await codeOf('tahapan', gateway.url);
  gateway.rewrite('/widget/tahapan.json', () => '{"title":"x"}');
  site.show(code, { script: gateway.url });
  const page = await openSite();
  await page.waitForLoadState('networkidle');
  const link = page.locator('jendela-tahapan > a');
  expect(await link.isVisible()).toBe(true);
  expect(await link.getAttribute('href')).toBe(`${gateway.url}/tahapan?dari=widget`);

  await page.locator('jendela-tahapan').evaluate((element) => element.setAttribute('data-lang', 'en'));
  await page.locator('jendela-tahapan section').getByText('Under way now').waitFor();
  expect(await link.isVisible()).toBe(false);
});

test('a window that is away leaves the plain link of the site', async () => {
  const gateway = await openGateway();
  const code = await codeOf('hitung-mundur', gateway.url);
  await gateway.goAway();
  site.show(code, { script: gateway.url });
  const page = await openSite();
  expect(await page.locator('jendela-hitung-mundur > a').isVisible()).toBe(true);
});

test('what is published is shown as text, and leads nowhere but into the window', async () => {
  const gateway = await openGateway();
  gateway.rewrite('/widget/tahapan.json', (text) => {
    const data = JSON.parse(text);
    const item = { title: '<img src=x onerror=alert(1)>', note: '&amp;', href: 'javascript:alert(1)' };
    return JSON.stringify({ ...data, items: [item, { ...item, href: '//evil.example/x' }] });
  });
  site.show(await codeOf('tahapan', gateway.url), { script: gateway.url });
  const page = await openSite();
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
  expect(await page.locator('jendela-tahapan img').count()).toBe(0);
  for (const link of await page.locator('jendela-tahapan li a').all()) {
    expect(new URL((await link.getAttribute('href')) ?? '').origin).toBe(gateway.url);
  }
});

test('language, theme and number of lines are the choice of the site', async () => {
  const code = await codeOf('tahapan', url);
  site.show(
    code.replace('data-lang="id" data-theme="auto"', 'data-lang="en" data-theme="dark" data-limit="1"'),
    {
      script: url,
    },
  );
  const page = await openSite();
  const section = page.locator('jendela-tahapan section');
  await section.getByText('Under way now').waitFor();
  expect(await section.locator('li').count()).toBe(1);
  expect(await section.locator('li a').getAttribute('href')).toContain(`${url}/en/tahapan/`);
  const ground = () => section.evaluate((shown) => getComputedStyle(shown).backgroundColor);
  expect(await ground()).toBe('rgb(27, 24, 41)');
  await page.locator('jendela-tahapan').evaluate((element) => element.setAttribute('data-theme', 'light'));
  expect(await ground()).toBe('rgb(255, 255, 255)');
  await page.locator('jendela-tahapan').evaluate((element) => element.setAttribute('data-lang', 'id'));
  await section.getByText('Sedang berlangsung').waitFor();
});

test('a frame shows itself on a site that allows no script, and its links open outside of it', async () => {
  site.show(
    `<iframe src="${url}/tanam/tahapan?tema=gelap" title="Tahapan" width="340" height="480"></iframe>`,
    {
      frame: url,
    },
  );
  const page = await openSite();
  const frame = page.frameLocator('iframe');
  await frame.getByText('Masa tenang').waitFor();
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.getByText('Masa tenang').click(),
  ]);
  await opened.waitForLoadState();
  expect(opened.url()).toMatch(/\/tahapan\/.*dari=widget$/);
  expect(await opened.evaluate(() => window.opener === null)).toBe(true);
});

test('the voter check stands in no frame of another site', async () => {
  site.show(`<iframe src="${url}/cek" title="Cek"></iframe>`, { frame: url });
  const page = await openSite();
  await page.waitForLoadState('networkidle');
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  expect(
    await inside
      ?.locator('input')
      .count()
      .catch(() => 0),
  ).toBe(0);
  expect(inside?.url()).not.toContain('/cek');
});
