import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { stagesMigrations } from '../features/stages/tables.ts';
import { migrate } from '../platform/database/migrate.ts';
import { createLogger } from '../platform/log/logger.ts';
import { platformMigrations } from '../platform/migrations.ts';
import { importStagesCommand } from './import-stages.ts';

let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-stages-'));
  test = await createTestDatabase('import_stages');
  const log = createLogger({ level: 'silent' });
  await migrate(test.database, { ...platformMigrations, ...stagesMigrations }, log);
});
afterAll(async () => {
  await test?.drop();
  await rm(folder, { recursive: true, force: true });
});

const pilkada = new URL('../../content/stages/pilkada-2024.yaml', import.meta.url).pathname;

async function run(file: string) {
  const printed: string[] = [];
  const refused: string[] = [];
  const exitCode = await importStagesCommand({
    file,
    db: test.db,
    clock: () => Temporal.Instant.from('2024-09-20T03:00:00Z'),
    print: (line) => printed.push(line),
    printError: (line) => refused.push(line),
  });
  return { exitCode, printed, refused };
}

async function runOn(content: string | Uint8Array) {
  const file = path.join(folder, 'stages.yaml');
  await writeFile(file, content);
  const result = await run(file);
  const { count } = await test.db
    .selectFrom('election')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { ...result, refused: result.refused.map((line) => line.replace(folder, '')), count };
}

describe('importStagesCommand', () => {
  it('refuses an end before the start with file, line and field, and imports nothing', async () => {
    const content = `election:
  id: coba
  name: { id: Coba, en: Try }
  kind: local
  votingDay: 2031-06-18
  votingHours: { opens: "07:00", closes: "13:00" }
  capacity: { maxVoters: 500, law: UU }
  contests: [{ id: wali-kota, name: { id: Wali Kota, en: Mayor } }]
  lists: [{ kind: permanent, code: DPT, label: { id: DPT, en: DPT }, bring: [], law: UU }]
  regulation: PKPU 1/2030
  version: 1
stages:
  - id: tenang
    name: { id: Masa tenang, en: Quiet period }
    kind: quiet-period
    start: 2031-06-17
    end: 2031-06-15
    regulation: PKPU 1/2030
    sources: [{ url: "https://kpu.example" }]
`;
    expect(await runOn(content)).toEqual({
      exitCode: 1,
      printed: [],
      refused: ['/stages.yaml:17 stages[0].end: is before the start', 'Nothing was imported.'],
      count: 0,
    });
  });

  it('refuses what is no text, too large, or not there', async () => {
    const latin = await runOn(new Uint8Array([0x65, 0xe9, 0x3a]));
    expect(latin).toMatchObject({
      exitCode: 1,
      refused: ['/stages.yaml:1: is not UTF-8 text', expect.any(String)],
    });
    const large = await runOn(new Uint8Array(5 * 1024 * 1024 + 1).fill(32));
    expect(large.refused[0]).toBe('/stages.yaml:1: is larger than 5 MB');
    expect((await run(path.join(folder, 'none.yaml'))).refused[0]).toContain('cannot be read (ENOENT)');
    expect((await run(folder)).refused[0]).toContain('cannot be read (EISDIR)');
  });

  it('says what it did', async () => {
    expect(await run(pilkada)).toEqual({
      exitCode: 0,
      printed: [
        'pilkada-2024: election added',
        expect.stringMatching(/^stages: \d+ added, 0 changed, 0 removed, 0 unchanged$/),
      ],
      refused: [],
    });
    expect((await run(pilkada)).printed).toEqual([
      'pilkada-2024: election unchanged',
      expect.stringMatching(/^stages: 0 added, 0 changed, 0 removed, \d+ unchanged$/),
    ]);
  });
});
