import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type IncidentDeed,
  type IncidentLevel,
  type IncidentState,
  levelAbove,
  levelOfArea,
  OPEN_STATES,
  stateAfterDeed,
} from '../../domain/incident.ts';
import { type Officer, type Overseer, villageOfPlace } from '../../domain/officer.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { createOfficers } from '../../platform/officers/create-officers.ts';
import type { HelpCall, IncidentBook, NewIncident } from '../../platform/officers/incident-book.ts';
import type { IncidentEventTable } from './tables.ts';

type Trx = Transaction<DatabaseSchema>;

/** Calls for help of one officer that are shown at once. */
const MOST_CALLS = 5;

/** The book of reports of a window. */
export function createIncidentBook(context: Pick<FeatureContext, 'db' | 'vault'>): IncidentBook {
  return {
    report: (trx, incident) => report(trx, incident, context),
    openHelp: (officer) => openHelp(context.db, officer),
  };
}

async function report(
  trx: Trx,
  incident: NewIncident,
  { vault }: Pick<FeatureContext, 'vault'>,
): Promise<string> {
  const { officer, receivedAt, doneAt } = incident;
  if (incident.help) {
    const again = await callAgain(trx, incident);
    if (again !== undefined) return again;
  }
  const id = randomUUID();
  const place = incident.place ?? officer.place;
  const area = (place && villageOfPlace(place)) ?? incident.area ?? officer.area;
  // By this transaction: many reports at once wait for no second connection.
  const plan = await createOfficers(trx, vault).plan(officer.election);
  const oversees = plan?.bodies.some((body) => body.id === officer.body && body.oversees) ?? false;
  const level = incident.level ?? firstLevel(officer, area, oversees);
  await trx
    .insertInto('incident')
    .values({
      id,
      election: officer.election,
      kind: incident.kind,
      severity: incident.severity,
      place: place ?? null,
      area,
      body: officer.body,
      reporter: officer.id,
      reporter_name: officer.name,
      text_sealed: vault.seal(textPurpose(id), incident.text),
      photo: incident.photo ?? null,
      help: incident.help ?? false,
      state: 'reported',
      level,
      waiting_since: receivedAt,
      duplicate_of: null,
      done_at: doneAt,
      received_at: receivedAt,
      changed_at: receivedAt,
    })
    .execute();
  await addEvent(trx, {
    incident: id,
    area,
    what: 'reported',
    by_kind: 'officer',
    by_name: officer.name,
    state: 'reported',
    level,
    at: receivedAt,
  });
  return id;
}

/** What a team cannot answer itself goes to the level that watches over it. */
function firstLevel(officer: Officer, area: string, oversees: boolean): IncidentLevel {
  const own = levelOfArea(officer.area);
  return oversees ? (levelAbove(own) ?? 'city') : levelOfArea(area);
}

/** Whoever presses twice asked once: the second is written to the first, and nobody has to answer two. */
async function callAgain(
  trx: Trx,
  { officer, receivedAt, doneAt }: NewIncident,
): Promise<string | undefined> {
  const open = await trx
    .selectFrom('incident')
    .select(['id', 'area', 'state', 'level'])
    .where('reporter', '=', officer.id)
    .where('help', '=', true)
    .where('state', 'in', OPEN_STATES)
    .orderBy('received_at', 'desc')
    .forUpdate()
    .limit(1)
    .executeTakeFirst();
  if (!open) return undefined;
  await trx.updateTable('incident').set({ changed_at: receivedAt }).where('id', '=', open.id).execute();
  await addEvent(trx, {
    incident: open.id,
    area: open.area,
    what: 'help-again',
    by_kind: 'officer',
    by_name: officer.name,
    state: open.state,
    level: open.level,
    done_at: doneAt,
    at: receivedAt,
  });
  return open.id;
}

async function openHelp(db: Kysely<DatabaseSchema>, officer: string): Promise<readonly HelpCall[]> {
  const rows = await db
    .selectFrom('incident')
    .select(['id', 'state', 'done_at', 'received_at'])
    .select((eb) =>
      eb
        .selectFrom('incident_event')
        .select('by_name')
        .whereRef('incident', '=', 'incident.id')
        .where('what', 'in', ['see', 'handle'])
        .orderBy('seq')
        .limit(1)
        .as('seen_by'),
    )
    .where('reporter', '=', officer)
    .where('help', '=', true)
    .where('state', 'in', OPEN_STATES)
    .orderBy('received_at', 'desc')
    .limit(MOST_CALLS)
    .execute();
  return rows.map(({ id, state, done_at, received_at, seen_by }) => ({
    id,
    state,
    doneAt: done_at,
    receivedAt: received_at,
    ...(seen_by === null ? {} : { seenBy: seen_by }),
  }));
}

/** What an overseer did with a report. */
export interface OverseerDeed {
  readonly incident: string;
  readonly deed: IncidentDeed;
  readonly by: Overseer;
  readonly address: string;
  /** Agency of the election office, for the audit log. */
  readonly agency: string;
  readonly text: string;
  readonly internal: boolean;
  /** Of `duplicate`: the report that says the same. */
  readonly original?: string;
  readonly at: Temporal.Instant;
}

export type DeedResult =
  | { readonly ok: true; readonly state: IncidentState }
  /** Somebody was faster, the report is gone, or the other report is none that this one could repeat. */
  | { readonly ok: false; readonly why: 'state' | 'missing' | 'original' };

/** Does it in one transaction with its audit line; who comes second is told so. */
export function applyDeed(
  { db, vault }: Pick<FeatureContext, 'db' | 'vault'>,
  done: OverseerDeed,
): Promise<DeedResult> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('incident')
      .select(['id', 'election', 'state', 'level', 'area'])
      .where('id', '=', done.incident)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return { ok: false, why: 'missing' };
    const state = stateAfterDeed(row.state, done.deed);
    if (state === undefined) return { ok: false, why: 'state' };
    if (done.deed === 'duplicate' && !(await isOriginal(trx, done.original, row))) {
      return { ok: false, why: 'original' };
    }
    await trx
      .updateTable('incident')
      .set({
        state,
        duplicate_of: state === 'duplicate' ? (done.original ?? null) : null,
        changed_at: done.at,
        // Whoever saw it has a wait of their own before the next level is told.
        ...(state === row.state ? {} : { waiting_since: done.at }),
      })
      .where('id', '=', row.id)
      .execute();
    await addEvent(trx, {
      incident: row.id,
      area: row.area,
      what: done.deed,
      by_kind: done.by.kind,
      by_name: done.by.name,
      state,
      level: row.level,
      ...(done.text === '' ? {} : { text_sealed: vault.seal(textPurpose(row.id), done.text) }),
      internal: done.deed === 'note' && done.internal,
      at: done.at,
    });
    if (state !== row.state) {
      await appendAudit(trx, {
        actor: { kind: done.by.kind, id: done.by.id, name: done.by.name, address: done.address },
        action: `incident.${done.deed}`,
        subject: { kind: 'incident', id: row.id },
        agency: done.agency,
        before: { state: row.state },
        after: { state, ...(state === 'duplicate' ? { original: done.original ?? '' } : {}) },
      });
    }
    return { ok: true, state };
  });
}

/** A report repeats one of the same election and kecamatan, which repeats none itself. */
async function isOriginal(
  trx: Trx,
  original: string | undefined,
  of: { readonly id: string; readonly election: string; readonly area: string },
): Promise<boolean> {
  if (original === undefined || original === of.id) return false;
  const found = await trx
    .selectFrom('incident')
    .select(['area', 'state'])
    .where('id', '=', original)
    .where('election', '=', of.election)
    .executeTakeFirst();
  const district = (area: string) => area.split('.').slice(0, 3).join('.');
  return found !== undefined && found.state !== 'duplicate' && district(found.area) === district(of.area);
}

/** Adds what the reporter, or the head of their team, has to say. Gives false where the report is not theirs. */
export async function addComment(
  trx: Trx,
  { vault }: Pick<FeatureContext, 'vault'>,
  comment: {
    readonly incident: string;
    readonly officer: Officer;
    readonly isHead: boolean;
    readonly text: string;
    readonly doneAt: Temporal.Instant;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const row = await trx
    .selectFrom('incident')
    .select(['id', 'area', 'state', 'level', 'reporter', 'place', 'election'])
    .where('id', '=', comment.incident)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !isTheirs(row, comment.officer, comment.isHead)) return false;
  await trx.updateTable('incident').set({ changed_at: comment.at }).where('id', '=', row.id).execute();
  await addEvent(trx, {
    incident: row.id,
    area: row.area,
    what: 'comment',
    by_kind: 'officer',
    by_name: comment.officer.name,
    state: row.state,
    level: row.level,
    text_sealed: vault.seal(textPurpose(row.id), comment.text),
    done_at: comment.doneAt,
    at: comment.at,
  });
  return true;
}

/** Whether an officer sees a report among their own: who wrote it, and who leads the team of its polling place. */
export function isTheirs(
  row: { readonly reporter: string | null; readonly place: string | null; readonly election: string },
  officer: Officer,
  isHead: boolean,
): boolean {
  if (row.reporter === officer.id) return true;
  return isHead && row.place !== null && row.place === officer.place && row.election === officer.election;
}

type NewEvent = Omit<IncidentEventTable, 'seq' | 'text_sealed' | 'internal' | 'done_at'> & {
  readonly done_at?: Temporal.Instant;
  readonly text_sealed?: Buffer;
  readonly internal?: boolean;
};

/** Writes a line of a report's history. */
export async function addEvent(trx: Trx, event: NewEvent): Promise<void> {
  await trx
    .insertInto('incident_event')
    .values({ text_sealed: null, internal: false, done_at: null, ...event })
    .execute();
}

/** Bound to what is sealed, so that a text opens for its own report alone. */
export function textPurpose(incident: string): string {
  return `incident.text ${incident}`;
}

/** Erases what was written, in reports of elections whose officers are past their keeping; how many. */
export async function eraseTexts(trx: Trx, elections: readonly string[]): Promise<number> {
  if (elections.length === 0) return 0;
  const { rows } = await sql<{ id: string }>`
    update incident set text_sealed = null, photo = null, reporter_name = ''
    where election = any(${[...elections]}) and (text_sealed is not null or photo is not null)
    returning id`.execute(trx);
  await sql`
    update incident_event set text_sealed = null, by_name = ''
    where incident = any(${rows.map(({ id }) => id)})`.execute(trx);
  return rows.length;
}
