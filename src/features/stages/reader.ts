import { type Kysely, sql } from 'kysely';
import type { Election, ElectionDirectory } from '../../domain/election.ts';
import { type Stage, stagesIn } from '../../domain/stage.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { changedFields, type StageField } from './changes.ts';
import { MOST_ELECTIONS, MOST_STAGES } from './constants.ts';
import { toElection, toStage, toStageVersion } from './rows.ts';
import type { StageChangeKind } from './tables.ts';

/** A stage with what the record knows of it besides. */
export interface StageRecord {
  readonly stage: Stage;
  readonly changedAt: Temporal.Instant;
  /** When it was taken out of the stages; absent while it stands. */
  readonly withdrawnAt?: Temporal.Instant;
}

/** An election with everything that its pages show. */
export interface ElectionRecord {
  readonly election: Election;
  readonly changedAt: Temporal.Instant;
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
  history(election: string, stage: string, limit: number): Promise<readonly StageVersion[]>;
  /** The newest changes of all elections, newest first. */
  latest(limit: number): Promise<readonly StageVersion[]>;
}

/** @param city code of the area whose stages are shown, `32.76` */
export function createStageReader(db: Kysely<DatabaseSchema>, city: string): StageReader {
  let kept: { revision: number; records: Promise<readonly ElectionRecord[]> } | undefined;

  async function records(): Promise<readonly ElectionRecord[]> {
    // The revision is read before the data: data that is newer than its number is only read once more.
    const { revision } = await db
      .selectFrom('content_revision')
      .select('revision')
      .limit(1)
      .executeTakeFirstOrThrow();
    if (kept?.revision === revision) return kept.records;
    const reading = { revision, records: readRecords(db, city) };
    kept = reading;
    reading.records.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.records;
  }

  return {
    records,
    async list() {
      return (await records()).map(({ election }) => election);
    },
    async find(id) {
      return (await records()).find(({ election }) => election.id === id)?.election;
    },
    history: async (election, stage, limit) =>
      readVersions(
        db,
        limit,
        sql`where h.election = ${election} and h.stage = ${stage} order by h.version desc`,
      ),
    latest: async (limit) => {
      const known = new Map((await records()).map((record) => [record.election.id, record.records]));
      const versions = await readVersions(
        db,
        limit,
        sql`order by h.at desc, h.election, h.stage, h.version desc`,
      );
      return versions.filter(({ election, stage }) => known.get(election)?.has(stage.id));
    },
  };
}

async function readRecords(db: Kysely<DatabaseSchema>, city: string): Promise<readonly ElectionRecord[]> {
  const elections = await db
    .selectFrom('election')
    .selectAll()
    .orderBy('voting_day', 'desc')
    .orderBy('id')
    .limit(MOST_ELECTIONS)
    .execute();
  return Promise.all(
    elections.map(async ({ id, definition, version, changed_at }) => ({
      election: toElection(definition, version),
      changedAt: changed_at,
      ...(await readStages(db, id, city)),
    })),
  );
}

async function readStages(
  db: Kysely<DatabaseSchema>,
  election: string,
  city: string,
): Promise<Pick<ElectionRecord, 'stages' | 'records'>> {
  const rows = await db
    .selectFrom('stage')
    .selectAll()
    .where('election', '=', election)
    .orderBy('position')
    .limit(MOST_STAGES)
    .execute();
  const records = new Map<string, StageRecord>();
  for (const row of rows) {
    const [stage] = stagesIn([toStage(row)], city);
    if (!stage) continue;
    records.set(stage.id, {
      stage,
      changedAt: row.changed_at,
      ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
    });
  }
  const stages = [...records.values()].filter((record) => !record.withdrawnAt).map(({ stage }) => stage);
  return { stages, records };
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
