import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { sharedBrowser } from '../support/browser.ts';
import { runCommand } from '../support/command.ts';

const { url, dataDir } = inject('window');
const EMAIL = 'rina@kpu.example';

/** A link into the workspace by the operator's command line, beside the window that runs. */
async function linkFor(email: string): Promise<string> {
  const { code, out, err } = await runCommand(['staff', 'link', email], {
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
  });
  const link = /http\S+/.exec(out)?.[0];
  if (code !== 0 || link === undefined) throw new Error(`There is no link: ${out}${err}`);
  return link;
}

const PAGES = ['/kerja/akun', '/kerja/rekan', '/kerja/staf', '/kerja/staf/baru', '/en/kerja/staf'] as const;

test.each([
  ['phone', { width: 360, height: 740 }, 'light'],
  ['desk', { width: 1280, height: 800 }, 'dark'],
] as const)(
  'the pages of staff are without faults for axe and fit on a %s',
  async (_, viewport, colorScheme) => {
    const browser = await sharedBrowser();
    const page = await browser.newPage({ viewport, colorScheme, locale: 'id-ID', reducedMotion: 'reduce' });
    try {
      const look = async (path: string) => {
        expect(await axeFaults(page), path).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, path).toBeLessThanOrEqual(viewport.width);
      };
      for (const path of ['/masuk', '/masuk?gagal=tak-diundang', '/en/masuk', '/masuk/tautan/x']) {
        await page.goto(url + path);
        await look(path);
      }
      await page.goto(await linkFor('dewi@kpu.example'));
      await look('a link that is good');
      await page.getByRole('button', { name: 'Masuk sekarang' }).click();
      await page.waitForURL(`${url}/kerja`);
      for (const path of PAGES) {
        await page.goto(url + path);
        await look(path);
      }
      await page.goto(`${url}/kerja/staf`);
      await page.locator('table a').first().click();
      await page.getByText('Akhiri semua sesi').waitFor();
      await look('a person');
    } finally {
      await page.close();
    }
  },
);

describe('a passkey, by a device that Chromium plays', () => {
  let context: BrowserContext;
  let page: Page;
  let devtools: CDPSession;
  let device: string;

  beforeAll(async () => {
    context = await (await sharedBrowser()).newContext({
      viewport: { width: 360, height: 740 },
      locale: 'id-ID',
    });
    page = await context.newPage();
    devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const added = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    device = added.authenticatorId;
  });
  beforeEach(() =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: true }),
  );
  afterAll(() => context?.close());

  const signOut = async () => {
    await page.goto(`${url}/kerja/akun`);
    await page.getByRole('button', { name: 'Keluar' }).last().click();
    await page.waitForURL(`${url}/masuk`);
  };
  const signIn = async () => {
    await page.goto(`${url}/masuk?ke=/kerja/akun`);
    await page.getByRole('button', { name: 'Masuk dengan kunci perangkat' }).click();
  };

  test('is added by somebody who came by a link', async () => {
    await page.goto(await linkFor(EMAIL));
    await page.getByRole('button', { name: 'Masuk sekarang' }).click();
    await page.waitForURL(`${url}/kerja`);
    await page.goto(`${url}/kerja/akun`);
    await page.getByText('Belum ada kunci').waitFor();
    await page.getByLabel('Nama kunci').fill('HP kantor');
    await page.getByRole('button', { name: 'Tambah kunci di perangkat ini' }).click();
    await page.locator('li', { hasText: 'HP kantor' }).waitFor();
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId: device });
    expect(credentials).toHaveLength(1);
  });

  test('lets in again, and shows no token of the session to the page', async () => {
    await signOut();
    const verified = page.waitForResponse((answer) =>
      answer.url().endsWith('/passkey/verify-authentication'),
    );
    await signIn();
    expect(await (await verified).headerValue('content-length')).toBe(String('{}'.length));
    await page.waitForURL(`${url}/kerja/akun`);
    const cookies = await context.cookies();
    const session = cookies.find(({ name }) => name === 'jendela-staff');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('jendela-staff');
  });

  test('lets nobody in whom the device does not recognise', async () => {
    await signOut();
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false });
    await signIn();
    await page.getByText('Belum berhasil').waitFor();
    expect((await context.cookies()).some(({ name }) => name === 'jendela-staff')).toBe(false);
  });

  test('lets nobody in any more once it was removed', async () => {
    await signIn();
    await page.waitForURL(`${url}/kerja/akun`);
    await page.locator('li', { hasText: 'HP kantor' }).getByRole('button', { name: 'Hapus' }).click();
    await page.getByText('Belum ada kunci').waitFor();
    await signOut();
    await signIn();
    await page.getByText('Belum berhasil').waitFor();
    await page.goto(`${url}/kerja`);
    expect(page.url()).toContain('/masuk?');
  });
});
