import { type Kysely, sql } from 'kysely';
import type { Election, ElectionDirectory } from '../../domain/election.ts';
import { type Stage, stagesIn } from '../../domain/stage.ts';
import { defaultReviewDay, type Review, reviewDayOf } from '../../domain/stage-review.ts';
import { timeZoneOf } from '../../domain/time-zone.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { changedFields, type StageField } from './changes.ts';
import { MOST_STAGES } from './constants.ts';
import { readElections } from './directory.ts';
import { toStage, toStageVersion } from './rows.ts';
import type { StageChangeKind } from './tables.ts';

/** Versions of one stage that its page lists. */
const MOST_VERSIONS = 50;
/** Changes that the feed and the home page look back on. */
const MOST_CHANGES = 500;

/** A stage with what the record knows of it besides. */
export interface StageRecord {
  readonly stage: Stage;
  readonly changedAt: Temporal.Instant;
  /** When it was taken out of the stages; absent while it stands. */
  readonly withdrawnAt?: Temporal.Instant;
  readonly review: Review;
  /** Id of the item by which staff wrote it; absent where a file brought it. */
  readonly item?: string;
}

/** An election with everything that its pages show. */
export interface ElectionRecord {
  readonly election: Election;
  readonly changedAt: Temporal.Instant;
  readonly review: Review;
  /** Those that stand and concern this city, in the order of the file. */
  readonly stages: readonly Stage[];
  /** By id, withdrawn ones included. */
  readonly records: ReadonlyMap<string, StageRecord>;
}

/** One version of a stage: what an import added, changed or took away. */
export interface StageVersion {
  readonly election: string;
  readonly stage: Stage;
  readonly change: StageChangeKind;
  readonly at: Temporal.Instant;
  /** The version before it; absent for the first. */
  readonly before?: Stage;
  readonly fields: readonly StageField[];
}

/** What pages, calendars and feeds read. Elections and stages are kept in memory until the content changes. */
export interface StageReader extends ElectionDirectory {
  /** Every election with its stages, the latest voting day first. */
  records(): Promise<readonly ElectionRecord[]>;
  /** The versions of a stage, the newest first. */
  history(election: string, stage: string): Promise<readonly StageVersion[]>;
  /** The newest changes of all elections, newest first. */
  latest(): Promise<readonly StageVersion[]>;
}

/** @param city code of the area whose stages are shown, `32.76` */
export function createStageReader(db: Kysely<DatabaseSchema>, city: string): StageReader {
  const kept = keepWhileSame(db);

  async function records(): Promise<readonly ElectionRecord[]> {
    return kept('records', () => readRecords(db, city));
  }

  async function readLatest(): Promise<readonly StageVersion[]> {
    const order = sql`order by h.at desc, h.election, h.stage, h.version desc`;
    const known = new Map((await records()).map((record) => [record.election.id, record.records]));
    const versions = withoutCutImport(await readVersions(db, MOST_CHANGES, order));
    return versions.filter(({ election, stage }) => known.get(election)?.has(stage.id));
  }

  return {
    records,
    async list() {
      return (await records()).map(({ election }) => election);
    },
    async find(id) {
      return (await records()).find(({ election }) => election.id === id)?.election;
    },
    history: async (election, stage) =>
      readVersions(
        db,
        MOST_VERSIONS,
        sql`where h.election = ${election} and h.stage = ${stage} order by h.version desc`,
      ),
    latest: () => kept('latest', readLatest),
  };
}

/**
 * Gives what was read before as long as the content is of the same revision. The revision is read first: data that is
 * newer than its number is only read once more.
 */
function keepWhileSame(db: Kysely<DatabaseSchema>) {
  let keptRevision: number | undefined;
  const values = new Map<string, Promise<unknown>>();
  return async <Value>(name: string, read: () => Promise<Value>): Promise<Value> => {
    const { revision } = await db
      .selectFrom('content_revision')
      .select('revision')
      .limit(1)
      .executeTakeFirstOrThrow();
    if (revision !== keptRevision) {
      values.clear();
      keptRevision = revision;
    }
    // Each name has one reader, so that what is under it has that reader's type.
    const known = values.get(name) as Promise<Value> | undefined;
    if (known) return known;
    const reading = read();
    values.set(name, reading);
    reading.catch(() => values.get(name) === reading && values.delete(name));
    return reading;
  };
}

async function readRecords(db: Kysely<DatabaseSchema>, city: string): Promise<readonly ElectionRecord[]> {
  const elections = await readElections(db);
  return Promise.all(
    elections.map(async ({ election, changedAt, checkedAt }) => {
      const checkedOn = dayIn(city, checkedAt);
      const review = { checkedOn, by: election.reviewBy ?? defaultReviewDay(checkedOn) };
      return { election, changedAt, review, ...(await readStages(db, { election, checkedOn }, city)) };
    }),
  );
}

async function readStages(
  db: Kysely<DatabaseSchema>,
  of: { readonly election: Election; readonly checkedOn: Temporal.PlainDate },
  city: string,
): Promise<Pick<ElectionRecord, 'stages' | 'records'>> {
  const rows = await db
    .selectFrom('stage')
    // What staff publish has its review day there: to confirm it changes nothing else.
    .leftJoin('item', 'item.id', 'stage.item')
    .selectAll('stage')
    .select('item.review_on')
    .where('election', '=', of.election.id)
    .orderBy('position')
    .orderBy('stage.id')
    .limit(MOST_STAGES)
    .execute();
  const records = new Map<string, StageRecord>();
  for (const row of rows) {
    const [stage] = stagesIn([toStage(row)], city);
    if (!stage) continue;
    const changedOn = dayIn(city, row.changed_at);
    const checkedOn = Temporal.PlainDate.compare(changedOn, of.checkedOn) > 0 ? changedOn : of.checkedOn;
    const ownDay = row.review_on === null ? undefined : Temporal.PlainDate.from(row.review_on);
    records.set(stage.id, {
      stage,
      changedAt: row.changed_at,
      review: { checkedOn, by: ownDay ?? reviewDayOf(stage, of.election, of.checkedOn) },
      ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
      ...(row.item !== null && { item: row.item }),
    });
  }
  const stages = [...records.values()].filter((record) => !record.withdrawnAt).map(({ stage }) => stage);
  return { stages, records };
}

function dayIn(city: string, at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(timeZoneOf(city)).toPlainDate();
}

/** Where the limit cut through the changes of an import, those that were read would give a wrong number. */
function withoutCutImport(versions: readonly StageVersion[]): readonly StageVersion[] {
  const oldest = versions.at(-1);
  if (!oldest || versions.length < MOST_CHANGES) return versions;
  const whole = versions.filter(({ at }) => !at.equals(oldest.at));
  return whole.length > 0 ? whole : versions;
}

interface VersionRow {
  readonly election: string;
  readonly version: number;
  readonly change: StageChangeKind;
  readonly at: Temporal.Instant;
  readonly definition: unknown;
  readonly before: unknown;
}

async function readVersions(
  db: Kysely<DatabaseSchema>,
  limit: number,
  which: ReturnType<typeof sql>,
): Promise<readonly StageVersion[]> {
  const { rows } = await sql<VersionRow>`
    select h.election, h.version, h.change, h.at, h.definition, earlier.definition as before
    from stage_history h
    left join lateral (
      select definition from stage_history p
      where p.election = h.election and p.stage = h.stage and p.version < h.version
      order by p.version desc
      limit 1
    ) earlier on true
    ${which}
    limit ${limit}`.execute(db);
  return rows.map(({ election, version, change, at, definition, before: earlier }) => {
    const stage = toStageVersion(definition, { election, version });
    const before = earlier === null ? undefined : toStageVersion(earlier, { election, version: 0 });
    const fields = before && change === 'changed' ? changedFields(before, stage) : [];
    return { election, stage, change, at, fields, ...(before && { before }) };
  });
}
