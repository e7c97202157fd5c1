import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type AskedOf, isAmong, type Officer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { withinArea } from '../../platform/officers/within.ts';
import type { Publication } from '../../platform/publishing/kind.ts';
import { ANNOUNCEMENT, NAMED_AFTER_HOURS, READ } from './constants.ts';
import type { MustReadTable } from './tables.ts';

export type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;

/** Instructions that are current at once; more would be read by nobody. */
const MOST_CURRENT = 50;

/** Whether an instruction is for an officer: election, body and area. */
const applies = sql<boolean>`(
  (must_read.election is null or must_read.election = officer.election)
  and (must_read.bodies = '{}' or officer.body = any(must_read.bodies))
  and (must_read.areas = '{}' or exists (
    select from unnest(must_read.areas) as wanted (area)
    where officer.area = wanted.area or starts_with(officer.area, wanted.area || '.'))))`;

/** Whether an officer said that they read the version that holds. */
const isRead = sql<boolean>`exists (
  select from must_read_receipt r
  where r.officer = officer.id and r.item = must_read.item and r.version = must_read.version)`;

function isCurrent(now: Temporal.Instant) {
  return sql<boolean>`(must_read.ended_at is null and (must_read.until is null or must_read.until > ${now}))`;
}

/** The moment from which an officer is named to their PPS: after some hours, and no sooner than they could read it. */
const namedFrom = sql`greatest(must_read.since, officer.joined_at, officer.serves_from::timestamptz)
  + case must_read.urgency
      when 'urgent' then ${sql.lit(NAMED_AFTER_HOURS.urgent)}
      when 'important' then ${sql.lit(NAMED_AFTER_HOURS.important)}
      else ${sql.lit(NAMED_AFTER_HOURS.normal)} end * interval '1 hour'`;

/** Takes note of a publication for officers, and of its end; whoever has to read now counts as not having read. */
export async function notePublication(
  trx: Transaction<DatabaseSchema>,
  { item, envelope, event }: Publication,
  {
    election,
    bodies,
    at,
  }: {
    readonly election: string | undefined;
    readonly bodies: readonly string[];
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  if (item.kind !== ANNOUNCEMENT) return;
  const stands = envelope.audience === 'officers' && (event === 'published' || event === 'corrected');
  if (!stands) return endReading(trx, item.id, at);
  const row = {
    version: item.version,
    title: JSON.stringify(item.title),
    bodies: [...bodies],
    areas: [...envelope.areas],
    urgency: envelope.urgency,
    since: item.changedAt,
    until: envelope.expiresAt ?? null,
    ended_at: null,
  };
  await trx
    .insertInto('must_read')
    .values({ item: item.id, election: election ?? null, ...row })
    .onConflict((conflict) => conflict.column('item').doUpdateSet(row))
    .execute();
  await sql`
    delete from officer_mark using officer, must_read
    where officer_mark.officer = officer.id and officer_mark.mark = ${READ}
    and must_read.item = ${item.id} and ${applies}`.execute(trx);
  // A correction may be for fewer than before.
  if (event === 'corrected') await markReaders(trx, at);
}

/** It is no longer to be read: whoever read all else counts as having read. */
async function endReading(
  trx: Transaction<DatabaseSchema>,
  item: string,
  at: Temporal.Instant,
): Promise<void> {
  const ended = await trx
    .updateTable('must_read')
    .set({ ended_at: at })
    .where('item', '=', item)
    .where('ended_at', 'is', null)
    .returning('item')
    .executeTakeFirst();
  if (ended) await markReaders(trx, at);
}

/** Marks who has read all that is current, of one officer or of all; who read nothing yet is not marked. */
export async function markReaders(db: Db, at: Temporal.Instant, officer?: string): Promise<void> {
  const only = officer === undefined ? sql`true` : sql`officer.id = ${officer}`;
  await sql`
    insert into officer_mark (election, mark, officer, body, area, at)
    select officer.election, ${READ}, officer.id, officer.body, officer.area, ${at}
    from officer
    where ${only} and officer.left_on is null
    and exists (select from must_read_receipt r where r.officer = officer.id)
    and not exists (select from must_read where ${isCurrent(at)} and ${applies} and not ${isRead})
    on conflict do nothing`.execute(db);
}

/** An instruction as an officer has it. */
export interface Instruction extends Selectable<MustReadTable> {
  readonly readAt: Temporal.Instant | null;
  /** Whether the officer's PPS is told that it is not read. */
  readonly named: boolean;
}

/** What an officer must read now, what is not read first. */
export async function readInstructions(
  db: Db,
  officer: Pick<Officer, 'id'>,
  now: Temporal.Instant,
): Promise<readonly Instruction[]> {
  const rows = await db
    .selectFrom('officer')
    .innerJoin('must_read', (join) => join.on(applies))
    .leftJoin('must_read_receipt as receipt', (join) =>
      join
        .onRef('receipt.officer', '=', 'officer.id')
        .onRef('receipt.item', '=', 'must_read.item')
        .onRef('receipt.version', '=', 'must_read.version'),
    )
    .selectAll('must_read')
    .select(['receipt.read_at as readAt', sql<boolean>`${namedFrom} <= ${now}`.as('named')])
    .where('officer.id', '=', officer.id)
    .where(isCurrent(now))
    .orderBy(sql`receipt.read_at is not null`)
    .orderBy('must_read.since', 'desc')
    .limit(MOST_CURRENT)
    .execute();
  return rows.map((row) => ({ ...row, named: row.readAt === null && row.named }));
}

/** One instruction of an officer, whether it is current or not; undefined where it is not for them. */
export async function findInstruction(db: Db, officer: string, item: string) {
  return db
    .selectFrom('officer')
    .innerJoin('must_read', (join) => join.on(applies))
    .leftJoin('must_read_receipt as receipt', (join) =>
      join
        .onRef('receipt.officer', '=', 'officer.id')
        .onRef('receipt.item', '=', 'must_read.item')
        .onRef('receipt.version', '=', 'must_read.version'),
    )
    .select([
      'must_read.item',
      'must_read.version',
      'must_read.urgency',
      'must_read.ended_at',
      'must_read.until',
    ])
    .select('receipt.read_at as readAt')
    .where('officer.id', '=', officer)
    .where('must_read.item', '=', item)
    .executeTakeFirst();
}

/** Whom an election's current instructions are for. */
export async function addressees(
  db: Db,
  election: string,
  now: Temporal.Instant,
): Promise<readonly AskedOf[]> {
  return db
    .selectFrom('must_read')
    .select(['bodies', 'areas'])
    .distinct()
    .where((eb) => eb.or([eb('election', 'is', null), eb('election', '=', election)]))
    .where(isCurrent(now))
    .limit(MOST_CURRENT)
    .execute();
}

/** An instruction with how many must read it in an area, and how many did. */
export interface Count {
  readonly item: string;
  readonly title: MustReadTable['title']['__select__'];
  readonly urgency: MustReadTable['urgency'];
  readonly since: Temporal.Instant;
  readonly of: number;
  readonly read: number;
}

/**
 * What is to be read now by officers of an area and all within it, or one instruction of that. Seats and readers are
 * counted by area and body; which of them an instruction is for is told from that, less the receipts of those few who
 * left.
 */
export async function countReaders(
  db: Db,
  {
    election,
    area,
    now,
    item: only,
  }: {
    readonly election: string;
    readonly area: string;
    readonly now: Temporal.Instant;
    readonly item?: string;
  },
): Promise<readonly Count[]> {
  const items = await db
    .selectFrom('must_read')
    .select(['item', 'version', 'title', 'urgency', 'since', 'bodies', 'areas'])
    .where((eb) => eb.or([eb('election', 'is', null), eb('election', '=', election)]))
    .where(isCurrent(now))
    .$if(only !== undefined, (query) => query.where('item', '=', only ?? ''))
    .orderBy('since', 'desc')
    .limit(MOST_CURRENT)
    .execute();
  if (items.length === 0) return [];
  const ids = items.map(({ item }) => item);
  const [seats, read, byWhoLeft] = await Promise.all([
    db
      .selectFrom('officer')
      .where('election', '=', election)
      .where('left_on', 'is', null)
      .where(withinArea('area', area))
      .select((eb) => ['area', 'body', eb.fn.countAll<number>().as('count')])
      .groupBy(['area', 'body'])
      .execute(),
    db
      .selectFrom('must_read')
      .innerJoin('must_read_count as known', (join) =>
        join.onRef('known.item', '=', 'must_read.item').onRef('known.version', '=', 'must_read.version'),
      )
      .where('must_read.item', 'in', ids)
      .where('known.election', '=', election)
      .where(withinArea('known.area', area))
      .select(['known.item', 'known.area', 'known.body', 'known.readers as count'])
      .execute(),
    db
      .selectFrom('officer')
      .innerJoin('must_read_receipt as receipt', 'receipt.officer', 'officer.id')
      .innerJoin('must_read', (join) =>
        join.onRef('must_read.item', '=', 'receipt.item').onRef('must_read.version', '=', 'receipt.version'),
      )
      .where('must_read.item', 'in', ids)
      .where('officer.election', '=', election)
      .where('officer.left_on', 'is not', null)
      .where(withinArea('officer.area', area))
      .select((eb) => ['receipt.item', 'officer.area', 'officer.body', eb.fn.countAll<number>().as('count')])
      .groupBy(['receipt.item', 'officer.area', 'officer.body'])
      .execute(),
  ]);
  return items
    .map(({ item, title, urgency, since, bodies, areas }) => {
      const sum = (rows: readonly Counted[]) =>
        rows
          .filter((row) => row.item === undefined || row.item === item)
          .filter((row) => isAmong({ bodies, areas }, row.body, row.area))
          .reduce((total, { count }) => total + Number(count), 0);
      return { item, title, urgency, since, of: sum(seats), read: sum(read) - sum(byWhoLeft) };
    })
    .filter(({ of }) => of > 0);
}

interface Counted {
  readonly item?: string;
  readonly area: string;
  readonly body: string;
  readonly count: number;
}

/** Somebody who must read an instruction. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly body: string;
  readonly place: string | null;
  readonly area: string;
  readonly joined: boolean;
  readonly readAt: Temporal.Instant | null;
  readonly named: boolean;
}

/** A part of those who must read an instruction: who has not, the longest overdue first, or everybody. */
export async function readReaders(
  db: Db,
  of: {
    readonly election: string;
    readonly area: string;
    readonly item: string;
    readonly now: Temporal.Instant;
    readonly only: 'missing' | 'all';
    readonly offset: number;
    readonly limit: number;
  },
): Promise<readonly Reader[]> {
  const item = await db
    .selectFrom('must_read')
    .select(['version', 'bodies', 'areas'])
    .where('item', '=', of.item)
    .executeTakeFirst();
  if (!item) return [];
  // In the order of an index first, and only those of this page are looked at.
  let wanted = db
    .selectFrom('officer')
    .select('id')
    .where('election', '=', of.election)
    .where('left_on', 'is', null)
    .where(withinArea('area', of.area));
  const { bodies, areas, version } = item;
  if (bodies.length > 0) wanted = wanted.where('body', 'in', bodies);
  if (areas.length > 0) wanted = wanted.where((eb) => eb.or(areas.map((area) => withinArea('area', area))));
  if (of.only === 'missing') {
    wanted = wanted.where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('must_read_receipt as receipt')
            .whereRef('receipt.officer', '=', 'officer.id')
            .where('receipt.item', '=', of.item)
            .where('receipt.version', '=', version),
        ),
      ),
    );
  }
  const page = await wanted
    .orderBy('area')
    .orderBy('place')
    .orderBy('role')
    .orderBy('id')
    .offset(of.offset)
    .limit(of.limit)
    .execute();
  if (page.length === 0) return [];
  const found = await db
    .selectFrom('officer')
    .innerJoin('must_read', (join) => join.on(applies).on('must_read.item', '=', of.item))
    .leftJoin('must_read_receipt as receipt', (join) =>
      join
        .onRef('receipt.officer', '=', 'officer.id')
        .onRef('receipt.item', '=', 'must_read.item')
        .onRef('receipt.version', '=', 'must_read.version'),
    )
    .select(['officer.id', 'officer.name', 'officer.role', 'officer.body', 'officer.place', 'officer.area'])
    .select([
      'officer.joined_at',
      'receipt.read_at as readAt',
      sql<boolean>`${namedFrom} <= ${of.now}`.as('named'),
    ])
    .where(
      'officer.id',
      'in',
      page.map(({ id }) => id),
    )
    .orderBy('officer.area')
    .orderBy('officer.place')
    .orderBy('officer.role')
    .orderBy('officer.id')
    .execute();
  return found.map(({ joined_at, named, ...row }) => ({
    ...row,
    joined: joined_at !== null,
    named: row.readAt === null && named,
  }));
}

/** How many officers of an area are named to those who watch over them: late with something that they must read. */
export async function countNamed(
  db: Db,
  {
    election,
    area,
    now,
  }: { readonly election: string; readonly area: string; readonly now: Temporal.Instant },
): Promise<{ readonly officers: number; readonly since: Temporal.Instant | null }> {
  const row = await inArea(db, election, area)
    .innerJoin('must_read', (join) => join.on(applies))
    .select((eb) => [
      eb.fn.count('officer.id').distinct().as('officers'),
      sql<Temporal.Instant | null>`min(must_read.since)`.as('since'),
    ])
    .where(isCurrent(now))
    // Whoever is marked has read all of it, which is most.
    .where(sql<boolean>`not exists (
      select from officer_mark m where m.officer = officer.id and m.mark = ${READ} and m.election = officer.election)`)
    .where(sql<boolean>`not ${isRead}`)
    .where(sql<boolean>`${namedFrom} <= ${now}`)
    .executeTakeFirstOrThrow();
  return { officers: Number(row.officers), since: row.since };
}

function inArea(db: Db, election: string, area: string) {
  return db
    .selectFrom('officer')
    .where('officer.election', '=', election)
    .where('officer.left_on', 'is', null)
    .where(withinArea('officer.area', area));
}
