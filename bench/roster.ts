/**
 * Measures the import of 60,000 officers and the same file once more, and then files of other sizes: memory must not grow
 * with the lines. `npm run bench:roster`. Each in a process of its own, so that its peak of memory is its own; takes
 * about a minute. The largest has as many lines as a file may have.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { parseOfficerPlanFile } from '../src/domain/officer-plan-file.ts';
import { parseStageFile } from '../src/domain/stage-file.ts';
import { createDirectory } from '../src/features/polling-places/directory.ts';
import { pollingPlaceMigrations } from '../src/features/polling-places/tables.ts';
import { readinessMigrations } from '../src/features/readiness/tables.ts';
import { importOfficers } from '../src/features/roster/import/import-officers.ts';
import { savePlan } from '../src/features/roster/plan-store.ts';
import { rosterMigrations } from '../src/features/roster/tables.ts';
import { electionDirectory } from '../src/features/stages/directory.ts';
import { importStages } from '../src/features/stages/import.ts';
import { stagesMigrations } from '../src/features/stages/tables.ts';
import { loadCityAreas } from '../src/platform/areas.ts';
import { type Database, openDatabase } from '../src/platform/database/database.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { platformMigrations } from '../src/platform/migrations.ts';
import { createOfficers } from '../src/platform/officers/create-officers.ts';
import { createVault } from '../src/platform/vault.ts';
import { machine, printTable, type Row } from './support.ts';

const ELECTION = 'pilkada-2024';
const CITY = '32.76';
const PLACES = 10_000;
/** Officers of a polling place. */
const TEAM = 10;
const LINES = 60_000;
const OTHER_LINES = [15_000, 30_000, 100_000] as const;
/** A heap that is collected once it is full: what the engine lets lie while there is room is nothing that an import needs. */
const HEAP_MEGABYTES = 100;
/** How much more the largest file may take than the smallest, beside what is in it. */
const MOST_GROWTH_MEGABYTES = 30;
const NOW = Temporal.Instant.from('2024-11-10T09:00:00+07:00');
const SECRET = 'bench';
const HEADER = ['Nama', 'NIK', 'No HP', 'Badan', 'Jabatan', 'TPS'];
const log = createLogger({ level: 'silent' });
const content = new URL('../content/', import.meta.url);

interface Measured {
  readonly outcome: string;
  readonly lines: number;
  readonly added: number;
  readonly unchanged: number;
  /** Of these, until the last line was read and sealed. */
  readonly readingSeconds: number;
  readonly seconds: number;
  /** Of this process; the database's work comes on top. */
  readonly cpuSeconds: number;
  readonly startMegabytes: number;
  readonly peakMegabytes: number;
  /** Of what the program itself holds, at the end of each batch of lines. */
  readonly peakHeapMegabytes: number;
  readonly fileMegabytes: number;
}

const [job, dataDir = '', file = ''] = process.argv.slice(2);
if (job === 'import') await measureImport(dataDir, file);
else await measureAll();

async function measureAll(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-bench-'));
  await chmod(folder, 0o755); // root runs the database as someone else, who has to get in
  const database = await openDatabase({ dataDir: folder, log });
  try {
    const places = await prepare(database);
    const csv = await writeCsv(folder, places.slice(0, LINES / TEAM));
    const xlsx = await writeXlsx(folder, places.slice(0, LINES / TEAM));
    const rows: Row[] = [];
    const bySize: Measured[] = [];
    const measure = async (what: string, of: string) => {
      const measured = await inProcess(folder, of);
      rows.push({ import: what, ...measured });
      return measured;
    };
    bySize.push(await measure('CSV, first', csv));
    await measure('CSV, the same again', csv);
    await measure('XLSX of the same', xlsx);
    for (const lines of OTHER_LINES) {
      bySize.push(await measure('CSV', await writeCsv(folder, places.slice(0, lines / TEAM))));
    }
    printTable(`Officers of a city, ${machine()}`, rows);
    sayWhetherFlat(bySize);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function sayWhetherFlat(measured: readonly Measured[]): void {
  const beside = measured
    .toSorted((a, b) => a.lines - b.lines)
    .map(({ peakMegabytes, fileMegabytes }) => peakMegabytes - fileMegabytes);
  const growth = Math.round((beside.at(-1) ?? 0) - (beside[0] ?? 0));
  console.log(`The largest file takes ${growth} MB more than the smallest, beside its own size.`);
  if (growth > MOST_GROWTH_MEGABYTES) process.exitCode = 1;
}

/** The tables, a plan, and polling places spread over the city. */
async function prepare(database: Database): Promise<readonly string[]> {
  await migrate(
    database,
    {
      ...platformMigrations,
      ...stagesMigrations,
      ...pollingPlaceMigrations,
      ...rosterMigrations,
      // Its triggers count officers as they come, so that they belong to what an import costs.
      ...readinessMigrations,
    },
    log,
  );
  const { db } = database;
  const stages = parseStageFile(await readFile(new URL(`stages/${ELECTION}.yaml`, content), 'utf8'), '');
  const plan = parseOfficerPlanFile(
    await readFile(new URL(`officers/${ELECTION}.yaml`, content), 'utf8'),
    '',
  );
  if (!stages.ok || !plan.ok) throw new Error('The files that are shipped cannot be read.');
  await importStages(db, stages, NOW);
  await savePlan(db, plan.plan, { actor: { kind: 'command', name: 'bench' }, agency: 'kpu', now: NOW });
  const areas = await loadCityAreas(CITY);
  const villages = areas.children(CITY).flatMap(({ code }) => areas.children(code));
  const codes = Array.from({ length: PLACES }, (_, at) => {
    const village = villages[at % villages.length]?.code ?? '';
    return { village, number: String(Math.floor(at / villages.length) + 1).padStart(3, '0') };
  });
  for (let at = 0; at < codes.length; at += 500) {
    await db
      .insertInto('polling_place')
      .values(
        codes.slice(at, at + 500).map(({ village, number }) => ({
          election: ELECTION,
          code: `${village.replaceAll('.', '')}${number}`,
          display_number: number,
          area: village,
          name: null,
          address: 'Jl. Raya',
          latitude: null,
          longitude: null,
          confirmed_on: null,
          kind: 'regular' as const,
          accessibility: '{}',
          voters: 300,
          changed_at: NOW,
        })),
      )
      .execute();
  }
  return codes.map(({ village, number }) => `${village.replaceAll('.', '')}${number}`);
}

function* lines(places: readonly string[]): Generator<readonly string[]> {
  const team = [
    ['kpps', 'ketua'],
    ...[2, 3, 4, 5, 6, 7].map((number) => ['kpps', `anggota-${number}`] as const),
    ['ketertiban', 'petugas'],
    ['ketertiban', 'petugas'],
    ['pantarlih', 'petugas'],
  ] as const;
  let person = 0;
  for (const place of places) {
    for (const [body, role] of team) {
      person++;
      const day = String((person % 28) + 1).padStart(2, '0');
      const month = String((Math.floor(person / 28) % 12) + 1).padStart(2, '0');
      const nik = `327601${day}${month}${90 - (person % 20)}${String((person % 9_998) + 1).padStart(4, '0')}`;
      yield [`Petugas Nomor ${person}`, nik, `0812${String(person).padStart(8, '0')}`, body, role, place];
    }
  }
}

async function writeCsv(folder: string, places: readonly string[]): Promise<string> {
  const csv = path.join(folder, `officers-${places.length}.csv`);
  let text = `${HEADER.join(',')}\n`;
  for (const line of lines(places)) text += `${line.join(',')}\n`;
  await writeFile(csv, text);
  return csv;
}

async function writeXlsx(folder: string, places: readonly string[]): Promise<string> {
  const xlsx = path.join(folder, 'officers.xlsx');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: xlsx, useSharedStrings: true });
  const sheet = book.addWorksheet('Petugas');
  sheet.addRow(HEADER).commit();
  for (const line of lines(places)) sheet.addRow([...line]).commit();
  await book.commit();
  return xlsx;
}

async function inProcess(folder: string, of: string): Promise<Measured> {
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
  const child = spawn(process.execPath, [heap, import.meta.filename, 'import', folder, of], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child, 'close');
  return JSON.parse(said);
}

async function measureImport(folder: string, of: string): Promise<void> {
  const database = await openDatabase({ dataDir: folder, log });
  const { db } = database;
  const areas = await loadCityAreas(CITY);
  const vault = createVault(SECRET);
  const startMegabytes = Math.round(process.memoryUsage.rss() / 1e6);
  const start = performance.now();
  const cpu = process.cpuUsage();
  let readingSeconds = 0;
  let heap = 0;
  const {
    outcome,
    lines: read,
    plan,
  } = await importOfficers(
    {
      db,
      vault,
      officers: createOfficers(db, vault),
      elections: electionDirectory(db),
      pollingPlaces: createDirectory({ db, areas }),
      areas,
      city: { area: CITY, zone: 'Asia/Jakarta' },
      clock: () => NOW,
    },
    {
      file: of,
      election: ELECTION,
      actor: { kind: 'command', name: 'bench' },
      agency: 'kpu',
      onProgress: (step) => {
        heap = Math.max(heap, process.memoryUsage().heapUsed);
        if (step === 'reading') readingSeconds = since(start);
      },
    },
  );
  const measured: Measured = {
    outcome,
    lines: read,
    added: plan.added,
    unchanged: plan.unchanged,
    readingSeconds,
    seconds: since(start),
    cpuSeconds: Math.round(cpuOf(cpu) / 1e5) / 10,
    startMegabytes,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
    peakHeapMegabytes: Math.round(heap / 1e6),
    fileMegabytes: Math.round((await stat(of)).size / 1e5) / 10,
  };
  await database.close();
  process.stdout.write(JSON.stringify(measured));
}

function since(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10;
}

function cpuOf(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
