/**
 * `npm run bench:officers [-- --rate 100 --seconds 20]`: what officers' phones ask of a window on the morning of a voting day, over HTTP of the built
 * window with its database: the first page and a task of 1,000 different officers at 100 a second and then as fast as it
 * goes, ticks, whole queues of 20 actions at once; and how long joining takes on a slow phone, without its owner's own time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import type { Officer } from '../src/domain/officer.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { createOfficerSessions } from '../src/platform/officers/sessions.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { cpuOfWindow } from './cpu-of-window.ts';
import { invite, type SeededOfficer, seedOfficers, vaultOf } from './officer-seed.ts';
import { machine, printTable, type Row, withPlainWindow } from './support.ts';

const OFFICERS = 1_000;
const JOINS = 5;
const { values: options } = parseArgs({
  options: {
    /** On a machine that others use as well, fewer: what comes faster than it is answered only waits. */
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
  },
});
const PER_SECOND = Number(options.rate);
const SECONDS = Number(options.seconds);
const AT_ONCE = 16;
const QUEUES = { phones: 50, atOnce: 10, actions: 20 } as const;
const DISTRICT = '32.76.01';
const PIN = '482913';
/** A slow 3G network, and a processor a quarter as fast as this one. */
const SLOW = { latency: 400, bytesPerSecond: 50_000, processor: 4 } as const;

const agent = new Agent({ connections: 128, pipelining: 1 });

/** A phone that is signed in. */
interface Phone {
  readonly officer: Officer;
  readonly cookie: string;
  readonly queue: string;
  number: number;
}

const NOW = '2024-11-24T09:00:00+07:00';
const COMMANDS = [
  ['city', '--area', '32.76'],
  ['import', 'stages', 'content/stages/pilkada-2024.yaml'],
  ['import', 'officer-plan', 'content/officers/pilkada-2024.yaml'],
  ['import', 'tasks', 'content/officers/tasks-pilkada-2024.yaml'],
  ['import', 'training', '--open', 'content/officers/training-kpps-pilkada-2024.yaml'],
];

console.log(machine());
await withPlainWindow(COMMANDS, { CLOCK_STARTS_AT: NOW, LOG_LEVEL: 'fatal' }, async ({ url, dataDir }) => {
  const database = await openDatabase({ dataDir, log: createLogger({ level: 'silent' }) });
  try {
    const now = Temporal.Instant.from(NOW);
    const vault = await vaultOf(dataDir);
    const wanted = { count: OFFICERS + JOINS, district: DISTRICT, now, first: 500_000 };
    const officers = await seedOfficers(database.db, vault, wanted);
    const phones = await signedIn(database.db, officers.slice(0, OFFICERS), now);
    const load = (what: string, one: Deed, perSecond?: number) =>
      measured(what, dataDir, phones, (phone) => one(url, phone), perSecond);
    const task = await tickable(url, phones[0]);
    const rows: Row[] = [
      await load('first page', open('/petugas'), PER_SECOND),
      await load('first page', open('/petugas')),
      await load('a task', open(`/petugas/tugas/${task}`), PER_SECOND),
      await load('a task', open(`/petugas/tugas/${task}`)),
      await load('a tick', tick(task), PER_SECOND),
      await load('a tick', tick(task)),
    ];
    printTable(`${OFFICERS} officers; the load and the database run on the same machine`, rows);
    printTable('Queues', [await queues(url, dataDir, phones, task)]);
    const people = await invite(database.db, vault, officers.slice(OFFICERS), now);
    printTable('Joining by PIN on a slow phone, from opening the link to the first page', [
      await slowJoins(url, people),
    ]);
  } finally {
    await database.close();
    await agent.close();
  }
});

type Db = Awaited<ReturnType<typeof openDatabase>>['db'];
type Deed = (url: string, phone: Phone) => Promise<void>;

async function signedIn(db: Db, officers: readonly Officer[], now: Temporal.Instant): Promise<Phone[]> {
  const sessions = createOfficerSessions({ db, clock: () => now, zone: 'Asia/Jakarta', secure: false });
  const phones: Phone[] = [];
  for (const officer of officers) {
    await db
      .updateTable('officer')
      .set({ joined_at: now, joined_by: 'pin' })
      .where('id', '=', officer.id)
      .execute();
    const { cookie } = await sessions.open(officer, 'pin', 'bench');
    phones.push({ officer, cookie, queue: randomUUID(), number: 0 });
  }
  return phones;
}

/** A task that is ticked without a number or a photo. */
async function tickable(url: string, phone: Phone | undefined): Promise<string> {
  if (!phone) throw new Error('There is no phone.');
  const list = await ask(url, phone, '/petugas/tugas');
  const tasks = new Set(
    [...list.body.matchAll(/href="\/petugas\/tugas\/([\w-]+)"/g)].map(([, id = '']) => id),
  );
  for (const task of tasks) {
    const { status } = await act(url, phone, 'tasks.done', task);
    if (status !== 200) continue;
    await act(url, phone, 'tasks.undo', task);
    return task;
  }
  throw new Error('No task can be ticked.');
}

function open(path: string): Deed {
  return async (url, phone) => {
    const { status } = await ask(url, phone, path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
  };
}

/** Ticks it, or takes the tick back where it is ticked. */
function tick(task: string): Deed {
  return async (url, phone) => {
    const kind = phone.number % 2 === 0 ? 'tasks.done' : 'tasks.undo';
    const { status } = await act(url, phone, kind, task);
    if (status !== 200) throw new Error(`${kind}: ${status}`);
  };
}

async function act(url: string, phone: Phone, kind: string, subject: string) {
  phone.number += 1;
  const form = new URLSearchParams({
    '@id': randomUUID(),
    '@queue': phone.queue,
    '@number': String(phone.number),
    subject,
  });
  return ask(url, phone, `/petugas/aksi/${kind}`, form.toString());
}

async function ask(url: string, { cookie }: Phone, path: string, form?: string) {
  const answer = await request(new URL(path, url.replace('localhost', '127.0.0.1')), {
    dispatcher: agent,
    headers: {
      host: new URL(url).host,
      cookie,
      accept: form === undefined ? 'text/html' : 'application/json',
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
  return { status: answer.statusCode, body: await answer.body.text() };
}

/** So many begin in each second, whether those before have ended or not; without a number, the next as soon as one has. */
async function measured(
  what: string,
  dataDir: string,
  phones: readonly Phone[],
  one: (phone: Phone) => Promise<void>,
  perSecond?: number,
): Promise<Row> {
  const times: number[] = [];
  const failures = new Map<string, number>();
  const timed = async (phone: Phone | undefined) => {
    if (!phone) return;
    const started = performance.now();
    try {
      await one(phone);
      times.push(performance.now() - started);
    } catch (error) {
      const said = error instanceof Error ? error.message : 'unknown';
      failures.set(said, (failures.get(said) ?? 0) + 1);
    }
  };
  const before = cpuOfWindow(dataDir);
  const started = performance.now();
  if (perSecond === undefined) {
    let at = 0;
    const worker = async () => {
      while (performance.now() - started < (SECONDS * 1000) / 2) {
        at += 1;
        await timed(phones[at % phones.length]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } else {
    const running: Promise<void>[] = [];
    for (let at = 0; at < perSecond * SECONDS; at++) {
      const wait = started + (at * 1000) / perSecond - performance.now();
      if (wait > 0) await sleep(wait);
      running.push(timed(phones[at % phones.length]));
    }
    await Promise.all(running);
  }
  const seconds = (performance.now() - started) / 1000;
  const after = cpuOfWindow(dataDir);
  for (const [said, count] of failures) console.log(`failed: ${count} × ${said}`);
  if (failures.size > 0) process.exitCode = 1;
  const each = (ms: number) => (ms / times.length).toFixed(1);
  return {
    what: perSecond === undefined ? `${what}, ${AT_ONCE} at once` : `${what}, ${perSecond} a second`,
    'a second': Math.round(times.length / seconds),
    'p50 ms': percentile(times, 0.5),
    'p95 ms': percentile(times, 0.95),
    'max ms': percentile(times, 1),
    'window ms each': before && after ? each(after.window - before.window) : '',
    'database ms each': before && after ? each(after.database - before.database) : '',
  };
}

/** Phones that come back into the network, each of which sends all that it has, one after the other. */
async function queues(url: string, dataDir: string, phones: readonly Phone[], task: string): Promise<Row> {
  const before = cpuOfWindow(dataDir);
  const waiting = phones.slice(0, QUEUES.phones).values();
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: QUEUES.atOnce }, async () => {
      for (const phone of waiting) {
        const began = performance.now();
        for (let at = 0; at < QUEUES.actions; at++) await tick(task)(url, phone);
        times.push(performance.now() - began);
      }
    }),
  );
  const ms = performance.now() - started;
  const after = cpuOfWindow(dataDir);
  const actions = QUEUES.phones * QUEUES.actions;
  return {
    what: `${QUEUES.phones} queues of ${QUEUES.actions} actions, ${QUEUES.atOnce} phones at once`,
    'actions a second': Math.round(actions / (ms / 1000)),
    'a queue p50 ms': percentile(times, 0.5),
    'a queue p95 ms': percentile(times, 0.95),
    'window ms an action': before && after ? ((after.window - before.window) / actions).toFixed(1) : '',
    'database ms an action': before && after ? ((after.database - before.database) / actions).toFixed(1) : '',
  };
}

async function slowJoins(url: string, people: readonly SeededOfficer[]): Promise<Row> {
  const browser = await launchBrowser();
  const times: number[] = [];
  try {
    for (const { code, nik } of people) {
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        locale: 'id-ID',
      });
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: SLOW.latency,
        downloadThroughput: SLOW.bytesPerSecond,
        uploadThroughput: SLOW.bytesPerSecond,
      });
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.processor });
      const started = performance.now();
      await page.goto(`${url}/gabung?k=${code}`, { waitUntil: 'domcontentloaded' });
      await page.getByLabel('4 angka terakhir NIK').fill(nik.slice(-4));
      await page.getByRole('button', { name: 'Lanjut' }).click();
      await page.getByLabel('Saya sudah membaca dan setuju').check();
      await page.getByLabel('PIN baru, 6 angka').fill(PIN);
      await page.getByRole('button', { name: 'Gabung dengan PIN' }).click();
      await page.waitForURL(`${url}/petugas`, { waitUntil: 'domcontentloaded' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      times.push(performance.now() - started);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return {
    what: `${SLOW.latency} ms, ${SLOW.bytesPerSecond / 1000} kB/s, processor ${SLOW.processor}× slower`,
    joins: times.length,
    'p50 s': seconds(percentile(times, 0.5)),
    'max s': seconds(percentile(times, 1)),
  };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
