import { readFile } from 'node:fs/promises';
import { demoOfficers, demoPeople } from '../demo/officers.ts';
import { createRandom } from '../demo/random.ts';
import { findBody, findRole, isSoleHead, type Officer, type OfficerPlan } from '../domain/officer.ts';
import { parseOfficerPlanFile } from '../domain/officer-plan-file.ts';
import { parseTaskFile } from '../domain/officer-task-file.ts';
import { parseTrainingFile } from '../domain/training-file.ts';
import { importHealthFacilities } from '../features/health/import-facilities.ts';
import { handOut } from '../features/joining/invitations.ts';
import { markJoined } from '../features/joining/join.ts';
import { replaceOfficer } from '../features/roster/deeds.ts';
import { importOfficers } from '../features/roster/import/import-officers.ts';
import { type RosterParts, rosterParts } from '../features/roster/import/parts.ts';
import { savePlan } from '../features/roster/plan-store.ts';
import { importTasks } from '../features/tasks/import.ts';
import { tasksOf } from '../features/tasks/task-book.ts';
import { importCourse } from '../features/training/courses/write.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { OFFICER_COLUMNS, officerOf } from '../platform/officers/create-officers.ts';
import type { ShownTeam } from './demo-officer-incidents.ts';
import { shownOfficers } from './demo-officer-ways.ts';
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
/** Of a hundred officers so many were given a letter, and so many have joined; of heads and committees nearly all. */
const OF_100 = { invited: 93, joined: 80, leadsJoined: 96 } as const;
/** Those whose service ended in summer had joined in its first days. */
const PAST_JOIN = { from: Temporal.Instant.from('2024-06-24T10:00:00+07:00'), days: 5, of100: 90 } as const;
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
  /** Who joined and serves still. */
  readonly joined: readonly JoinedOfficer[];
  /** The team whose way the demo prints. */
  readonly shown: ShownTeam | undefined;
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
  const drawn = drawStates(officers, plan, seed);
  await invite(context, drawn);
  const joined = await join(context, drawn, seed);
  return { plan, all: officers.length, joined, shown: await shownTeam(context) };
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

/**
 * A puskesmas in each kecamatan near its polling places, and the city's hospital, with telephone numbers that no operator
 * has: nobody is called by mistake.
 */
async function importFacilities({ db, areas, city }: FeatureContext): Promise<void> {
  const rows = await db
    .selectFrom('polling_place')
    .select((eb) => ['area', eb.fn.min('latitude').as('latitude'), eb.fn.min('longitude').as('longitude')])
    .where('election', '=', ELECTION)
    .groupBy('area')
    .orderBy('area')
    .limit(MOST)
    .execute();
  const pointOf = (district: string) => {
    const place = rows.find(({ area, latitude }) => area.startsWith(`${district}.`) && latitude !== null);
    return place ? `${place.latitude},${place.longitude}` : ',';
  };
  const districts = areas.children(city.area);
  const lines = districts.map(
    ({ code, name }, index) =>
      `"Puskesmas ${name}",puskesmas,"Kantor kecamatan ${name} (contoh)",0840${8_000_001 + index},${pointOf(code)},${code}`,
  );
  const [first] = districts;
  const hospital = first
    ? [`"RSUD ${city.name}","rumah sakit","Jalan Raya ${city.name} (contoh)",08408000100,,,${first.code}`]
    : [];
  const { problems } = await importHealthFacilities({
    file: Buffer.from(['name,kind,address,phone,lat,lon,area', ...lines, ...hospital].join('\n')),
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

/** Someone of the demo with what chance gave them. */
interface DrawnOfficer {
  readonly officer: Officer;
  readonly isDue: boolean;
  readonly isInvited: boolean;
  readonly hasJoined: boolean;
}

/** Heads of committees have all joined, of those of teams and of committees nearly all. */
function drawStates(officers: readonly Officer[], plan: OfficerPlan, seed: string): readonly DrawnOfficer[] {
  const random = createRandom(`${seed}|states`);
  return officers.map((officer) => {
    const draw = random.below(100);
    const body = findBody(plan, officer.body);
    const role = body && findRole(body, officer.role);
    const isHead = body !== undefined && role !== undefined && isSoleHead(body, role);
    const isCommittee = body?.oversees ?? false;
    const hasJoined = draw < (isHead || isCommittee ? OF_100.leadsJoined : OF_100.joined);
    return {
      officer,
      isDue: isDue(officer),
      isInvited: isHead || isCommittee || draw < OF_100.invited,
      hasJoined: isDue(officer) ? hasJoined || (isHead && isCommittee) : draw < PAST_JOIN.of100,
    };
  });
}

async function invite(
  { db, vault, officers: marks, city }: FeatureContext,
  drawn: readonly DrawnOfficer[],
): Promise<void> {
  const invited = drawn.filter((one) => one.isDue && one.isInvited).map(({ officer }) => officer);
  await db.transaction().execute(async (trx) => {
    await handOut(trx, vault, invited, {
      purpose: 'join',
      way: 'letter',
      by: city.electionOffice.name,
      now: INVITED_AT,
      zone: city.zone,
    });
    await marks.markAll(trx, invited, 'invited', INVITED_AT);
  });
}

async function join(
  { db, officers: marks }: FeatureContext,
  drawn: readonly DrawnOfficer[],
  seed: string,
): Promise<readonly JoinedOfficer[]> {
  const random = createRandom(`${seed}|joining`);
  const joined: JoinedOfficer[] = [];
  await db.transaction().execute(async (trx) => {
    for (const { officer, isDue: isStillDue, hasJoined } of drawn) {
      const days = isStillDue ? JOIN_DAYS : PAST_JOIN.days;
      const day = Math.min(random.below(days), random.below(days));
      const minutes = random.below(MINUTES_OF_A_DAY);
      const way = random.oneIn(12) ? 'in-person' : random.oneIn(4) ? 'pin' : 'passkey';
      if (!hasJoined) continue;
      const first = isStillDue ? FIRST_JOIN : PAST_JOIN.from;
      const at = first.add({ hours: day * 24, minutes });
      await markJoined(trx, marks, officer, way, at);
      if (isStillDue) joined.push({ officer, at });
    }
  });
  return joined.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** Whose service is not over by the time that letters go out. */
function isDue({ serves }: Officer): boolean {
  return Temporal.PlainDate.compare(serves.until, Temporal.PlainDate.from('2024-11-24')) >= 0;
}

/** The team that a demo shows: the first one whose head has joined, as have its PPS and PPK, but not all members. */
async function shownTeam(context: FeatureContext): Promise<ShownTeam | undefined> {
  const shown = await shownOfficers(context);
  const head = shown.find(({ body, role }) => body === 'kpps' && role === 'ketua');
  if (!head) return undefined;
  const team = await context.officers.team(head);
  return { head, members: team.filter(({ id, joined }) => id !== head.id && joined !== undefined) };
}
