import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMail, type TestMail } from '../../../test/support/mail.ts';
import { createStaff, TEST_BROWSER, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

const ADDRESS = /https:\/\/jendela\.example(\/\S*masuk\/tautan\/\S+)/;

describe('a link by e-mail', () => {
  let mail: TestMail;
  let window: TestWindow;
  let ani: TestStaff;

  beforeAll(async () => {
    mail = await startMail();
    window = await createTestWindow({
      name: 'letter',
      stages: false,
      environment: { SMTP_URL: mail.url, MAIL_FROM: 'jendela@kota.example', TRUSTED_PROXIES: '1' },
    });
    ani = await createStaff(window, {
      name: 'Ani',
      email: 'ani@kpu.example',
      duties: [{ agency: 'kpu', role: 'editor' }],
    });
  });
  afterAll(async () => {
    await window.close();
    await mail.process.kill();
  });

  const post = (path: string, form: Readonly<Record<string, string>> = {}, headers: HeadersInit = {}) =>
    window.request(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { ...TEST_BROWSER, 'sec-fetch-site': 'same-origin', ...headers },
    });
  let asked = 0;
  /** From an address of its own unless told, as budgets are counted by it. */
  const ask = (email: string, path = '/masuk/surat', from?: string, ke = '') => {
    asked += 1;
    return post(path, { email, ke }, { 'x-forwarded-for': from ?? `192.0.2.${asked}` });
  };
  const work = () => window.window.queue.workOff();

  test('comes to whoever is on the staff, and lets in once', async () => {
    expect(await (await window.request('/masuk')).text()).toContain('action="/masuk/surat"');
    const answer = await ask(' Ani@KPU.example ', undefined, undefined, 'https://lain.example/kerja');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/masuk/surat']);
    expect(await (await window.request('/masuk/surat')).text()).toContain('Buka e-mail Anda');
    await work();
    const letter = await mail.letter();
    expect(letter.to).toEqual(['ani@kpu.example']);
    expect(letter.text).toContain('Halo Ani');
    const path = ADDRESS.exec(letter.text)?.[1] ?? '';
    // A scanner of the mail server opens it first.
    expect((await window.request(path)).status).toBe(200);
    const inside = await post(path);
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/kerja']);
    expect((await post(path)).status).toBe(422);
    const lines = await window.database.db.selectFrom('audit_log').select('action').execute();
    expect(lines.map(({ action }) => action)).toContain('link.mail');
  });

  test('is answered alike for an address that nobody has, and for somebody who has left', async () => {
    await window.database.db.updateTable('staff').set({ active: false }).where('id', '=', ani.id).execute();
    const answers = [await ask('siapa@lain.example'), await ask('ani@kpu.example')];
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/masuk/surat']);
    }
    expect(await work()).toBeGreaterThanOrEqual(2);
    await window.database.db.updateTable('staff').set({ active: true }).where('id', '=', ani.id).execute();
    // Had one been sent, it would stand before this one.
    await ask('ani@kpu.example', '/en/masuk/surat', undefined, '/en/kerja/libur');
    await work();
    const next = await mail.letter(2);
    expect(next.text).toContain('Hello Ani');
    const path = ADDRESS.exec(next.text)?.[1] ?? '';
    expect(path).toMatch(/^\/en\/masuk\/tautan\//);
    expect(await (await window.request(path)).text()).toContain('name="ke" value="/en/kerja/libur"');
    expect((await post(path, { ke: '/en/kerja/libur' })).headers.get('location')).toBe('/en/kerja/libur');
  });

  test('refuses what is no address, names the field and keeps what was typed', async () => {
    const answer = await ask('ani@@kpu');
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('href="#email"');
    expect(page).toContain('value="ani@@kpu"');
    expect(page).toContain('aria-invalid="true"');
  });

  test('is not asked for by another site', async () => {
    const answer = await post(
      '/masuk/surat',
      { email: 'ani@kpu.example' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(403);
  });

  test('says that the mail server is away, to everybody, and keeps what was typed', async () => {
    await mail.process.kill();
    for (const email of ['ani@kpu.example', 'siapa@lain.example']) {
      const answer = await ask(email);
      expect(answer.status).toBe(503);
      const page = await answer.text();
      expect(page).toContain('Server e-mail sedang tidak bisa dihubungi');
      expect(page).toContain(`value="${email}"`);
    }
    mail = await startMail(mail.port);
  });

  test('leaves later where the server went away meanwhile, and leaves no open link behind', async () => {
    const other = await createTestWindow({
      name: 'letter_later',
      stages: false,
      environment: { SMTP_URL: mail.url, MAIL_FROM: 'jendela@kota.example' },
    });
    const budi = await createStaff(other, { name: 'Budi', email: 'budi@kpu.example', duties: [] });
    const answer = await other.request('/masuk/surat', {
      method: 'POST',
      body: new URLSearchParams({ email: 'budi@kpu.example' }),
      headers: { ...TEST_BROWSER, 'sec-fetch-site': 'same-origin' },
    });
    expect(answer.status).toBe(303);
    await mail.process.kill();
    await expect(other.window.queue.workOff()).rejects.toMatchObject({ code: 'mail-unavailable' });
    expect(
      await other.database.db
        .selectFrom('sign_in_link')
        .select('digest')
        .where('staff', '=', budi.id)
        .execute(),
    ).toEqual([]);
    mail = await startMail(mail.port);
    await other.close();
  });

  test('fills nobody’s letter box', async () => {
    const { db } = window.database;
    await db.deleteFrom('sign_in_link').execute();
    for (let n = 0; n < 8; n += 1) {
      expect((await ask('ani@kpu.example')).status).toBe(303);
      await work();
    }
    const open = await db.selectFrom('sign_in_link').select('digest').where('staff', '=', ani.id).execute();
    expect(open).toHaveLength(4);
  });

  test('is asked for a few times a minute from one address', async () => {
    const answers = [];
    for (let n = 0; n < 7; n += 1) {
      answers.push((await ask(`siapa${n}@lain.example`, '/masuk/surat', '198.51.100.9')).status);
    }
    expect(answers).toEqual([303, 303, 303, 303, 303, 303, 429]);
  });
});
