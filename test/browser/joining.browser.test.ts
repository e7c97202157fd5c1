import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { invite, type SeededOfficer, seedOfficers, vaultOf } from '../../bench/officer-seed.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { axeFaults } from '../support/axe.ts';
import { sharedBrowser } from '../support/browser.ts';

const { url, dataDir } = inject('window');
const VIEWPORT = { width: 360, height: 740 } as const;

let browser: Browser;
let database: Database;
let people: SeededOfficer[];

beforeAll(async () => {
  database = await openDatabase({ dataDir, log: createLogger({ level: 'silent' }) });
  const vault = await vaultOf(dataDir);
  const now = Temporal.Instant.from('2024-11-24T09:00:00+07:00');
  const officers = await seedOfficers(database.db, vault, {
    count: 4,
    district: '32.76.06',
    now,
    first: 300_000,
  });
  people = [...(await invite(database.db, vault, officers, now))];
  browser = await sharedBrowser();
});
afterAll(async () => {
  await database?.close();
});

function person(): SeededOfficer {
  const found = people.pop();
  if (!found) throw new Error('Nobody is left to join.');
  return found;
}

async function scan(page: Page, { code, nik }: SeededOfficer): Promise<void> {
  await page.goto(`${url}/gabung?k=${code}`);
  await page.getByLabel('4 angka terakhir NIK').fill(nik.slice(-4));
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByText('Halo,').waitFor();
}

async function withKeys(
  context: BrowserContext,
  page: Page,
): Promise<{ devtools: CDPSession; device: string }> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, device: authenticatorId };
}

test('an officer joins by the key of the phone, and signs in by it again', async () => {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'id-ID', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const { devtools, device } = await withKeys(context, page);
  await scan(page, person());
  const pin = page.getByLabel('PIN baru, 6 angka');
  await page.getByRole('button', { name: 'Gabung dengan kunci HP' }).waitFor();
  expect(await pin.isVisible()).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('Saya sudah membaca dan setuju').check();
  await page.getByRole('button', { name: 'Gabung dengan kunci HP' }).click();
  await page.waitForURL(`${url}/petugas`);
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId: device });
  expect(credentials).toHaveLength(1);

  await page.goto(`${url}/petugas/keluar`);
  await page.getByRole('button', { name: 'Keluar dari HP ini' }).click();
  await page.waitForURL(`${url}/petugas/masuk`);
  await page.getByRole('button', { name: 'Masuk dengan kunci HP' }).click();
  await page.waitForURL(`${url}/petugas`);

  await page.goto(`${url}/petugas/masuk`);
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false });
  await page.getByRole('button', { name: 'Masuk dengan kunci HP' }).click();
  await page.getByText('Belum berhasil').waitFor();
  await context.close();
});

test('a phone without such keys, or without scripts, has the PIN', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: 'id-ID', javaScriptEnabled });
    const page = await context.newPage();
    await scan(page, person());
    expect(await page.getByRole('button', { name: 'Gabung dengan kunci HP' }).isVisible()).toBe(false);
    await page.getByLabel('PIN baru, 6 angka').fill('482913');
    await page.getByRole('button', { name: 'Gabung dengan PIN' }).click();
    await page.getByText('Beri tanda setuju dulu').first().waitFor();
    await page.getByLabel('Saya sudah membaca dan setuju').check();
    await page.getByLabel('PIN baru, 6 angka').fill('482913');
    await page.getByRole('button', { name: 'Gabung dengan PIN' }).click();
    await page.waitForURL(`${url}/petugas`);
    // Neither of the two forms that were posted is asked for again.
    await page.goBack();
    await page.getByText('Langkah tadi sudah lewat').waitFor();
    await context.clearCookies({ name: 'jendela_officer' });
    await page.goto(`${url}/petugas`);
    await page.getByLabel('PIN', { exact: true }).fill('482913');
    await page.getByRole('button', { name: 'Masuk dengan PIN' }).click();
    await page.waitForURL(`${url}/petugas`);
    await context.close();
  }
});

test('its pages are without faults for axe, and fit on a phone', async () => {
  const page = await browser.newPage({
    viewport: VIEWPORT,
    locale: 'id-ID',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  for (const path of ['/gabung', '/gabung?k=x', '/en/gabung', '/petugas/masuk', '/en/petugas/masuk']) {
    await page.goto(url + path);
    expect(await axeFaults(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
      VIEWPORT.width,
    );
  }
  await page.close();
});
