import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiEnv } from '../src/platform/http/api.ts';
import { problemResponse, toProblem } from '../src/platform/http/problem.ts';
import { photoWithPlace, picture } from '../src/platform/media/testing.ts';
import { type Deed, defineAction, type OfficerAction } from '../src/platform/officers/contract.ts';
import { ActionForm } from '../src/ui/components/action-form.tsx';
import { openOfficers } from '../src/window/officers.ts';
import { createOfficer, recordPlan, type TestOfficer } from './support/officers.ts';
import { createTestWindow, type TestWindow } from './support/test-window.ts';

const TICK = defineAction({
  kind: 'trial.tick',
  schema: () => z.strictObject({ count: z.coerce.number('Tulis angka.').int('Tulis angka bulat.') }),
  apply: async (_, deed) => told(deed),
});
const PICTURE = defineAction({
  kind: 'trial.picture',
  schema: () => z.strictObject({}),
  photo: { required: true, place: false },
  apply: async (_, deed) => told(deed),
});
const PLACED = defineAction({ ...PICTURE, kind: 'trial.placed', photo: { required: true, place: true } });
const FAILING = defineAction({
  kind: 'trial.failing',
  schema: () => z.strictObject({}),
  photo: { required: false, place: false },
  apply: async (trx) => {
    await trx.deleteFrom('officer_photo').execute();
    throw new Error('The database of a test fails.');
  },
});
const OWN = defineAction({
  kind: 'trial.own',
  schema: () => z.strictObject({}),
  for: 'former',
  apply: async (_, deed) => told(deed),
});

const deeds: Deed<unknown>[] = [];

function told(deed: Deed<unknown>) {
  deeds.push(deed);
  return { state: 'done' as const, note: 'Tercatat.', to: '/petugas/antrean' };
}

describe('an action of an officer', () => {
  let window: TestWindow;
  let officer: TestOfficer;

  beforeAll(async () => {
    const whole = await createTestWindow({ name: 'officer_actions', stages: false });
    window = { ...whole, request: requestsOf(whole, [TICK, PICTURE, PLACED, FAILING, OWN]) };
    await recordPlan(window);
    officer = await createOfficer(window, { body: 'kpps' });
  });
  afterAll(() => window.close());

  const rows = (id: string) =>
    window.database.db.selectFrom('officer_action').selectAll().where('id', '=', id).execute();
  const times = (id: string) => deeds.filter((deed) => deed.id === id).length;

  test('is done once, whatever is sent again, and answered the same each time', async () => {
    const id = randomUUID();
    const sent = { id, subject: 'kotak', form: { count: '4' } };
    const first = await officer.act('trial.tick', sent);
    const again = await officer.act('trial.tick', sent);
    expect(first).toMatchObject({ status: 200, state: 'done', note: 'Tercatat.', repeated: false });
    expect(again).toMatchObject({ status: 200, state: 'done', note: 'Tercatat.', repeated: true });
    expect(times(id)).toBe(1);
    expect(await rows(id)).toHaveLength(1);
  });

  test('is done once when it comes ten times at the same moment', async () => {
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => officer.act('trial.tick', { id, form: { count: '1' }, number: 50 })),
    );
    expect(answers.map(({ state }) => state)).toEqual(Array(10).fill('done'));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(times(id)).toBe(1);
  });

  test('of somebody else is refused by its id, and theirs stays as it is', async () => {
    const id = randomUUID();
    await officer.act('trial.tick', { id, form: { count: '1' } });
    const other = await createOfficer(window, { body: 'kpps', role: 'anggota-2' });
    expect((await other.act('trial.tick', { id, form: { count: '2' } })).status).toBe(409);
    expect(await rows(id)).toMatchObject([{ officer: officer.id }]);
  });

  test('that another officer wrote on the same phone waits until they sign in', async () => {
    const other = await createOfficer(window, { body: 'kpps', role: 'anggota-6' });
    const sent = { form: { count: '5', '@officer': officer.id } };
    expect((await other.act('trial.tick', sent)).status).toBe(401);
    expect((await officer.act('trial.tick', { ...sent, number: 55 })).state).toBe('done');
  });

  test('keeps what was written sealed, and gives the action only its own fields', async () => {
    const id = randomUUID();
    await officer.act('trial.tick', { id, subject: 'x', form: { count: '7' }, number: 60 });
    expect(deeds.findLast((deed) => deed.id === id)?.data).toEqual({ count: 7 });
    const [row] = await rows(id);
    expect(row?.data.toString('latin1')).not.toContain('count');
    expect(window.window.context.vault.open('officer.action', row?.data ?? Buffer.of())).toBe(
      '{"count":"7"}',
    );
  });

  test('with a wrong field is told so, stored nowhere, and may come again under its id', async () => {
    const id = randomUUID();
    const wrong = await officer.act('trial.tick', { id, form: { count: 'tiga' } });
    expect(wrong).toMatchObject({
      status: 422,
      state: 'problems',
      problems: [{ field: 'count', problem: 'Tulis angka.' }],
    });
    expect(await rows(id)).toEqual([]);
    expect(await officer.act('trial.tick', { id, form: { count: '3' } })).toMatchObject({
      state: 'done',
      repeated: false,
    });
  });

  test('leaves nothing behind where it fails, and is done when it comes again', async () => {
    const id = randomUUID();
    const failed = await officer.act('trial.failing', { id, photo: new Uint8Array(picture('jpeg')) });
    expect(failed.status).toBe(500);
    expect(await rows(id)).toEqual([]);
    const photos = await window.database.db.selectFrom('officer_photo').select('id').execute();
    expect(photos).toEqual([]);
  });

  test('that is overtaken by a later one of the same phone is recorded and not done', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    await officer.act('trial.tick', { id: late, subject: 'pintu', form: { count: '2' }, number: 101 });
    const answer = await officer.act('trial.tick', {
      id: early,
      subject: 'pintu',
      form: { count: '1' },
      number: 100,
    });
    expect(answer).toMatchObject({ state: 'conflict', note: expect.stringContaining('lebih baru') });
    expect(times(early)).toBe(0);
    expect(await rows(early)).toMatchObject([{ state: 'conflict', number: 100 }]);
    // Another phone has numbers of its own, and another subject no part in it.
    const other = await officer.onOtherPhone();
    expect((await other.act('trial.tick', { subject: 'pintu', form: { count: '3' }, number: 1 })).state).toBe(
      'done',
    );
    expect(
      (await officer.act('trial.tick', { subject: 'meja', form: { count: '3' }, number: 99 })).state,
    ).toBe('done');
  });

  test('of a queue that was cut off half way is done once and in order when all is sent again', async () => {
    const phone = await createOfficer(window, { body: 'kpps', role: 'anggota-5' });
    const queue = ['kotak', 'meja', 'kotak', 'meja', 'kotak', 'kotak', 'meja'].map((subject, at) => ({
      id: randomUUID(),
      subject,
      form: { count: String(at + 1) },
      number: at + 1,
    }));
    const send = async (...numbers: readonly number[]) => {
      const answers = [];
      for (const action of numbers.flatMap((number) => queue[number - 1] ?? []))
        answers.push(await phone.act('trial.tick', action));
      return answers;
    };
    const done = () => deeds.filter((deed) => deed.officer.id === phone.id).map(({ data }) => data);
    // Of the second the phone never saw the answer: for it only the first was acknowledged.
    await send(1, 2);
    const again = await send(1, 2, 3, 4);
    expect(again.map(({ state, repeated }) => [state, repeated])).toEqual([
      ['done', true],
      ['done', true],
      ['done', false],
      ['done', false],
    ]);
    // What comes out of order on another subject counts; what a later one overtook is shown as a conflict, each time.
    const rest = await send(6, 5, 7, 5);
    expect(rest.map(({ state }) => state)).toEqual(['done', 'conflict', 'done', 'conflict']);
    expect(done()).toEqual([1, 2, 3, 4, 6, 7].map((count) => ({ count })));
    const stored = await window.database.db
      .selectFrom('officer_action')
      .select(['number', 'state'])
      .where('officer', '=', phone.id)
      .orderBy('number')
      .execute();
    expect(stored.map(({ state }) => state)).toEqual([...Array(4).fill('done'), 'conflict', 'done', 'done']);
  });

  test('of who was replaced meanwhile is refused with the reason, and not lost', async () => {
    const gone = await createOfficer(window, { body: 'kpps', role: 'anggota-3' });
    await window.database.db
      .updateTable('officer')
      .set({ left_on: '2024-11-20', left_reason: 'ill' })
      .where('id', '=', gone.id)
      .execute();
    const id = randomUUID();
    const answer = await gone.act('trial.tick', { id, form: { count: 'bukan angka' } });
    expect(answer).toMatchObject({
      status: 200,
      state: 'refused',
      note: expect.stringContaining('pergantian'),
    });
    const [row] = await rows(id);
    expect(window.window.context.vault.open('officer.action', row?.data ?? Buffer.of())).toContain(
      'bukan angka',
    );
    expect((await gone.act('trial.own')).state).toBe('done');
  });

  test('of who has finished is refused, a week late or not', async () => {
    const former = await createOfficer(window, { body: 'kpps', role: 'anggota-4', phase: 'finished' });
    expect(await former.act('trial.tick', { form: { count: '1' } })).toMatchObject({ state: 'refused' });
    expect(deeds.filter((deed) => deed.officer.id === former.id)).toEqual([]);
  });

  test.each([
    ['ahead by years', '2031-05-05T10:00:00Z', '2031-05-05T13:00:00Z', '2024-11-23T23:00:00Z'],
    ['behind by years', '1999-12-31T22:00:00Z', '2000-01-01T01:00:00Z', '2024-11-23T23:00:00Z'],
    ['right, of a queue that waited a week', '2024-11-17T02:00:00Z', undefined, '2024-11-17T02:00:00Z'],
  ])('is of the time that the window’s clock says: a phone’s is %s', async (_, doneAt, sentAt, expected) => {
    const id = randomUUID();
    await officer.act('trial.tick', {
      id,
      form: { count: '1' },
      doneAt,
      sentAt: sentAt ?? '2024-11-24T02:00:00Z',
    });
    const deed = deeds.find((one) => one.id === id);
    expect(deed?.receivedAt.toString()).toBe('2024-11-24T02:00:00Z');
    expect(deed?.doneAt.toString()).toBe(expected);
  });

  test('as a plain form leads back with a notice of what became of it', async () => {
    const answer = await officer.post('/petugas/aksi/trial.tick', {
      count: '4',
      subject: 's',
      '@title': 'Kotak diterima',
    });
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location') ?? '';
    expect(to).toMatch(/^\/petugas\/antrean\?hasil=[\da-f-]{36}$/);
    const wrong = await officer.post('/petugas/aksi/trial.tick', {
      count: 'tiga',
      back: 'https://elsewhere.example/',
    });
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    expect(text).toContain('Belum bisa dikirim');
    expect(text).not.toContain('elsewhere.example');
  });

  test('as a plain form counts once that is posted twice, by a double tap or by loading anew', async () => {
    const form = () => formIn(ActionForm({ lang: 'id', kind: 'trial.tick', title: 'Kotak', children: null }));
    const post = async (fields: Record<string, string>) => {
      const answer = await officer.post('/petugas/aksi/trial.tick', fields);
      return { status: answer.status, to: answer.headers.get('location') };
    };
    const count = () => deeds.filter((deed) => deed.officer.id === officer.id).length;
    const before = count();
    const filled = { ...form(), count: '4' };
    const [one, two] = await Promise.all([post(filled), post(filled)]);
    expect(two?.to?.split('=')[1]).toBe(one?.to?.split('=')[1]);
    expect(count()).toBe(before + 1);
    // After an error nothing is stored: it is told again, and counts once when it is mended.
    const wrong = { ...form(), count: 'tiga' };
    expect([await post(wrong), await post(wrong)].map(({ status }) => status)).toEqual([422, 422]);
    const mended = { ...wrong, count: '3' };
    expect([await post(mended), await post(mended)].map(({ status }) => status)).toEqual([303, 303]);
    expect(count()).toBe(before + 2);
    // Who goes back and writes something else does something else; so does who opens the page anew.
    await post({ ...mended, count: '5' });
    await post({ ...form(), count: '5' });
    expect(count()).toBe(before + 4);
  });

  test('from another site, of an unknown kind or without a session is not done', async () => {
    const cookie = officer.cookie;
    const post = (kind: string, headers: Record<string, string>) =>
      window.request(`/petugas/aksi/${kind}`, {
        method: 'POST',
        body: new URLSearchParams({ count: '1' }),
        headers,
      });
    expect((await post('trial.tick', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post('trial.nothing', { cookie })).status).toBe(404);
    expect((await post('trial.tick', { accept: 'application/json' })).status).toBe(401);
    expect((await post('trial.tick', {})).status).toBe(303);
  });
});

describe('a photo', () => {
  let window: TestWindow;
  let officer: TestOfficer;

  beforeAll(async () => {
    const whole = await createTestWindow({ name: 'officer_photos', stages: false });
    window = { ...whole, request: requestsOf(whole, [PICTURE, PLACED]) };
    await recordPlan(window);
    officer = await createOfficer(window, { body: 'kpps' });
  });
  afterAll(() => window.close());

  const place = { latitude: -6.4025, longitude: 106.8186 };
  const stored = async (id: string) => {
    const { photo } = await window.database.db
      .selectFrom('officer_action')
      .select('photo')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return window.database.db
      .selectFrom('officer_photo')
      .selectAll()
      .where('id', '=', photo ?? '')
      .executeTakeFirstOrThrow();
  };

  test('is written anew: nothing of the camera and the place in it stays', async () => {
    const { id } = await officer.act('trial.picture', { photo: new Uint8Array(photoWithPlace()), place });
    const row = await stored(id);
    expect(row).toMatchObject({ width: 400, height: 200, latitude: null, longitude: null });
    expect(row.bytes.subarray(0, 3)).toEqual(Buffer.of(0xff, 0xd8, 0xff));
    expect(row.bytes.includes('KameraRahasia07')).toBe(false);
    expect(row.bytes.includes('Exif')).toBe(false);
  });

  test('keeps the place that the form says only where the action asks for it', async () => {
    const { id } = await officer.act('trial.placed', { photo: new Uint8Array(photoWithPlace()), place });
    expect(await stored(id)).toMatchObject(place);
    const without = await officer.act('trial.placed', { photo: new Uint8Array(photoWithPlace()) });
    expect(await stored(without.id)).toMatchObject({ latitude: null, longitude: null });
  });

  test('that is none, that is cut, or that is missing is told of in words', async () => {
    const cut = picture('jpeg').subarray(0, 800);
    for (const [photo, said] of [
      [Buffer.from('bukan gambar'), 'bukan gambar'],
      [cut, 'terpotong'],
      [undefined, 'Ambil atau pilih foto'],
    ] as const) {
      const answer = await officer.act('trial.picture', photo ? { photo: new Uint8Array(photo) } : {});
      expect(answer).toMatchObject({
        status: 422,
        problems: [{ field: 'photo', problem: expect.stringContaining(said) }],
      });
    }
  });

  test('of 40 MB is refused plainly', async () => {
    const body = new FormData();
    body.append('photo', new File([new Uint8Array(40 * 1024 * 1024)], 'besar.jpg'));
    const answer = await officer.request('/petugas/aksi/trial.picture', { method: 'POST', body });
    expect(answer.status).toBe(413);
  });
});

/** The fields that a form of an action is rendered with. */
function formIn(form: VNode): Record<string, string> {
  const fields = renderToString(form).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
}

/** A window of officers with these actions alone, on everything real beneath. */
function requestsOf({ window }: TestWindow, actions: readonly OfficerAction[]): TestWindow['request'] {
  const app = new Hono<ApiEnv>();
  app.onError((error, c) =>
    problemResponse(
      c,
      toProblem(error, () => false),
    ),
  );
  openOfficers(app, {
    context: { ...window.context, officerWindows: () => [{ actions }] },
    assetsOf: () => ({
      css: [],
      font: '',
      themeScript: '',
      scripts: [],
      icons: { svg: '', apple: '', share: '' },
      manifest: '',
    }),
  });
  return async (path, init) => app.request(path, init);
}
