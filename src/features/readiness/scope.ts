import { findBody, liesWithin, type OfficerBody, type OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { type AskedMeasure, bodiesOf, inElection } from './asked.ts';
import { type Level, levelOf } from './board.ts';

/** Names of query values. */
export const ELECTION = 'pemilihan';
export const AREA = 'wilayah';
export const BODY = 'badan';
export const MEASURE = 'ukuran';
export const SORT = 'urut';
export const MAP = 'peta';
export const PLACE = 'tps';
export const PAGE = 'halaman';

export const ROOT = '/kesiapan';
export const MISSING = `${ROOT}/belum`;
export const TARGETS = `${ROOT}/target`;

/** What a page of readiness is about. */
export interface Scope {
  readonly election: string;
  readonly plan: OfficerPlan;
  readonly area: string;
  /** As people say it; of the city, its name. */
  readonly name: string;
  readonly level: Level;
  /** Bodies that are looked at: the one that was chosen, else those whose service is not over, else all. */
  readonly bodies: readonly OfficerBody[];
  /** What those bodies are counted by. */
  readonly measures: readonly AskedMeasure[];
  /** The measure that map, curve and lists are about. */
  readonly measure: AskedMeasure | undefined;
}

/** What features count in an election, in the order in which pages show it. */
async function allMeasures(
  { officerWindows }: Pick<FeatureContext, 'officerWindows'>,
  request: OverseerRequest,
): Promise<readonly AskedMeasure[]> {
  const measures = officerWindows()
    .flatMap((window) => window.measures ?? [])
    .toSorted((a, b) => a.order - b.order || a.id.localeCompare(b.id));
  return Promise.all(measures.map((measure) => inElection(measure, request)));
}

/** Undefined where no officers are wanted yet. */
export async function scopeOf(context: FeatureContext, request: OverseerRequest): Promise<Scope | undefined> {
  const { election, area, query, now } = request;
  const plan = await context.officers.plan(election);
  if (!plan) return undefined;
  const chosen = findBody(plan, query[BODY] ?? '');
  const today = now.toPlainDate();
  const serving = plan.bodies.filter(({ term }) => Temporal.PlainDate.compare(term.until, today) >= 0);
  const bodies = (chosen ? [chosen] : serving.length > 0 ? serving : plan.bodies).filter((body) =>
    reaches(body, levelOf(area)),
  );
  const all = await allMeasures(context, request);
  const measures = all.filter(
    (measure) => measure.unit === 'place' || bodiesOf(measure, bodies, area).length > 0,
  );
  return {
    election,
    plan,
    area,
    name: area === context.city.area ? context.city.name : context.areas.label(area),
    level: levelOf(area),
    bodies,
    measures,
    measure: measures.find(({ id }) => id === query[MEASURE]) ?? measures[0],
  };
}

/** Whether a body has teams in an area of a level: no PPK is within a kelurahan. */
export function reaches(body: OfficerBody, level: Level): boolean {
  return body.level !== 'district' || level !== 'village';
}

/** The area that a request names, for `areaOf` of its route: the asker's own where it names none. */
export async function areaAsked(
  { areas, city }: FeatureContext,
  { query }: Pick<PageRequest, 'query'>,
): Promise<string | undefined> {
  const code = query[AREA];
  if (code === undefined || code === '') return 'own';
  return areas.get(code) && liesWithin(code, city.area) ? code : undefined;
}

type Values = Readonly<Record<string, string | undefined>>;

/** A page of readiness with what it was asked for, but for what is changed; an undefined value goes. */
export function linkTo(request: OverseerRequest, path: string, changes: Values): string {
  const kept = [ELECTION, AREA, BODY, MEASURE, MAP].map((name): [string, string | undefined] => [
    name,
    request.query[name],
  ]);
  const values = { ...Object.fromEntries(kept), ...changes };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  const text = search.toString();
  return request.here(path) + (text === '' ? '' : `?${text}`);
}
