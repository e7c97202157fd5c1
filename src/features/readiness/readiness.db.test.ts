import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createOfficer,
  recordPlan,
  TEST_AREAS,
  TEST_ELECTION,
  TEST_PLACE,
  type TestOfficer,
} from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { JOINED } from '../../platform/officers/officers.ts';

let test: TestWindow;
let editor: TestStaff;
let operator: TestStaff;

beforeAll(async () => {
  test = await createTestWindow({ name: 'readiness' });
  editor = await createStaff(test, { duties: [{ agency: 'kpu', role: 'editor' }] });
  operator = await createStaff(test, { duties: [{ agency: 'kpu', role: 'operator' }] });
});
afterAll(() => test.close());
beforeEach(async () => {
  const { db } = test.database;
  await db.deleteFrom('officer').execute();
  await db.deleteFrom('officer_plan').execute();
  await db.deleteFrom('polling_place').execute();
});

async function addPlaces(...codes: readonly string[]): Promise<void> {
  await test.database.db
    .insertInto('polling_place')
    .values(
      codes.map((code) => ({
        election: TEST_ELECTION,
        code,
        display_number: code.slice(-3),
        area: [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6, 10)].join('.'),
        address: 'Balai RW',
        kind: 'regular',
        accessibility: '{}',
        changed_at: Temporal.Instant.from('2024-11-01T00:00:00Z'),
      })),
    )
    .execute();
}

const mark = (officer: TestOfficer) =>
  test.window.context.officers.mark(test.database.db, officer, JOINED, test.window.context.clock());

const STAFF = '/kerja/petugas/kesiapan';
const OVERSEER = '/petugas/wilayah/kesiapan';

async function textOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(200);
  return (await response.text()).replace(/<title>[^<]*<\/title>/g, '');
}

/** Rows of a CSV by their first cell. */
async function csvOf(answer: Promise<Response>): Promise<Record<string, Record<string, string>>> {
  const [head = '', ...lines] = (await textOf(answer)).replace('\uFEFF', '').trim().split('\r\n');
  const columns = head.split(',');
  return Object.fromEntries(
    lines.map((line) => {
      const cells = line.split(',');
      return [cells[0] ?? '', Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))];
    }),
  );
}

describe('the dashboard', () => {
  it('says what to do where there is no plan, and where there is nobody yet', async () => {
    expect(await textOf(editor.request(STAFF))).toContain('Belum ada petugas yang dihitung');
    await recordPlan(test);
    const page = await textOf(editor.request(STAFF));
    expect(page).toContain('dari 244 kursi');
    expect(page).toContain('Belum ada yang dihitung.');
    expect(await textOf(editor.request(`/en${STAFF}`))).toContain('of 244 seats');
  });

  it('counts vacant seats as missing, and counts again after a replacement and an unmark', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE);
    const head = await createOfficer(test, { body: 'kpps', role: 'ketua' });
    const second = await createOfficer(test, { body: 'kpps', role: 'anggota-2' });
    await mark(head);
    await mark(second);
    const row = async () => {
      const rows = await csvOf(editor.request(`${STAFF}/data.csv?badan=kpps`));
      const { Petugas: seated, 'Kursi kosong': vacant, Bergabung: joined } = rows[TEST_AREAS.district] ?? {};
      return { seated, vacant, joined };
    };
    expect(await row()).toEqual({ seated: '2', vacant: '5', joined: '2' });
    await test.database.db
      .updateTable('officer')
      .set({ left_on: '2024-11-20', left_reason: 'ill' })
      .where('id', '=', second.id)
      .execute();
    expect(await row()).toEqual({ seated: '1', vacant: '6', joined: '1' });
    const third = await createOfficer(test, { body: 'kpps', role: 'anggota-2', replaces: second.id });
    expect(await row()).toEqual({ seated: '2', vacant: '5', joined: '1' });
    await mark(third);
    await test.window.context.officers.unmark(test.database.db, head.id, JOINED);
    expect(await row()).toEqual({ seated: '2', vacant: '5', joined: '1' });
    // A second holder of one seat fills no other.
    await createOfficer(test, { body: 'kpps', role: 'ketua', name: 'Dua Ketua' });
    expect(await row()).toEqual({ seated: '3', vacant: '5', joined: '1' });
  });

  it('goes down from the city to a team, with every area of a map a link that says its figure', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE, '3276011006002');
    const long = 'N'.repeat(80);
    await createOfficer(test, { body: 'kpps', name: long });
    const city = await textOf(editor.request(STAFF));
    expect(city).toContain(`href="${STAFF}?wilayah=32.76.01"`);
    expect(city).toContain('>Pancoran Mas: 0 dari ');
    expect(await textOf(editor.request(`${STAFF}?peta=kelurahan`))).toContain('wilayah=32.76.02.1008');
    const district = await textOf(editor.request(`${STAFF}?wilayah=32.76.01&badan=kpps&urut=nama`));
    expect(district).toContain('aria-sort="ascending"');
    expect(district).toContain(`wilayah=${TEST_AREAS.village}&amp;badan=kpps`);
    const village = await textOf(editor.request(`${STAFF}?wilayah=${TEST_AREAS.village}`));
    expect(village).toContain(`href="${STAFF}/tps/${TEST_PLACE}"`);
    const place = await textOf(editor.request(`${STAFF}/tps/${TEST_PLACE}`));
    expect(place).toContain(long);
    expect(place.split('Kursi kosong')).toHaveLength(9);
  });

  it.each([
    ['/tps/3276011006999', 404],
    ['?wilayah=32.75.01', 404],
    ['?wilayah=drop', 404],
    ['/tps/abc', 404],
    ['/belum?tps=3276011006999', 404],
    ['?badan=tidak-ada&ukuran=tidak-ada&urut=-tidak-ada&peta=x', 200],
    ['/belum?halaman=-3', 200],
  ])('answers %s with %i', async (path, status) => {
    await recordPlan(test);
    expect((await editor.request(`${STAFF}${path}`)).status).toBe(status);
  });

  it('is drawn by boundaries where there are some, with their source', async () => {
    await recordPlan(test);
    const { db } = test.database;
    const square = [
      [
        [
          [106.8, -6.4],
          [106.9, -6.4],
          [106.9, -6.3],
          [106.8, -6.4],
        ],
      ],
    ];
    await db
      .insertInto('boundary_set')
      .values({ id: 'a', attribution: 'Peta uji', file: 'a', imported_at: test.window.context.clock() })
      .execute();
    await db
      .insertInto('boundary')
      .values({ area: '32.76.01.1006', polygons: JSON.stringify(square) })
      .execute();
    const page = await textOf(editor.request(STAFF));
    expect(page).toContain('<path class="area"');
    expect(page).toContain('Batas wilayah: Peta uji');
    // The other ten kecamatan have none, and are tiles.
    expect(page.match(/area-tile/g)).toHaveLength(10);
    await db.deleteFrom('boundary_set').execute();
    expect(await textOf(editor.request(STAFF))).not.toContain('<path class="area"');
  });
});

describe('who is missing', () => {
  it('can be called: numbers are masked until somebody who may asks, which is written down once', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE);
    const there = await createOfficer(test, { body: 'kpps', name: 'Sudah Ada' });
    await mark(there);
    await createOfficer(test, {
      body: 'kpps',
      role: 'anggota-2',
      name: 'Belum Ada',
      phone: '+6281234567890',
    });
    const path = `${STAFF}/belum?wilayah=${TEST_AREAS.village}&ukuran=${JOINED}&badan=kpps`;
    const list = await textOf(operator.request(path));
    expect(list).toContain('Belum Ada');
    expect(list).not.toContain('Sudah Ada');
    expect(list).toContain('1 orang, dan 5 kursi kosong.');
    expect(list).not.toContain('81234567890');
    expect(list).toContain('890');

    const called = await textOf(operator.post(path, {}));
    expect(called).toContain('href="tel:+6281234567890"');
    expect(called).toContain('https://wa.me/6281234567890');
    const lines = await test.database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'officers.phones')
      .execute();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ actor_id: operator.id, subject_id: TEST_AREAS.village });
    expect(JSON.stringify(lines)).not.toContain('81234567890');

    // An editor sees officers, but no numbers.
    expect(await textOf(editor.post(path, {}))).not.toContain('81234567890');
  });

  it('shows numbers to the PPS of the area', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE);
    await createOfficer(test, { body: 'kpps', name: 'Belum Ada', phone: '+6281234567891' });
    const pps = await createOfficer(test, { body: 'pps', area: TEST_AREAS.village });
    expect(await textOf(pps.post(`${OVERSEER}/belum?ukuran=${JOINED}`, {}))).toContain('tel:+6281234567891');
    expect(await textOf(pps.post(`${OVERSEER}/tps/${TEST_PLACE}`, {}))).toContain('tel:+6281234567891');
  });
});

describe('for PPK and PPS', () => {
  const paths = (area: string, place: string) => [
    `${OVERSEER}?wilayah=${area}`,
    `${OVERSEER}/belum?wilayah=${area}`,
    `${OVERSEER}/belum?tps=${place}`,
    `${OVERSEER}/tps/${place}`,
    `${OVERSEER}/data.csv?wilayah=${area}`,
    `${OVERSEER}/langsung?wilayah=${area}`,
  ];

  it('each sees the own area, and is refused another one on each route, which is written down', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE, '3276021008001');
    const pps = await createOfficer(test, { body: 'pps', area: TEST_AREAS.village });
    const ppk = await createOfficer(test, { body: 'ppk', area: TEST_AREAS.district });
    for (const path of [OVERSEER, ...paths(TEST_AREAS.village, TEST_PLACE)]) {
      const answer = await pps.request(path);
      expect([path, answer.status]).toEqual([path, 200]);
      await answer.body?.cancel();
    }
    expect(await textOf(ppk.request(OVERSEER))).toContain('Pancoran Mas');
    const before = await refusals();
    const foreign = paths(TEST_AREAS.elsewhere, '3276021008001');
    for (const path of foreign) {
      for (const officer of [pps, ppk])
        expect([path, (await officer.request(path)).status]).toEqual([path, 403]);
      if (path.includes('belum') || path.includes('tps/')) {
        expect([path, (await pps.post(path, {})).status]).toEqual([path, 403]);
      }
    }
    expect((await pps.request(`${OVERSEER}?wilayah=${TEST_AREAS.district}`)).status).toBe(403);
    expect((await pps.request(`${OVERSEER}/target`)).status).toBe(404);
    expect((await refusals()) - before).toBe(foreign.length * 2 + 3 + 1);
  });

  it('KPPS have none of it', async () => {
    await recordPlan(test);
    const kpps = await createOfficer(test, { body: 'kpps' });
    expect((await kpps.request(OVERSEER)).status).not.toBe(200);
  });

  async function refusals(): Promise<number> {
    const { count } = await test.database.db
      .selectFrom('audit_log')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('action', '=', 'officers.refused')
      .executeTakeFirstOrThrow();
    return count;
  }
});

describe('targets', () => {
  it('are set by who manages officers, and drawn', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE);
    await mark(await createOfficer(test, { body: 'kpps' }));
    const form = await textOf(operator.request(`${STAFF}/target`));
    expect(form).toContain('name="persen-joined"');
    const names = [...form.matchAll(/name="(persen|sampai)-([\w-]+)"/g)].map(([, kind, id]) => [
      `${kind}-${id}`,
      kind === 'persen' ? '90' : '2024-11-26',
    ]);
    const values = Object.fromEntries(names);
    expect((await operator.post(`${STAFF}/target`, { ...values, 'persen-joined': '101' })).status).toBe(422);
    expect((await operator.post(`${STAFF}/target`, { ...values, 'sampai-joined': 'besok' })).status).toBe(
      422,
    );
    expect((await operator.post(`${STAFF}/target`, values)).status).toBe(303);
    const page = await textOf(
      operator.request(`${STAFF}?wilayah=${TEST_AREAS.village}&badan=kpps&ukuran=joined`),
    );
    expect(page).toContain('Target: 7 pada 26 November 2024');
    expect(page).toContain('class="goal"');
    const reviewer = await createStaff(test, { duties: [{ agency: 'kpu', role: 'reviewer' }] });
    expect((await reviewer.request(`${STAFF}/target`)).status).toBe(403);
  });
});

it('tells an open page that something changed in its area, and nothing of others', async () => {
  await recordPlan(test);
  const pps = await createOfficer(test, { body: 'pps', area: TEST_AREAS.village });
  const answer = await pps.request(`${OVERSEER}/langsung`);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const heard: string[] = [];
  const until = async (word: string) => {
    while (!heard.join('').includes(word)) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(heard.join(''));
      heard.push(value ?? '');
    }
  };
  await until('event: at');
  await createOfficer(test, { body: 'pps', area: TEST_AREAS.elsewhere });
  await createOfficer(test, { body: 'kpps', area: TEST_AREAS.village });
  await until('event: changed');
  expect(heard.join('').match(/event: changed/g)).toHaveLength(1);
  await reader?.cancel();
});

describe('of whom something is asked', () => {
  it('only those bodies and areas are counted, and nobody else is missing', async () => {
    await recordPlan(test);
    await addPlaces(TEST_PLACE, '3276021008001');
    const { db } = test.database;
    await db
      .insertInto('training_course')
      .values({
        id: 'dasar',
        election: TEST_ELECTION,
        title: JSON.stringify({ id: 'Dasar' }),
        intro: JSON.stringify({ id: 'Dasar' }),
        bodies: ['kpps'],
        pass_mark: 60,
        tries: 3,
        in_person: false,
        state: 'open',
        revision: 1,
        changed_at: test.window.context.clock(),
        changed_by: null,
      })
      .execute();
    const head = await createOfficer(test, { body: 'kpps', name: 'Ketua Belum' });
    await createOfficer(test, { body: 'ketertiban', name: 'Penjaga' });
    const city = await textOf(editor.request(`${STAFF}?ukuran=trained`));
    expect(city).toContain('0% dari 14 yang punya pelatihan');
    expect(await textOf(editor.request(`${STAFF}?badan=ketertiban`))).not.toContain('yang punya pelatihan');
    const missing = await textOf(editor.request(`${STAFF}/belum?ukuran=trained`));
    expect(missing).toContain('Ketua Belum');
    expect(missing).not.toContain('Penjaga');
    expect(missing).toContain('1 orang, dan 13 kursi kosong.');

    await db
      .insertInto('must_read')
      .values({
        item: 'instruksi',
        election: TEST_ELECTION,
        version: 1,
        title: JSON.stringify({ id: 'Instruksi' }),
        bodies: ['kpps'],
        areas: [TEST_AREAS.elsewhere],
        urgency: 'normal',
        since: test.window.context.clock(),
        until: null,
        ended_at: null,
      })
      .execute();
    await test.window.context.officers.mark(db, head, 'read', test.window.context.clock());
    const read = await csvOf(editor.request(`${STAFF}/data.csv`));
    const figures = Object.values(read).map((row) => `${row['Sudah membaca']}/${row['Sudah membaca (/)']}`);
    // Somebody who read what was asked of their area once is none of those it is asked of now.
    expect(figures.filter((text) => text !== '0/0')).toEqual(['0/7']);
    expect(await textOf(editor.request(`${STAFF}?ukuran=read`))).toContain('0% dari 7 yang punya instruksi');
    await db.deleteFrom('must_read').execute();
    await db.deleteFrom('training_course').execute();
  });
});

it('leads staff on who type the beginning of the addresses alone', async () => {
  for (const [path, to] of [
    ['/kerja/petugas', STAFF],
    ['/en/kerja/petugas', `/en${STAFF}`],
  ] as const) {
    const answer = await editor.request(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, to]);
  }
  await recordPlan(test);
  const pps = await createOfficer(test, { body: 'pps', area: TEST_AREAS.village });
  for (const path of ['/petugas/wilayah', '/en/petugas/wilayah']) {
    expect(await textOf(pps.request(path))).toContain('petugas/wilayah/kesiapan"');
  }
});
