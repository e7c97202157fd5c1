import { readFile } from 'node:fs/promises';
import { demoOfficers, demoPeople } from '../demo/officers.ts';
import { createRandom } from '../demo/random.ts';
import { findBody, type Officer, type OfficerPlan } from '../domain/officer.ts';
import { parseOfficerPlanFile } from '../domain/officer-plan-file.ts';
import { parseTaskFile } from '../domain/officer-task-file.ts';
import { parseTrainingFile } from '../domain/training-file.ts';
import { importHealthFacilities } from '../features/health/import-facilities.ts';
import { handOut } from '../features/joining/invitations.ts';
import { markJoined } from '../features/joining/join.ts';
import { joinAddress } from '../features/joining/links.ts';
import { replaceOfficer } from '../features/roster/deeds.ts';
import { importOfficers } from '../features/roster/import/import-officers.ts';
import { type RosterParts, rosterParts } from '../features/roster/import/parts.ts';
import { savePlan } from '../features/roster/plan-store.ts';
import { importTasks } from '../features/tasks/import.ts';
import { tasksOf } from '../features/tasks/task-book.ts';
import { importCourse } from '../features/training/courses/write.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { OFFICER_COLUMNS, officerOf, SEALED } from '../platform/officers/create-officers.ts';
import { CommandFailure } from './failure.ts';
import { OFFICER_FILES } from './paths.ts';

/** The election whose officers a demo has. */
const ELECTION = 'pilkada-2024';
const IMPORTED_AT = Temporal.Instant.from('2024-11-04T09:00:00+07:00');
const INVITED_AT = Temporal.Instant.from('2024-11-06T08:00:00+07:00');
const FIRST_JOIN = Temporal.Instant.from('2024-11-07T07:00:00+07:00');
/** Days over which they join: most in the first week, the last the evening before the demo's morning. */
const JOIN_DAYS = 17;
const MINUTES_OF_A_DAY = 13 * 60;
/** Of a hundred officers so many were given a letter, and so many have joined. */
const INVITED_OF_100 = 93;
const JOINED_OF_100 = 78;
/** Officers that are read at once; a demo has fewer. */
const MOST = 100_000;
const ACTOR = { kind: 'command', name: 'demo' } as const;

/** An officer who has joined, and when. */
export interface JoinedOfficer {
  readonly officer: Officer;
  readonly at: Temporal.Instant;
}

/** What a demo's officers came to be. */
export interface DemoOfficersReport {
  readonly plan: OfficerPlan;
  readonly all: number;
  readonly joined: readonly JoinedOfficer[];
}

/**
 * Takes in an invented city's officers as an office would, with their tasks and their course, and lets most of them join.
 * Again, it changes nothing: an opening that was cut short goes on.
 *
 * @throws CommandFailure where a shipped file or an invented officer is refused
 */
export async function bringDemoOfficers(context: FeatureContext, seed: string): Promise<DemoOfficersReport> {
  const { city } = context;
  const agency = city.electionOffice.id;
  const plan = await importPlan(context, agency);
  const parts = rosterParts(context);
  if (!parts) throw new CommandFailure('A demo needs elections and polling places.');
  // One transaction took all of them, or none.
  if ((await readAll(context)).length === 0) await takeIn(parts, { plan, city, agency, seed });
  await importTasksAndCourse(context, agency);
  await importFacilities(context);
  await replaceOne(context, plan, seed);
  const officers = await readAll(context);
  await invite(context, officers);
  return { plan, all: officers.length, joined: await join(context, officers, seed) };
}

/** Invents the officers and takes them in as an office's list. */
async function takeIn(
  parts: RosterParts,
  more: {
    readonly plan: OfficerPlan;
    readonly city: FeatureContext['city'];
    readonly agency: string;
    readonly seed: string;
  },
): Promise<void> {
  const { plan, city, agency, seed } = more;
  const places = await parts.pollingPlaces.outlines(ELECTION);
  const invented = demoOfficers({
    areas: parts.areas,
    city: city.area,
    plan,
    places: places.map(({ code }) => code),
    seed,
  });
  const { outcome, plan: counts } = await importOfficers(
    { ...parts, clock: () => IMPORTED_AT },
    {
      file: Iterator.from(invented).map((officer, index) => ({
        line: index + 2,
        cells: { ...officer },
        problems: [],
      })),
      election: ELECTION,
      actor: ACTOR,
      agency,
    },
  );
  if (outcome !== 'taken') {
    throw new CommandFailure(`The officers of the demo were refused: ${JSON.stringify(counts)}`);
  }
}

async function importPlan({ db }: FeatureContext, agency: string): Promise<OfficerPlan> {
  const file = OFFICER_FILES.plan;
  const parsed = parseOfficerPlanFile(await readFile(file, 'utf8'), file);
  if (!parsed.ok) throw new CommandFailure(`${file}: ${parsed.problems[0]?.problem}`);
  await savePlan(db, parsed.plan, { actor: ACTOR, agency, now: IMPORTED_AT });
  return parsed.plan;
}

async function importTasksAndCourse(context: FeatureContext, agency: string): Promise<void> {
  const { db } = context;
  const tasks = parseTaskFile(await readFile(OFFICER_FILES.tasks, 'utf8'), OFFICER_FILES.tasks);
  if (!tasks.ok) throw new CommandFailure(`${OFFICER_FILES.tasks}: ${tasks.problems[0]?.problem}`);
  await importTasks(db, tasks, { by: { actor: ACTOR, agency }, now: IMPORTED_AT });
  // Reckons their moments, as the first page that shows them would.
  await tasksOf(context, ELECTION);
  const course = parseTrainingFile(await readFile(OFFICER_FILES.training, 'utf8'), OFFICER_FILES.training);
  if (!course.ok) throw new CommandFailure(`${OFFICER_FILES.training}: ${course.problems[0]?.problem}`);
  await importCourse({ db, clock: () => IMPORTED_AT }, course, { open: true });
}

/** A puskesmas in each kecamatan, without a telephone: nobody is to be called by mistake. */
async function importFacilities({ db, areas, city }: FeatureContext): Promise<void> {
  const lines = areas
    .children(city.area)
    .map(({ code, name }) => `"Puskesmas ${name}",puskesmas,"Kantor kecamatan ${name} (contoh)",${code}`);
  const { problems } = await importHealthFacilities({
    file: Buffer.from(['name,kind,address,area', ...lines].join('\n')),
    db,
    areas,
    city,
  });
  const [problem] = problems;
  if (problem) throw new CommandFailure(`The demo's facilities, line ${problem.line}: ${problem.why}`);
}

async function readAll({ db }: Pick<FeatureContext, 'db'>): Promise<readonly Officer[]> {
  const rows = await db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('election', '=', ELECTION)
    .where('left_on', 'is', null)
    .orderBy('area')
    .orderBy('place')
    .orderBy('body')
    .orderBy('role')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(officerOf);
}

/** One of KPPS fell ill before the service began, and a neighbour took over. */
async function replaceOne(context: FeatureContext, plan: OfficerPlan, seed: string): Promise<void> {
  const body = findBody(plan, 'kpps');
  const [row] = await context.db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('election', '=', ELECTION)
    .where('body', '=', 'kpps')
    .where('role', '!=', body?.head ?? '')
    .orderBy('area')
    .orderBy('place')
    .orderBy('role')
    .limit(1)
    .execute();
  if (!body || !row || row.left_on !== null) return;
  const person = demoPeople({ areas: context.areas, city: context.city.area, seed }, 'substitutes').next()
    .value;
  await replaceOfficer({ ...context, clock: () => INVITED_AT }, officerOf(row), {
    reason: 'ill',
    on: Temporal.PlainDate.from('2024-11-07'),
    person,
    body,
    actor: ACTOR,
  });
}

/** Nearly all are given a letter; the share is taken by place in the list, so that every team has some of each. */
async function invite(
  { db, vault, officers: marks, city }: FeatureContext,
  officers: readonly Officer[],
): Promise<void> {
  const invited = officers.filter((officer, index) => isDue(officer) && share(index) < INVITED_OF_100);
  await db.transaction().execute(async (trx) => {
    await handOut(trx, vault, invited, {
      purpose: 'join',
      way: 'letter',
      by: city.electionOffice.name,
      now: INVITED_AT,
      zone: city.zone,
    });
    for (const officer of invited) await marks.mark(trx, officer, 'invited', INVITED_AT);
  });
}

async function join(
  { db, officers: marks }: FeatureContext,
  officers: readonly Officer[],
  seed: string,
): Promise<readonly JoinedOfficer[]> {
  const random = createRandom(`${seed}|joining`);
  const joined: JoinedOfficer[] = [];
  await db.transaction().execute(async (trx) => {
    for (const [index, officer] of officers.entries()) {
      const day = Math.min(random.below(JOIN_DAYS), random.below(JOIN_DAYS));
      const minutes = random.below(MINUTES_OF_A_DAY);
      const way = random.oneIn(12) ? 'in-person' : random.oneIn(4) ? 'pin' : 'passkey';
      if (!isDue(officer) || share(index) >= JOINED_OF_100) continue;
      const at = FIRST_JOIN.add({ hours: day * 24, minutes });
      await markJoined(trx, marks, officer, way, at);
      joined.push({ officer, at });
    }
  });
  return joined.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** Whose service is not over by the time that letters go out. */
function isDue({ serves }: Officer): boolean {
  return Temporal.PlainDate.compare(serves.until, Temporal.PlainDate.from('2024-11-24')) >= 0;
}

/** Spreads an index over 0 to 99 so that neighbours get shares far apart. */
function share(index: number): number {
  return (index * 61) % 100;
}

/** A way into the window of officers, for whoever tries a demo. */
export interface DemoOfficerWay {
  readonly who: string;
  /** Path with a code that lets in once. */
  readonly path: string;
  /** Last four figures of their NIK, which is asked for. */
  readonly ending: string;
}

/** Of whom a demo prints a way in: who leads, who watches over them, and one who has not joined yet. */
const SHOWN = [
  { body: 'kpps', role: 'ketua', joined: true, who: 'head of a KPPS' },
  { body: 'pps', role: 'ketua', joined: true, who: 'head of a PPS, who watches over a kelurahan' },
  { body: 'ppk', role: 'ketua', joined: true, who: 'head of a PPK, who watches over a kecamatan' },
  {
    body: 'kpps',
    role: 'anggota-4',
    joined: false,
    who: 'member of a KPPS who has a letter and has not joined yet',
  },
] as const;

/** A code for one officer of each sort; each works once, for a day. */
export async function demoOfficerWays({
  db,
  vault,
  city,
  clock,
}: Pick<FeatureContext, 'db' | 'vault' | 'city' | 'clock'>): Promise<readonly DemoOfficerWay[]> {
  const ways: DemoOfficerWay[] = [];
  for (const { body, role, joined, who } of SHOWN) {
    const row = await db
      .selectFrom('officer')
      .select(OFFICER_COLUMNS)
      .select('nik_sealed')
      .where('election', '=', ELECTION)
      .where('body', '=', body)
      .where('role', '=', role)
      .where('left_on', 'is', null)
      .where('joined_at', joined ? 'is not' : 'is', null)
      .orderBy('area')
      .orderBy('place')
      .limit(1)
      .executeTakeFirst();
    if (!row?.nik_sealed) continue;
    const officer = officerOf(row);
    const codes = await db.transaction().execute((trx) =>
      handOut(trx, vault, [officer], {
        purpose: joined ? 'phone' : 'join',
        way: 'letter',
        by: city.electionOffice.name,
        now: clock(),
        zone: city.zone,
      }),
    );
    const code = codes.get(officer.id)?.code;
    if (code === undefined) continue;
    ways.push({
      who: `${officer.name}, ${who}`,
      path: joinAddress('', code),
      ending: vault.open(SEALED.nik, row.nik_sealed).slice(-4),
    });
  }
  return ways;
}
