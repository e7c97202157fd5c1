import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficer, recordPlan, TEST_AREAS, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import type { Course } from '../../domain/training.ts';
import { answersForm, holdMeeting, isTrained, openTestCourse } from './test-course.ts';

let window: TestWindow;
let course: Course;
let pps: TestOfficer;
let otherPps: TestOfficer;
let operator: TestStaff;
beforeAll(async () => {
  window = await createTestWindow({ name: 'training', stages: false });
  await recordPlan(window);
  course = await openTestCourse(window);
  pps = await createOfficer(window, { body: 'pps' });
  otherPps = await createOfficer(window, { body: 'pps', area: TEST_AREAS.elsewhere });
  operator = await createStaff(window, { duties: [{ agency: 'kpu', role: 'operator' }] });
});
afterAll(() => window?.close());

const kpps = (wanted = {}) => createOfficer(window, { body: 'kpps', ...wanted });
const answer = (officer: TestOfficer, lesson: string, choices: [string, string], more = {}) =>
  officer.act('training.answer', {
    subject: `${course.id}/${lesson}`,
    form: answersForm(lesson, ...choices),
    ...more,
  });
const pass = async (officer: TestOfficer) => {
  await answer(officer, 'satu', ['1', '1']);
  return answer(officer, 'dua', ['1', '1']);
};
const page = async (who: Pick<TestOfficer, 'request'>, path: string) =>
  load(await (await who.request(path)).text());
const certificateOf = (officer: TestOfficer) =>
  window.database.db
    .selectFrom('training_certificate')
    .selectAll()
    .where('officer', '=', officer.id)
    .executeTakeFirst();
const certificatePath = async (officer: TestOfficer) =>
  `/petugas/sertifikat/BT-${(await certificateOf(officer))?.code}.pdf`;

describe('a lesson on the phone', () => {
  test('is readable as a plain page, runs no script of its text, and tells no answer', async () => {
    const officer = await kpps();
    const answered = await officer.request(`/petugas/bimtek/${course.id}/satu`);
    expect(answered.headers.get('jendela-keep')).toBe('officer');
    const $ = load(await answered.text());
    expect($('.prose script, .prose a[href^="javascript"]')).toHaveLength(0);
    expect($('form[data-queue="training.answer"] fieldset')).toHaveLength(2);
    expect($.html()).not.toContain('Penjelasan');
    expect($('input[value="1"]').first().attr('checked')).toBeUndefined();
  });

  test('is in the list of what is kept, with the page for the code of a meeting', async () => {
    const list = JSON.stringify(await (await (await kpps()).request('/petugas/luring.json')).json());
    for (const path of ['/petugas/bimtek/hadir', `/petugas/bimtek/${course.id}/dua`])
      expect(list).toContain(path);
  });

  test('is not there for another body, nor for a course that is not open', async () => {
    const guard = await createOfficer(window, { body: 'ketertiban' });
    expect((await guard.request(`/petugas/bimtek/${course.id}/satu`)).status).toBe(404);
    expect((await answer(guard, 'satu', ['1', '1'])).state).toBe('refused');
  });
});

describe('answers', () => {
  test('are scored by the window, the best try counts, and the last lesson brings the certificate', async () => {
    const officer = await kpps();
    expect(await answer(officer, 'satu', ['1', '0'])).toMatchObject({
      state: 'done',
      note: 'Benar 1 dari 2 soal.',
    });
    const $ = await page(officer, `/petugas/bimtek/${course.id}/satu/jawaban`);
    expect($('.chip').text()).toContain('Belum tepat');
    expect($('main').text()).toContain('Penjelasan satu-b.');
    await answer(officer, 'satu', ['1', '1']);
    expect(await isTrained(window, officer)).toBe(false);
    expect((await answer(officer, 'dua', ['1', '0'])).note).toContain('lulus');
    expect(await isTrained(window, officer)).toBe(true);
  });

  test('that are sent twice are one try; those past the last try are refused until the PPS gives more', async () => {
    const officer = await kpps();
    const first = await answer(officer, 'satu', ['0', '0']);
    expect(await answer(officer, 'satu', ['0', '0'], { id: first.id })).toMatchObject({
      state: 'done',
      repeated: true,
    });
    expect((await answer(officer, 'satu', ['0', '0'])).state).toBe('done');
    expect((await answer(officer, 'satu', ['1', '1'])).state).toBe('refused');
    const path = `/petugas/wilayah/pelatihan/petugas/${officer.id}`;
    expect((await pps.post(path, { kesempatan: `${course.id}/satu` })).status).toBe(303);
    expect((await answer(officer, 'satu', ['1', '1'])).state).toBe('done');
  });

  test('to questions that were changed meanwhile are kept and not scored', async () => {
    const officer = await kpps();
    const late = await officer.act('training.answer', {
      subject: `${course.id}/satu`,
      form: answersForm('satu', '1', '1', '99'),
    });
    expect(late.state).toBe('conflict');
    expect((await answer(officer, 'satu', ['1', '1'])).state).toBe('done');
  });

  test('of no known form are refused, and change nothing', async () => {
    const officer = await kpps();
    for (const form of [{ versi: 'x' }, { versi: '1', 'q-satu-a': '99' }, { versi: '1', 'q-satu-a': 'ya' }]) {
      expect((await officer.act('training.answer', { subject: `${course.id}/satu`, form })).state).toBe(
        'problems',
      );
    }
    const lost = await officer.act('training.answer', { subject: 'tidak/ada', form: { versi: '1' } });
    expect(lost.state).toBe('refused');
  });

  test('of who was replaced meanwhile are written down and refused', async () => {
    const officer = await kpps();
    await window.database.db
      .updateTable('officer')
      .set({ left_on: '2024-11-20', left_reason: 'resigned' })
      .where('id', '=', officer.id)
      .execute();
    expect((await answer(officer, 'satu', ['1', '1'])).state).toBe('refused');
    expect((await officer.request('/petugas/bimtek')).status).toBe(403);
  });
});

describe('a certificate', () => {
  test('is a PDF of its officer alone, also when their service is over', async () => {
    const officer = await kpps({ name: 'Siti Nurhaliza' });
    await pass(officer);
    const path = await certificatePath(officer);
    const answered = await officer.request(path);
    expect(answered.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await answered.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await (await kpps()).request(path)).status).toBe(404);
    await window.database.db
      .updateTable('officer')
      .set({ serves_until: '2024-11-10' })
      .where('id', '=', officer.id)
      .execute();
    expect((await officer.request(path)).status).toBe(200);
    expect((await page(officer, '/petugas/sertifikat'))('main').text()).toContain('BT-');
    expect((await officer.request('/petugas/bimtek')).status).toBe(403);
  });

  test('is recognised by anybody: real, withdrawn with its reason, or not from here', async () => {
    const officer = await kpps({ name: 'Budi Santoso' });
    await pass(officer);
    const code = `BT-${(await certificateOf(officer))?.code}`;
    const ask = async (text: string) => {
      const answered = await window.request('/periksa', {
        method: 'POST',
        body: new URLSearchParams({ teks: text }),
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      return load(await answered.text())('main').text();
    };
    expect(await ask(code)).toContain('Sertifikat ini asli');
    expect(await ask(code)).toContain('Budi Santoso');
    expect(await ask(`https://jendela.example/sertifikat/${code}`)).toContain('asli');
    expect(await ask(`https://palsu.example/sertifikat/${code}`)).not.toContain('asli');
    expect(await ask('BT-00000-00000')).toContain('bukan dari sini');
    const person = `/kerja/petugas/pelatihan/petugas/${officer.id}`;
    const withdraw = { sertifikat: code.slice(3), aksi: 'tarik' };
    expect((await operator.post(person, withdraw)).status).toBe(422);
    await operator.post(person, { ...withdraw, alasan: 'Nama keliru' });
    expect(await ask(code)).toContain('Nama keliru');
    expect(await isTrained(window, officer)).toBe(false);
    expect((await officer.request(await certificatePath(officer))).status).toBe(404);
    await pps.post(`/petugas/wilayah/pelatihan/petugas/${officer.id}`, { ...withdraw, aksi: 'berlaku' });
    expect(await ask(code)).toContain('sudah ditarik');
    await operator.post(person, { ...withdraw, aksi: 'berlaku' });
    expect(await isTrained(window, officer)).toBe(true);
  });
});

describe('those who watch over it', () => {
  test('see and call who has not passed in their own area', async () => {
    const officer = await kpps({ name: 'Rahmat Hidayat', phone: '+6281234567890' });
    const list = `pelatihan?kursus=${course.id}`;
    const show = { nomor: 'tampil' };
    expect((await page(pps, `/petugas/wilayah/${list}`))('a[href^="tel:"]')).toHaveLength(0);
    const shown = load(await (await pps.post(`/petugas/wilayah/${list}`, show)).text());
    expect(shown('a[href="tel:+6281234567890"]')).toHaveLength(1);
    const logged = await window.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', '=', 'officers.phones')
      .execute();
    expect(logged).toHaveLength(1);
    const editor = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
    const refused = load(await (await editor.post(`/kerja/petugas/${list}`, show)).text());
    expect(refused('a[href^="tel:"]')).toHaveLength(0);
    const csv = await (
      await pps.request(`/petugas/wilayah/pelatihan/belum-lulus.csv?kursus=${course.id}`)
    ).text();
    expect(csv).toContain('Rahmat Hidayat');
    expect(csv).not.toContain('6281234567890');
    await pass(officer);
    expect((await page(pps, `/petugas/wilayah/pelatihan?kursus=${course.id}`))('main').text()).not.toContain(
      'Rahmat',
    );
  });

  test('are refused another kelurahan on every route, and it is written down', async () => {
    const officer = await kpps();
    const code = await holdMeeting(window, course, { made_by: pps.id });
    const paths = [
      `/pelatihan?wilayah=${TEST_AREAS.village}`,
      `/pelatihan/petugas/${officer.id}`,
      `/pelatihan/tatap-muka?wilayah=${TEST_AREAS.village}`,
      `/pelatihan/tatap-muka/${code}`,
      `/pelatihan/tatap-muka/${code}/lembar`,
      `/pelatihan/belum-lulus.csv?wilayah=${TEST_AREAS.village}`,
    ].map((path) => `/petugas/wilayah${path}`);
    for (const path of paths) expect((await otherPps.request(path)).status, path).toBe(403);
    for (const path of paths.slice(0, 4)) {
      expect((await otherPps.post(path, { hadir: officer.id, batal: 'ya' })).status, path).toBe(403);
    }
    const logged = await window.database.db
      .selectFrom('audit_log')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('action', '=', 'officers.refused')
      .executeTakeFirstOrThrow();
    expect(Number(logged.count)).toBe(paths.length + 4);
    expect((await pps.request('/petugas/wilayah/pelatihan/materi')).status).toBe(404);
  });
});
