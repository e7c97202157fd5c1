import type { Transaction } from 'kysely';
import type { ItemEnvelope, SomeLanguages } from '../../domain/item.ts';
import { appendAudit } from '../audit/append.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { bumpRevision } from '../revision.ts';
import type { PublishingParts } from './create-publishing.ts';
import { refuseUnready } from './draft-commands.ts';
import { auditActor, demand, draftAt, type OpenItem, openItem, personOf, stateAfter } from './open-item.ts';
import { publishVersion } from './publish-version.ts';
import { type Draft, type ItemActor, PublishingRefusal } from './publishing.ts';
import { toEnvelope } from './rows.ts';

type Trx = Transaction<DatabaseSchema>;

/** Publishes what is in review, or says when it will be. @throws PublishingRefusal */
export async function publishDraft(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  revision: number,
  at: Temporal.Instant | undefined,
): Promise<{ readonly id: string }> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'review', item.row.agency);
  const draft = draftAt(item, revision);
  refuseAuthor(actor, item, draft, parts);
  const now = parts.clock();
  if (at !== undefined && Temporal.Instant.compare(at, now) > 0) {
    // Its dates have to hold when readers get it, not only now.
    refuseUnready(item, draft, at, parts.zone);
    await schedule(trx, actor, item, at, now);
    return { id };
  }
  refuseUnready(item, draft, now, parts.zone);
  await publishNow(trx, parts, actor, item, draft, 'publish');
  return { id };
}

/** Publishes what was scheduled for a moment that has come. @throws PublishingRefusal */
export async function releaseScheduled(
  trx: Trx,
  parts: PublishingParts,
  item: OpenItem,
  draft: Draft,
): Promise<void> {
  refuseUnready(item, draft, parts.clock(), parts.zone);
  await publishNow(trx, parts, { kind: 'clock' }, item, draft, 'release');
}

async function publishNow(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  item: OpenItem,
  draft: Draft,
  action: 'publish' | 'release',
): Promise<void> {
  const state = stateAfter(item.row, action);
  const before = await newestVersion(trx, item);
  const published = await publishVersion(
    trx,
    item,
    {
      state,
      event: item.row.version === 0 ? 'published' : 'corrected',
      content: draft.content,
      envelope: draft.envelope,
      note: item.row.version === 0 ? undefined : draft.note,
      now: parts.clock(),
    },
    parts,
  );
  await audit(trx, actor, item, action, {
    ...(before
      ? { before: { version: item.row.version, content: before.content, envelope: before.envelope } }
      : {}),
    after: {
      version: published.version,
      content: draft.content,
      envelope: draft.envelope,
      authors: draft.authors,
    },
  });
}

async function schedule(
  trx: Trx,
  actor: ItemActor,
  item: OpenItem,
  at: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  const state = stateAfter(item.row, 'schedule');
  await trx
    .updateTable('item_draft')
    .set((eb) => ({ scheduled_for: at, revision: eb('revision', '+', 1) }))
    .where('item', '=', item.row.id)
    .execute();
  await trx
    .updateTable('item')
    .set({ ...state, touched_at: now })
    .where('id', '=', item.row.id)
    .execute();
  await audit(trx, actor, item, 'schedule', { after: { at: at.toString() } });
}

/** Somebody looked at it: it is true until a new date. @throws PublishingRefusal */
export async function confirmItem(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  version: number,
  until: Pick<ItemEnvelope, 'expiresAt' | 'reviewOn'>,
): Promise<{ readonly id: string }> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'review', item.row.agency);
  refuseOther(item, version);
  const now = parts.clock();
  const today = now.toZonedDateTimeISO(parts.zone).toPlainDate();
  const over = until.expiresAt !== undefined && Temporal.Instant.compare(until.expiresAt, now) <= 0;
  const past = until.reviewOn !== undefined && Temporal.PlainDate.compare(until.reviewOn, today) < 0;
  if (over || past) throw new PublishingRefusal('date-passed', 'The expiry or review date has passed.');
  if (until.expiresAt === undefined && until.reviewOn === undefined) {
    throw new PublishingRefusal('invalid', 'An item has an expiry or a review date.');
  }
  const before = { expires_at: item.row.expires_at, review_on: item.row.review_on };
  const after = { expires_at: until.expiresAt ?? null, review_on: until.reviewOn?.toString() ?? null };
  await trx
    .updateTable('item')
    .set({ ...stateAfter(item.row, 'confirm'), ...after, touched_at: now })
    .where('id', '=', id)
    .execute();
  await bumpRevision(trx);
  await audit(trx, actor, item, 'confirm', { before, after });
  return { id };
}

/** Takes an item back. Its address goes on to answer, and says so. @throws PublishingRefusal */
export async function withdrawItem(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  version: number,
  reason: SomeLanguages,
): Promise<{ readonly id: string }> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'review', item.row.agency);
  refuseOther(item, version);
  await endItem(trx, parts, actor, item, 'withdraw', reason);
  return { id };
}

/** Ends an item: withdrawn by somebody, or expired by the clock. @throws PublishingRefusal */
export async function endItem(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  item: OpenItem,
  action: 'withdraw' | 'expire',
  note?: SomeLanguages,
): Promise<void> {
  const state = stateAfter(item.row, action);
  const last = await newestVersion(trx, item);
  if (!last) throw new PublishingRefusal('not-possible', 'Readers never saw this item.');
  const { expires_at, review_on } = item.row;
  await publishVersion(
    trx,
    item,
    {
      state,
      event: action === 'withdraw' ? 'withdrawn' : 'expired',
      content: last.content,
      envelope: {
        ...last.envelope,
        ...(expires_at ? { expiresAt: expires_at } : {}),
        ...(review_on ? { reviewOn: Temporal.PlainDate.from(review_on) } : {}),
      },
      note,
      now: parts.clock(),
    },
    parts,
  );
  await audit(trx, actor, item, action, { before: { version: item.row.version }, after: { note } });
}

async function newestVersion(trx: Trx, { row, kind }: OpenItem) {
  if (row.version === 0) return undefined;
  const version = await trx
    .selectFrom('item_version')
    .select(['content', 'envelope'])
    .where('item', '=', row.id)
    .where('number', '=', row.version)
    .executeTakeFirstOrThrow();
  return { content: kind.schema.parse(version.content), envelope: toEnvelope(version.envelope) };
}

/** The two-person rule. A source publishes by the word of the operator who set it up so. */
function refuseAuthor(actor: ItemActor, item: OpenItem, draft: Draft, parts: PublishingParts): void {
  if (actor.kind !== 'staff' || !parts.needsSecondPerson(item.kind.id)) return;
  const person = personOf(actor);
  if (draft.authors.some(({ id }) => id === person.id)) {
    throw new PublishingRefusal('second-person', 'Somebody who did not write it publishes it.');
  }
}

function refuseOther(item: OpenItem, version: number): void {
  if (item.row.version !== version) {
    throw new PublishingRefusal('changed-meanwhile', 'Somebody changed this item meanwhile.');
  }
}

async function audit(
  trx: Trx,
  actor: ItemActor,
  { row, kind }: OpenItem,
  deed: string,
  change: { readonly before?: unknown; readonly after?: unknown },
): Promise<void> {
  await appendAudit(trx, {
    actor: auditActor(actor),
    action: `${kind.id}.${deed}`,
    subject: { kind: kind.id, id: row.id },
    agency: row.agency,
    ...change,
  });
}
