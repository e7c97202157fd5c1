import type { Transaction } from 'kysely';
import { type ItemEnvelope, itemRef, type SomeLanguages, slugOf, textIn } from '../../domain/item.ts';
import { type ItemState, isCurrent } from '../../domain/item-state.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { bumpRevision } from '../revision.ts';
import { replaceSearchEntries } from '../search.ts';
import type { Signer } from '../signing/signer.ts';
import type { ItemKind, Publication } from './kind.ts';
import type { OpenItem } from './open-item.ts';
import type { PublishedItem } from './reader.ts';
import { envelopeColumns } from './rows.ts';

/** As much of the text as search shows and looks through, in letters. */
const SEARCHED_LENGTH = 300;

/** What publishing needs of the window. */
export interface VersionParts {
  readonly signer: Signer;
  /** Address of the window, without a slash at its end. */
  readonly publicUrl: string;
  /** Tells the features, in the same transaction. */
  readonly onPublication: (trx: Transaction<DatabaseSchema>, publication: Publication) => Promise<void>;
}

export interface NewVersion {
  readonly state: ItemState;
  readonly event: Publication['event'];
  readonly content: unknown;
  readonly envelope: ItemEnvelope;
  readonly note: SomeLanguages | undefined;
  readonly now: Temporal.Instant;
}

/**
 * Writes a version that readers see: signed, with the feature's own tables, search, and whoever is to be told, in the
 * transaction of its caller.
 */
export async function publishVersion(
  trx: Transaction<DatabaseSchema>,
  open: OpenItem,
  version: NewVersion,
  parts: VersionParts,
): Promise<PublishedItem> {
  const item = await writeVersion(trx, open, version, parts);
  const { kind } = open;
  const stands = isCurrent(item.shown);
  if (stands) await kind.apply?.(trx, item);
  else await kind.remove?.(trx, item);
  // A kind with tables of its own has its own entries in search.
  if (!kind.apply) await writeSearchEntry(trx, kind, item, stands);
  await bumpRevision(trx);
  await parts.onPublication(trx, { item, envelope: item.envelope, event: version.event });
  return item;
}

async function writeVersion(
  trx: Transaction<DatabaseSchema>,
  { row, kind }: OpenItem,
  version: NewVersion,
  { signer, publicUrl }: VersionParts,
): Promise<PublishedItem> {
  const { content, envelope, note, event } = version;
  const { shown, work } = version.state;
  if (shown === 'none') throw new Error('A version is written for what readers see.');
  const number = row.version + 1;
  const at = notBefore(version.now, row.changed_at);
  const title = kind.title(content);
  const text = kind.text(content);
  // The address stays when the title is corrected: people have it already.
  const slug = row.version > 0 ? row.slug : slugOf(textIn(title, 'id'));
  const address = kind.address({ id: row.id, slug, content });
  const signature = await signer.sign({
    item: row.id,
    version: number,
    kind: kind.id,
    agency: row.agency,
    event,
    title,
    text,
    content,
    note,
    address: `${publicUrl}${address}`,
    at,
  });
  await trx
    .insertInto('item_version')
    .values({
      item: row.id,
      number,
      event,
      at,
      content: JSON.stringify(content),
      envelope: JSON.stringify(envelope),
      title_id: title.id ?? null,
      title_en: title.en ?? null,
      text_id: text.id ?? null,
      text_en: text.en ?? null,
      note_id: note?.id ?? null,
      note_en: note?.en ?? null,
      signature,
    })
    .execute();
  const publishedAt = row.published_at ?? earlier(row.origin_published_at, at);
  await trx
    .updateTable('item')
    .set({
      shown,
      work,
      slug,
      version: number,
      title_id: title.id ?? null,
      title_en: title.en ?? null,
      ...envelopeColumns(envelope),
      published_at: publishedAt,
      changed_at: at,
      touched_at: at,
    })
    .where('id', '=', row.id)
    .execute();
  if (work === 'none') await trx.deleteFrom('item_draft').where('item', '=', row.id).execute();
  return {
    id: row.id,
    kind: kind.id,
    agency: row.agency,
    slug,
    shown,
    version: number,
    content,
    envelope,
    title,
    text,
    publishedAt,
    changedAt: at,
    signature,
    ...(note ? { note } : {}),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.origin_source && row.origin_seen_at
      ? { origin: { source: row.origin_source, seenAt: row.origin_seen_at } }
      : {}),
  };
}

/** What came from elsewhere was published there; nothing was published in the future. */
function earlier(there: Temporal.Instant | null, here: Temporal.Instant): Temporal.Instant {
  return there !== null && Temporal.Instant.compare(there, here) < 0 ? there : here;
}

/** A clock that was set back does not put a later version before an earlier one. */
function notBefore(now: Temporal.Instant, last: Temporal.Instant | null): Temporal.Instant {
  if (last === null || Temporal.Instant.compare(now, last) > 0) return now;
  return last.add({ milliseconds: 1 });
}

async function writeSearchEntry(
  trx: Transaction<DatabaseSchema>,
  kind: ItemKind,
  item: PublishedItem,
  stands: boolean,
): Promise<void> {
  const shown = stands && item.envelope.audience === 'public';
  const both = (text: SomeLanguages) => ({
    id: textIn(text, 'id').slice(0, SEARCHED_LENGTH),
    en: textIn(text, 'en').slice(0, SEARCHED_LENGTH),
  });
  const entry = {
    ref: item.id,
    title: both(item.title),
    text: both(item.text),
    href: kind.address(item),
    codes: [item.id, itemRef(item)],
  };
  await replaceSearchEntries(trx, kind.id, item.id, shown ? [entry] : []);
}
