import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Election } from '../../domain/election.ts';
import type { Stage } from '../../domain/stage.ts';
import { parseStageFile } from '../../domain/stage-file.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { platformMigrations } from '../../platform/migrations.ts';
import { findEntries } from '../../platform/search.ts';
import { importStages } from './import.ts';
import { createStageReader } from './reader.ts';
import { stagesMigrations } from './tables.ts';

const FIRST = Temporal.Instant.from('2024-09-01T02:00:00Z');
const LATER = Temporal.Instant.from('2024-09-05T02:00:00Z');
const DEPOK = '32.76';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase('stages');
  const log = createLogger({ level: 'silent' });
  await migrate(test.database, { ...platformMigrations, ...stagesMigrations }, log);
});
afterAll(() => test?.drop());
beforeEach(async () => {
  await sql`truncate election, stage, stage_history, search_entry`.execute(test.db);
});

const pilkadaPath = new URL('../../../content/stages/pilkada-2024.yaml', import.meta.url);
function pilkada(): { election: Election; stages: Stage[] } {
  const parsed = parseStageFile(readFileSync(pilkadaPath, 'utf8'), 'pilkada-2024.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

async function revision(): Promise<number> {
  const row = await test.db.selectFrom('content_revision').select('revision').executeTakeFirstOrThrow();
  return row.revision;
}

const change = (stages: readonly Stage[], id: string, fields: Partial<Stage>) =>
  stages.map((stage) => (stage.id === id ? { ...stage, ...fields } : stage));

const byId = (id: string, records: Awaited<ReturnType<ReturnType<typeof createStageReader>['records']>>) =>
  records[0]?.records.get(id);

describe('review days', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const withDays = (election?: string, own?: string) => {
    const file = pilkada();
    return {
      election: { ...file.election, ...(election && { reviewBy: day(election) }) },
      stages: own ? change(file.stages, 'pungut', { reviewBy: day(own) }) : file.stages,
    };
  };
  const reviews = async () => {
    const records = await createStageReader(test.db, DEPOK).records();
    const of = (id: string) => byId(id, records)?.review.by.toString();
    return [records[0]?.review.by.toString(), of('pungut'), of('tenang')];
  };

  it('are the file’s, or follow from the day of the import where it has none', async () => {
    await importStages(test.db, pilkada(), FIRST);
    expect(await reviews()).toEqual(['2024-11-30', '2024-11-30', '2024-11-30']);
    await importStages(test.db, withDays('2024-12-10', '2024-12-05'), LATER);
    expect(await reviews()).toEqual(['2024-12-10', '2024-12-05', '2024-12-10']);
  });

  it('never go back, as somebody may have looked since the file was written', async () => {
    await importStages(test.db, withDays('2024-12-10', '2024-12-05'), FIRST);
    const before = await revision();
    const summary = await importStages(test.db, withDays('2024-11-10', '2024-11-05'), LATER);
    expect(summary).toMatchObject({ election: 'unchanged', reviewed: 0 });
    expect(await reviews()).toEqual(['2024-12-10', '2024-12-05', '2024-12-10']);
    expect(await revision()).toBe(before);
  });

  it('are no new version of the election or of a stage', async () => {
    await importStages(test.db, pilkada(), FIRST);
    const summary = await importStages(test.db, withDays('2024-12-10', '2024-12-15'), LATER);
    expect(summary).toMatchObject({ election: 'changed', changes: [], reviewed: 1 });
    const reader = createStageReader(test.db, DEPOK);
    const [record] = await reader.records();
    expect(record?.election.version).toBe(pilkada().election.version);
    expect(record?.changedAt).toEqual(FIRST);
    expect(record?.review.checkedOn.toString()).toBe('2024-09-05');
    expect(await reader.history('pilkada-2024', 'pungut')).toHaveLength(1);
  });

  it('that have passed are let go by an import that brings something', async () => {
    await importStages(test.db, withDays('2024-09-03'), FIRST);
    const file = pilkada();
    await importStages(
      test.db,
      { ...file, stages: change(file.stages, 'tenang', { regulation: 'X' }) },
      LATER,
    );
    expect((await reviews())[0]).toBe('2024-12-04');
  });
});

describe('importStages', () => {
  it('records an election and its stages as the file gives them', async () => {
    const file = pilkada();
    const summary = await importStages(test.db, file, FIRST);
    expect(summary.election).toBe('added');
    expect(summary.changes).toHaveLength(file.stages.length);

    const reader = createStageReader(test.db, DEPOK);
    expect(await reader.list()).toEqual([file.election]);
    expect(await reader.find('pilkada-2024')).toEqual(file.election);
    const [record] = await reader.records();
    expect(record?.stages).toEqual(file.stages);
    expect(record?.changedAt).toEqual(FIRST);
  });

  it('leaves out what is a fact of another city', async () => {
    await importStages(test.db, pilkada(), FIRST);
    const [record] = await createStageReader(test.db, '32.75').records();
    expect(record?.stages.some(({ id }) => id === 'tenang')).toBe(true);
    expect(record?.stages.some(({ area }) => area !== undefined)).toBe(false);
  });

  it('changes nothing when the file says what is recorded', async () => {
    await importStages(test.db, pilkada(), FIRST);
    const before = await revision();
    const summary = await importStages(test.db, pilkada(), LATER);
    expect(summary).toEqual({
      election: 'unchanged',
      changes: [],
      kept: [],
      overwritten: [],
      moved: 0,
      reviewed: 0,
      unchanged: pilkada().stages.length,
    });
    expect(await revision()).toBe(before);
  });

  it('raises the version of a stage that changed, though the file does not, and keeps the history', async () => {
    const { election, stages } = pilkada();
    await importStages(test.db, { election, stages }, FIRST);
    const end = Temporal.PlainDate.from('2024-12-20');
    const changed = { election, stages: change(stages, 'hitung-rekap', { end }) };
    const summary = await importStages(test.db, changed, LATER);
    expect(summary).toMatchObject({
      election: 'unchanged',
      changes: [{ id: 'hitung-rekap', change: 'changed' }],
      unchanged: stages.length - 1,
    });

    const reader = createStageReader(test.db, DEPOK);
    const [record] = await reader.records();
    expect(record?.election.version).toBe(2);
    expect(record?.records.get('hitung-rekap')).toMatchObject({
      stage: { version: 2, end },
      changedAt: LATER,
    });
    expect(record?.records.get('tenang')).toMatchObject({ stage: { version: 1 }, changedAt: FIRST });
    const history = await reader.history('pilkada-2024', 'hitung-rekap');
    expect(history.map((version) => [version.stage.version, version.change, version.at])).toEqual([
      [2, 'changed', LATER],
      [1, 'added', FIRST],
    ]);
    expect(history[0]?.fields).toEqual(['end']);
    expect(history[0]?.before?.end).toEqual(Temporal.PlainDate.from('2024-12-16'));
    expect((await reader.latest())[0]).toMatchObject({ change: 'changed', fields: ['end'] });

    // The same file again is no change, though its number is lower than the recorded one.
    const before = await revision();
    expect((await importStages(test.db, changed, LATER)).election).toBe('unchanged');
    expect(await revision()).toBe(before);
  });

  it('withdraws a stage that the file leaves out, and takes it back', async () => {
    const { election, stages } = pilkada();
    await importStages(test.db, { election, stages }, FIRST);
    const fewer = stages.filter(({ id }) => id !== 'pengusulan');
    const summary = await importStages(test.db, { election, stages: fewer }, LATER);
    expect(summary.changes).toEqual([{ id: 'pengusulan', change: 'removed' }]);
    const reader = createStageReader(test.db, DEPOK);
    const [record] = await reader.records();
    expect(record?.stages.some(({ id }) => id === 'pengusulan')).toBe(false);
    expect(record?.records.get('pengusulan')).toMatchObject({ stage: { version: 2 }, withdrawnAt: LATER });
    expect(await findEntries(test.db, 'id', 'pengusulan', 5)).toEqual([]);

    await importStages(test.db, { election, stages }, LATER);
    const [again] = await reader.records();
    expect(again?.records.get('pengusulan')).toMatchObject({ stage: { version: 3 } });
    expect(again?.records.get('pengusulan')?.withdrawnAt).toBeUndefined();
    expect((await reader.history('pilkada-2024', 'pengusulan')).map((v) => v.change)).toEqual([
      'added',
      'removed',
      'added',
    ]);
  });

  it('notes another place in the file without a new version', async () => {
    const { election, stages } = pilkada();
    await importStages(test.db, { election, stages }, FIRST);
    const turned = stages.toReversed().map((stage, order) => ({ ...stage, order }));
    const summary = await importStages(test.db, { election, stages: turned }, LATER);
    expect(summary).toMatchObject({ changes: [], unchanged: stages.length });
    const [record] = await createStageReader(test.db, DEPOK).records();
    expect(record?.stages.map(({ id }) => id)).toEqual(turned.map(({ id }) => id));
    expect(record?.stages.every(({ version }) => version === 1)).toBe(true);
  });

  it('is found by the words of a stage in both languages', async () => {
    await importStages(test.db, pilkada(), FIRST);
    const [quiet] = await findEntries(test.db, 'id', 'masa tenang', 5);
    expect(quiet).toMatchObject({ feature: 'stages', href: '/tahapan/pilkada-2024/tenang' });
    expect(quiet?.text).toContain('24–26 November 2024');
    const [voting] = await findEntries(test.db, 'en', 'voting', 5);
    expect(voting?.href).toContain('/tahapan/pilkada-2024');
  });

  it('lets two imports at once happen one after the other', async () => {
    const { election, stages } = pilkada();
    const files = ['2024-12-17', '2024-12-18', '2024-12-19'].map((day) => ({
      election,
      stages: change(stages, 'hitung-rekap', { end: Temporal.PlainDate.from(day) }),
    }));
    await Promise.all(files.map((file) => importStages(test.db, file, FIRST)));
    const history = await createStageReader(test.db, DEPOK).history('pilkada-2024', 'hitung-rekap');
    expect(history.map((version) => version.stage.version)).toEqual([3, 2, 1]);
  });

  it('leaves nothing behind when its process is killed before the end', async () => {
    const before = await revision();
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    // The import's last statement waits for this row: all else is written by then, and nothing is committed.
    const holding = test.db.transaction().execute(async (trx) => {
      await trx.selectFrom('content_revision').select('revision').forUpdate().execute();
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const child = spawn(process.execPath, ['--input-type=module', '-e', importInChild()], {
      stdio: 'inherit',
    });
    const gone = once(child, 'exit');
    await vi.waitFor(
      async () => {
        const { rows } = await sql<{ count: number }>`
          select count(*) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'
            and query ilike '%content_revision%'`.execute(test.db);
        expect(rows[0]?.count).toBe(1);
      },
      { timeout: 20_000, interval: 50 },
    );
    child.kill('SIGKILL');
    expect((await gone)[1]).toBe('SIGKILL');
    release.resolve();
    await holding;
    await vi.waitFor(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(test.db);
      expect(rows[0]?.count).toBe(0);
    });

    for (const table of ['election', 'stage', 'stage_history', 'search_entry'] as const) {
      expect(await test.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    expect(await revision()).toBe(before);
    expect((await importStages(test.db, pilkada(), FIRST)).election).toBe('added');
  });
});

function importInChild(): string {
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  return `
    import { importStagesCommand } from ${at('../../cli/import-stages.ts')};
    import { openDatabase } from ${at('../../platform/database/database.ts')};
    import { createLogger } from ${at('../../platform/log/logger.ts')};
    const database = await openDatabase({
      databaseUrl: ${JSON.stringify(test.url)},
      dataDir: '/nonexistent',
      log: createLogger({ level: 'silent' }),
    });
    await importStagesCommand({
      file: ${JSON.stringify(pilkadaPath.pathname)},
      db: database.db,
      clock: () => Temporal.Now.instant(),
      print: () => {},
      printError: () => {},
    });`;
}
