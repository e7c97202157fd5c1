import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor, createPhone, PIN, type TestPhone } from '../../../test/support/joining-phone.ts';
import {
  createOfficer,
  recordPlan,
  type TestOfficer,
  type WantedOfficer,
} from '../../../test/support/officers.ts';
import { createPhoneKey } from '../../../test/support/phone-key.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { groupCode, newCode } from './code.ts';
import { revoke } from './invitations.ts';

let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'joining' });
  await recordPlan(window);
});
afterAll(() => window.close());

const awaited = (wanted: Partial<WantedOfficer> = {}) =>
  createOfficer(window, { body: 'kpps', joined: false, ...wanted });

async function stored(officer: TestOfficer) {
  const { db } = window.database;
  const row = await db
    .selectFrom('officer')
    .selectAll()
    .where('id', '=', officer.id)
    .executeTakeFirstOrThrow();
  const marks = await db
    .selectFrom('officer_mark')
    .select('mark')
    .where('officer', '=', officer.id)
    .execute();
  const phones = await db.selectFrom('officer_phone').selectAll().where('officer', '=', officer.id).execute();
  return {
    joinedBy: row.joined_by,
    joinedAt: row.joined_at,
    marks: marks.map(({ mark }) => mark).sort(),
    phones,
  };
}

describe('joining', () => {
  it.each(['pin', 'passkey'] as const)(
    'takes a code, a NIK and a %s, and opens the officer’s page',
    async (way) => {
      const officer = await awaited({ name: 'Siti Aminah' });
      const code = await codeFor(window, officer);
      const phone = createPhone(window);
      const scanned = await phone.get(`/gabung?k=${code}`);
      expect(scanned.html).toContain(groupCode(code));
      expect(scanned.html).not.toContain('Siti');
      const second = await phone.enter(groupCode(code).toLowerCase(), officer.nik);
      expect(second.html).toContain('Halo, Siti Aminah');
      const done =
        way === 'pin' ? await phone.joinByPin(code, officer.nik) : await phone.joinByKey(code, officer.nik);
      expect(done).toMatchObject({ status: 303, to: '/petugas' });
      expect((await phone.get('/petugas')).status).toBe(200);
      const { joinedBy, marks, phones } = await stored(officer);
      expect({ joinedBy, marks }).toEqual({ joinedBy: way, marks: ['invited', 'joined'] });
      expect(phones).toHaveLength(1);
      const consent = await window.database.db
        .selectFrom('officer_consent')
        .innerJoin('officer_consent_text', (on) =>
          on
            .onRef('officer_consent_text.version', '=', 'officer_consent.version')
            .onRef('officer_consent_text.lang', '=', 'officer_consent.lang'),
        )
        .select(['given', 'text'])
        .where('officer', '=', officer.id)
        .executeTakeFirstOrThrow();
      expect(consent.given).toBe('self');
      expect(consent.text).toContain('180 hari');
    },
  );

  it('keeps its pages small, out of caches and search engines', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const code = await codeFor(window, officer);
    const answer = await window.request(`/gabung?k=${code}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const first = await answer.text();
    const second = await phone.enter(code, officer.nik);
    for (const html of [first, second.html, (await phone.get('/petugas/masuk')).html]) {
      expect(html.length).toBeLessThan(20_000);
      expect(html).toContain('noindex');
    }
    expect(first.match(/<script[^>]*src="[^"]*islands/g) ?? []).toHaveLength(1);
  });

  it.each([
    ['nothing', '', '0001', 'Ketik kode dari surat undangan'],
    ['a mistyped code', `${newCode().slice(0, -1)}?`, '0001', 'Ada huruf yang tidak dipakai'],
    ['half a code', newCode().slice(0, 7), '0001', 'harus 15 huruf dan angka'],
    ['a code that nobody has', newCode(), '0001', 'Kode ini tidak ada di sini'],
    ['no digits of the NIK', newCode(), '12', 'Ketik 4 angka terakhir NIK'],
    ['letters for the NIK', newCode(), '12a4', 'Ketik 4 angka terakhir NIK'],
  ])('tells %s on the spot', async (_, kode, nik, said) => {
    const answer = await createPhone(window).post('/gabung', { kode, nik });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('<title>Salah isi: ');
    expect(answer.html).toContain(said);
  });

  it('tells two characters that changed places without asking the database', async () => {
    const code = newCode();
    const swapped = [...code];
    const at = swapped.findIndex((letter, index) => letter !== swapped[index + 1]);
    [swapped[at], swapped[at + 1]] = [swapped[at + 1] ?? '', swapped[at] ?? ''];
    const answer = await createPhone(window).post('/gabung', { kode: swapped.join(''), nik: '0001' });
    expect(answer.html).toContain('keliru ketik');
  });

  it('locks a code after five wrong endings of the NIK, however many come at once, and names the committee alone', async () => {
    const officer = await awaited({ name: 'Rahasia Sekali' });
    const code = await codeFor(window, officer);
    const phone = createPhone(window);
    const one = await phone.post('/gabung', { kode: code, nik: '9999' });
    expect(one.html).toContain('Sisa 4 kali');
    const more = await Promise.all(
      Array.from({ length: 8 }, () => phone.post('/gabung', { kode: code, nik: '9998' })),
    );
    expect(more.filter(({ status }) => status === 422)).toHaveLength(3);
    const locked = await phone.enter(code, officer.nik);
    expect(locked.status).toBe(409);
    expect(locked.html).toContain('Kode ini dikunci');
    expect(locked.html).toContain('PPS Kelurahan Depok');
    expect(locked.html).not.toContain('Rahasia');
    expect((await stored(officer)).joinedBy).toBeNull();
  });

  it.each([
    ['revoked', 'sudah tidak berlaku'],
    ['expired', 'Waktu kode ini sudah habis'],
    ['left', 'tidak berlaku lagi'],
    ['finished', 'Masa kerja sudah selesai'],
    ['no-nik', 'Perlu bantuan panitia'],
    ['in-person', 'Sudah bergabung'],
  ] as const)('says why a code works no more: %s', async (why, said) => {
    const officer = await awaited({
      phase: why === 'finished' ? 'finished' : 'serving',
      ...(why === 'no-nik' ? { nik: null } : {}),
    });
    const code = await codeFor(window, officer);
    const { db } = window.database;
    const now = window.window.context.clock();
    if (why === 'revoked')
      await db.transaction().execute((trx) => revoke(trx, { officer: officer.id }, 'Uji', now));
    if (why === 'expired') {
      await db
        .updateTable('officer_invitation')
        .set({ expires_at: now })
        .where('officer', '=', officer.id)
        .execute();
    }
    if (why === 'left') {
      await db
        .updateTable('officer')
        .set({ left_on: '2024-11-23', left_reason: 'resigned' })
        .where('id', '=', officer.id)
        .execute();
    }
    if (why === 'in-person') {
      await db
        .updateTable('officer')
        .set({ joined_at: now, joined_by: 'in-person' })
        .where('id', '=', officer.id)
        .execute();
    }
    const answer = await createPhone(window).enter(code, officer.nik ?? '0001');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain(said);
  });

  it('opens to an officer of a coming term, and not with the code of another', async () => {
    const coming = await awaited({ phase: 'coming' });
    const other = await awaited({ nik: '3276014101900777' });
    const phone = createPhone(window);
    const mixedUp = await phone.enter(await codeFor(window, coming), other.nik);
    expect(mixedUp.html).toContain('Bukan akhir NIK pemilik undangan ini');
    expect((await phone.joinByPin(await codeFor(window, coming), coming.nik)).status).toBe(303);
  });
});

describe('two phones and lost answers', () => {
  it('lets one of two phones in that come at the same moment, and tells the other', async () => {
    const officer = await awaited();
    const code = await codeFor(window, officer);
    const phones = [createPhone(window), createPhone(window), createPhone(window)];
    const pages = await Promise.all(phones.map((phone) => phone.enter(code, officer.nik)));
    const ends = await Promise.all(
      phones.map((phone, at) =>
        phone.post('/gabung/kunci', { ...(pages[at]?.hidden ?? {}), setuju: 'ya', pin: PIN }),
      ),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(ends.find(({ status }) => status === 409)?.html).toContain('Kode ini sudah dipakai');
    expect((await stored(officer)).phones).toHaveLength(1);
  });

  it('lets a phone in again that sends the same once more, as no answer came', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const { hidden } = await phone.enter(await codeFor(window, officer), officer.nik);
    const form = { ...hidden, setuju: 'ya', pin: PIN };
    const [first, again] = await Promise.all([
      phone.post('/gabung/kunci', form),
      phone.post('/gabung/kunci', form),
    ]);
    expect([first?.status, again?.status]).toEqual([303, 303]);
    const before = await stored(officer);
    expect((await phone.post('/gabung/kunci', form)).status).toBe(303);
    expect(await stored(officer)).toEqual(before);
    expect((await phone.post('/gabung/kunci', { ...form, pin: '918273' })).status).toBe(409);
  });

  it('does the same for a passkey', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const { hidden, options } = await phone.enter(await codeFor(window, officer), officer.nik);
    const kunci = phone.key.create(options ?? { challenge: '' });
    const form = { ...hidden, setuju: 'ya', kunci };
    expect((await phone.post('/gabung/kunci', form)).status).toBe(303);
    expect((await phone.post('/gabung/kunci', form)).status).toBe(303);
    expect((await stored(officer)).phones).toHaveLength(1);
  });

  it('can sign in by its PIN where the last answer never came', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    await phone.joinByPin(await codeFor(window, officer), officer.nik);
    phone.forget('jendela_officer');
    expect((await phone.post('/petugas/masuk', { pin: PIN })).status).toBe(303);
  });
});

describe('what goes from one page to the next', () => {
  /** Posts without following, as a browser does. */
  const posted = async (phone: TestPhone, path: string, form: Record<string, string>) => {
    const answer = await window.request(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { cookie: [...phone.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    return { answer, to: answer.headers.get('location') ?? '' };
  };

  it('stands in no address, and in cookies of these pages alone that no script reads', async () => {
    const officer = await awaited();
    const form = { kode: await codeFor(window, officer), nik: officer.nik?.slice(-4) ?? '' };
    const { answer, to } = await posted(createPhone(window), '/gabung', form);
    expect(answer.status).toBe(303);
    expect(to).toMatch(/^\/gabung\/kunci\?langkah=[\w-]{8}$/);
    const carried = answer.headers.getSetCookie().filter((one) => one.includes('jendela-gabung='));
    expect(carried.map((one) => /Path=([^;]*)/.exec(one)?.[1])).toEqual(['/gabung', '/en/gabung']);
    for (const one of carried) expect(one).toContain('HttpOnly; SameSite=Lax; Secure');
    for (const value of Object.values(form)) expect(carried.join()).not.toContain(value);
    const wrong = await posted(createPhone(window), '/gabung', { ...form, nik: '99' });
    expect(wrong.to).toMatch(/^\/gabung\?langkah=[\w-]{8}$/);
  });

  it('shows the same however often it is loaded, in both languages, until the officer has joined', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const wrong = await phone.post('/gabung', { kode: await codeFor(window, officer), nik: '99' });
    expect(wrong.html).toContain('Ketik 4 angka terakhir NIK');
    const { to } = await posted(phone, '/gabung', {
      kode: await codeFor(window, officer),
      nik: officer.nik?.slice(-4) ?? '',
    });
    expect((await phone.get(to)).status).toBe(422);
    const { hidden } = await phone.enter(await codeFor(window, officer), officer.nik);
    const { answer, to: again } = await posted(phone, '/gabung/kunci', { ...hidden, pin: PIN });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (const [path, said] of [
      [again, 'Beri tanda setuju'],
      [again, 'Beri tanda setuju'],
      [`/en${again}`, 'Tick that you agree'],
    ] as const) {
      const shown = await window.request(path, { headers: { cookie } });
      expect(shown.status).toBe(422);
      expect(await shown.text()).toContain(said);
    }
    await phone.post('/gabung/kunci', { ...hidden, setuju: 'ya', pin: PIN });
    expect([...phone.cookies.keys()].filter((name) => name.includes('gabung'))).toEqual([]);
    expect((await phone.get(again)).html).toContain('Sudah bergabung');
  });

  it('is over in a first tab when a second goes on, whose form still counts, and where cookies are refused', async () => {
    const [one, two] = [await awaited({ name: 'Tab Satu' }), await awaited({ name: 'Tab Dua' })];
    const phone = createPhone(window);
    const code = await codeFor(window, one);
    const first = await phone.enter(code, one.nik);
    expect((await phone.enter(await codeFor(window, two), two.nik)).html).toContain('Tab Dua');
    const done = await phone.post('/gabung/kunci', { ...first.hidden, setuju: 'ya', pin: PIN });
    expect(done).toMatchObject({ status: 303, to: '/petugas' });
    expect((await stored(one)).joinedBy).toBe('pin');
    expect((await stored(two)).joinedBy).toBeNull();
    const { to } = await posted(createPhone(window), '/gabung', { kode: 'x', nik: '' });
    const without = await createPhone(window).get(to);
    expect(without).toMatchObject({ status: 422 });
    expect(without.html).toContain('menolak cookie');
    expect(await phone.get('/gabung/kunci')).toMatchObject({ status: 303, to: '/gabung' });
  });
});

describe('what the second page refuses', () => {
  it('asks for consent and a PIN that is not easily guessed', async () => {
    const officer = await awaited({ nik: '3276015708950012' });
    const phone = createPhone(window);
    const { hidden } = await phone.enter(await codeFor(window, officer), officer.nik);
    const end = (form: Record<string, string>) => phone.post('/gabung/kunci', { ...hidden, ...form });
    expect((await end({ pin: PIN })).html).toContain('Beri tanda setuju');
    for (const [pin, said] of [
      ['', 'PIN harus 6 angka'],
      ['12345', 'PIN harus 6 angka'],
      ['123456', 'terlalu mudah'],
      ['777777', 'terlalu mudah'],
      ['121212', 'terlalu mudah'],
      ['170895', 'tanggal lahir'],
    ]) {
      const answer = await end({ setuju: 'ya', pin: pin ?? '' });
      expect(answer.status, pin).toBe(422);
      expect(answer.html, pin).toContain(said);
      expect(answer.html, pin).not.toMatch(/name="pin"[^>]*value="\d/);
    }
    expect((await stored(officer)).joinedBy).toBeNull();
  });

  it('takes no ticket that was changed, made up, or took too long by this window’s clock', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const { hidden } = await phone.enter(await codeFor(window, officer), officer.nik);
    const tiket = hidden['tiket'] ?? '';
    const changed = `${tiket.slice(0, 40)}${tiket[40] === 'A' ? 'B' : 'A'}${tiket.slice(41)}`;
    for (const wrong of ['', 'x', tiket.slice(0, -4), changed]) {
      const answer = await phone.post('/gabung/kunci', { tiket: wrong, setuju: 'ya', pin: PIN });
      expect(answer.html).toContain('Langkah tadi sudah lewat');
    }
    window.setNow(QUIET_PERIOD.add({ minutes: 31 }));
    expect((await phone.post('/gabung/kunci', { tiket, setuju: 'ya', pin: PIN })).status).toBe(422);
    window.setNow(QUIET_PERIOD);
    // The phone's own clock has no part in it, whatever it says.
    const late = { date: 'Fri, 01 Jan 1999 00:00:00 GMT' };
    expect((await phone.post('/gabung/kunci', { tiket, setuju: 'ya', pin: PIN }, late)).status).toBe(303);
  });

  it('takes no passkey of another challenge, another site, or a phone that asked for nothing', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    const { hidden, options } = await phone.enter(await codeFor(window, officer), officer.nik);
    const challenge = options ?? { challenge: '' };
    const { publicUrl } = window.config;
    for (const kunci of [
      '{}',
      'no JSON',
      createPhoneKey(publicUrl).create({ challenge: 'b3RoZXI' }),
      createPhoneKey('https://phishing.example').create(challenge),
      createPhoneKey(publicUrl, { verified: false }).create(challenge),
      createPhoneKey(publicUrl).get(challenge),
    ]) {
      const answer = await phone.post('/gabung/kunci', { ...hidden, setuju: 'ya', kunci });
      expect(answer.status).toBe(422);
      expect(answer.html).toContain('Kunci HP tidak bisa diterima');
    }
    expect((await stored(officer)).joinedBy).toBeNull();
  });

  it('refuses a form of another site', async () => {
    const officer = await awaited();
    const form = { kode: await codeFor(window, officer), nik: officer.nik?.slice(-4) ?? '' };
    const answer = await createPhone(window).post('/gabung', form, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });
});
