import { readFileSync } from 'node:fs';
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaff, type TestStaff } from '../../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../../test/support/test-window.ts';
import type { Stage } from '../../../domain/stage.ts';
import { parseStageFile } from '../../../domain/stage-file.ts';
import { importStages } from '../import.ts';

type Values = Readonly<Record<string, string>>;

let test: TestWindow;
let editor: TestStaff;
let reviewer: TestStaff;
let now = QUIET_PERIOD;

const NEW = '/kerja/stage/baru?subjek=pilkada-2024%2F';
const pilkada = new URL('../../../../content/stages/pilkada-2024.yaml', import.meta.url);

beforeAll(async () => {
  test = await createTestWindow({ name: 'stage_kind' });
  const kpu = (name: string, role: 'editor' | 'reviewer') =>
    createStaff(test, { name, duties: [{ agency: 'kpu', role }] });
  editor = await kpu('Sari', 'editor');
  reviewer = await kpu('Tuti', 'reviewer');
});
afterAll(() => test?.close());

/** Later than any page is kept. */
function showLater(): void {
  now = now.add({ minutes: 1 });
  test.setNow(now);
}

async function read(path: string, who: { request: TestWindow['request'] } = test): Promise<CheerioAPI> {
  showLater();
  return load(await (await who.request(path)).text());
}

const mainOf = (page: CheerioAPI) => page('main').text().replace(/\s+/g, ' ');

/** The last form of a page with what a person changes in it. */
async function fill(who: TestStaff, path: string, change: Values): Promise<Response> {
  const page = await read(path, who);
  const form = page('main form').last();
  const typed: Record<string, string> = {};
  for (const { name, value } of form.serializeArray()) typed[name] = value;
  return who.post(path.split('?', 1)[0] ?? path, { ...typed, ...change });
}

async function problemsOf(answer: Response): Promise<string[]> {
  const page = load(await answer.text());
  return page('#error-summary a')
    .toArray()
    .map((link) => `${page(link).attr('href')} ${page(link).text()}`);
}

/** Writes a stage, and gives the path of its item. */
async function propose(path: string, change: Values): Promise<string> {
  const answer = await fill(editor, path, { aksi: 'ajukan', ...change });
  expect([answer.status, await problemsOf(answer.clone())]).toEqual([303, []]);
  return answer.headers.get('location') ?? '';
}

async function publish(item: string): Promise<Response> {
  return fill(reviewer, `${item}/periksa`, { aksi: 'terbitkan' });
}

function file(change: (stages: readonly Stage[]) => readonly Stage[]) {
  const parsed = parseStageFile(readFileSync(pilkada, 'utf8'), 'pilkada-2024.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { election: parsed.election, stages: change(parsed.stages) };
}

const withFields = (id: string, fields: Partial<Stage>) => (stages: readonly Stage[]) =>
  stages.map((stage) => (stage.id === id ? { ...stage, ...fields } : stage));
const bring = (change: (stages: readonly Stage[]) => readonly Stage[]) =>
  importStages(test.database.db, file(change), now);
const stageRow = (id: string) =>
  test.database.db
    .selectFrom('stage')
    .selectAll()
    .where('election', '=', 'pilkada-2024')
    .where('id', '=', id)
    .executeTakeFirst();

describe('the list of stages', () => {
  it('shows what is recorded, and leads from each to its form', async () => {
    const page = await read('/kerja/tahapan?pemilihan=pilkada-2024', editor);
    expect(mainOf(page)).toContain('Masa tenang');
    expect(page(`a[href="${NEW}tenang"]`).length).toBe(1);
    const form = await read(`${NEW}tenang`, editor);
    expect(form('[name=end-day]').val()).toBe('2024-11-26');
    expect(form('[name=parent] option').length).toBeGreaterThan(10);
    expect(form('[name=item-source]').val()).toContain('PKPU');
  });

  it('is not for strangers, nor for the city’s own editors', async () => {
    expect((await test.request('/kerja/tahapan')).headers.get('location')).toContain('/masuk');
    const city = await createStaff(test, { duties: [{ agency: 'kota', role: 'operator' }] });
    expect((await city.request('/kerja/tahapan')).status).toBe(403);
    expect((await city.request(`${NEW}tenang`)).status).toBe(403);
  });
});

describe('a stage that staff change', () => {
  it.each<[string, Values, string[]]>([
    ['an end before the start', { 'end-day': '2024-11-20' }, ['#f-end-day Tanggal selesai ada sebelum']],
    ['a day that does not exist', { 'end-day': '31/11/2024' }, ['#f-end-day Tanggal selesai: tulis tanggal']],
    ['the year 9999', { 'end-day': '9999-01-01' }, ['#f-end-day Tanggal selesai: tulis tahun']],
    ['a time without a day', { 'start-day': '', 'start-time': '07:00' }, ['#f-start-day Isi tanggalnya']],
    ['a time that is none', { 'end-time': '25:00' }, ['#f-end-time Tulis jam']],
    ['an unknown parent', { parent: 'tidak-ada' }, ['#f-parent Tahap itu tidak ada']],
    ['a circle of parents', { parent: 'tenang' }, ['#f-parent Tahap ini akan berada']],
    ['no name', { 'name-id': ' ' }, ['#f-name-id Tulis nama dalam bahasa Indonesia']],
    ['a long name', { 'name-id': 'x'.repeat(301) }, ['#f-name-id Nama paling banyak 300']],
    [
      'English alone',
      { 'rule-id': '', 'rule-en': 'x' },
      ['#f-rule-id Tulis aturan tanggalnya dalam bahasa Indonesia'],
    ],
    ['a met condition that is not there', { 'condition-met': 'ya' }, ['#f-condition-met Tulis syaratnya']],
    ['no source', { sources: '' }, ['#f-sources Isi halaman sumber']],
    ['a script for a source', { sources: 'javascript:alert(1)' }, ['#f-sources Baris 1']],
    ['an unknown kind', { kind: 'pesta' }, ['#f-kind Pilih salah satu']],
    ['officers alone as readers', { 'item-audience': 'officers' }, ['#f-item-audience Tahapan selalu']],
    [
      'several at once',
      { regulation: '', 'start-day': 'besok' },
      ['#f-start-day Tanggal mulai: tulis tanggal', '#f-regulation Isi peraturan'],
    ],
  ])('is refused with %s, the field named and what was typed kept', async (_, change, expected) => {
    const answer = await fill(editor, `${NEW}tenang`, { ...change, 'note-id': 'Catatan yang tetap ada' });
    expect(answer.status).toBe(422);
    const page = load(await answer.clone().text());
    expect(page('[name=note-id]').val()).toBe('Catatan yang tetap ada');
    const problems = await problemsOf(answer);
    for (const problem of expected) expect(problems.join('\n')).toContain(problem);
    expect(problems).toHaveLength(expected.length);
  });

  it('shows before it is published what moves and what hangs on it, holidays among it', async () => {
    await test.database.db
      .insertInto('holiday')
      .values({
        day: '2024-11-25',
        name_id: 'Libur daerah',
        name_en: null,
        kind: 'local',
        source_title: 'SK',
        source_url: null,
        version: 1,
        changed_at: now,
      })
      .execute();
    const preview = await fill(editor, `${NEW}tenang`, { aksi: 'pratinjau', 'end-day': '2024-11-25' });
    const page = load(await preview.text());
    expect(mainOf(page)).toContain('dari Minggu, 24 November 2024 sampai Selasa, 26 November 2024 menjadi');
    expect(mainOf(page)).toContain('Batas akhirnya Senin, 25 November 2024, Libur daerah.');
    expect(mainOf(page)).toContain('Pemungutan suara');
    expect(mainOf(page)).toContain('kini berselang 1 hari');
    expect(page('.gantt .was').length).toBe(1);
    expect(page('.gantt .days-off').attr('d')).toBeTruthy();
  });

  it('is on the page of citizens, in search, in the history and in the calendar once it is published', async () => {
    const item = await propose(`${NEW}tenang`, {
      'end-day': '2024-11-25',
      'name-id': 'Masa tenang bersama',
      'citizen-id': 'Tidak ada kampanye.',
    });
    expect(mainOf(await read('/tahapan/pilkada-2024/tenang'))).not.toContain('bersama');
    const review = await read(`${item}/periksa`, reviewer);
    expect(mainOf(review)).toContain('Akibatnya');
    expect((await publish(item)).status).toBe(303);
    const page = await read('/tahapan/pilkada-2024/tenang');
    expect(page('h1').text()).toBe('Masa tenang bersama');
    expect(mainOf(page)).toContain('tanggal selesai dari 26 November 2024 menjadi 25 November 2024');
    expect(mainOf(await read('/cari?q=tenang+bersama'))).toContain('Masa tenang bersama');
    expect(await (await test.request('/tahapan/pilkada-2024/tenang/kalender.ics')).text()).toContain(
      'SEQUENCE:2',
    );
    const list = await read('/kerja/tahapan?pemilihan=pilkada-2024', editor);
    expect(mainOf(list)).toContain('Ditulis di sini');
    const [record] = (await test.window.context.capabilities.elections?.list()) ?? [];
    expect(record?.version).toBe(2);
  });

  it('is corrected with words for readers, which its page shows', async () => {
    const row = await stageRow('tenang');
    const item = await propose(`/kerja/stage/${row?.item}/sunting`, {
      'end-day': '2024-11-26',
      'item-note-id': 'Kembali ke jadwal semula',
    });
    expect((await publish(item)).status).toBe(303);
    const page = await read('/tahapan/pilkada-2024/tenang');
    expect(mainOf(page)).toContain('Kembali ke jadwal semula');
    expect((await stageRow('tenang'))?.version).toBe(3);
  });

  it('is not changed by a file, which says what it has otherwise', async () => {
    const unchanged = await bring((stages) => stages);
    expect(unchanged.kept).toEqual([{ id: 'tenang', conflict: false, fields: ['name', 'citizen'] }]);
    const news = await bring(withFields('tenang', { end: Temporal.PlainDate.from('2024-11-24') }));
    expect(news.kept).toEqual([{ id: 'tenang', conflict: true, fields: ['name', 'end', 'citizen'] }]);
    const without = await bring((stages) => stages.filter(({ id }) => id !== 'tenang'));
    expect(without.kept).toEqual([{ id: 'tenang', conflict: true, fields: [] }]);
    expect(without.changes).toEqual([]);
    expect((await stageRow('tenang'))?.end_day).toBe('2024-11-26');
  });

  it('is found by its signature as real, at its own address', async () => {
    const row = await stageRow('tenang');
    const found = await test.window.context.publishing.reader.find(row?.item ?? '');
    expect(found).toMatchObject({ subject: 'pilkada-2024/tenang', version: 2, shown: 'corrected' });
    expect(found?.text.id).toContain('24 November 2024 sampai Selasa, 26 November 2024');
  });
});

describe('a file that comes between a draft and its publication', () => {
  it('keeps the draft from being published, and tells its author what changed', async () => {
    const item = await propose(`${NEW}kampanye`, { 'citizen-id': 'Dengarkan calon.' });
    await bring(withFields('kampanye', { end: Temporal.PlainDate.from('2024-11-22') }));
    const refused = await publish(item);
    expect(refused.status).toBe(422);
    expect((await stageRow('kampanye'))?.citizen_id).not.toBe('Dengarkan calon.');

    await fill(reviewer, `${item}/periksa`, { aksi: 'kembalikan', alasan: 'Berubah' });
    const again = await fill(editor, `${item}/sunting`, { aksi: 'ajukan' });
    expect(again.status).toBe(422);
    const page = load(await again.text());
    expect(page('#error-summary').text()).toContain('berubah sejak isian dibuka (tanggal selesai');
    const typed: Record<string, string> = {};
    for (const { name, value } of page('main form').last().serializeArray()) typed[name] = value;
    const answer = await editor.post(`${item}/sunting`, {
      ...typed,
      'end-day': '2024-11-22',
      aksi: 'ajukan',
    });
    expect(answer.status).toBe(303);
    expect((await publish(item)).status).toBe(303);
    expect(await stageRow('kampanye')).toMatchObject({
      citizen_id: 'Dengarkan calon.',
      end_day: '2024-11-22',
    });
  });
});

describe('a stage that staff add', () => {
  it('gets its address from its name, and stands in the schedule', async () => {
    const begun = await editor.post('/kerja/tahapan/baru?pemilihan=pilkada-2024', { name: 'Debat publik' });
    expect(begun.headers.get('location')).toBe(`${NEW}debat-publik`);
    const taken = await editor.post('/kerja/tahapan/baru?pemilihan=pilkada-2024', { name: 'Tenang' });
    expect(taken.headers.get('location')).toBe(`${NEW}tenang-2`);
    for (const name of ['', '***', 'x'.repeat(80)]) {
      expect((await editor.post('/kerja/tahapan/baru?pemilihan=pilkada-2024', { name })).status).toBe(422);
    }
    const item = await propose(`${NEW}debat-publik`, {
      'start-day': '2024-11-24',
      'start-time': '19:00',
      sources: 'https://kpu.example/debat Jadwal debat',
      kind: 'campaign',
    });
    expect((await publish(item)).status).toBe(303);
    const page = await read('/tahapan/pilkada-2024/debat-publik');
    expect(mainOf(page)).toContain('Debat publik');
    expect(mainOf(page)).toContain('pukul 19.00');
    expect(mainOf(await read('/tahapan/pilkada-2024'))).toContain('Debat publik');
    const imported = await bring((stages) => stages);
    expect(imported.kept).toContainEqual({ id: 'debat-publik', conflict: false, fields: [] });
  });

  it('is taken out of the schedule when it is withdrawn, and no file brings it back', async () => {
    const row = await stageRow('debat-publik');
    const path = `/kerja/stage/${row?.item}/tarik`;
    const page = await read(path, reviewer);
    const reason = page('main form').last().find('textarea, input[type=text]').first().attr('name') ?? '';
    expect((await fill(reviewer, path, { [reason]: 'Debat batal' })).status).toBe(303);
    const shown = await read('/tahapan/pilkada-2024/debat-publik');
    expect(mainOf(shown)).toContain('Tahap ini sudah dihapus dari jadwal');
    expect(mainOf(shown)).toContain('Debat batal');
    expect(mainOf(await read('/tahapan/pilkada-2024'))).not.toContain('Debat publik');
    expect((await stageRow('debat-publik'))?.withdrawn_at).not.toBeNull();
  });

  it('is not begun without one that it is about', async () => {
    expect(mainOf(await read('/kerja/stage/baru', editor))).toContain('Pilih tahapnya dari daftar tahapan');
    const answer = await fill(editor, `${NEW}tenang-3`, { 'stage-id': 'pungut', aksi: 'simpan' });
    expect(answer.status).toBe(422);
  });
});

describe('the regular check of an election', () => {
  const LIST = '/kerja/tahapan?pemilihan=pilkada-2024';

  it('waits for a reviewer once its day has passed, and is done by one', async () => {
    await test.database.db.updateTable('election').set({ review_by: '2024-11-20' }).execute();
    await test.database.db
      .updateTable('content_revision')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .execute();
    expect(mainOf(await read('/kerja', reviewer))).toMatch(/Pilkada 2024: \d+ tahap belum diperiksa lagi/);
    expect(mainOf(await read('/kerja', editor))).not.toContain('belum diperiksa lagi');
    expect(mainOf(await read('/tahapan/pilkada-2024'))).toContain('Belum diperiksa lagi sejak');

    expect((await editor.post(LIST, { periksa: '2025-01-01' })).status).toBe(403);
    for (const periksa of ['', '2024-11-24', '2020-01-01', '9999-01-01']) {
      const answer = await reviewer.post(LIST, { periksa });
      expect(answer.status).toBe(422);
      expect(await problemsOf(answer)).toEqual([
        expect.stringContaining('#f-periksa Tulis tanggal yang akan'),
      ]);
    }
    expect((await reviewer.post(LIST, { periksa: '2025-01-31' })).status).toBe(303);
    expect(mainOf(await read('/kerja', reviewer))).not.toContain('belum diperiksa lagi');
    expect(mainOf(await read('/tahapan/pilkada-2024'))).not.toContain('Belum diperiksa lagi');
    const line = await test.database.db
      .selectFrom('audit_log')
      .selectAll()
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(line).toMatchObject({ action: 'stage.confirm-all', after: { reviewBy: '2025-01-31' } });
  });
});

describe('an import that is to replace what staff wrote', () => {
  it('does so, says so in the audit log, and asks for a correction of what staff published', async () => {
    const staffs = await stageRow('kampanye');
    expect(staffs?.item).toBeTruthy();
    const summary = await importStages(
      test.database.db,
      file((stages) => stages),
      now,
      { overwrite: true },
    );
    expect(summary.kept).toEqual([]);
    expect(summary.overwritten.toSorted()).toEqual(['kampanye', 'tenang']);
    const replaced = await stageRow('kampanye');
    expect(replaced).toMatchObject({
      item: null,
      end_day: '2024-11-23',
      version: (staffs?.version ?? 0) + 1,
    });
    const lines = await test.database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'stage.overwrite')
      .execute();
    expect(lines.map(({ subject_id }) => subject_id).toSorted()).toEqual([
      'pilkada-2024/kampanye',
      'pilkada-2024/tenang',
    ]);
    expect(lines.every(({ before }) => JSON.stringify(before).includes('item'))).toBe(true);

    const path = `/kerja/stage/${staffs?.item}/sunting`;
    const note = { 'item-note-id': 'Sesuai berkas', aksi: 'ajukan' };
    const refused = await fill(editor, path, note);
    expect(refused.status).toBe(422);
    const page = load(await refused.text());
    expect(page('#error-summary').text()).toContain('berubah sejak isian dibuka (tanggal selesai');
    const typed: Record<string, string> = {};
    for (const { name, value } of page('main form').last().serializeArray()) typed[name] = value;
    const answer = await editor.post(path, { ...typed, ...note, 'end-day': '2024-11-23' });
    expect(answer.status).toBe(303);
    expect((await publish(answer.headers.get('location') ?? '')).status).toBe(303);
    expect(await stageRow('kampanye')).toMatchObject({ item: staffs?.item, end_day: '2024-11-23' });
  });
});
