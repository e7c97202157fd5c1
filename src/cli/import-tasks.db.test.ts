import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../test/support/test-window.ts';
import { importTasksCommand } from './import-tasks.ts';

const SHIPPED = new URL('../../content/officers/tasks-pilkada-2024.yaml', import.meta.url).pathname;

let test: TestWindow;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-tasks-'));
  test = await createTestWindow({ name: 'import_tasks', stages: false });
});
afterAll(async () => {
  await test?.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(file: string) {
  const printed: string[] = [];
  const refused: string[] = [];
  const exitCode = await importTasksCommand({
    file,
    db: test.database.db,
    city: test.city,
    clock: test.window.context.clock,
    print: (line) => printed.push(line),
    printError: (line) => refused.push(line),
  });
  return { exitCode, printed, refused: refused.map((line) => line.replace(folder, '')) };
}

describe('importTasksCommand', () => {
  it('names each fault with its line, and records nothing', async () => {
    const file = path.join(folder, 'tasks.yaml');
    await writeFile(file, 'election: coba\nsource: x\ntasks:\n  - id: Kelola\n');
    const { exitCode, refused } = await run(file);
    expect(exitCode).toBe(1);
    expect(refused).toContain('/tasks.yaml:4 tasks[0].body: is missing');
    expect(refused.at(-1)).toBe('Nothing was imported.');
    await writeFile(file, new Uint8Array([0xff, 0xfe]));
    expect((await run(file)).refused[0]).toBe('/tasks.yaml:1: is not UTF-8 text');
    expect((await run(path.join(folder, 'none'))).refused[0]).toContain('cannot be read (ENOENT)');
  });

  it('says what it did, and does it once', async () => {
    const first = await run(SHIPPED);
    expect(first.exitCode).toBe(0);
    expect(first.printed[0]).toMatch(/^tasks of pilkada-2024: \d+ added, 0 changed, 0 retired, 0 unchanged$/);
    expect((await run(SHIPPED)).printed[0]).toMatch(/: 0 added, 0 changed, 0 retired, \d+ unchanged$/);
  });
});
