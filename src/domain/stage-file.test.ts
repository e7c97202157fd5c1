import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contestsIn, type Election } from './election.ts';
import { didNotHappen, type Stage, stageState } from './stage.ts';
import { parseStageFile, type StageFileProblem } from './stage-file.ts';
import { stageFileJsonSchema } from './stage-file-schema.ts';

const content = new URL('../../content/', import.meta.url);

const HEADER = `election:
  id: uji-2030
  name: { id: Uji, en: Test }
  kind: local
  votingDay: 2030-02-13
  votingHours: { opens: "07:00", closes: "13:00" }
  capacity: { maxVoters: 300, law: PKPU }
  regulation: PKPU 1/2029
  area: "32.76"
  version: 3
  contests:
    - id: wali-kota
      name: { id: Wali kota, en: Mayor }
  lists:
    - kind: permanent
      code: DPT
      label: { id: Daftar pemilih tetap, en: Final list }
      bring: []
      law: PKPU
stages:
`;

const STAGE = `  - id: pungut
    name: { id: Pemungutan suara, en: Voting }
    kind: voting
    start: 2030-02-13T07:00
    end: 2030-02-13T13:00
    regulation: PKPU 1/2029
    sources: [{ url: "https://example.org/a" }]
`;

function problemsOf(text: string): StageFileProblem[] {
  const result = parseStageFile(text, 'uji.yaml');
  return result.ok ? [] : [...result.problems];
}

/** The line on which a text stands in the file, from 1. */
function lineOf(file: string, text: string): number {
  return file.slice(0, file.indexOf(text)).split('\n').length;
}

describe('parseStageFile', () => {
  it('reads a file and fills in what stands in the header', () => {
    const result = parseStageFile(HEADER + STAGE, 'uji.yaml');
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.election.votingDay.toString()).toBe('2030-02-13');
    expect(result.stages).toHaveLength(1);
    expect(result.stages[0]).toMatchObject({ election: 'uji-2030', version: 3, order: 0 });
    expect(result.stages[0]?.start?.toString()).toBe('2030-02-13T07:00:00');
  });

  it.each<[string, string, string, string]>([
    ['end: 2030-02-13T13:00', 'end: 2030-02-12', 'stages[0].end', 'is before the start'],
    ['end: 2030-02-13T13:00', 'end: 2030-02-30', 'stages[0].end', '2030-02-30 does not exist'],
    [
      'end: 2030-02-13T13:00',
      'end: 13 Februari',
      'stages[0].end',
      'write it like 2024-02-14 or 2024-02-14T07:00',
    ],
    ['end: 2030-02-13T13:00', 'parent: tidak-ada', 'stages[0].parent', 'there is no stage of this id'],
    ['end: 2030-02-13T13:00', 'parent: pungut', 'stages[0].parent', 'the stage is inside itself'],
    ['end: 2030-02-13T13:00', 'akhir: 2030-02-14', 'stages[0].akhir', 'is no field of a stage file'],
    ['end: 2030-02-13T13:00', 'conditionMet: true', 'stages[0].conditionMet', 'stands without a condition'],
    ['area: "32.76"', 'area: 32.76', 'election.area', 'is a code and must stand in quotes: "32.76"'],
    ['votingDay: 2030-02-13', 'votingDay: 2030-13-02', 'election.votingDay', '2030-13-02 does not exist'],
    ['kind: voting', 'kind: pesta', 'stages[0].kind', 'Invalid option'],
    [
      'url: "https://example.org/a"',
      'url: "javascript:alert(1)"',
      'stages[0].sources[0].url',
      'is no web address',
    ],
    [
      'opens: "07:00", closes: "13:00"',
      'opens: "13:00", closes: "07:00"',
      'election.votingHours.closes',
      'is not after the opening',
    ],
  ])('names line and field when %j becomes %j', (was, becomes, field, problem) => {
    const text = (HEADER + STAGE).replace(was, becomes);
    const [found, ...more] = problemsOf(text);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ file: 'uji.yaml', field, line: lineOf(text, becomes) });
    expect(found?.problem).toContain(problem);
  });

  it('names what is missing at the thing it is missing from', () => {
    const text =
      HEADER + STAGE.replace('    regulation: PKPU 1/2029\n', '').replace('    kind: voting\n', '');
    expect(problemsOf(text).map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'stages[0].kind is missing',
      'stages[0].regulation is missing',
    ]);
    expect(problemsOf(text)[0]?.line).toBe(lineOf(text, '- id: pungut'));
  });

  it('names a repeated id, a parent cycle and a repeated list', () => {
    const cycle =
      STAGE.replace('id: pungut', 'id: a\n    parent: b') +
      STAGE.replace('id: pungut', 'id: b\n    parent: a');
    expect(problemsOf(HEADER + cycle).map(({ field }) => field)).toEqual([
      'stages[0].parent',
      'stages[1].parent',
    ]);
    const [twice] = problemsOf(HEADER + STAGE + STAGE);
    expect(twice).toMatchObject({ field: 'stages[1].id', line: 28, problem: 'another stage has this id' });
    const lists = HEADER.replace(
      'stages:',
      `${HEADER.slice(HEADER.indexOf('    - kind: permanent'), HEADER.indexOf('stages:'))}stages:`,
    );
    expect(problemsOf(lists + STAGE)).toMatchObject([{ field: 'election.lists[1].code' }]);
  });

  it('reads JSON as well', () => {
    const yaml = parseStageFile(HEADER + STAGE, 'uji.yaml');
    if (!yaml.ok) throw new Error('not read');
    const { order: _, election: __, ...stage } = yaml.stages[0] ?? {};
    const json = parseStageFile(
      JSON.stringify({ election: yaml.election, stages: [stage] }, trimSeconds),
      'uji.json',
    );
    expect(json).toEqual(yaml);
  });

  it.each([
    ['an alias bomb', `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]`, 'aliases'],
    ['brackets without end', '['.repeat(50_000), 'nested too deeply'],
    ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'nested too deeply'],
    ['a huge file', `a: ${'x'.repeat(1_000_001)}`, 'longer than'],
    ['two documents', 'a: 1\n---\na: 2', 'more than one document'],
    ['a key twice', 'a: 1\na: 2', 'unique'],
    ['nothing', '', 'expected object'],
  ])('refuses %s', (_, text, problem) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(5);
    expect(problems.map((found) => found.problem).join()).toContain(problem);
  });

  it('answers for any text, and always with a line of the file', () => {
    const whole = HEADER + STAGE;
    const cut = fc.tuple(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 10 }));
    fc.assert(
      fc.property(cut, ([at, length, put]) => {
        const text = whole.slice(0, at) + put + whole.slice(at + length);
        for (const { line } of problemsOf(text)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length + 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Times are written without seconds in a stage file. */
function trimSeconds(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^(\S*\d\d:\d\d):00$/, '$1') : value;
}

describe('the published JSON Schema', () => {
  it('is the one that the reading schema gives (node scripts/write-stage-schema.ts)', async () => {
    const published = await readFile(new URL('schema/stages.schema.json', content), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(stageFileJsonSchema())));
  });
});

describe('the stages that come with the project', async () => {
  const names = await readdir(new URL('stages/', content));
  const files = await Promise.all(
    names.map(async (name) =>
      parseStageFile(await readFile(new URL(`stages/${name}`, content), 'utf8'), name),
    ),
  );
  const elections = new Map<string, { election: Election; stages: Stage[] }>();
  for (const file of files) if (file.ok) elections.set(file.election.id, file);
  const states = (id: string, now: string) =>
    (elections.get(id)?.stages ?? [])
      .filter((stage) => stageState(stage, Temporal.ZonedDateTime.from(`${now}[Asia/Jakarta]`)) === 'running')
      .map((stage) => stage.id);

  it('are read without a problem', () => {
    expect(files.flatMap((file) => (file.ok ? [] : file.problems))).toEqual([]);
    expect([...elections.keys()].sort()).toEqual(['pemilu-2024', 'pilkada-2024']);
  });

  it.each([
    ['pemilu-2024', '2024-02-12T09:00', 'tenang'],
    ['pemilu-2024', '2024-02-14T12:59', 'pungut'],
    ['pemilu-2024', '2024-03-20T09:00', 'rekap'],
    ['pilkada-2024', '2024-09-25T09:00', 'kampanye'],
    ['pilkada-2024', '2024-11-27T07:00', 'pungut'],
  ])('of %s say at %s that %s runs', (id, now, stage) => {
    expect(states(id, now)).toContain(stage);
  });

  it('keep the second round that did not happen', () => {
    const second = elections.get('pemilu-2024')?.stages.filter(({ parent }) => parent === 'p2') ?? [];
    expect(second).toHaveLength(6);
    expect(second.every(didNotHappen)).toBe(true);
  });

  it('hold the limits and ballots of each election', () => {
    const kota = { code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' } as const;
    const shape = [...elections.values()].map(({ election }) => ({
      day: election.votingDay.toString(),
      most: election.capacity.maxVoters,
      ballots: contestsIn(election, kota).map(({ ballotColour }) => ballotColour?.name.id),
      lists: election.lists.map(({ code }) => code),
    }));
    expect(shape).toEqual([
      {
        day: '2024-02-14',
        most: 300,
        ballots: ['abu-abu', 'kuning', 'merah', 'biru', 'hijau'],
        lists: ['DPT', 'DPTb', 'DPK', 'DPS'],
      },
      {
        day: '2024-11-27',
        most: 600,
        ballots: ['merah marun', 'hijau tosca'],
        lists: ['DPT', 'DPTb', 'DPK', 'DPS'],
      },
    ]);
  });
});
