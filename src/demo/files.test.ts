import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePollingPlaceRow } from '../domain/polling-place-row.ts';
import { loadCityAreas } from '../platform/areas.ts';
import { writeDemoFiles } from './files.ts';

const FILES = [
  'polling-places-pemilu-2024.csv',
  'polling-places-pilkada-2024.csv',
  'roll-pemilu-2024.csv',
  'roll-pilkada-2024.csv',
];

const root = await mkdtemp(join(tmpdir(), 'jendela-demo-'));
afterAll(() => rm(root, { recursive: true }));

const areas = await loadCityAreas('32.76');
const options = { area: '32.76', areas, voters: 8_000, seed: 'one' };

async function contents(dir: string): Promise<string[]> {
  return Promise.all(FILES.map((name) => readFile(join(dir, name), 'utf8')));
}

describe('writeDemoFiles', () => {
  it('writes the same bytes for the same seed and others for another', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(root, name)) as [string, string, string];
    await writeDemoFiles(a, options);
    await writeDemoFiles(b, options);
    await writeDemoFiles(c, { ...options, seed: 'two' });
    expect((await readdir(a)).sort()).toEqual(FILES);
    expect(await contents(a)).toEqual(await contents(b));
    const other = await contents(c);
    for (const [index, text] of (await contents(a)).entries()) expect(text).not.toBe(other[index]);
  });

  it('writes what the imports take, and counts it rightly', async () => {
    const dir = join(root, 'import');
    const { elections, demo } = await writeDemoFiles(dir, options);
    for (const { election, pollingPlacesFile, pollingPlaces, rollFile, voters } of elections) {
      const rows = parse(await readFile(pollingPlacesFile, 'utf8'), { columns: true }) as Record<
        string,
        string
      >[];
      const maxVoters = election === 'pemilu-2024' ? 300 : 600;
      const read = rows.map((row) =>
        parsePollingPlaceRow(row, { election, areas, city: '32.76', maxVoters }),
      );
      expect(read.flatMap((result) => (result.ok ? [] : result.problems))).toEqual([]);
      expect(read.flatMap((result) => (result.ok ? [result.place] : []))).toEqual([
        ...demo.pollingPlaces(election),
      ]);
      expect(pollingPlaces).toBe(rows.length);

      const roll = parse(await readFile(rollFile, 'utf8'), { columns: true }) as Record<string, string>[];
      expect(Object.keys(roll[0] ?? {})).toEqual(['nik', 'status', 'tps', 'number', 'name']);
      expect(roll).toEqual(
        [...demo.roll(election)].map((voter) => ({ ...voter, number: String(voter.number) })),
      );
      expect(voters).toBe(roll.length);
    }
  });

  it('leaves nothing half behind where it cannot write', async () => {
    const dir = join(root, 'blocked');
    await mkdir(join(dir, 'roll-pilkada-2024.csv.part'), { recursive: true });
    await expect(writeDemoFiles(dir, options)).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(dir)).toEqual(['roll-pilkada-2024.csv.part']);
  });

  it('refuses an impossible city before it writes', async () => {
    const dir = join(root, 'none');
    await expect(writeDemoFiles(dir, { ...options, area: '32.77' })).rejects.toMatchObject({
      code: 'unknown-area',
    });
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
