import { type Kysely, sql, type Transaction } from 'kysely';
import type { PollingPlace, PollingPlaceRef } from '../../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { bumpRevision } from '../../../platform/revision.ts';
import { replaceSearchEntries, type SearchEntry } from '../../../platform/search.ts';
import { fingerprint, toPlace, toRow } from '../rows.ts';
import type { CheckedPlace } from './check-rows.ts';
import { FileFault, type ImportProblem } from './problem.ts';

const ROWS_AT_ONCE = 500;

/** What an import did to the polling places of its election. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

interface SaveOptions {
  readonly election: string;
  readonly places: readonly CheckedPlace[];
  /** Everything the feature can be found by after this import: of the election, and of the areas. */
  readonly search: { readonly places: readonly SearchEntry[]; readonly areas: readonly SearchEntry[] };
  readonly now: Temporal.Instant;
  /** The day by which somebody looks at them again, where the import sets one. */
  readonly reviewBy?: Temporal.PlainDate;
}

/**
 * Makes the polling places of an election these and no others, in one transaction. Where nothing differs, nothing is
 * written. Imports take turns.
 *
 * @throws FileFault where the election is not there
 */
export async function savePollingPlaces(
  db: Kysely<DatabaseSchema>,
  options: SaveOptions,
): Promise<{ changes: Changes; warnings: readonly ImportProblem[] }> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table polling_place_list in share row exclusive mode`.execute(trx);
    await refuseUnknownElection(trx, options.election);
    const warnings = await unknownPredecessors(trx, options.places);
    const before = await fingerprintsOf(trx, options.election);
    const { changes, written, removed } = compare(options.places, before);
    if (written.length > 0 || removed.length > 0) await write(trx, options, written, removed);
    if (options.reviewBy) await setReviewDay(trx, options.election, options.reviewBy, options.now);
    return { changes, warnings };
  });
}

async function refuseUnknownElection(trx: Transaction<DatabaseSchema>, election: string): Promise<void> {
  const known = await sql`select 1 from election where id = ${election} for key share`.execute(trx);
  if (known.rows.length === 0) {
    throw new FileFault('unknown-election', `There is no election ${election}; import its stages first.`);
  }
}

async function fingerprintsOf(
  trx: Transaction<DatabaseSchema>,
  election: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom('polling_place').selectAll().where('election', '=', election).execute();
  const replaces = new Map<string, PollingPlaceRef[]>();
  const links = await trx
    .selectFrom('polling_place_replaces')
    .selectAll()
    .where('election', '=', election)
    .execute();
  for (const { code, earlier_election, earlier_code } of links) {
    const refs = replaces.get(code) ?? [];
    refs.push({ election: earlier_election, code: earlier_code });
    replaces.set(code, refs);
  }
  return new Map(rows.map((row) => [row.code, fingerprint(toPlace(row, replaces.get(row.code) ?? []))]));
}

function compare(places: readonly CheckedPlace[], before: ReadonlyMap<string, string>) {
  const written: PollingPlace[] = [];
  let added = 0;
  for (const { place } of places) {
    const known = before.get(place.code);
    if (known === undefined) added++;
    if (known !== fingerprint(place)) written.push(place);
  }
  const wanted = new Set(places.map(({ place }) => place.code));
  const removed = [...before.keys()].filter((code) => !wanted.has(code));
  const changes: Changes = {
    added,
    changed: written.length - added,
    unchanged: places.length - written.length,
    removed: removed.length,
  };
  return { changes, written, removed };
}

async function write(
  trx: Transaction<DatabaseSchema>,
  { election, places, search, now }: SaveOptions,
  written: readonly PollingPlace[],
  removed: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('polling_place')
    .where('election', '=', election)
    .where(sql<boolean>`code = any(${removed})`)
    .execute();
  await trx
    .deleteFrom('polling_place_replaces')
    .where('election', '=', election)
    .where(sql<boolean>`code = any(${written.map(({ code }) => code)})`)
    .execute();
  for (const batch of batches(written)) await upsert(trx, batch, now);
  const links = written.flatMap((place) =>
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
  // An import is a look. A review day that was set stays until another is.
  const list = { places: places.length, changed_at: now, checked_at: now };
  await trx
    .insertInto('polling_place_list')
    .values({ election, ...list })
    .onConflict((conflict) => conflict.column('election').doUpdateSet(list))
    .execute();
  await replaceSearchEntries(trx, 'polling-places', election, search.places);
  await replaceSearchEntries(trx, 'polling-places', 'areas', search.areas);
  await bumpRevision(trx);
}

/** Somebody looked at an election's polling places, and says by when to look again. */
export async function setReviewDay(
  trx: Transaction<DatabaseSchema>,
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

async function upsert(
  trx: Transaction<DatabaseSchema>,
  places: readonly PollingPlace[],
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('polling_place')
    .values(places.map((place) => toRow(place, now)))
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
      })),
    )
    .execute();
}

/** An earlier polling place that is not there is no reason to refuse a line: its election may be imported later. */
async function unknownPredecessors(
  trx: Transaction<DatabaseSchema>,
  places: readonly CheckedPlace[],
): Promise<ImportProblem[]> {
  const refs = places.flatMap(({ line, place }) => place.replaces.map((ref) => ({ line, ...ref })));
  const known = new Set<string>();
  for (const election of new Set(refs.map((ref) => ref.election))) {
    const wanted = refs.filter((ref) => ref.election === election).map((ref) => ref.code);
    const found = await trx
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
