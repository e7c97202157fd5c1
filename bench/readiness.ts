/**
 * `npm run bench:readiness`: what the dashboard of officers, their training and what they must read take in a city of 5,570
 * polling places and 60,000 officers with all their marks, asked over HTTP of the built window. Prints the half and the 95th
 * percentile of each page, one after the other and several at a time, and while officers go on being marked.
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { addUpChanges } from '../src/features/readiness/counts.ts';
import { loadCityAreas } from '../src/platform/areas.ts';
import { type Database, openDatabase } from '../src/platform/database/database.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { runCommand } from '../test/support/command.ts';
import { TEST_BROWSER } from '../test/support/staff.ts';
import { fillLearning, fillOfficers, PLACES } from './readiness-data.ts';
import { machine, printTable, type Row, withPlainWindow } from './support.ts';

const CITY = '32.76';
const ELECTION = 'pemilu-2024';
const VILLAGE = '32.76.01.1006';
const GOAL_MS = 200;
const MARK_EVERY_MS = 250;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    together: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
  },
});
const ROUNDS = Number(options.rounds);
const TOGETHER = Number(options.together);

const ALL_PAGES = [
  { name: 'city', path: '/kesiapan' },
  { name: 'city, map by kelurahan', path: '/kesiapan?peta=kelurahan&ukuran=trained' },
  { name: 'city, KPPS, sorted', path: '/kesiapan?badan=kpps&urut=-joined' },
  { name: 'kecamatan', path: '/kesiapan?wilayah=32.76.01' },
  { name: 'kelurahan', path: `/kesiapan?wilayah=${VILLAGE}` },
  { name: 'polling place', path: '/kesiapan/tps/3276011006001' },
  { name: 'missing in the city', path: '/kesiapan/belum?ukuran=trained' },
  { name: 'missing in the city, page 200', path: '/kesiapan/belum?ukuran=trained&halaman=200' },
  { name: 'missing in a kelurahan', path: `/kesiapan/belum?ukuran=joined&wilayah=${VILLAGE}` },
  { name: 'polling places not ready', path: '/kesiapan/belum?ukuran=ready' },
  { name: 'CSV of the city', path: '/kesiapan/data.csv' },
  { name: 'CSV of a kelurahan', path: `/kesiapan/data.csv?wilayah=${VILLAGE}` },
  { name: 'training of the city', path: '/pelatihan' },
  { name: 'training, page 200', path: '/pelatihan?halaman=200' },
  { name: 'training of a kelurahan', path: `/pelatihan?wilayah=${VILLAGE}` },
  { name: 'what must be read', path: '/wajib-baca' },
  { name: 'who has not read it', path: '/wajib-baca/bench-1' },
  { name: 'who has not read it, page 200', path: '/wajib-baca/bench-1?halaman=200' },
  { name: 'what must be read, kelurahan', path: `/wajib-baca?wilayah=${VILLAGE}` },
] as const;
/** `--only pelatihan,wajib-baca`: pages whose address has one of these. */
const PAGES = ALL_PAGES.filter((page) => options.only.split(',').some((part) => page.path.includes(part)));

/** A member of staff at a window. */
interface Visitor {
  readonly url: string;
  readonly cookie: string;
}

const COMMANDS = [
  ['city', '--area', CITY],
  ['import', 'stages', `content/stages/${ELECTION}.yaml`],
];

await withPlainWindow(COMMANDS, {}, async (window) => {
  const { dataDir } = window;
  const log = createLogger({ level: 'silent' });
  const database = await openDatabase({ dataDir, log, statementTimeout: 300_000, poolSize: 1 });
  try {
    await measure(database, await signIn(window));
  } finally {
    await database.close();
  }
});

async function measure(database: Database, visitor: Visitor): Promise<void> {
  const { db } = database;
  const started = performance.now();
  const officers = await fillOfficers(db, {
    election: ELECTION,
    city: CITY,
    areas: await loadCityAreas(CITY),
  });
  await fillLearning(db, ELECTION);
  console.log(machine());
  console.log(
    `${officers} officers with a seat, ${PLACES} polling places, filled in ${Math.round((performance.now() - started) / 1000)} s`,
  );
  // As the window's own job does within a minute.
  await addUpChanges(db);
  await sql`vacuum analyze`.execute(db);
  for (const { path: page } of PAGES) await ask(visitor, page);
  printTable('One after the other, ms', await each((page) => inTurn(visitor, page, ROUNDS)));
  printTable(`${TOGETHER} at a time, ms`, await each((page) => together(visitor, page)));
  let marking = true;
  let marks = 0;
  const marker = (async () => {
    while (marking) {
      marks += await markOne(database);
      await new Promise((resolve) => setTimeout(resolve, MARK_EVERY_MS));
    }
  })();
  const rows = await each((page) => inTurn(visitor, page, ROUNDS));
  marking = false;
  await marker;
  printTable(`While officers are marked (${marks} in all), ms`, rows);
  console.log(`Goal: 95th percentile under ${GOAL_MS} ms.`);
}

async function each(run: (page: string) => Promise<readonly number[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, path: page } of PAGES) {
    const times = (await run(page)).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    rows.push({
      page: name,
      p50: at(0.5).toFixed(1),
      p95: at(0.95).toFixed(1),
      most: at(1).toFixed(1),
      goal: at(0.95) < GOAL_MS ? 'met' : 'MISSED',
    });
  }
  return rows;
}

async function inTurn(visitor: Visitor, page: string, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await ask(visitor, page));
  return times;
}

async function together(visitor: Visitor, page: string): Promise<readonly number[]> {
  const each = Math.ceil(ROUNDS / TOGETHER);
  return (await Promise.all(Array.from({ length: TOGETHER }, () => inTurn(visitor, page, each)))).flat();
}

/** How long it takes until the whole answer is there, in ms. */
async function ask({ url, cookie }: Visitor, page: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${url}/kerja/petugas${page}`, {
    headers: { ...TEST_BROWSER, cookie },
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${page}: ${answer.status}`);
  return performance.now() - started;
}

async function markOne({ db }: Database): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into officer_mark (election, mark, officer, body, area, at)
    select election, 'joined', id, body, area, now() from officer
    where election = ${ELECTION} and left_on is null and not exists (
      select 1 from officer_mark m where m.officer = officer.id and m.mark = 'joined'
    ) limit 1`.execute(db);
  return Number(numAffectedRows);
}

async function signIn({
  url,
  dataDir,
}: {
  readonly url: string;
  readonly dataDir: string;
}): Promise<Visitor> {
  const person = ['--name', 'Bench', '--email', 'bench@kpu.example', '--agency', 'kpu', '--role', 'operator'];
  const { code, out, err } = await runCommand(['staff', 'add', ...person], {
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
  });
  if (code !== 0) throw new Error(`jendela staff add: ${code}\n${err}`);
  const link = /http\S+/.exec(out)?.[0] ?? '';
  const answer = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...TEST_BROWSER,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  const cookie = answer.headers.getSetCookie().at(-1)?.split(';', 1)[0];
  if (cookie === undefined) throw new Error(`Signing in answered ${answer.status}.`);
  return { url, cookie };
}
