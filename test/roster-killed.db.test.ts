import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failStuck, readUpload, takeUpload } from '../src/features/roster/import/jobs.ts';
import { DEPOK_JAYA, kppsCells, placeCode, prepareRoster } from '../src/features/roster/test-data.ts';
import { startTestProcess, type TestProcess } from './support/processes.ts';
import { createStaff, type TestStaff } from './support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from './support/test-window.ts';

const TEAMS = 3;
const OFFICERS = TEAMS * 7;
/** A lock that an import waits for when its lines are read, and one when all of its officers are written. */
const WHEN = {
  read: sql`lock table roster_row in share update exclusive mode`,
  written: sql`lock table audit_log in exclusive mode`,
} as const;

let window: TestWindow;
let operator: TestStaff;

beforeAll(async () => {
  window = await createTestWindow({ name: 'roster_killed' });
  await prepareRoster(window.window.context);
  operator = await createStaff(window, { duties: [{ agency: 'kpu', role: 'operator' }] });
});
afterAll(() => window.close());
beforeEach(async () => {
  window.setNow(QUIET_PERIOD);
  await window.database.db.deleteFrom('officer').execute();
  await window.database.db.deleteFrom('roster_import').execute();
});

function start(way: 'command' | 'read' | 'take', what: string): TestProcess {
  const { database, secrets } = window;
  return startTestProcess('roster-process.ts', [
    database.url,
    secrets.vault,
    QUIET_PERIOD.toString(),
    way,
    what,
  ]);
}

/** Kills an import where it waits for a lock, and gives what else saw of it then. */
async function killAt(lock: RawBuilder<unknown>, run: () => TestProcess): Promise<void> {
  const { db } = window.database;
  await db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    const running = run();
    await expect.poll(() => waiting(), { timeout: 20_000 }).toBe(1);
    await running.kill();
  });
  // What it had under way is over once the database has noticed.
  await expect.poll(() => open('roster_import'), { timeout: 20_000 }).toBe(0);
}

async function waiting(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    window.database.db,
  );
  return rows.length;
}

/** Other transactions that hold a table. */
async function open(table: string): Promise<number> {
  const { rows } = await sql`
    select from pg_locks where relation = ${table}::regclass and pid <> pg_backend_pid()`.execute(
    window.database.db,
  );
  return rows.length;
}

async function count(table: 'officer' | 'roster_row' | 'roster_import'): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(window.database.db);
  return rows[0]?.count ?? 0;
}

const imports = () =>
  window.database.db
    .selectFrom('audit_log')
    .select('after')
    .where('action', '=', 'officers.import')
    .orderBy('seq')
    .execute();

describe('a command that is killed', () => {
  it.each(['read', 'written'] as const)(
    'when its lines are %s takes nothing, and is run again',
    async (at) => {
      const before = (await imports()).length;
      await killAt(WHEN[at], () => start('command', String(TEAMS)));
      expect(await count('officer')).toBe(0);
      expect(await imports()).toHaveLength(before);
      // What it read lies sealed until the window puts it away.
      expect(await count('roster_row')).toBe(OFFICERS);

      const again = start('command', String(TEAMS));
      expect(await again.until('done')).toBe('taken');
      expect(await again.ended).toBe(0);
      expect(await count('officer')).toBe(OFFICERS);
      expect((await imports()).slice(before)).toMatchObject([{ after: { added: OFFICERS } }]);

      window.setNow(QUIET_PERIOD.add({ minutes: 61 }));
      await failStuck(window.window.context);
      expect([await count('roster_row'), await count('roster_import')]).toEqual([0, 0]);
      expect(await count('officer')).toBe(OFFICERS);
    },
  );
});

describe('a window that is killed', () => {
  it('reads a file anew, and takes it in once', async () => {
    const { context } = window.window;
    const { db } = window.database;
    const cells = Array.from({ length: TEAMS }, (_, at) =>
      kppsCells(1 + at * 7, placeCode(DEPOK_JAYA, at + 1)),
    );
    const lines = cells
      .flat()
      .map(({ name, nik, phone, role, place }) => [name, nik, phone, 'kpps', role, place].join(','));
    const body = new FormData();
    body.append('file', new File([`nama,nik,hp,badan,jabatan,tps\n${lines.join('\n')}\n`], 'petugas.csv'));
    const sent = await operator.request('/kerja/petugas/impor', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const page = sent.headers.get('location') ?? '';
    const id = page.split('/').at(-1) ?? '';
    const stateOf = () =>
      db.selectFrom('roster_import').select(['state', 'lines']).where('id', '=', id).executeTakeFirst();

    await killAt(WHEN.read, () => start('read', id));
    expect(await stateOf()).toEqual({ state: 'reading', lines: OFFICERS });
    // The queue does it again, as it never heard that it was done.
    await readUpload(context, { import: id });
    expect(await stateOf()).toEqual({ state: 'read', lines: OFFICERS });
    expect(await count('roster_row')).toBe(OFFICERS);

    const preview = await (await operator.request(page)).text();
    const seen = /name="dilihat" value="(\w+)"/.exec(preview)?.[1] ?? '';
    expect((await operator.post(page, { tindakan: 'masukkan', dilihat: seen })).status).toBe(303);
    const before = (await imports()).length;
    await killAt(WHEN.written, () => start('take', id));
    expect([await count('officer'), (await stateOf())?.state]).toEqual([0, 'taking']);
    expect(await imports()).toHaveLength(before);
    await takeUpload(context, { import: id });
    expect([await count('officer'), (await stateOf())?.state]).toEqual([OFFICERS, 'taken']);
    expect((await imports()).slice(before)).toMatchObject([{ after: { added: OFFICERS } }]);
    expect(await count('roster_row')).toBe(0);
  });

  it('and never comes back leaves no lines of a file', async () => {
    const now = QUIET_PERIOD;
    const { db } = window.database;
    await db
      .insertInto('roster_import')
      .values({
        id: 'a',
        election: 'pilkada-2024',
        by_name: 'Dewi',
        by_staff: operator.id,
        file_name: 'petugas.csv',
        file_sealed: Buffer.of(1),
        state: 'reading',
        lines: 1,
        done: 0,
        leave_gone: false,
        skip_refused: false,
        created_at: now,
        changed_at: now,
      })
      .execute();
    await sql`insert into roster_row (import, line, sound, nik_sealed) values ('a', 2, true, '\\x01')`.execute(
      db,
    );
    window.setNow(now.add({ minutes: 61 }));
    await failStuck(window.window.context);
    expect(await count('roster_row')).toBe(0);
    const [left] = await db.selectFrom('roster_import').select(['state', 'file_sealed']).execute();
    expect(left).toEqual({ state: 'failed', file_sealed: null });
  });
});
