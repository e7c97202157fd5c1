import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { openPhoneWindow, type PhoneWindow } from '../support/officer-phone.tsx';
import { createOfficer, recordPlan, type TestOfficer } from '../support/officers.ts';

/** How long a condition may take to come true on a busy machine. */
const PATIENCE = { timeout: 30_000 };

let phone: PhoneWindow;
let gateway: Gateway;
let browser: Browser;

beforeAll(async () => {
  phone = await openPhoneWindow();
  await recordPlan(phone.window);
  gateway = await startGateway(phone.url);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await phone?.close();
});

/** A phone on which somebody is signed in. */
async function openPhone({ cookie }: TestOfficer): Promise<Page> {
  const [name = '', value = ''] = cookie.split('=');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
  return context.newPage();
}

test('the dashboard of an area follows while it is open, and leaves alone what is being read', async () => {
  const { officers, clock } = phone.window.window.context;
  const come = (who: TestOfficer) => officers.mark(phone.window.database.db, who, 'joined', clock());
  await come(await createOfficer(phone.window, { body: 'kpps' }));
  const page = await openPhone(await createOfficer(phone.window, { body: 'pps' }));
  await page.goto(`${gateway.url}/petugas/wilayah/kesiapan?badan=kpps&ukuran=joined`);
  await page.locator('.live-state.is-live').waitFor(PATIENCE);
  const figure = () => page.locator('.measure[aria-current] .fig').textContent();
  expect(await figure()).toBe('1');
  const summary = page.locator('.readiness .more summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  const before = await page.evaluate(() => {
    document.body.dataset['same'] = 'yes';
    return scrollY;
  });

  await come(await createOfficer(phone.window, { body: 'kpps', role: 'anggota-2' }));
  await expect.poll(figure, PATIENCE).toBe('2');
  expect(
    await page.evaluate(() => ({
      same: document.body.dataset['same'],
      on: document.activeElement?.nodeName,
      open: document.activeElement?.parentElement?.hasAttribute('open'),
      at: scrollY,
    })),
  ).toEqual({ same: 'yes', on: 'SUMMARY', open: true, at: before });
  expect(before).toBeGreaterThan(0);

  // Cut off, and refused by a gateway whose window is away: it comes back by itself, and has what it missed.
  await gateway.goAway();
  gateway.failWith(502);
  await gateway.comeBack();
  const streams = () => gateway.asked.filter((asked) => asked.includes('/langsung')).length;
  const known = streams();
  await come(await createOfficer(phone.window, { body: 'kpps', role: 'anggota-3' }));
  await expect.poll(streams, PATIENCE).toBeGreaterThan(known);
  expect(await figure()).toBe('2');
  gateway.failWith(undefined);
  await expect.poll(figure, PATIENCE).toBe('3');
  expect(await page.evaluate(() => document.activeElement?.nodeName)).toBe('SUMMARY');
});
