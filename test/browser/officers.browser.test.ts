import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Course } from '../../src/domain/training.ts';
import { SHIPPED_QUESTIONS } from '../../src/features/health/questions.ts';
import { addFilm, addPicture, openTestCourse } from '../../src/features/training/test-course.ts';
import { photoWithPlace, picture } from '../../src/platform/media/testing.ts';
import { chromiumPath, FLAGS } from '../support/browser.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { openPhoneWindow, type PhoneWindow, TRIAL_PAGE } from '../support/officer-phone.tsx';
import { createOfficer, recordPlan, type TestOfficer } from '../support/officers.ts';

/** How long a condition may take to come true on a busy machine. */
const PATIENCE = { timeout: 30_000 };
const JSON_TYPE = { 'content-type': 'application/problem+json' };

describe('an officer’s phone', () => {
  let phone: PhoneWindow;
  let gateway: Gateway;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  let officer: TestOfficer;
  let course: Course;

  beforeAll(async () => {
    phone = await openPhoneWindow();
    await recordPlan(phone.window);
    course = await openTestCourse(phone.window);
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
  /** Kinds of what was sent, whatever the answer was. */
  const sent = () => gateway.asked.flatMap((asked) => asked.split('POST /petugas/aksi/').slice(1));
  /** Kinds of what the window has of this officer, in the order of the phone. */
  const arrived = async () => {
    const rows = await phone.window.database.db
      .selectFrom('officer_action')
      .select('kind')
      .where('officer', '=', officer.id)
      .orderBy('number')
      .execute();
    return rows.map(({ kind }) => kind);
  };
  /** Presses the button that sends at once, where the phone does not do so by itself before, until all has arrived. */
  const askToSend = () =>
    expect
      .poll(async () => {
        await page.evaluate(() => {
          for (const button of document.querySelectorAll<HTMLButtonElement>('[data-queue-list] button')) {
            if (button.textContent === 'Kirim sekarang') button.click();
          }
        });
        return page.locator('[data-queue-list] .notice.ok').count();
      }, PATIENCE)
      .toBe(1);
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
    await askToSend();
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

  test('keeps a report, answers of a lesson and health questions without a network, and sends each once', async () => {
    const lesson = `/petugas/bimtek/${course.id}/satu`;
    await page.goto(`${gateway.url}/petugas`);
    const needed = ['/petugas/lapor', '/petugas/kesehatan/saringan', '/petugas/antrean', lesson];
    await expect.poll(kept, PATIENCE).toEqual(expect.arrayContaining(needed));
    await gateway.goAway();

    const waits = (count: number) =>
      expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe(String(count));
    await page.goto(`${gateway.url}/petugas/lapor`);
    await page.getByLabel('Listrik padam').check();
    await page.locator('input[name=tingkat]').first().check();
    await page.locator('textarea').fill('Lampu mati sejak subuh.');
    await page.getByRole('button', { name: 'Kirim laporan' }).click();
    await waits(1);
    await page.goto(gateway.url + lesson);
    for (const question of ['satu-a', 'satu-b']) await page.locator(`[name=q-${question}]`).nth(1).check();
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await waits(2);
    await page.goto(`${gateway.url}/petugas/kesehatan/saringan`);
    for (const { id } of SHIPPED_QUESTIONS) await page.locator(`[name=q-${id}][value=tidak]`).check();
    await page.locator('form[data-queue] button').click();
    await waits(3);

    await context.close();
    await switchOn();
    await page.goto(`${gateway.url}/petugas/antrean`);
    await expect.poll(waiting, PATIENCE).toBe(3);
    await gateway.comeBack();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(waiting, PATIENCE).toBe(0);
    expect(await arrived()).toEqual(['incidents.report', 'training.answer', 'health.screen']);
    expect(sent()).toEqual(await arrived());
  });

  test('keeps pictures of lessons, and the film that its officer wants, to be seen without a network', async () => {
    const film = await addFilm(phone.window, course, 'satu');
    const drawn = await addPicture(phone.window, course, 'dua');
    await page.goto(`${gateway.url}/petugas`);
    await expect
      .poll(kept, PATIENCE)
      .toEqual(expect.arrayContaining(['/petugas/bimtek', film.lesson, drawn.lesson]));
    const isKept = (path: string) => page.evaluate(async (one) => Boolean(await caches.match(one)), path);
    await expect.poll(() => isKept(drawn.path), PATIENCE).toBe(true);
    expect(await kept()).not.toContain(film.path);
    await page.goto(gateway.url + film.lesson);
    await page.locator('a[data-keep-file]').click();
    await page.getByText('Tersimpan di HP ini').waitFor();
    expect(await kept()).toContain(film.path);
    await gateway.goAway();
    await page.goto(gateway.url + film.lesson);
    await page.getByText('Tersimpan di HP ini').waitFor();
    const part = await page.evaluate(async (path) => {
      const answer = await fetch(path, { headers: { range: 'bytes=4-7' } });
      return [answer.status, answer.headers.get('content-range'), await answer.text()];
    }, film.path);
    expect(part).toEqual([206, `bytes 4-7/${film.bytes}`, 'ftyp']);
    await page.goto(gateway.url + drawn.lesson);
    const shown = page.getByAltText('Gambar uji');
    await shown.scrollIntoViewIfNeeded();
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  });

  test('sends by the worker alone when the network is back and no page is open', async () => {
    await comeFirst();
    await gateway.goAway();
    await page.click('#send-tick');
    await expect.poll(() => page.locator('form.is-waiting').count(), PATIENCE).toBe(1);
    const devtools = await context.newCDPSession(page);
    const known = Promise.withResolvers<string>();
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) known.resolve(registrations[0].registrationId);
    });
    await devtools.send('ServiceWorker.enable');
    const registrationId = await known.promise;
    await page.goto('about:blank');
    await gateway.comeBack();
    await devtools.send('ServiceWorker.dispatchSyncEvent', {
      origin: gateway.url,
      registrationId,
      tag: 'jendela-queue',
      lastChance: false,
    });
    await expect.poll(arrived, PATIENCE).toEqual(['trial.tick']);
  });

  test('keeps to the pause that the window asks for, and then sends in its order', async () => {
    await comeFirst();
    await gateway.goAway();
    await page.click('#send-tick');
    await page.fill('[name=teks]', 'sesudah centang');
    await page.click('#send-write');
    await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('2');
    const headers = { ...JSON_TYPE, 'retry-after': '600' };
    gateway.stub('/petugas/aksi/trial.tick', { status: 429, headers });
    await gateway.comeBack();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(sent, PATIENCE).toEqual(['trial.tick']);
    await page.clock.install();
    await page.goto(`${gateway.url}/petugas/antrean`);
    await page.getByText('Sedang banyak yang mengirim').waitFor();
    await page.click('text=Kirim sekarang');
    await page.getByText('Sedang banyak yang mengirim').waitFor();
    expect(sent()).toEqual(['trial.tick']);
    gateway.stub('/petugas/aksi/trial.tick', undefined);
    await page.clock.fastForward(601_000);
    await expect.poll(arrived, PATIENCE).toEqual(['trial.tick', 'trial.write']);
    expect(sent()).toEqual(['trial.tick', 'trial.tick', 'trial.write']);
  });

  test('is signed out only after it said what was not sent, and of that nothing reaches the next officer', async () => {
    await comeFirst();
    const refuse = () => gateway.stub('/petugas/aksi/trial.write', { status: 503, headers: JSON_TYPE });
    const write = async (text: string) => {
      await page.goto(gateway.url + TRIAL_PAGE);
      await page.fill('[name=teks]', text);
      await page.click('#send-write');
      await expect.poll(() => page.locator('.queue-count').textContent(), PATIENCE).toBe('1');
      await page.goto(`${gateway.url}/petugas/keluar`);
      await page.getByText('1 belum terkirim').waitFor();
    };
    refuse();
    await write('dikirim dulu');
    expect(await page.locator('[data-leave]').textContent()).toContain('Tulis laporan');
    gateway.stub('/petugas/aksi/trial.write', undefined);
    await page.click('text=Kirim sekarang');
    await page.getByRole('button', { name: 'Keluar dari HP ini' }).waitFor();
    expect(mine().map(({ data }) => data)).toEqual([{ teks: 'dikirim dulu' }]);

    refuse();
    await write('tidak jadi dikirim');
    await gateway.goAway();
    await page.click('text=Keluar dan hapus');
    await page.getByText('Tidak ada yang dihapus').waitFor();
    await gateway.comeBack();
    await page.click('text=Keluar dan hapus');
    await page.waitForURL('**/petugas/masuk', PATIENCE);
    gateway.stub('/petugas/aksi/trial.write', undefined);
    await signIn(await createOfficer(phone.window, { body: 'kpps', role: 'anggota-3' }));
    await page.goto(`${gateway.url}/petugas/antrean`);
    await page.getByText('Tidak ada yang tertinggal di HP ini').waitFor();
    await signIn(await officer.onOtherPhone());
    await page.goto(`${gateway.url}/petugas/antrean`);
    await page.getByText('Tidak ada yang tertinggal di HP ini').waitFor();
    expect(mine()).toHaveLength(1);
  });
});
