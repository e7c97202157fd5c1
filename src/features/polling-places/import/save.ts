import { type Kysely, sql, type Transaction } from 'kysely';
import type { PollingPlace, PollingPlaceRef } from '../../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { bumpRevision } from '../../../platform/revision.ts';
import { replaceSearchEntries, type SearchEntry } from '../../../platform/search.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { fingerprint, toPlace, toRow } from '../rows.ts';
import type { CheckedPlace } from './check-rows.ts';
import { isEmptyPlan, type PlacePlan, planDigest, planPlaces, type RecordedPlace } from './plan.ts';
import type { ImportProblem } from './problem.ts';

const ROWS_AT_ONCE = 500;

type Trx = Transaction<DatabaseSchema>;

interface SaveOptions {
  readonly election: string;
  readonly places: readonly CheckedPlace[];
  /** Everything the feature can be found by after this import: of the election, and of the areas. */
  readonly search: {
    readonly places: (places: readonly PollingPlace[]) => readonly SearchEntry[];
    readonly areas: readonly SearchEntry[];
  };
  readonly now: Temporal.Instant;
  /** The day by which somebody looks at them again, where the import sets one. */
  readonly reviewBy?: Temporal.PlainDate;
  /** Digest of the plan that somebody agreed to; where another one would be done by now, nothing is. */
  readonly agreed?: string;
  /** The last thing of the transaction, where anything was written. */
  readonly afterwards?: (trx: Trx, plan: PlacePlan) => Promise<void>;
}

export interface Saved {
  readonly outcome: 'saved' | 'plan-changed';
  readonly plan: PlacePlan;
  readonly warnings: readonly ImportProblem[];
}

/**
 * Makes the polling places of an election these and no others, in one transaction, but for those that staff have
 * written. Where nothing differs, nothing is written. Imports take turns.
 *
 * @throws FileFault where the election is not there
 */
export async function savePollingPlaces(db: Kysely<DatabaseSchema>, options: SaveOptions): Promise<Saved> {
  return db.transaction().execute(async (trx) => {
    await lockPlaces(trx);
    const { plan, warnings } = await planFor(trx, options);
    if (options.agreed !== undefined && planDigest(plan) !== options.agreed) {
      return { outcome: 'plan-changed', plan, warnings };
    }
    if (!isEmptyPlan(plan)) {
      await write(trx, options, plan);
      await options.afterwards?.(trx, plan);
    }
    if (options.reviewBy) await setReviewDay(trx, options.election, options.reviewBy, options.now);
    return { outcome: 'saved', plan, warnings };
  });
}

/**
 * What an import would do by now; nothing is written.
 *
 * @throws FileFault where the election is not there
 */
export async function planFor(
  db: Kysely<DatabaseSchema>,
  { election, places }: Pick<SaveOptions, 'election' | 'places'>,
): Promise<Omit<Saved, 'outcome'>> {
  await refuseUnknownElection(db, election);
  const unknown = await unknownPredecessors(db, places);
  const plan = planPlaces(places, await recordedPlaces(db, election));
  return { plan, warnings: [...unknown, ...plan.kept.flatMap(keptInWords)] };
}

/** Whoever writes polling places waits here for the others, until the transaction ends. */
export async function lockPlaces(trx: Trx): Promise<void> {
  await sql`lock table polling_place_list in share row exclusive mode`.execute(trx);
}

/** What staff wrote stays; whether the file says something new is for them to know. */
function keptInWords({ place, line, conflict }: PlacePlan['kept'][number]): ImportProblem[] {
  if (!conflict) return [];
  const why =
    line === undefined
      ? `${place.code} is not in the file; it stays, as staff wrote it in the workspace`
      : `${place.code} is otherwise in the file; it is left as staff wrote it in the workspace`;
  return [{ line: line ?? 1, field: 'code', code: 'edited', why }];
}

async function refuseUnknownElection(db: Kysely<DatabaseSchema>, election: string): Promise<void> {
  const known = await sql`select 1 from election where id = ${election} for key share`.execute(db);
  if (known.rows.length === 0) {
    throw new FileFault('unknown-election', `There is no election ${election}; import its stages first.`);
  }
}

async function recordedPlaces(
  db: Kysely<DatabaseSchema>,
  election: string,
): Promise<ReadonlyMap<string, RecordedPlace>> {
  const rows = await db.selectFrom('polling_place').selectAll().where('election', '=', election).execute();
  const replaces = new Map<string, PollingPlaceRef[]>();
  const links = await db
    .selectFrom('polling_place_replaces')
    .selectAll()
    .where('election', '=', election)
    .execute();
  for (const { code, earlier_election, earlier_code } of links) {
    const refs = replaces.get(code) ?? [];
    refs.push({ election: earlier_election, code: earlier_code });
    replaces.set(code, refs);
  }
  return new Map(
    rows.map((row) => [
      row.code,
      {
        place: toPlace(row, replaces.get(row.code) ?? []),
        ...(row.item !== null && { item: row.item }),
        ...(row.imported !== null && { imported: row.imported }),
      },
    ]),
  );
}

async function write(
  trx: Trx,
  { election, places, search, now }: SaveOptions,
  { added, changed, removed, kept }: PlacePlan,
): Promise<void> {
  const written = [...added, ...changed.map(({ after }) => after)];
  await trx
    .deleteFrom('polling_place')
    .where('election', '=', election)
    .where(sql<boolean>`code = any(${removed.map(({ code }) => code)})`)
    .execute();
  for (const batch of batches(written)) await upsert(trx, batch, now);
  await writeReplaces(trx, election, written);
  const left = new Set(kept.map(({ place }) => place.code));
  const standing = [
    ...places.map(({ place }) => place).filter(({ code }) => !left.has(code)),
    ...kept.map(({ place }) => place).filter(({ withdrawnOn }) => withdrawnOn === undefined),
  ];
  // An import is a look. A review day that was set stays until another is.
  const list = { places: standing.length, changed_at: now, checked_at: now };
  await trx
    .insertInto('polling_place_list')
    .values({ election, ...list })
    .onConflict((conflict) => conflict.column('election').doUpdateSet(list))
    .execute();
  await replaceSearchEntries(trx, 'polling-places', election, search.places(standing));
  await replaceSearchEntries(trx, 'polling-places', 'areas', search.areas);
  await bumpRevision(trx);
}

/** Which earlier polling places these take over from, in place of what was recorded of that. */
export async function writeReplaces(
  trx: Trx,
  election: string,
  places: readonly PollingPlace[],
): Promise<void> {
  await trx
    .deleteFrom('polling_place_replaces')
    .where('election', '=', election)
    .where(sql<boolean>`code = any(${places.map(({ code }) => code)})`)
    .execute();
  const links = places.flatMap((place) =>
    place.replaces.map((ref) => ({
      election,
      code: place.code,
      earlier_election: ref.election,
      earlier_code: ref.code,
    })),
  );
  for (const batch of batches(links)) {
    await trx.insertInto('polling_place_replaces').values(batch).execute();
  }
}

/** Somebody looked at an election's polling places, and says by when to look again. */
export async function setReviewDay(
  trx: Trx,
  election: string,
  reviewBy: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('polling_place_list')
    .set({ review_by: reviewBy.toString(), checked_at: now })
    .where('election', '=', election)
    .where('review_by', 'is distinct from', reviewBy.toString())
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await bumpRevision(trx);
}

async function upsert(trx: Trx, places: readonly PollingPlace[], now: Temporal.Instant): Promise<void> {
  await trx
    .insertInto('polling_place')
    .values(places.map((place) => ({ ...toRow(place, now), imported: fingerprint(place) })))
    .onConflict((conflict) =>
      conflict.columns(['election', 'code']).doUpdateSet((eb) => ({
        display_number: eb.ref('excluded.display_number'),
        area: eb.ref('excluded.area'),
        name: eb.ref('excluded.name'),
        address: eb.ref('excluded.address'),
        latitude: eb.ref('excluded.latitude'),
        longitude: eb.ref('excluded.longitude'),
        confirmed_on: eb.ref('excluded.confirmed_on'),
        kind: eb.ref('excluded.kind'),
        accessibility: sql`excluded.accessibility`,
        voters: eb.ref('excluded.voters'),
        changed_at: eb.ref('excluded.changed_at'),
        imported: eb.ref('excluded.imported'),
      })),
    )
    .execute();
}

/** An earlier polling place that is not there is no reason to refuse a line: its election may be imported later. */
async function unknownPredecessors(
  db: Kysely<DatabaseSchema>,
  places: readonly CheckedPlace[],
): Promise<ImportProblem[]> {
  const refs = places.flatMap(({ line, place }) => place.replaces.map((ref) => ({ line, ...ref })));
  const known = new Set<string>();
  for (const election of new Set(refs.map((ref) => ref.election))) {
    const wanted = refs.filter((ref) => ref.election === election).map((ref) => ref.code);
    const found = await db
      .selectFrom('polling_place')
      .select('code')
      .where('election', '=', election)
      .where(sql<boolean>`code = any(${wanted})`)
      .execute();
    for (const { code } of found) known.add(`${election}:${code}`);
  }
  return refs
    .filter(({ election, code }) => !known.has(`${election}:${code}`))
    .map(({ line, election, code }) => ({
      line,
      field: 'replaces',
      code: 'unknown-predecessor',
      why: `${election} has no polling place ${code}`,
    }));
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += ROWS_AT_ONCE) yield items.slice(at, at + ROWS_AT_ONCE);
}
