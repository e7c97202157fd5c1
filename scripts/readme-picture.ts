/**
 * The picture of the README: `node scripts/readme-picture.ts ADDRESS LINK`. Photographs a running example city, the home
 * page on a phone beside the workspace on a desk, and writes docs/jendela.png. LINK lets its reviewer in; the city prints
 * one when it starts, and `jendela staff link bambang@kpu.example` prints another.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';

const OUT = join(import.meta.dirname, '../docs/jendela.png');
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1200, height: 740 };
const GAP = 40;
const CORNER = 18;

const [address, link] = process.argv.slice(2);
if (!address || !link)
  throw new Error('Say the address of a running example city, and a link of its reviewer.');

const browser = await launchBrowser();
try {
  const phone = await photograph(browser, PHONE, async (page) => {
    await page.goto(address);
  });
  const desk = await photograph(browser, DESK, async (page) => {
    await page.goto(link);
    await page.locator('main form button').click();
    await page.locator('main a[href$="/periksa"]').first().click();
    await page.waitForURL('**/periksa');
  });
  await writeFile(OUT, await sideBySide(browser, phone, desk));
} finally {
  await browser.close();
}

async function photograph(
  from: Browser,
  viewport: typeof PHONE,
  open: (page: Page) => Promise<void>,
): Promise<Buffer> {
  const context = await from.newContext({ viewport, locale: 'id-ID', colorScheme: 'light' });
  const page = await context.newPage();
  await open(page);
  await page.waitForLoadState('networkidle');
  const picture = await page.screenshot();
  await context.close();
  return picture;
}

/** Both on one sheet, without a background, so that it stands on a light page and on a dark one. */
async function sideBySide(from: Browser, phone: Buffer, desk: Buffer): Promise<Buffer> {
  const width = PHONE.width + DESK.width + 3 * GAP;
  const height = PHONE.height + 2 * GAP;
  const page = await from.newPage({ viewport: { width, height } });
  const picture = (png: Buffer) => `<img src="data:image/png;base64,${png.toString('base64')}">`;
  await page.setContent(
    `<style>
      body { margin: 0; padding: ${GAP}px; display: flex; gap: ${GAP}px; }
      img { border-radius: ${CORNER}px; box-shadow: 0 0 0 1px #d8d3e6, 0 8px 24px #2a1a6630; }
    </style>${picture(phone)}${picture(desk)}`,
  );
  return page.screenshot({ omitBackground: true });
}
