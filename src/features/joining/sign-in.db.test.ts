import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor, createPhone, PIN, type TestPhone } from '../../../test/support/joining-phone.ts';
import { createOfficer, recordPlan, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff } from '../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { newCode } from './code.ts';
import { createGuard } from './guard.ts';

const SESSION = 'jendela_officer';
let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'officer_sign_in' });
  await recordPlan(window);
});
afterAll(() => window.close());

async function joined(way: 'pin' | 'key', phone: TestPhone = createPhone(window)) {
  const officer = await createOfficer(window, { body: 'kpps', joined: false });
  const code = await codeFor(window, officer);
  const done =
    way === 'pin' ? await phone.joinByPin(code, officer.nik) : await phone.joinByKey(code, officer.nik);
  expect(done.status).toBe(303);
  return { officer, phone };
}

async function phonesOf({ id }: TestOfficer) {
  return window.database.db
    .selectFrom('officer_phone')
    .selectAll()
    .where('officer', '=', id)
    .orderBy('created_at')
    .execute();
}

describe('signing in by PIN', () => {
  it('leads to where the officer wanted to go, and to no other site', async () => {
    const { phone } = await joined('pin');
    for (const [ke, to] of [
      ['/petugas/hp', '/petugas/hp'],
      ['/en/petugas?x=1', '/en/petugas?x=1'],
      ['https://evil.example', '/petugas'],
      ['//evil.example/petugas', '/petugas'],
      ['/petugas//evil.example', '/petugas'],
      ['/kerja', '/petugas'],
    ]) {
      phone.forget(SESSION);
      const answer = await phone.post(`/petugas/masuk?${new URLSearchParams({ ke: ke ?? '' })}`, {
        pin: PIN,
      });
      expect(answer, ke).toMatchObject({ status: 303, to });
    }
  });

  it('locks after five wrong PINs, however many come at once, and stays locked for the right one', async () => {
    const { officer, phone } = await joined('pin');
    const wrong = await Promise.all(
      Array.from({ length: 9 }, () => phone.post('/petugas/masuk', { pin: '000111' })),
    );
    expect(wrong.filter(({ html }) => html.includes('PIN dikunci'))).toHaveLength(5);
    expect((await phone.post('/petugas/masuk', { pin: PIN })).html).toContain('PIN dikunci');
    expect((await phonesOf(officer))[0]?.wrong).toBe(5);
  });

  it('counts a wrong PIN once, however often the page after it is loaded', async () => {
    const { officer, phone } = await joined('pin');
    const wrong = await window.request('/petugas/masuk?ke=/petugas/hp', {
      method: 'POST',
      body: new URLSearchParams({ pin: '000111' }),
      headers: { cookie: [...phone.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    const to = wrong.headers.get('location') ?? '';
    expect(to).toMatch(/^\/petugas\/masuk\?ke=%2Fpetugas%2Fhp&langkah=[\w-]{8}$/);
    const cookie = wrong.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (let at = 0; at < 3; at++) {
      const html = await (await window.request(to, { headers: { cookie } })).text();
      expect(html).toContain('Sisa 4 kali');
      expect(html).toContain('action="/petugas/masuk?ke=%2Fpetugas%2Fhp"');
    }
    expect((await phonesOf(officer))[0]?.wrong).toBe(1);
    expect((await createPhone(window).get(to)).html).toContain('izinkan cookie');
  });

  it('forgets wrong PINs after the right one', async () => {
    const { officer, phone } = await joined('pin');
    expect((await phone.post('/petugas/masuk', { pin: '000111' })).html).toContain('Sisa 4 kali');
    await phone.post('/petugas/masuk', { pin: PIN });
    expect((await phonesOf(officer))[0]?.wrong).toBe(0);
  });

  it('knows the phone, not the PIN alone, and keeps neither in the clear', async () => {
    const { officer, phone } = await joined('pin');
    expect((await createPhone(window).post('/petugas/masuk', { pin: PIN })).html).toContain(
      'Belum ada PIN di HP ini',
    );
    const device = [...phone.cookies].find(([name]) => name.endsWith('jendela-hp'))?.[1] ?? '';
    expect(device).toHaveLength(43);
    const row = JSON.stringify(await phonesOf(officer));
    expect(row).not.toContain(PIN);
    expect(row).not.toContain(device);
  });

  it('asks who it is where two officers share a phone', async () => {
    const { phone } = await joined('pin');
    const { officer } = await joined('pin', phone);
    const asked = await phone.post('/petugas/masuk', { pin: PIN });
    expect(asked.html).toContain('Siapa yang masuk?');
    expect(asked.html).toContain(officer.name);
    expect((await phone.post('/petugas/masuk', { pin: PIN, siapa: officer.id })).status).toBe(303);
  });
});

describe('signing in by passkey', () => {
  async function challenge(phone: TestPhone) {
    const { hidden, options } = await phone.get('/petugas/masuk');
    return { hidden, options: options ?? { challenge: '' } };
  }

  it('takes an answer once: one that was caught on the way opens nothing', async () => {
    const { phone } = await joined('key');
    phone.forget(SESSION);
    const { hidden, options } = await challenge(phone);
    const form = { ...hidden, kunci: phone.key.get(options) };
    const both = await Promise.all([phone.post('/petugas/masuk', form), phone.post('/petugas/masuk', form)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await phone.post('/petugas/masuk', form)).html).toContain('tidak dikenal');
  });

  it('takes no answer to another challenge, to one that is too old, or by a key that nobody has', async () => {
    const { phone } = await joined('key');
    const { hidden, options } = await challenge(phone);
    const other = phone.key.get({ challenge: 'b3RoZXI' });
    expect((await phone.post('/petugas/masuk', { ...hidden, kunci: other })).status).toBe(422);
    const stranger = createPhone(window).key.get(options);
    expect((await phone.post('/petugas/masuk', { ...hidden, kunci: stranger })).status).toBe(422);
    const right = phone.key.get(options);
    window.setNow(QUIET_PERIOD.add({ minutes: 31 }));
    expect((await phone.post('/petugas/masuk', { ...hidden, kunci: right })).status).toBe(422);
    window.setNow(QUIET_PERIOD);
    expect((await phone.post('/petugas/masuk', { ...hidden, kunci: right })).status).toBe(303);
  });
});

describe('phones', () => {
  it('are listed and ended by their owner; the one in the hand signs out', async () => {
    const { officer, phone } = await joined('pin');
    const second = createPhone(window);
    const code = await codeFor(window, officer, { purpose: 'phone' });
    expect((await second.joinByKey(code, officer.nik)).status).toBe(303);
    const [first] = await phonesOf(officer);
    expect((await second.post('/petugas/hp', { hp: first?.id ?? '' })).html).toContain(
      'tidak bisa masuk lagi',
    );
    expect(await phone.get('/petugas')).toMatchObject({ status: 303 });
    expect((await phone.post('/petugas/masuk', { pin: PIN })).html).toContain('Belum ada PIN di HP ini');
    expect(await second.post('/petugas/keluar', {})).toMatchObject({ status: 303, to: '/petugas/masuk' });
    expect(second.cookies.has(SESSION)).toBe(false);
    expect(await second.get('/petugas/hp')).toMatchObject({ status: 303 });
  });

  it('of others are none of theirs', async () => {
    const one = await joined('pin');
    const other = await joined('pin');
    const [phone] = await phonesOf(other.officer);
    await one.phone.post('/petugas/hp', { hp: phone?.id ?? '' });
    expect((await other.phone.get('/petugas')).status).toBe(200);
  });

  it('come in by a code of their own, which changes nothing of when the officer joined', async () => {
    const { officer } = await joined('pin');
    const before = await window.window.context.officers.find(officer.id);
    window.setNow(QUIET_PERIOD.add({ hours: 1 }));
    const phone = createPhone(window);
    const code = await codeFor(window, officer, { purpose: 'phone' });
    await phone.joinByPin(code, officer.nik, '730518');
    expect(await window.window.context.officers.find(officer.id)).toEqual(before);
    const session = await window.database.db
      .selectFrom('officer_session')
      .select('way')
      .where('officer', '=', officer.id)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    expect(session?.way).toBe('code');
    const late = await codeFor(window, officer, { purpose: 'phone' });
    window.setNow(QUIET_PERIOD.add({ hours: 26 }));
    expect((await createPhone(window).enter(late, officer.nik)).html).toContain('Waktu kode ini sudah habis');
    window.setNow(QUIET_PERIOD);
  });

  it('of an officer whose term is over still sign in, to what is their own', async () => {
    const { officer, phone } = await joined('pin');
    await window.database.db
      .updateTable('officer')
      .set({ serves_from: '2024-10-01', serves_until: '2024-11-20' })
      .where('id', '=', officer.id)
      .execute();
    phone.forget(SESSION);
    expect((await phone.post('/petugas/masuk', { pin: PIN })).status).toBe(303);
    expect((await phone.get('/petugas/hp')).status).toBe(200);
  });
});

describe('who guesses', () => {
  it('is slowed down by address, whatever they say it is', async () => {
    window.setNow(QUIET_PERIOD.add({ minutes: 10 }));
    const officer = await createOfficer(window, { body: 'kpps', joined: false });
    const code = await codeFor(window, officer);
    const phone = createPhone(window);
    const answers = [];
    for (let at = 0; at < 65; at++) {
      answers.push(
        await phone.post(
          '/gabung',
          { kode: newCode(), nik: '0001' },
          { 'x-forwarded-for': `192.0.2.${at % 3}` },
        ),
      );
    }
    // Without trusted proxies all of them are one address, whatever they say.
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect(answers.filter(({ status }) => status === 422).length).toBe(30);
    const blocked = await phone.enter(code, officer.nik);
    expect(blocked.html).toContain('Terlalu banyak kode');
    expect(await window.window.context.metrics.text()).toContain('jendela_joining_wrong_codes_total');
  });

  it('raises an alarm for staff from sixty wrong codes in a minute on, which they close', async () => {
    window.setNow(QUIET_PERIOD.add({ minutes: 5 }));
    const guard = createGuard(window.window.context);
    for (let at = 0; at < 70; at++) await guard.wrongCode(`198.51.100.${at}`);
    const staff = await createStaff(window, { duties: [{ role: 'operator', agency: 'kpu' }] });
    const waiting = await (await staff.request('/kerja')).text();
    expect(waiting).toContain('Ada yang menebak-nebak kode undangan');
    const page = await staff.request('/kerja/petugas/undangan/peringatan');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Percobaan menebak kode');
    await staff.post('/kerja/petugas/undangan/peringatan', {});
    expect(await (await staff.request('/kerja')).text()).not.toContain('menebak-nebak');
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'invitation.alarm%')
      .orderBy('seq')
      .execute();
    expect(lines.map(({ action }) => action)).toEqual(['invitation.alarm', 'invitation.alarm-seen']);
    window.setNow(QUIET_PERIOD);
  });
});
