import type { Kysely } from 'kysely';
import {
  INCIDENT_LEVELS,
  type IncidentKind,
  type IncidentLevel,
  type IncidentState,
  OPEN_STATES,
  type Severity,
} from '../../domain/incident.ts';
import type { Officer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { withinArea } from '../../platform/officers/within.ts';
import type { Vault } from '../../platform/vault.ts';
import type { IncidentEventTable } from './tables.ts';
import { textPurpose } from './write.ts';

type Db = Kysely<DatabaseSchema>;

export const PAGE = 50;
const MOST_EVENTS = 500;
/** Reports of one officer, or of one team, that its page shows. */
const MOST_OWN = 30;

/** A report as lists show it. */
export interface Incident {
  readonly id: string;
  readonly election: string;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly place: string | null;
  readonly area: string;
  readonly body: string;
  readonly reporter: string | null;
  readonly reporterName: string;
  readonly photo: string | null;
  readonly help: boolean;
  readonly state: IncidentState;
  readonly level: IncidentLevel;
  readonly waitingSince: Temporal.Instant;
  readonly duplicateOf: string | null;
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  readonly stale: boolean;
}

export interface IncidentEvent {
  readonly what: IncidentEventTable['what'];
  readonly byKind: IncidentEventTable['by_kind'];
  readonly byName: string;
  readonly state: IncidentState;
  readonly level: IncidentLevel;
  readonly text: string;
  readonly internal: boolean;
  readonly at: Temporal.Instant;
  /** When it was written, where that was not the same moment. */
  readonly doneAt: Temporal.Instant | undefined;
}

const COLUMNS = [
  'id',
  'election',
  'kind',
  'severity',
  'place',
  'area',
  'body',
  'reporter',
  'reporter_name as reporterName',
  'photo',
  'help',
  'state',
  'level',
  'waiting_since as waitingSince',
  'duplicate_of as duplicateOf',
  'done_at as doneAt',
  'received_at as receivedAt',
  'changed_at as changedAt',
  'stale',
] as const;

/** Which reports are asked for. */
export interface IncidentFilter {
  readonly election: string;
  /** Code of an area; those inside it are meant too. */
  readonly area: string;
  readonly kind?: IncidentKind;
  readonly severity?: Severity;
  /** `open`: what somebody still has to do something about. */
  readonly state: 'open' | 'all' | IncidentState;
}

function filtered(db: Db, { election, area, kind, severity, state }: IncidentFilter) {
  return db
    .selectFrom('incident')
    .where('election', '=', election)
    .where(withinArea('incident.area', area))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'other'))
    .$if(severity !== undefined, (query) => query.where('severity', '=', severity ?? 'low'))
    .$if(state === 'open', (query) => query.where('state', 'in', OPEN_STATES))
    .$if(state !== 'open' && state !== 'all', (query) =>
      query.where('state', '=', state === 'open' || state === 'all' ? 'reported' : state),
    );
}

/** One page of a list: what is open and grave in front, the newest of them first. */
export async function listIncidents(db: Db, filter: IncidentFilter, page: number): Promise<Incident[]> {
  return filtered(db, filter)
    .select(COLUMNS)
    .orderBy((eb) => eb.case().when('state', 'in', OPEN_STATES).then(0).else(1).end())
    .orderBy('stale')
    .orderBy((eb) => eb.case('severity').when('high').then(0).when('middle').then(1).else(2).end())
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(PAGE)
    .offset(PAGE * page)
    .execute();
}

export interface IncidentCounts {
  readonly found: number;
  readonly open: number;
  readonly unseen: number;
  readonly grave: number;
}

/** How many there are; `found` of the filter, the others open ones of its area. */
export async function countIncidents(db: Db, filter: IncidentFilter): Promise<IncidentCounts> {
  const [found, open] = await Promise.all([
    filtered(db, filter)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    filtered(db, { election: filter.election, area: filter.area, state: 'open' })
      .select((eb) => [
        eb.fn.countAll<number>().as('open'),
        eb.fn.countAll<number>().filterWhere('state', '=', 'reported').as('unseen'),
        eb.fn.countAll<number>().filterWhere('severity', '=', 'high').as('grave'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  return { found: found.count, ...open };
}

/** How many reports of an area stand in each state; a state that none has is not in it. */
export async function countStates(
  db: Db,
  { election, area }: Pick<IncidentFilter, 'election' | 'area'>,
): Promise<ReadonlyMap<IncidentState, number>> {
  const rows = await filtered(db, { election, area, state: 'all' })
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** What waits for a level: it reached it, and nobody is on it. */
export async function waitingFor(
  db: Db,
  { election, area, level, most }: { election: string; area: string; level: IncidentLevel; most: number },
): Promise<Incident[]> {
  const reached = INCIDENT_LEVELS.slice(INCIDENT_LEVELS.indexOf(level));
  return filtered(db, { election, area, state: 'open' })
    .select(COLUMNS)
    .where('state', 'in', ['reported', 'seen'])
    .where('level', 'in', reached)
    .orderBy('stale')
    .orderBy((eb) => eb.case('severity').when('high').then(0).when('middle').then(1).else(2).end())
    .orderBy('received_at')
    .limit(most)
    .execute();
}

export async function readIncident(db: Db, id: string): Promise<Incident | undefined> {
  return db.selectFrom('incident').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** What the reporter wrote; empty once it was erased. */
export async function readText(db: Db, vault: Vault, id: string): Promise<string> {
  const row = await db.selectFrom('incident').select('text_sealed').where('id', '=', id).executeTakeFirst();
  return row?.text_sealed ? vault.open(textPurpose(id), row.text_sealed) : '';
}

/** All that happened to a report, the first thing first. */
export async function readEvents(
  db: Db,
  vault: Vault,
  id: string,
  options: { readonly internal: boolean },
): Promise<IncidentEvent[]> {
  const rows = await db
    .selectFrom('incident_event')
    .select(['what', 'by_kind', 'by_name', 'state', 'level', 'text_sealed', 'internal', 'at', 'done_at'])
    .where('incident', '=', id)
    .$if(!options.internal, (query) => query.where('internal', '=', false))
    .orderBy('seq')
    .limit(MOST_EVENTS)
    .execute();
  return rows.map(({ by_kind, by_name, text_sealed, done_at, ...event }) => ({
    ...event,
    byKind: by_kind,
    byName: by_name,
    doneAt: done_at ?? undefined,
    text: text_sealed ? vault.open(textPurpose(id), text_sealed) : '',
  }));
}

/** What an officer reported, and what was reported from the polling place of the team that they lead. */
export async function ownIncidents(db: Db, officer: Officer, isHead: boolean): Promise<Incident[]> {
  return db
    .selectFrom('incident')
    .select(COLUMNS)
    .where((eb) =>
      isHead && officer.place !== undefined
        ? eb.or([
            eb('reporter', '=', officer.id),
            eb.and([eb('election', '=', officer.election), eb('place', '=', officer.place)]),
          ])
        : eb('reporter', '=', officer.id),
    )
    .orderBy('received_at', 'desc')
    .limit(MOST_OWN)
    .execute();
}

/**
 * Calls for a doctor that are not over and not of long ago: of everybody at the polling place that an officer leads, or
 * else of their team; for who watches over an area, those of it that nobody is on yet.
 */
export async function helpFor(db: Db, officer: Officer, oversees: boolean): Promise<Incident[]> {
  return db
    .selectFrom('incident')
    .select(COLUMNS)
    .where('election', '=', officer.election)
    .where('help', '=', true)
    .where('stale', '=', false)
    .where('state', 'in', oversees ? (['reported', 'seen'] as const) : OPEN_STATES)
    .where((eb) => eb.or([eb('reporter', 'is', null), eb('reporter', '<>', officer.id)]))
    .where((eb) =>
      oversees
        ? withinArea('incident.area', officer.area)
        : eb.and([
            eb('area', '=', officer.area),
            eb('place', officer.place === undefined ? 'is' : '=', officer.place ?? null),
            ...(officer.place === undefined ? [eb('body', '=', officer.body)] : []),
          ]),
    )
    .orderBy('received_at', 'desc')
    .limit(MOST_OWN)
    .execute();
}

/** Whether an officer waits for what becomes of a report of theirs. */
export async function hasOpenReport(db: Db, officer: string): Promise<boolean> {
  const row = await db
    .selectFrom('incident')
    .select('id')
    .where('reporter', '=', officer)
    .where('state', 'in', OPEN_STATES)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Others of the same kecamatan that a report may repeat, the newest first. */
export async function possibleOriginals(db: Db, of: Incident): Promise<Incident[]> {
  const district = of.area.split('.').slice(0, 3).join('.');
  return db
    .selectFrom('incident')
    .select(COLUMNS)
    .where('election', '=', of.election)
    .where(withinArea('incident.area', district))
    .where('id', '<>', of.id)
    .where('state', '<>', 'duplicate')
    .orderBy((eb) => eb.case().when('kind', '=', of.kind).then(0).else(1).end())
    .orderBy('received_at', 'desc')
    .limit(MOST_OWN)
    .execute();
}

const CSV_BATCH = 500;

/** Every report of a filter, read while it is taken. */
export async function* eachIncident(db: Db, filter: IncidentFilter): AsyncGenerator<Incident> {
  let last: Pick<Incident, 'receivedAt' | 'id'> | undefined;
  for (let more = true; more; ) {
    const after = last;
    const rows = await filtered(db, filter)
      .select(COLUMNS)
      .$if(after !== undefined, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('received_at', 'id'),
            '>',
            eb.tuple(after?.receivedAt ?? Temporal.Instant.fromEpochMilliseconds(0), after?.id ?? ''),
          ),
        ),
      )
      .orderBy('received_at')
      .orderBy('id')
      .limit(CSV_BATCH)
      .execute();
    yield* rows;
    last = rows.at(-1);
    more = rows.length === CSV_BATCH;
  }
}

/** Where the photo of a report was taken, where its reporter wanted that to be known. */
export async function photoPlace(
  db: Db,
  photo: string,
): Promise<{ readonly latitude: number; readonly longitude: number } | undefined> {
  const row = await db
    .selectFrom('officer_photo')
    .select(['latitude', 'longitude'])
    .where('id', '=', photo)
    .executeTakeFirst();
  return row && row.latitude !== null && row.longitude !== null
    ? { latitude: row.latitude, longitude: row.longitude }
    : undefined;
}
