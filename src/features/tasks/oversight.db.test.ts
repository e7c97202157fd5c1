import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createOfficer,
  TEST_AREAS,
  TEST_ELECTION,
  type TestOfficer,
} from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { createTeam, importTestTasks, recordTasks, TASK_TEXT } from './test-data.ts';

const PLACE = '3276011006014';
const OTHER = '3276021008001';

let test: TestWindow;
let team: Awaited<ReturnType<typeof createTeam>>;
let pps: TestOfficer;
let staff: TestStaff;
beforeAll(async () => {
  test = await createTestWindow({ name: 'tasks_oversight' });
  await recordTasks(test);
  team = await createTeam(test, PLACE);
  await createTeam(test, OTHER);
  pps = await createOfficer(test, { body: 'pps', area: TEST_AREAS.village });
  const agency = test.city.electionOffice.id;
  staff = await createStaff(test, { duties: [{ role: 'editor', agency }] });
  await team.ketua.request('/petugas/tugas');
  await team.dua.act('tasks.done', { subject: 'umumkan', form: { note: 'Lewat pengeras suara' } });
  await team.dua.act('tasks.done', { subject: 'surat-suara', form: { answer: '612' } });
  await team.tiga.act('tasks.done', { subject: 'surat-suara', form: { answer: '621' } });
});
afterAll(() => test?.close());

const read = async (answer: Promise<Response>) => (await answer).text();

describe('those who watch over officers', () => {
  it('see how far each task is in their area', async () => {
    const page = await read(pps.request('/petugas/wilayah/tugas'));
    expect(page).toContain('1 dari 1');
    expect(page).toContain('1 jawaban berbeda');
    expect(page).not.toContain('Ubah daftar tugas');
    const whole = await read(staff.request('/kerja/petugas/tugas?badan=kpps'));
    expect(whole).toContain('1 dari 2');
    expect(whole).toContain('Ubah daftar tugas');
  });

  it('see who has not done a task, by area', async () => {
    const missing = await read(staff.request('/kerja/petugas/tugas/umumkan'));
    expect(missing).toContain('TPS 001');
    expect(missing).not.toContain('TPS 014');
    expect(missing).toContain('Pancoran Mas');
    const done = await read(staff.request('/kerja/petugas/tugas/umumkan?keadaan=sudah'));
    expect(done).toContain('TPS 014');
    const each = await read(staff.request('/kerja/petugas/tugas/sumpah?wilayah=32.76.01'));
    expect(each).toContain('Wati Kusuma');
    expect(each).toContain('Belum 3');
  });

  it('see what was sent, with what differs', async () => {
    const page = await read(pps.request(`/petugas/wilayah/tugas/surat-suara/${PLACE}`));
    expect(page).toContain('612 lembar');
    expect(page).toContain('621 lembar');
    expect(await read(pps.request(`/petugas/wilayah/tugas/umumkan/${PLACE}`))).toContain(
      'Lewat pengeras suara',
    );
    expect(await read(pps.request(`/petugas/wilayah/tugas/tim/${PLACE}`))).toContain('0 dari 3 petugas');
    expect(await read(pps.request('/petugas/wilayah'))).toContain('Jawaban berbeda: Hitung surat suara');
  });

  it('are refused what lies outside their area', async () => {
    for (const path of [
      '/tugas?wilayah=32.76.02',
      '/tugas/umumkan?wilayah=32.76',
      `/tugas/tim/${OTHER}`,
      `/tugas/umumkan/${OTHER}`,
    ]) {
      expect((await pps.request(`/petugas/wilayah${path}`)).status, path).toBe(403);
    }
    expect((await pps.request('/petugas/wilayah/tugas/kelola')).status).toBe(404);
    expect((await team.ketua.request('/petugas/wilayah/tugas')).status).toBe(403);
  });
});

describe('a task that was ticked wrongly', () => {
  const path = `/tugas/umumkan/${PLACE}`;
  const reason = 'Papannya belum terpasang waktu kami lewat.';

  async function seen() {
    const page = await read(pps.request(`/petugas/wilayah${path}`));
    return /name="dibaca" value="([^"]+)"/.exec(page)?.[1] ?? '';
  }

  it('is asked for again by who watches over its team, with a reason', async () => {
    const dibaca = await seen();
    const empty = await pps.post(`/petugas/wilayah${path}`, { dibaca, alasan: ' ' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('Tulis alasannya');
    const answer = await pps.post(`/petugas/wilayah${path}`, { dibaca, alasan: reason });
    expect(answer.status).toBe(303);
    const page = await read(team.dua.request('/petugas/tugas/umumkan'));
    expect(page).toContain('Diminta dikerjakan lagi');
    expect(page).toContain(reason);
    expect(page).toContain('Tandai selesai');
    expect(await read(team.dua.request('/petugas'))).toContain('Kerjakan lagi');
    expect(await read(pps.request('/petugas/wilayah/tugas/umumkan'))).toContain('diminta dikerjakan lagi');
    const again = await pps.post(`/petugas/wilayah${path}`, { dibaca, alasan: reason });
    expect(await again.text()).toContain('Sudah berubah');
    const line = await test.database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'task.reopen')
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ subject_id: `${TEST_ELECTION}/umumkan/${PLACE}` });
    expect(JSON.stringify(line)).not.toContain(reason);
  });

  it('is not done by what was done before and waited in a queue, and is by what is done after', async () => {
    const now = test.window.context.clock();
    test.setNow(now.add({ minutes: 10 }));
    const late = await team.tiga.act('tasks.done', {
      subject: 'umumkan',
      doneAt: now.subtract({ minutes: 5 }).toString(),
      sentAt: now.add({ minutes: 10 }).toString(),
    });
    expect(late).toMatchObject({ state: 'conflict' });
    expect(late.note).toContain('meminta tugas ini dikerjakan lagi');
    expect(await team.tiga.act('tasks.done', { subject: 'umumkan' })).toMatchObject({ state: 'done' });
    expect(await read(team.dua.request('/petugas/tugas/umumkan'))).toContain('Budi Hartono');
  });

  it('is no business of other areas, of its own committee, or of who may only look', async () => {
    const dibaca = await seen();
    const form = { dibaca, alasan: reason };
    const other = await createOfficer(test, { body: 'pps', area: '32.76.02.1008', role: 'anggota' });
    expect((await other.post(`/petugas/wilayah${path}`, form)).status).toBe(403);
    expect((await team.ketua.post(`/petugas/wilayah${path}`, form)).status).toBe(403);
    await pps.act('tasks.done', { subject: 'pps-logistik', form: { answer: 'lengkap' } });
    const own = `/tugas/pps-logistik/${TEST_AREAS.village}`;
    expect(await read(pps.request(`/petugas/wilayah${own}`))).not.toContain('Minta dikerjakan lagi');
    expect((await pps.post(`/petugas/wilayah${own}`, form)).status).toBe(403);
    const agency = test.city.electionOffice.id;
    const reviewer = await createStaff(test, { duties: [{ role: 'reviewer', agency }] });
    expect((await reviewer.post(`/kerja/petugas${path}`, form)).status).toBe(403);
    expect((await staff.post(`/kerja/petugas${path}`, form)).status).toBe(303);
    expect(await read(team.dua.request('/petugas/tugas/umumkan'))).toContain('Oleh KPU');
    await team.dua.act('tasks.done', { subject: 'umumkan' });
  });
});

/** What the form of a task holds. */
const FORM = {
  'title-id': 'Siapkan air minum',
  'title-en': 'Prepare drinking water',
  'why-id': 'Supaya semua kuat.',
  'why-en': 'So that all last.',
  'how-id': 'Dua galon.\nGelas bersih.',
  'how-en': 'Two gallons.\nClean glasses.',
  stage: 'preparing',
  'due-from': 'voting-day',
  'due-days': '-1',
  'due-time': '18.00',
  per: 'team',
  kinds: ['required'],
  photo: 'none',
  answer: 'none',
};

describe('staff who write the tasks', () => {
  it('add one, which officers see at once', async () => {
    const answer = await staff.post('/kerja/petugas/tugas/kelola/baru?badan=kpps', FORM);
    expect(answer.status).toBe(303);
    expect(await read(team.ketua.request('/petugas/tugas'))).toContain('Siapkan air minum');
    const page = await read(team.ketua.request('/petugas/tugas/kpps-siapkan-air-minum'));
    expect(page).toContain('Gelas bersih.');
  });

  it('are told what is wrong, field by field', async () => {
    const answer = await staff.post('/kerja/petugas/tugas/kelola/baru?badan=kpps', {
      ...FORM,
      'title-id': '',
      'how-en': 'One line only.',
      'due-days': 'lusa',
      kinds: ['ready'],
      answer: 'choice',
      'options-id': 'Ya',
      'options-en': 'Yes',
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    for (const field of ['title-id', 'how-en', 'due-days', 'kinds', 'options-id']) {
      expect(page, field).toContain(`href="#f-${field}"`);
    }
  });

  it('are shown what a change does to what is done, before it does it', async () => {
    const path = '/kerja/petugas/tugas/kelola/umumkan';
    const change = { ...FORM, 'title-id': 'Umumkan', 'title-en': 'Announce', 'due-days': '-3', versi: '1' };
    const shown = await staff.post(path, change);
    expect(shown.status).toBe(409);
    expect(await shown.text()).toContain('menyentuh 1 tugas yang sudah dikerjakan');
    expect((await staff.post(path, { ...change, dibaca: '1' })).status).toBe(303);
    const again = await staff.post(path, { ...change, 'why-id': 'Lain.', versi: '1', dibaca: '2' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Sudah diubah orang lain');
  });

  it('keep what they wrote when the file comes again', async () => {
    const summary = await importTestTasks(
      test,
      TASK_TEXT.replace('Susun giliran', 'Susun giliran istirahat'),
    );
    expect(summary).toMatchObject({
      added: [],
      changed: ['giliran'],
      kept: ['umumkan'],
      retired: [],
      unchanged: 4,
    });
    expect(
      await importTestTasks(test, TASK_TEXT.slice(0, TASK_TEXT.indexOf('  - id: pps-logistik'))),
    ).toMatchObject({
      retired: ['pps-logistik'],
    });
  });

  it('ask for a task no longer, and again; order them', async () => {
    const path = '/kerja/petugas/tugas/kelola/tps';
    await staff.post(path, { aksi: 'cabut' });
    expect((await team.dua.request('/petugas/tugas/tps')).status).toBe(404);
    expect(await team.dua.act('tasks.done-place', { subject: 'tps' })).toMatchObject({ state: 'refused' });
    await staff.post(path, { aksi: 'pulihkan' });
    expect((await team.dua.request('/petugas/tugas/tps')).status).toBe(200);
    await staff.post('/kerja/petugas/tugas/kelola?badan=kpps', { tugas: 'tps', geser: 'naik' });
    const page = await read(team.dua.request('/petugas/tugas'));
    expect(page.lastIndexOf('/petugas/tugas/tps')).toBeLessThan(
      page.lastIndexOf('/petugas/tugas/surat-suara'),
    );
  });

  it('need the permission', async () => {
    const agency = test.city.electionOffice.id;
    const reviewer = await createStaff(test, { duties: [{ role: 'reviewer', agency }] });
    expect((await reviewer.request('/kerja/petugas/tugas')).status).toBe(200);
    expect((await reviewer.request('/kerja/petugas/tugas/kelola')).status).toBe(403);
  });
});
