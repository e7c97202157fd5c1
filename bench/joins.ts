/**
 * `npm run bench:joins [-- --full]`: officers join through HTTP at a real window with its database, half by passkey and half
 * by PIN, some of them sending the last form twice and some by a second phone. First peaks of 50 a second, then as fast
 * as it goes; `--full`: all 46,000. At the end the database is asked whether anybody was lost or doubled.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { Agent, request } from 'undici';
import { openDatabase } from '../src/platform/database/database.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { createPhoneKey } from '../test/support/phone-key.ts';
import { cpuOfWindow } from './cpu-of-window.ts';
import { invite, type SeededOfficer, seedOfficers, vaultOf } from './officer-seed.ts';
import { machine, printTable, type Row, withDemoWindow } from './support.ts';

const ALL = 46_000;
const HOURS = 3;
const PEAK = { perSecond: 50, seconds: 60 } as const;
const AS_FAST_AS_IT_GOES = { joins: 3_000, atOnce: 16 } as const;
const DISTRICT = '32.76.01';
/** Of so many joins one sends its last form twice, and one comes by two phones. */
const TWICE_EVERY = 20;
const TWO_PHONES_EVERY = 50;
const PIN = '482913';

const isFull = process.argv.includes('--full');
const agent = new Agent({ connections: 256, pipelining: 1 });

interface Measured {
  readonly steps: number[];
  readonly joins: number[];
  readonly acknowledged: Set<string>;
  readonly failures: Map<string, number>;
  /** Second phones that were told the code is used, and how many there were. */
  readonly told: { right: number; all: number };
}

console.log(machine());
await withDemoWindow(
  async ({ url, dataDir }) => {
    const database = await openDatabase({ dataDir, log: createLogger({ level: 'silent' }) });
    try {
      const now = Temporal.Instant.from('2024-11-24T09:00:00+07:00');
      const vault = await vaultOf(dataDir);
      const count = isFull ? ALL : PEAK.perSecond * PEAK.seconds + AS_FAST_AS_IT_GOES.joins;
      const officers = await seedOfficers(database.db, vault, { count, district: DISTRICT, now });
      const people = [...(await invite(database.db, vault, officers, now))];
      console.log(`${people.length} officers have their letters.`);
      const all = newMeasured();
      const rows: Row[] = [];
      const before = cpuOfWindow(dataDir);
      if (isFull) {
        rows.push(await asFastAsItGoes(`all ${ALL}`, url, people, all));
      } else {
        rows.push(await peak(url, people.splice(0, PEAK.perSecond * PEAK.seconds), all));
        rows.push(await asFastAsItGoes('as fast as it goes', url, people, all));
      }
      printTable('Joining: four requests each; the load and the database run on the same machine', rows);
      const after = cpuOfWindow(dataDir);
      if (before && after) {
        const each = (ms: number) => (ms / all.acknowledged.size).toFixed(1);
        console.log(
          `Processor time a join: window ${each(after.window - before.window)} ms, database ${each(after.database - before.database)} ms.`,
        );
      }
      await verify(
        database.db,
        officers.map(({ id }) => id),
        all,
      );
    } finally {
      await database.close();
      await agent.close();
    }
  },
  { TRUSTED_PROXIES: '1' },
);

function newMeasured(): Measured {
  return { steps: [], joins: [], acknowledged: new Set(), failures: new Map(), told: { right: 0, all: 0 } };
}

/** So many begin in each second, whether those before have ended or not. */
async function peak(url: string, people: readonly SeededOfficer[], all: Measured): Promise<Row> {
  const own = newMeasured();
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (const [at, person] of people.entries()) {
    const wait = started + (at * 1000) / PEAK.perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    running.push(joinOne(url, person, at, own));
  }
  await Promise.all(running);
  return rowOf(`${PEAK.perSecond} a second for ${PEAK.seconds} s`, own, performance.now() - started, all);
}

/** So many at once, the next as soon as one has ended. */
async function asFastAsItGoes(
  what: string,
  url: string,
  people: readonly SeededOfficer[],
  all: Measured,
): Promise<Row> {
  const own = newMeasured();
  const started = performance.now();
  const waiting = people.entries();
  await Promise.all(
    Array.from({ length: AS_FAST_AS_IT_GOES.atOnce }, async () => {
      for (const [at, person] of waiting) await joinOne(url, person, at, own);
    }),
  );
  return rowOf(what, own, performance.now() - started, all);
}

async function joinOne(url: string, person: SeededOfficer, at: number, measured: Measured): Promise<void> {
  const { officer, code, nik } = person;
  const started = performance.now();
  // As many addresses as there are villages' gateways.
  const address = `198.18.${at % 250}.${at % 7}`;
  try {
    await step(measured, url, `/gabung?k=${code}`, address);
    const form = { kode: code, nik: nik.slice(-4) };
    const [page, other] = await Promise.all([
      second(measured, url, address, form),
      at % TWO_PHONES_EVERY === 0 ? second(measured, url, address, form) : undefined,
    ]);
    const last = lastForm(url, page.body, at);
    const ends = await Promise.all([
      step(measured, url, '/gabung/kunci', address, last),
      at % TWICE_EVERY === 0 ? step(measured, url, '/gabung/kunci', address, last) : undefined,
    ]);
    for (const end of ends) if (end && end.status !== 303) throw new Error(`last form: ${end.status}`);
    measured.acknowledged.add(officer.id);
    measured.joins.push(performance.now() - started);
    if (other) {
      const late = await second(measured, url, address, lastForm(url, other.body, at), '/gabung/kunci');
      measured.told.all += 1;
      if (late.status === 409) measured.told.right += 1;
    }
  } catch (error) {
    const what = error instanceof Error ? error.message : 'unknown';
    measured.failures.set(what, (measured.failures.get(what) ?? 0) + 1);
  }
}

/** A form, and the page that it leads on to. */
async function second(
  measured: Measured,
  url: string,
  address: string,
  form: Readonly<Record<string, string>>,
  path = '/gabung',
) {
  const { to, cookies } = await step(measured, url, path, address, form);
  if (to === undefined) throw new Error(`${path}: leads nowhere`);
  return step(measured, url, to, address, undefined, cookies);
}

/** The second page's form as a phone fills it in. */
function lastForm(url: string, html: string, at: number): Record<string, string> {
  const tiket = /name="tiket" value="([^"]*)"/.exec(html)?.[1];
  const options = /data-options="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"');
  if (tiket === undefined || options === undefined) throw new Error('no second page');
  if (at % 2 === 0) return { tiket, setuju: 'ya', pin: PIN };
  return { tiket, setuju: 'ya', kunci: createPhoneKey(url).create(JSON.parse(options)) };
}

async function step(
  measured: Measured,
  url: string,
  path: string,
  address: string,
  form?: Readonly<Record<string, string>>,
  cookies?: string,
) {
  const started = performance.now();
  const answer = await request(new URL(path, url.replace('localhost', '127.0.0.1')), {
    dispatcher: agent,
    headers: {
      host: new URL(url).host,
      'accept-encoding': 'br',
      'x-forwarded-for': address,
      'user-agent': 'Mozilla/5.0 (Linux; Android 11) Chrome/120 Mobile',
      ...(cookies === undefined ? {} : { cookie: cookies }),
      ...(form
        ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
        : {}),
    },
    ...(form ? { method: 'POST', body: new URLSearchParams(form).toString() } : {}),
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  measured.steps.push(performance.now() - started);
  const isPacked = answer.headers['content-encoding'] === 'br';
  const body = (isPacked ? brotliDecompressSync(bytes) : bytes).toString();
  if (answer.statusCode >= 500 || answer.statusCode === 429)
    throw new Error(`${path.split('?')[0]}: ${answer.statusCode}`);
  const { location, 'set-cookie': set = [] } = answer.headers;
  return {
    status: answer.statusCode,
    body,
    to: typeof location === 'string' ? location : undefined,
    cookies: [set]
      .flat()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
}

function rowOf(what: string, own: Measured, ms: number, all: Measured): Row {
  for (const id of own.acknowledged) all.acknowledged.add(id);
  for (const [failure, count] of own.failures)
    all.failures.set(failure, (all.failures.get(failure) ?? 0) + count);
  all.told.all += own.told.all;
  all.told.right += own.told.right;
  const rate = own.acknowledged.size / (ms / 1000);
  return {
    what,
    joins: own.acknowledged.size,
    'a second': Math.round(rate * 10) / 10,
    'request p50 ms': percentile(own.steps, 0.5),
    'p95 ms': percentile(own.steps, 0.95),
    'max ms': percentile(own.steps, 1),
    'whole join p95 ms': percentile(own.joins, 0.95),
    failed: [...own.failures.values()].reduce((sum, count) => sum + count, 0),
    [`${ALL} take`]: `${Math.round(ALL / rate / 60)} min of ${HOURS * 60}`,
  };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

/** Whether everybody who was told so has joined, once, and nobody else. */
async function verify(
  db: Awaited<ReturnType<typeof openDatabase>>['db'],
  ids: readonly string[],
  { acknowledged, failures, told }: Measured,
): Promise<void> {
  const joined = new Set<string>();
  const twice = { marks: 0, phones: 0, codes: 0 };
  for (let at = 0; at < ids.length; at += 5_000) {
    const some = ids.slice(at, at + 5_000);
    const rows = await db
      .selectFrom('officer')
      .select((eb) => [
        'id',
        'joined_at',
        eb
          .selectFrom('officer_mark')
          .whereRef('officer_mark.officer', '=', 'officer.id')
          .where('mark', '=', 'joined')
          .select((count) => count.fn.countAll<string>().as('n'))
          .as('marks'),
        eb
          .selectFrom('officer_phone')
          .whereRef('officer_phone.officer', '=', 'officer.id')
          .select((count) => count.fn.countAll<string>().as('n'))
          .as('phones'),
        eb
          .selectFrom('officer_invitation')
          .whereRef('officer_invitation.officer', '=', 'officer.id')
          .where('used_at', 'is not', null)
          .select((count) => count.fn.countAll<string>().as('n'))
          .as('codes'),
      ])
      .where('id', 'in', some)
      .execute();
    for (const row of rows) {
      const expected = row.joined_at ? 1 : 0;
      if (row.joined_at) joined.add(row.id);
      if (Number(row.marks) !== expected) twice.marks += 1;
      if (Number(row.phones) !== expected) twice.phones += 1;
      if (Number(row.codes) !== expected) twice.codes += 1;
    }
  }
  const lost = acknowledged.difference(joined).size;
  printTable('In the database afterwards', [
    {
      acknowledged: acknowledged.size,
      joined: joined.size,
      lost,
      'marks doubled or missing': twice.marks,
      'phones doubled or missing': twice.phones,
      'codes doubled or missing': twice.codes,
      'second phones told': `${told.right} of ${told.all}`,
    },
  ]);
  for (const [failure, count] of failures) console.log(`failed: ${count} × ${failure}`);
  const wrong = lost + twice.marks + twice.phones + twice.codes + (told.all - told.right) + failures.size;
  if (wrong > 0) process.exitCode = 1;
}
