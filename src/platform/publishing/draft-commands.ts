import type { Transaction } from 'kysely';
import { textIn } from '../../domain/item.ts';
import { appendAudit } from '../audit/append.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { PublishingParts } from './create-publishing.ts';
import {
  auditActor,
  demand,
  draftAt,
  kindOf,
  newItemId,
  type OpenItem,
  openItem,
  personOf,
  stateAfter,
} from './open-item.ts';
import {
  type Draft,
  type DraftInput,
  type ItemActor,
  type Publishing,
  PublishingRefusal,
} from './publishing.ts';
import { draftRow, envelopeColumns } from './rows.ts';
import type { ItemTable } from './tables.ts';

type Trx = Transaction<DatabaseSchema>;
type NewItem = Parameters<Publishing['create']>[1];

/** A new item with its first draft. @throws PublishingRefusal */
export async function createDraft(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  item: NewItem,
  input: DraftInput,
): Promise<{ readonly id: string }> {
  const kind = kindOf(item.kind, parts.kinds());
  demand(actor, kind, 'write', item.agency);
  const content = parsed(kind, input.content);
  const now = parts.clock();
  const id = newItemId();
  const owner = personOf(actor);
  const title = kind.title(content);
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('item')
    .values({
      id,
      kind: kind.id,
      subject: item.subject ?? null,
      agency: item.agency,
      owner_id: owner.id,
      owner_name: owner.name,
      slug: '',
      shown: 'none',
      work: 'draft',
      version: 0,
      title_id: title.id ?? null,
      title_en: title.en ?? null,
      ...envelopeColumns(dated(input.envelope)),
      created_at: now,
      published_at: null,
      changed_at: null,
      touched_at: now,
      origin_source: item.origin?.source ?? null,
      origin_key: item.origin?.key ?? null,
      origin_seen_at: item.origin ? now : null,
      origin_published_at: item.origin?.publishedAt ?? null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) {
    throw new PublishingRefusal('changed-meanwhile', 'Somebody else began an item about the same thing.');
  }
  const draft = {
    ...input,
    content,
    revision: 1,
    work: 'draft',
    authors: [owner],
    updatedAt: now,
    updatedBy: owner,
  } as const;
  await trx.insertInto('item_draft').values(draftRow(id, draft)).execute();
  await appendAudit(trx, {
    actor: auditActor(actor),
    action: `${kind.id}.create`,
    subject: { kind: kind.id, id },
    agency: item.agency,
    after: { ...input, content },
  });
  return { id };
}

/**
 * Writes a draft, or begins one beside what is published. False, and nothing written, where somebody else saved since
 * the revision that this one was made from.
 *
 * @throws PublishingRefusal
 */
export async function saveDraft(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  revision: number,
  input: DraftInput,
): Promise<boolean> {
  const item = await openItem(trx, id, parts.kinds());
  const { kind, row } = item;
  demand(actor, kind, 'write', row.agency);
  if ((item.draft?.revision ?? 0) !== revision) return false;
  const content = parsed(kind, input.content);
  const person = personOf(actor);
  const authors = item.draft?.authors ?? [];
  const draft: Draft = {
    ...input,
    content,
    envelope: dated(input.envelope),
    revision: revision + 1,
    work: 'draft',
    authors: authors.some((author) => author.id === person.id) ? authors : [...authors, person],
    updatedAt: parts.clock(),
    updatedBy: person,
    ...(item.draft?.sentBack ? { sentBack: item.draft.sentBack } : {}),
  };
  await writeDraft(trx, item, draft);
  const title = row.version === 0 ? kind.title(content) : undefined;
  await touch(trx, item, {
    ...stateAfter(row, 'edit'),
    touched_at: draft.updatedAt,
    ...(title ? { title_id: title.id ?? null, title_en: title.en ?? null } : {}),
    ...(title ? envelopeColumns(draft.envelope) : {}),
  });
  await note(trx, actor, item, 'edit', contentOf(item.draft), contentOf(draft));
  return true;
}

/** Hands a draft to a reviewer. @throws PublishingRefusal */
export async function submitDraft(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  revision: number,
): Promise<{ readonly id: string }> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'write', item.row.agency);
  const draft = draftAt(item, revision);
  const now = parts.clock();
  refuseUnready(item, draft, now, parts.zone);
  const { sentBack: _, ...rest } = draft;
  await writeDraft(trx, item, { ...rest, revision: revision + 1, updatedAt: now });
  await touch(trx, item, { ...stateAfter(item.row, 'submit'), touched_at: now });
  await note(trx, actor, item, 'submit');
  return { id };
}

/** A reviewer gives a draft back with a reason. @throws PublishingRefusal */
export async function sendDraftBack(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  revision: number,
  reason: string,
): Promise<{ readonly id: string }> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'review', item.row.agency);
  const { scheduledFor: _, ...draft } = draftAt(item, revision);
  const now = parts.clock();
  const sentBack = { reason, by: personOf(actor).name };
  await writeDraft(trx, item, { ...draft, revision: revision + 1, updatedAt: now, sentBack });
  await touch(trx, item, { ...stateAfter(item.row, 'send-back'), touched_at: now });
  await note(trx, actor, item, 'send-back', undefined, { reason });
  return { id };
}

/** Puts a draft away; with it the item, where readers never saw it. @throws PublishingRefusal */
export async function discardDraft(
  trx: Trx,
  parts: PublishingParts,
  actor: ItemActor,
  id: string,
  revision: number,
): Promise<void> {
  const item = await openItem(trx, id, parts.kinds());
  demand(actor, item.kind, 'write', item.row.agency);
  const draft = draftAt(item, revision);
  const state = stateAfter(item.row, 'discard');
  await note(trx, actor, item, 'discard', contentOf(draft));
  await trx.deleteFrom('item_draft').where('item', '=', id).execute();
  if (item.row.version === 0) await trx.deleteFrom('item').where('id', '=', id).execute();
  else await touch(trx, item, { ...state, touched_at: parts.clock() });
}

/** @throws PublishingRefusal where readers would be told nothing, or something that is over already */
export function refuseUnready(item: OpenItem, draft: Draft, now: Temporal.Instant, zone: string): void {
  if (item.row.version > 0 && textIn(draft.note ?? {}, 'id') === '') {
    throw new PublishingRefusal('note-missing', 'Readers are told what changed; the note is missing.');
  }
  const { expiresAt, reviewOn } = draft.envelope;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const over = expiresAt !== undefined && Temporal.Instant.compare(expiresAt, now) <= 0;
  const past = reviewOn !== undefined && Temporal.PlainDate.compare(reviewOn, today) < 0;
  if (over || past) throw new PublishingRefusal('date-passed', 'The expiry or review date has passed.');
}

async function writeDraft(trx: Trx, { row }: OpenItem, draft: Draft): Promise<void> {
  const { item: _, ...values } = draftRow(row.id, draft);
  await trx
    .insertInto('item_draft')
    .values({ item: row.id, ...values })
    .onConflict((conflict) => conflict.column('item').doUpdateSet(values))
    .execute();
}

async function touch(trx: Trx, { row }: OpenItem, columns: Partial<ItemTable>): Promise<void> {
  await trx.updateTable('item').set(columns).where('id', '=', row.id).execute();
}

async function note(
  trx: Trx,
  actor: ItemActor,
  { row, kind }: OpenItem,
  deed: string,
  before?: unknown,
  after?: unknown,
): Promise<void> {
  await appendAudit(trx, {
    actor: auditActor(actor),
    action: `${kind.id}.${deed}`,
    subject: { kind: kind.id, id: row.id },
    agency: row.agency,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}

function contentOf(draft: DraftInput | undefined): unknown {
  if (!draft) return undefined;
  return { content: draft.content, envelope: draft.envelope, note: draft.note };
}

function parsed(kind: OpenItem['kind'], content: unknown): unknown {
  const result = kind.schema.safeParse(content);
  if (result.success) return result.data;
  throw new PublishingRefusal('invalid', 'The content does not have the form of its kind.');
}

function dated(envelope: DraftInput['envelope']): DraftInput['envelope'] {
  if (envelope.expiresAt !== undefined || envelope.reviewOn !== undefined) return envelope;
  throw new PublishingRefusal('invalid', 'An item has an expiry or a review date.');
}
