import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficer, recordPlan, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { importTrainingCommand } from '../../cli/import-training.ts';
import { settleCourse } from './passing.ts';
import { answersForm, openTestCourse } from './test-course.ts';
import { mp4, webm } from './test-video.ts';

const ROOT = '/kerja/petugas/pelatihan/materi';

let window: TestWindow;
let editor: TestStaff;
let officer: TestOfficer;
beforeAll(async () => {
  window = await createTestWindow({ name: 'training_courses', stages: false });
  await recordPlan(window);
  editor = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
  officer = await createOfficer(window, { body: 'kpps' });
});
afterAll(() => window?.close());

const page = async (who: Pick<TestOfficer, 'request'>, path: string) =>
  load(await (await who.request(path)).text());
const revisionOf = async (course: string) =>
  (await page(editor, `${ROOT}/${course}`))('input[name="versi"]').first().attr('value') ?? '';

async function saveLesson(
  path: string,
  fields: Readonly<Record<string, string>>,
  video?: Uint8Array<ArrayBuffer>,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (video) body.append('video', new File([video], 'film.mp4', { type: 'video/mp4' }));
  return editor.request(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

const COURSE = {
  id: 'tertulis',
  'title-id': 'Ditulis di sini',
  'intro-id': 'Singkat.',
  bodies: ['kpps'],
  passMark: '100',
  tries: '3',
};
const QUESTION = {
  'text-id': 'Pukul berapa TPS dibuka?',
  'choice-1-id': '07.00',
  'choice-2-id': '08.00',
  'right-1': 'ya',
  'explanation-id': 'Selalu 07.00.',
};

describe('a course', () => {
  test('is written lesson by lesson, seen by officers once it is open, and gone from them when it is retired', async () => {
    expect((await editor.post(`${ROOT}/baru`, { ...COURSE, passMark: '0', bodies: [] })).status).toBe(422);
    expect((await editor.post(`${ROOT}/baru`, { ...COURSE, id: 'hadir' })).status).toBe(422);
    expect((await editor.post(`${ROOT}/baru`, COURSE)).status).toBe(303);
    expect((await editor.post(`${ROOT}/baru`, COURSE)).status).toBe(422);
    const lesson = { id: 'awal', versi: '1', 'title-id': 'Awal', 'body-id': 'Isi.' };
    expect((await saveLesson(`${ROOT}/tertulis/baru`, lesson)).status).toBe(303);
    const path = `${ROOT}/tertulis/awal/soal/baru`;
    expect((await editor.post(path, { ...QUESTION, versi: '2', 'right-1': '' })).status).toBe(422);
    expect((await editor.post(path, { ...QUESTION, versi: '1' })).status).toBe(409);
    expect((await editor.post(path, { ...QUESTION, versi: '2' })).status).toBe(303);
    const lessonForm = await page(editor, `${ROOT}/tertulis/awal`);
    const question = lessonForm('a[href*="/soal/s-"]').attr('href') ?? '';
    const form = await page(editor, question);
    expect(form('input[name="choice-1-id"]').attr('value')).toBe('07.00');
    expect(form('input[name="right-1"]').attr('checked')).toBeDefined();
    const preview = await page(editor, `${ROOT}/tertulis/awal/pratinjau`);
    expect(preview('fieldset').text()).toContain('Pukul berapa');
    expect(preview('main').text()).not.toContain('Selalu 07.00');
    expect((await officer.request('/petugas/bimtek/tertulis/awal')).status).toBe(404);
    await editor.post(`${ROOT}/tertulis`, { versi: '3', keadaan: 'open' });
    expect((await officer.request('/petugas/bimtek/tertulis/awal')).status).toBe(200);
    await editor.post(`${ROOT}/tertulis`, { versi: await revisionOf('tertulis'), keadaan: 'retired' });
    expect((await officer.request('/petugas/bimtek/tertulis/awal')).status).toBe(404);
  });

  test('that is made easier lets those pass whom nothing is missing any more', async () => {
    const course = await openTestCourse(window);
    const learner = await createOfficer(window, { body: 'kpps' });
    for (const lesson of ['satu', 'dua']) {
      const form = answersForm(lesson, '1', '0');
      await learner.act('training.answer', { subject: `${course.id}/${lesson}`, form });
    }
    const certificates = async () => (await page(learner, '/petugas/sertifikat'))('.cert-code').length;
    expect(await certificates()).toBe(0);
    const easier = { ...COURSE, passMark: '50', versi: await revisionOf(course.id), keadaan: 'simpan' };
    expect((await editor.post(`${ROOT}/${course.id}`, easier)).status).toBe(303);
    await settleCourse(window.window.context, course.id, AbortSignal.timeout(30_000));
    expect(await certificates()).toBe(1);
  });

  test('is written by the office alone', async () => {
    const reviewer = await createStaff(window, { duties: [{ agency: 'kpu', role: 'reviewer' }] });
    expect((await reviewer.request(ROOT)).status).toBe(403);
    const pps = await createOfficer(window, { body: 'pps' });
    expect((await pps.request('/petugas/wilayah/pelatihan/materi')).status).toBe(404);
  });
});

describe('the film of a lesson', () => {
  const words = { 'about-id': 'Cara melipat', 'transcript-id': 'Surat suara dilipat dua kali.' };
  const lesson = { 'title-id': 'Satu', 'body-id': 'Isi.', aksi: 'simpan' };

  test('is refused where it is none, cut off, or without words; a good one is kept while words are missing', async () => {
    const course = await openTestCourse(window);
    const path = `${ROOT}/${course.id}/satu`;
    const versi = await revisionOf(course.id);
    const whole = mp4({ seconds: 20 });
    const bad = [
      new TextEncoder().encode('<html>bukan video</html>'),
      whole.slice(0, whole.length - 10),
      mp4({ seconds: 4000 }),
      mp4({ codec: 'hvc1' }),
    ];
    for (const bytes of bad) {
      const answered = await saveLesson(path, { ...lesson, ...words, versi }, bytes);
      expect(answered.status).toBe(422);
      expect(load(await answered.text())('#error-summary').text()).toMatch(/[Vv]ideo/);
    }
    const without = await saveLesson(path, { ...lesson, versi }, whole);
    expect(without.status).toBe(422);
    const kept = load(await without.text())('input[name="video-kept"]').attr('value') ?? '';
    expect(kept).toHaveLength(43);
    expect((await saveLesson(path, { ...lesson, ...words, versi, 'video-kept': kept })).status).toBe(303);
  });

  test('reaches its officers alone, whole or in the part that is asked for, without where it was taken', async () => {
    const course = await openTestCourse(window);
    const path = `${ROOT}/${course.id}/satu`;
    const film = mp4({ seconds: 20, place: '-6.4025+106.7942/' });
    expect(
      (await saveLesson(path, { ...lesson, ...words, versi: await revisionOf(course.id) }, film)).status,
    ).toBe(303);
    const $ = await page(officer, `/petugas/bimtek/${course.id}/satu`);
    const address = $('video').attr('src') ?? '';
    expect($('.film').text()).toContain('Surat suara dilipat dua kali.');
    const whole = await officer.request(address);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes).toHaveLength(film.length);
    expect(bytes.includes('-6.4025')).toBe(false);
    const part = await officer.request(address, { headers: { range: 'bytes=4-7' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 4-7/${film.length}`,
      'ftyp',
    ]);
    expect((await officer.request(address, { headers: { range: `bytes=${film.length}-` } })).status).toBe(
      416,
    );
    const guard = await createOfficer(window, { body: 'ketertiban' });
    expect((await guard.request(address)).status).toBe(404);
    expect((await window.request(address)).status).toBe(303);
  });

  test('may be a WebM', async () => {
    const course = await openTestCourse(window);
    const answered = await saveLesson(
      `${ROOT}/${course.id}/satu`,
      { ...lesson, ...words, versi: await revisionOf(course.id) },
      webm(),
    );
    expect(answered.status).toBe(303);
  });
});

test('a file is taken in once, its mistakes by line, and what staff wrote is left alone', async () => {
  const said: string[] = [];
  const run = (file: string, more = {}) =>
    importTrainingCommand({
      file,
      db: window.database.db,
      city: window.city,
      clock: window.window.context.clock,
      print: (line) => said.push(line),
      printError: (line) => said.push(line),
      ...more,
    });
  const file = 'content/officers/training-kpps-pilkada-2024.yaml';
  expect(await run(file, { open: true })).toBe(0);
  expect(await run(file)).toBe(0);
  expect(said).toEqual(['kpps-dasar: course added, 5 lessons', 'kpps-dasar: course unchanged, 5 lessons']);
  await editor.post(`${ROOT}/kpps-dasar`, { versi: await revisionOf('kpps-dasar'), naik: 'membuka-tps' });
  expect(await run(file)).toBe(1);
  expect(await run(file, { force: true })).toBe(0);
  expect(await run('content/officers/none.yaml')).toBe(1);
  const several = await page(editor, `${ROOT}/kpps-dasar/sebelum-hari-h/soal/tps-ramah`);
  expect(several('input[name^="right-"][checked]')).toHaveLength(3);
  expect((await editor.request(`${ROOT}/kpps-dasar/menghitung-suara/soal/terbuka`)).status).toBe(200);
});
