import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import { PublishingRefusal } from '../../../platform/publishing/publishing.ts';
import type { PublishedItem } from '../../../platform/publishing/reader.ts';
import { replaceSearchEntry } from '../../../platform/search.ts';
import { lockPlaces, writeReplaces } from '../import/save.ts';
import { fingerprint, staffColumns, toRow } from '../rows.ts';
import { searchEntriesOf } from '../search-entries.ts';
import { findPlace } from '../store.ts';
import { baseOf, type PlaceContent, placeOfContent, subjectOf } from './content.ts';

type Trx = Transaction<DatabaseSchema>;
type Context = Pick<FeatureContext, 'areas' | 'city'>;

/**
 * Records a polling place as staff publish it, in the transaction of its publication.
 *
 * @throws PublishingRefusal `does-not-fit` where the record changed since it was written
 */
export async function applyPlace(
  { areas, city }: Context,
  trx: Trx,
  item: PublishedItem<PlaceContent>,
): Promise<void> {
  const { content } = item;
  const place = placeOfContent(content, { areas, city: city.area });
  if (!place || item.subject !== subjectOf(place)) throw doesNotFit('The item is about another place.');
  await lockPlaces(trx);
  const before = await findPlace(trx, place.election, place.code);
  if (!before) throw doesNotFit('The polling place is no longer recorded.');
  // What this item wrote itself is guarded by its own versions.
  const isOwn = before.item === item.id;
  if (!isOwn && baseOf(before.place) !== content.base) {
    throw doesNotFit('The polling place was changed since the draft was made.');
  }
  await writePlace(trx, place, item);
  if (before.item === undefined) await rememberFile(trx, before.place);
  await afterWriting(trx, { areas, city }, place, item.changedAt);
}

/** Says that a polling place is given up. Its page goes on to answer; one whose item merely expired stays. */
export async function removePlace(
  { areas, city }: Context,
  trx: Trx,
  item: PublishedItem<PlaceContent>,
): Promise<void> {
  if (item.shown !== 'withdrawn') return;
  await lockPlaces(trx);
  const { election, cells } = item.content;
  const before = await findPlace(trx, election, cells.code ?? '');
  if (before?.item !== item.id || before.place.withdrawnOn) return;
  const withdrawnOn = item.changedAt.toZonedDateTimeISO(city.zone).toPlainDate();
  const place = { ...before.place, withdrawnOn };
  await writePlace(trx, place, item);
  await afterWriting(trx, { areas, city }, place, item.changedAt);
}

async function writePlace(
  trx: Trx,
  place: PollingPlace,
  { id, changedAt }: Pick<PublishedItem, 'id' | 'changedAt'>,
): Promise<void> {
  await trx
    .updateTable('polling_place')
    .set({ ...toRow(place, changedAt), ...staffColumns(place), item: id })
    .where('election', '=', place.election)
    .where('code', '=', place.code)
    .execute();
  await writeReplaces(trx, place.election, [place]);
}

/** What the last file had is what stood there until now, where no import noted it. */
async function rememberFile(trx: Trx, before: PollingPlace): Promise<void> {
  await trx
    .updateTable('polling_place')
    .set({ imported: fingerprint(before) })
    .where('election', '=', before.election)
    .where('code', '=', before.code)
    .where('imported', 'is', null)
    .execute();
}

async function afterWriting(
  trx: Trx,
  { areas }: Context,
  place: PollingPlace,
  now: Temporal.Instant,
): Promise<void> {
  const { election } = place;
  await trx
    .updateTable('polling_place_list')
    .set((eb) => ({
      changed_at: now,
      places: eb
        .selectFrom('polling_place')
        .select(sql<number>`count(*)::int`.as('places'))
        .where('election', '=', election)
        .where('withdrawn_on', 'is', null),
    }))
    .where('election', '=', election)
    .execute();
  const elections = await electionNames(trx);
  const named = elections.find(({ id }) => id === election);
  const [entry] = named ? searchEntriesOf([place], named, areas, elections[0]?.id === election) : [];
  const shown = place.withdrawnOn === undefined ? entry : undefined;
  await replaceSearchEntry(trx, 'polling-places', election, place.code, shown);
}

const namesSchema = z.array(z.object({ id: z.string(), name: z.object({ id: z.string(), en: z.string() }) }));

/** The latest voting day first. Read on this connection: one that holds a lock must not wait for a second one. */
async function electionNames(trx: Trx) {
  const { rows } = await sql`
    select id, definition->'name' as name from election order by voting_day desc, id limit 200`.execute(trx);
  return namesSchema.parse(rows);
}

function doesNotFit(detail: string): PublishingRefusal {
  return new PublishingRefusal('does-not-fit', detail);
}
