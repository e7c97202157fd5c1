import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficer, TEST_ELECTION } from '../../../test/support/officers.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { photoWithPlace } from '../../platform/media/testing.ts';
import { READY_MARK, TASKS_MARK } from './constants.ts';
import { eraseReports } from './erase.ts';
import { sweepTasks } from './sweep.ts';
import { createTeam, recordTasks } from './test-data.ts';

let test: TestWindow;
beforeAll(async () => {
  test = await createTestWindow({ name: 'tasks' });
  await recordTasks(test);
});
afterAll(() => test?.close());

let places = 0;
const nextPlace = () => `3276011006${String(++places).padStart(3, '0')}`;
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`);
/** Moves the clock; a page reckons the moments of tasks first, as a phone has opened one before it sends. */
async function team(place = nextPlace()) {
  test.setNow(QUIET_PERIOD);
  const members = await createTeam(test, place);
  await members.ketua.request('/petugas/tugas');
  return { place, ...members };
}

async function stateOf(task: string, holder: string) {
  const row = await test.database.db
    .selectFrom('task_state')
    .select(['state', 'value', 'officer'])
    .where('election', '=', TEST_ELECTION)
    .where('task', '=', task)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return row ?? 'open';
}

async function marksOf(...officers: readonly { readonly id: string }[]) {
  const rows = await test.database.db
    .selectFrom('officer_mark')
    .select('officer')
    .where('mark', '=', TASKS_MARK)
    .where(
      'officer',
      'in',
      officers.map(({ id }) => id),
    )
    .execute();
  return officers.map(({ id }) => rows.some(({ officer }) => officer === id));
}

async function isReadyNow(place: string): Promise<boolean> {
  const row = await test.database.db
    .selectFrom('place_mark')
    .select('place')
    .where('mark', '=', READY_MARK)
    .where('place', '=', place)
    .executeTakeFirst();
  return row !== undefined;
}

describe('a task of a team', () => {
  it('is done once, by whoever is first, and said again without harm', async () => {
    const { place, ketua, dua } = await team();
    expect(await dua.act('tasks.done', { subject: 'umumkan' })).toMatchObject({ state: 'done' });
    const again = await ketua.act('tasks.done', { subject: 'umumkan' });
    expect(again).toMatchObject({ state: 'done' });
    expect(again.note).toContain('sudah menandai hal yang sama');
    expect(await stateOf('umumkan', place)).toMatchObject({ state: 'done', officer: dua.id });
  });

  it('is a conflict where two counts differ, with both, and settled by one of the team', async () => {
    const { place, ketua, dua, tiga } = await team();
    await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    const other = await tiga.act('tasks.done', { subject: 'surat-suara', form: { answer: '621' } });
    expect(other).toMatchObject({ status: 200, state: 'conflict' });
    expect(other.note).toContain('Andi Saputra: 612 lembar');
    expect(other.note).toContain('saya sendiri: 621 lembar');
    expect(await stateOf('surat-suara', place)).toMatchObject({ state: 'conflict', value: null });
    const page = await (await ketua.request('/petugas/tugas/surat-suara')).text();
    expect(page).toContain('Ada dua jawaban yang berbeda');
    expect(page).toContain('612 lembar');
    expect(page).toContain('621 lembar');

    const settled = await ketua.act('tasks.settle', {
      subject: 'surat-suara',
      form: { answer: ['612', '618'] },
    });
    expect(settled).toMatchObject({ state: 'done' });
    expect(await stateOf('surat-suara', place)).toMatchObject({
      state: 'done',
      value: 618,
      officer: ketua.id,
    });
  });

  it('is settled as well by whoever corrects their own count', async () => {
    const { place, dua, tiga } = await team();
    await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    await tiga.act('tasks.done', { subject: 'surat-suara', form: { answer: '621' } });
    const corrected = await tiga.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    expect(corrected).toMatchObject({ state: 'done' });
    expect(await stateOf('surat-suara', place)).toMatchObject({ state: 'done', value: 612, officer: dua.id });
  });

  it('stays done by others when one takes back their own; the head takes back all', async () => {
    const { place, ketua, dua, tiga } = await team();
    await dua.act('tasks.done', { subject: 'umumkan' });
    await tiga.act('tasks.done', { subject: 'umumkan' });
    const own = await dua.act('tasks.undo', { subject: 'umumkan' });
    expect(own.note).toContain('Budi Hartono');
    expect(await stateOf('umumkan', place)).toMatchObject({ officer: tiga.id });
    await ketua.act('tasks.undo', { subject: 'umumkan' });
    expect(await stateOf('umumkan', place)).toBe('open');
  });

  it('is no business of another team, body or role', async () => {
    const { dua } = await team();
    const pps = await createOfficer(test, { body: 'pps' });
    expect(await pps.act('tasks.done', { subject: 'umumkan' })).toMatchObject({ state: 'refused' });
    expect(await dua.act('tasks.done', { subject: 'giliran' })).toMatchObject({ state: 'refused' });
    expect(await dua.act('tasks.done', { subject: 'tidak-ada' })).toMatchObject({ state: 'refused' });
  });
});

describe('what a task asks for', () => {
  it('refuses what is no count, and what cannot be', async () => {
    const { place, dua } = await team();
    for (const [answer, word] of [
      ['', 'angka saja'],
      ['enam ratus', 'angka saja'],
      ['0', 'paling sedikit 1'],
      ['701', 'paling banyak 700'],
    ] as const) {
      const outcome = await dua.act('tasks.done', { subject: 'surat-suara', form: { answer } });
      expect(outcome).toMatchObject({ state: 'refused' });
      expect(outcome.note).toContain(word);
    }
    expect(await stateOf('surat-suara', place)).toBe('open');
  });

  it('takes one of its choices, and a note', async () => {
    test.setNow(QUIET_PERIOD);
    const pps = await createOfficer(test, { body: 'pps', area: '32.76.01.1007' });
    const form = { answer: 'kurang', note: 'Dua bilik rusak' };
    expect(await pps.act('tasks.done', { subject: 'pps-logistik', form })).toMatchObject({ state: 'done' });
    expect(await stateOf('pps-logistik', '32.76.01.1007')).toMatchObject({ value: 'kurang' });
    expect(await (await pps.request('/petugas/tugas/pps-logistik')).text()).toContain('Dua bilik rusak');
  });

  it('refuses a task without the photo that it needs, whatever form it came by', async () => {
    const { place, dua } = await team();
    expect(await dua.act('tasks.done', { subject: 'tps' })).toMatchObject({ state: 'refused' });
    expect(await dua.act('tasks.done-place', { subject: 'tps' })).toMatchObject({ state: 'refused' });
    expect(await stateOf('tps', place)).toBe('open');
  });

  it('cannot be done before it opens', async () => {
    const { ketua } = await team();
    const outcome = await ketua.act('tasks.done', { subject: 'sumpah' });
    expect(outcome).toMatchObject({ state: 'refused' });
    expect(outcome.note).toContain('27 November 2024 pukul 05.30');
  });
});

describe('a queue that comes as queues come', () => {
  it('counts once what is sent twice', async () => {
    const { place, dua } = await team();
    const first = await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    const again = await dua.act('tasks.done', {
      id: first.id,
      subject: 'surat-suara',
      form: { answer: '612' },
    });
    expect(again).toMatchObject({ state: 'done', repeated: true });
    const { count } = await test.database.db
      .selectFrom('task_report')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('holder', '=', place)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(1);
  });

  it('comes to the same state out of order: what was done later counts', async () => {
    const { place, dua, tiga } = await team();
    const sentAt = '2024-11-24T02:00:00Z';
    // The phone of one was off; what it did first arrives last.
    await tiga.act('tasks.done', {
      subject: 'surat-suara',
      form: { answer: '621' },
      doneAt: '2024-11-24T01:30:00Z',
      sentAt,
    });
    await dua.act('tasks.settle', {
      subject: 'surat-suara',
      form: { answer: '615' },
      doneAt: '2024-11-24T01:40:00Z',
      sentAt,
    });
    const late = await (await dua.onOtherPhone()).act('tasks.done', {
      subject: 'surat-suara',
      form: { answer: '600' },
      doneAt: '2024-11-24T01:00:00Z',
      sentAt,
    });
    expect(late).toMatchObject({ state: 'done' });
    expect(await stateOf('surat-suara', place)).toMatchObject({ state: 'done', value: 615 });
  });

  it('takes what comes a week late as of when it was done', async () => {
    const { ketua, dua, tiga, place } = await team();
    test.setNow(at('2024-11-27T06:50'));
    await dua.act('tasks.done', { subject: 'sumpah' });
    test.setNow(at('2024-12-04T09:00'));
    const week = { doneAt: '2024-11-26T23:55:00Z', sentAt: '2024-12-04T02:00:00Z' };
    expect(await tiga.act('tasks.done', { subject: 'sumpah', ...week })).toMatchObject({ state: 'done' });
    expect(await stateOf('sumpah', tiga.id)).toMatchObject({ state: 'done' });
    expect(await stateOf('sumpah', ketua.id)).toBe('open');
    expect(await stateOf('umumkan', place)).toBe('open');
  });

  it('counts what was done before a replacement, and not what was done after it', async () => {
    const { place, dua } = await team();
    await test.database.db
      .updateTable('officer')
      .set({ left_on: '2024-11-25', left_reason: 'ill' })
      .where('id', '=', dua.id)
      .execute();
    test.setNow(at('2024-11-26T10:00'));
    const sentAt = '2024-11-26T03:00:00Z';
    const before = { doneAt: '2024-11-24T05:00:00Z', sentAt };
    const after = { doneAt: '2024-11-26T02:00:00Z', sentAt };
    expect(await dua.act('tasks.done', { subject: 'umumkan', ...before })).toMatchObject({ state: 'done' });
    expect(await stateOf('umumkan', place)).toMatchObject({ state: 'done', officer: dua.id });
    const late = await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' }, ...after });
    expect(late).toMatchObject({ state: 'refused' });
    expect(await stateOf('surat-suara', place)).toBe('open');
  });

  it('keeps one state when a whole team sends at once', async () => {
    const { place, ketua, dua, tiga } = await team();
    const phones = [ketua, dua, tiga, await ketua.onOtherPhone(), await dua.onOtherPhone()];
    const outcomes = await Promise.all(
      phones.map((officer) => officer.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } })),
    );
    expect(outcomes.map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect(await stateOf('surat-suara', place)).toMatchObject({ state: 'done', value: 612 });
    // From this one on all of them have the mark: each counts for the others, who send at the same moment.
    const again = await Promise.all(
      phones.map((officer) => officer.act('tasks.done', { subject: 'umumkan' })),
    );
    expect(again.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(await marksOf(ketua, dua, tiga)).toEqual([true, true, true]);
  });

  it('cannot be taken back after a day, once it was due', async () => {
    const { place, dua } = await team();
    await dua.act('tasks.done', { subject: 'umumkan' });
    test.setNow(at('2024-11-25T09:01'));
    expect(await dua.act('tasks.undo', { subject: 'umumkan' })).toMatchObject({ state: 'refused' });
    expect(await stateOf('umumkan', place)).toMatchObject({ state: 'done' });
  });
});

describe('the marks', () => {
  it('are of officers whom no task is late, and go when one becomes due', async () => {
    const { ketua, dua, tiga } = await team();
    // The announcement was due two days ago: what is done today does not make up for it until it is done.
    await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    expect(await marksOf(ketua, dua, tiga)).toEqual([false, false, false]);
    await dua.act('tasks.done', { subject: 'umumkan' });
    expect(await marksOf(ketua, dua, tiga)).toEqual([true, true, true]);

    test.setNow(at('2024-11-27T06:50'));
    await ketua.act('tasks.done', { subject: 'sumpah' });
    test.setNow(at('2024-11-27T07:01'));
    expect(await sweepTasks(test.window.context, TEST_ELECTION)).toBe(true);
    expect(await marksOf(ketua, dua, tiga)).toEqual([true, false, false]);
    expect(await sweepTasks(test.window.context, TEST_ELECTION)).toBe(false);

    await tiga.act('tasks.done', { subject: 'sumpah' });
    expect(await marksOf(ketua, dua, tiga)).toEqual([true, false, true]);
  });

  it('do not ask of a replacement what each was to do before they came', async () => {
    const { place, dua } = await team();
    await dua.act('tasks.done', { subject: 'umumkan' });
    await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    const serves = { from: '2024-11-28', until: '2024-12-08' };
    const late = await createOfficer(test, { body: 'kpps', role: 'anggota-4', place, serves });
    test.setNow(at('2024-11-28T08:00'));
    // Any deed of the team reckons the marks of all of it.
    await dua.act('tasks.done', { subject: 'umumkan' });
    expect(await marksOf(dua, late)).toEqual([false, true]);
  });

  it('make a polling place ready when all of its tasks are done, and take it back', async () => {
    const { place, ketua, dua } = await team();
    await dua.act('tasks.done', { subject: 'umumkan' });
    expect(await isReadyNow(place)).toBe(false);
    await dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
    expect(await isReadyNow(place)).toBe(true);
    await ketua.act('tasks.done', { subject: 'surat-suara', form: { answer: '600' } });
    expect(await isReadyNow(place)).toBe(false);
    await ketua.act('tasks.settle', { subject: 'surat-suara', form: { answer: '600' } });
    expect(await isReadyNow(place)).toBe(true);
  });
});

describe('what officers wrote', () => {
  it('is erased when its time is over, and that the task was done is not', async () => {
    const { place, dua } = await team();
    const photo = new Uint8Array(photoWithPlace());
    await dua.act('tasks.done-place', { subject: 'tps', photo, form: { note: 'Di halaman rumah Pak RT' } });
    const said = () =>
      test.database.db
        .selectFrom('task_report')
        .select(['note', 'photo'])
        .where('holder', '=', place)
        .executeTakeFirstOrThrow();
    const before = await said();
    expect(before).toMatchObject({ note: 'Di halaman rumah Pak RT', photo: expect.any(String) });
    const { context } = test.window;
    test.setNow(at('2025-07-26T09:00'));
    expect(await eraseReports(context)).toBe(0);
    test.setNow(at('2025-07-27T09:00'));
    expect(await eraseReports(context)).toBeGreaterThan(0);
    expect(await said()).toEqual({ note: null, photo: null });
    expect(await stateOf('tps', place)).toMatchObject({ state: 'done' });
    const kept = await test.database.db
      .selectFrom('officer_photo')
      .select('id')
      .where('id', '=', before.photo)
      .executeTakeFirst();
    expect(kept).toBeUndefined();
  });
});

describe('the officer’s pages', () => {
  it('list what is to be done, stage by stage, with the next one first', async () => {
    const { dua } = await team();
    const page = await (await dua.request('/petugas/tugas')).text();
    expect(page).toContain('0 dari 3 selesai');
    expect(page).toContain('Seharusnya Jumat, 22 November 2024');
    expect(page).toContain('Mulai Rabu, 27 November 2024');
    expect(page).not.toContain('Susun giliran');
    const english = await (await dua.request('/en/petugas/tugas')).text();
    expect(english).toContain('Was due Friday');
  });

  it('are kept on the phone, and show nothing that is not asked of this officer', async () => {
    const { dua } = await team();
    const { paths } = await (await dua.request('/petugas/luring.json')).json();
    expect(paths).toEqual(expect.arrayContaining(['/petugas/tugas', '/petugas/tugas/umumkan']));
    const kept = await dua.request('/petugas/tugas/umumkan');
    expect(kept.headers.get('jendela-keep')).toBe('officer');
    expect((await dua.request('/petugas/tugas/giliran')).status).toBe(404);
  });

  it('work as plain forms', async () => {
    const { place, dua } = await team();
    const answer = await dua.post('/petugas/aksi/tasks.done', {
      subject: 'umumkan',
      back: '/petugas/tugas/umumkan',
    });
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location') ?? '';
    expect(to).toMatch(/^\/petugas\/tugas\/umumkan\?hasil=/);
    expect(await (await dua.request(to)).text()).toContain('Tugas tercatat selesai');
    expect(await stateOf('umumkan', place)).toMatchObject({ state: 'done' });
  });

  it('say on the first page what is next', async () => {
    const { dua } = await team();
    expect(await (await dua.request('/petugas')).text()).toContain('Hitung surat suara');
  });
});
