import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { photoWithPlace, picture } from '../../src/platform/media/testing.ts';
import { chromiumPath, FLAGS } from '../support/browser.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { openPhoneWindow, type PhoneWindow, TRIAL_PAGE } from '../support/officer-phone.tsx';
import { createOfficer, recordPlan, type TestOfficer } from '../support/officers.ts';

/** How long a condition may take to come true on a busy machine. */
const PATIENCE = { timeout: 30_000 };

describe('an officer’s phone', () => {
  let phone: PhoneWindow;
  let gateway: Gateway;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  let officer: TestOfficer;

  beforeAll(async () => {
    phone = await openPhoneWindow();
    await recordPlan(phone.window);
  });
  afterAll(() => phone?.close());

  beforeEach(async () => {
    gateway = await startGateway(phone.url);
    profile = await mkdtemp(path.join(tmpdir(), 'jendela-phone-'));
    officer = await createOfficer(phone.window, { body: 'kpps', name: 'Rina Wati' });
    await switchOn();
    await signIn(officer);
  });
  afterEach(async () => {
    await context?.close();
    await gateway?.close();
    await rm(profile, { recursive: true, force: true });
  });

  /** The same phone with all that it keeps, as after it was switched off. */
  async function switchOn(): Promise<void> {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: await chromiumPath(),
      args: FLAGS,
      viewport: { width: 360, height: 740 },
    });
    page = context.pages()[0] ?? (await context.newPage());
  }

  async function signIn({ cookie }: TestOfficer): Promise<void> {
    const [name = '', value = ''] = cookie.split('=');
    const expires = Date.now() / 1000 + 86_400;
    await context.addCookies([
      { name, value, domain: 'localhost', path: '/', expires, httpOnly: true, sameSite: 'Lax' },
    ]);
  }

  /** Opens the first page, and waits until the phone keeps what the window named, and a page that was opened. */
  async function comeFirst(): Promise<void> {
    await page.goto(`${gateway.url}/petugas`);
    await expect.poll(kept, PATIENCE).toEqual(expect.arrayContaining(['/petugas', '/petugas/antrean']));
    await page.goto(gateway.url + TRIAL_PAGE);
    await expect.poll(kept, PATIENCE).toContain(TRIAL_PAGE);
  }

  async function kept(): Promise<readonly string[]> {
    return page.evaluate(async () => {
      const found: string[] = [];
      for (const name of (await caches.keys()).filter((one) => one.startsWith('officer-'))) {
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
      }
      return found;
    });
  }

  const waiting = () => page.locator('.queue-list li').count();
  const mine = () => phone.deeds.filter((deed) => deed.officer.id === officer.id);

  test('keeps a tick, a text and a photo without a network, through a restart, and sends them once in order', async () => {
    await comeFirst();
    await gateway.goAway();

    await page.goto(gateway.url + TRIAL_PAGE);
    expect(await page.locator('.kept').isVisible()).toBe(true);
    await page.click('#send-tick');
    await expect.poll(() => page.locator('form.is-waiting').count(), PATIENCE).toBe(1);
    await page.fill('[name=teks]', 'Surat suara kurang 12');
    await page.click('#send-write');
    await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('2');
    await page.setInputFiles('[name=photo]', {
      name: 'foto.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(photoWithPlace()),
    });
    await page.click('#send-photo');
    await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('3');

    await context.close();
    await switchOn();
    await page.goto(`${gateway.url}/petugas/antrean`);
    await expect.poll(waiting, PATIENCE).toBe(3);
    expect(mine()).toEqual([]);

    await gateway.comeBack();
    await page.click('text=Kirim sekarang');
    await expect.poll(() => page.locator('[data-queue-list] .notice.ok').count(), PATIENCE).toBe(1);
    const arrived = await phone.window.database.db
      .selectFrom('officer_action')
      .select(['kind', 'number', 'title', 'photo'])
      .where('officer', '=', officer.id)
      .orderBy('number')
      .execute();
    expect(arrived.map(({ kind, number, title }) => [number, kind, title])).toEqual([
      [1, 'trial.tick', 'Kotak diterima'],
      [2, 'trial.write', 'Tulis laporan'],
      [3, 'trial.photo', 'Kirim foto'],
    ]);
    expect(mine().map(({ data }) => data)).toEqual([{}, { teks: 'Surat suara kurang 12' }, {}]);
    const sent = gateway.asked.filter((asked) => asked.startsWith('POST /petugas/aksi/'));
    expect(sent).toHaveLength(3);
  });

  test('makes a large photo small before it keeps it, without the place in it', async () => {
    await comeFirst();
    await page.goto(gateway.url + TRIAL_PAGE);
    const large = Buffer.from(picture('jpeg', 4000, 3000));
    await page.setInputFiles('[name=photo]', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: large });
    await gateway.goAway();
    await page.click('#send-photo');
    await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('1');
    const size = await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('jendela-officer');
        request.onsuccess = () => resolve(request.result);
      });
      const [action] = await new Promise<{ photo: ArrayBuffer }[]>((resolve) => {
        const request = db.transaction('queue').objectStore('queue').getAll();
        request.onsuccess = () => resolve(request.result);
      });
      if (!action) throw new Error('Nothing is kept.');
      const { width, height } = await createImageBitmap(new Blob([action.photo]));
      return [width, height];
    });
    expect(size).toEqual([1600, 1200]);
  });

  test('shows what is wrong in the form, and keeps what somebody else did otherwise in sight', async () => {
    await comeFirst();
    await page.goto(gateway.url + TRIAL_PAGE);
    await page.fill('[name=teks]', 'ab');
    await page.click('#send-write');
    await expect
      .poll(() => page.locator('.action-state.bad').textContent(), PATIENCE)
      .toContain('tiga huruf');
    expect(await page.inputValue('[name=teks]')).toBe('ab');
    expect(await page.locator('.queue-count').isVisible()).toBe(false);

    await page.fill('[name=teks]', 'bentrok dengan ketua');
    await page.click('#send-write');
    await page.waitForURL('**/petugas/antrean', PATIENCE);
    await expect
      .poll(() => page.locator('.queue-list').textContent(), PATIENCE)
      .toContain('Ketua sudah mencatat lain.');
    await page.click('text=Sudah dibaca');
    await expect.poll(waiting, PATIENCE).toBe(0);
  });

  test('that is handed to another officer keeps nothing of the first, and sends nothing in the wrong name', async () => {
    await comeFirst();
    await gateway.goAway();
    await page.goto(gateway.url + TRIAL_PAGE);
    await page.fill('[name=teks]', 'milik Rina');
    await page.click('#send-write');
    await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('1');
    const second = await createOfficer(phone.window, {
      body: 'kpps',
      role: 'anggota-2',
      name: 'Budi Santoso',
    });
    await signIn(second);
    await gateway.comeBack();
    await page.goto(`${gateway.url}/petugas`);
    await expect
      .poll(
        () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('officer-'))),
        PATIENCE,
      )
      .toEqual([`officer-${second.id}`]);
    await page.goto(`${gateway.url}/petugas/antrean`);
    await expect
      .poll(() => page.locator('[data-queue-list]').textContent(), PATIENCE)
      .toContain('petugas lain');
    expect(phone.deeds.filter((deed) => JSON.stringify(deed.data).includes('milik Rina'))).toEqual([]);

    await signIn(officer);
    await page.goto(`${gateway.url}/petugas`);
    await expect.poll(() => mine().map(({ data }) => data), PATIENCE).toEqual([{ teks: 'milik Rina' }]);
  });

  test('forgets its pages at the sign-in page, and keeps its queue', async () => {
    await comeFirst();
    await context.clearCookies();
    await page.goto(`${gateway.url}/petugas`);
    expect(new URL(page.url()).pathname).toBe('/petugas/masuk');
    await expect.poll(kept, PATIENCE).toEqual([]);
    await gateway.goAway();
    await page.goto(`${gateway.url}/petugas`);
    expect(await page.content()).not.toContain('Rina Wati');
  });
});
