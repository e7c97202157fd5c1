import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { sharedBrowser } from '../support/browser.ts';
import { runCommand } from '../support/command.ts';

const { url, dataDir } = inject('window');
const PHONE = { width: 360, height: 740 };
const LIST = `${url}/kerja/announcement`;

let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
});

/** A page of somebody who came in by a link of the operator's command line. */
async function signedIn(email: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const { out, err } = await runCommand(['staff', 'link', email], { DATA_DIR: dataDir });
  const path = /\/masuk\/tautan\/\S+/.exec(out)?.[0];
  if (!path) throw new Error(`There is no link in:\n${out}${err}`);
  const context = await browser.newContext({ viewport: PHONE, locale: 'id-ID', ...options });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(url + path);
  await page.locator('main form button').click();
  await page.waitForURL(`${url}/kerja`);
  return page;
}

test('shows below a text what readers will see, while it is written', async () => {
  const page = await signedIn('rina@kpu.example');
  await page.goto(`${LIST}/baru`);
  const preview = page.locator('.md-preview').first();
  expect(await preview.isVisible()).toBe(false);
  await page.locator('[name=body-id]').fill('Mulai **hari ini**\n\n- <script>alert(1)</script>');
  await preview.locator('strong', { hasText: 'hari ini' }).waitFor();
  expect(await preview.locator('li').textContent()).toBe('<script>alert(1)</script>');
  expect(await preview.locator('script').count()).toBe(0);

  // A session that has ended shows no sign-in page in the preview, and takes nothing of the text.
  await page.context().clearCookies();
  await page.locator('[name=body-id]').fill('Tulisan yang tetap ada');
  await preview.locator('.md-away').waitFor();
  expect(await page.locator('[name=body-id]').inputValue()).toBe('Tulisan yang tetap ada');
});

test('takes an announcement from the first word to the citizens’ page without JavaScript', async () => {
  const editor = await signedIn('rina@kpu.example', { javaScriptEnabled: false });
  await editor.goto(LIST);
  await editor.locator('.desk-menu > summary').click();
  expect(await editor.locator('.desk-menu .places a', { hasText: 'Pengumuman' }).isVisible()).toBe(true);
  await editor.goto(`${LIST}/baru`);
  await editor.locator('[name=title-id]').fill('Layanan pindah memilih dibuka');
  await editor.locator('main button[value=ajukan]').click();
  expect(await editor.locator('#error-summary a').count()).toBeGreaterThan(0);
  expect(await editor.locator('[name=title-id]').inputValue()).toBe('Layanan pindah memilih dibuka');
  await editor.locator('[name=body-id]').fill('Datang ke **kantor kelurahan**.');
  await editor.locator('[name=item-source]').fill('Pengumuman KPU Nomor 7');
  await editor.locator('main button[value=pratinjau]').click();
  expect(await editor.locator('.as-read strong').textContent()).toBe('kantor kelurahan');
  await editor.locator('main button[value=ajukan]').click();

  const reviewer = await signedIn('bambang@kpu.example', { javaScriptEnabled: false });
  await reviewer.locator('main .list a', { hasText: 'Layanan pindah memilih dibuka' }).click();
  await reviewer.locator('main button', { hasText: 'Terbitkan sekarang' }).click();
  await reviewer.locator('main a', { hasText: 'Lihat halaman warga' }).click();
  expect(await reviewer.locator('h1').textContent()).toBe('Layanan pindah memilih dibuka');
});

test.each([
  ['phone', PHONE, 'light'],
  ['desk', { width: 1280, height: 800 }, 'dark'],
] as const)('is without faults for axe and fits on a %s', async (_, viewport, colorScheme) => {
  const page = await signedIn('bambang@kpu.example', { viewport, colorScheme });
  for (const path of [
    '/kerja',
    '/kerja/announcement',
    '/kerja/announcement/baru',
    '/kerja/peran',
    '/kerja/x/y/z',
  ]) {
    await page.goto(url + path);
    expect(await axeFaults(page), path).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(viewport.width);
  }
});
