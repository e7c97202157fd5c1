import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AUDIENCES, type ItemEnvelope, type SomeLanguages, URGENCIES } from '../../domain/item.ts';
import type { Draft, WorkItem } from './publishing.ts';
import type { ItemDraftTable, ItemTable } from './tables.ts';

const instant = z.string().transform((text) => Temporal.Instant.from(text));
const day = z.string().transform((text) => Temporal.PlainDate.from(text));
const person = z.object({ id: z.string(), name: z.string() });
const languages = z
  .object({ id: z.string().optional(), en: z.string().optional() })
  .transform(({ id, en }) => someLanguages(id, en));

const storedEnvelope = z.object({
  source: z.object({ title: z.string(), url: z.string().optional() }),
  areas: z.array(z.string()),
  audience: z.enum(AUDIENCES),
  urgency: z.enum(URGENCIES),
  expiresAt: instant.optional(),
  reviewOn: day.optional(),
});

/** An envelope as it is stored. @throws ZodError where the row was not written by us */
export function toEnvelope(stored: unknown): ItemEnvelope {
  return storedEnvelope.parse(stored);
}

/** A text of which one language may be absent. */
export function someLanguages(id: string | null | undefined, en: string | null | undefined): SomeLanguages {
  return { ...(id ? { id } : {}), ...(en ? { en } : {}) };
}

/** The draft of a row. @throws ZodError where the row was not written by us */
export function toDraft(row: Selectable<ItemDraftTable>, work: Draft['work']): Draft {
  const note = languages.nullable().parse(row.note);
  const sentBack = z.object({ reason: z.string(), by: z.string() }).nullable().parse(row.sent_back);
  return {
    revision: row.revision,
    work,
    content: row.content,
    envelope: toEnvelope(row.envelope),
    authors: z.array(person).parse(row.authors),
    updatedAt: row.updated_at,
    updatedBy: person.parse(row.updated_by),
    ...(note ? { note } : {}),
    ...(row.scheduled_for ? { scheduledFor: row.scheduled_for } : {}),
    ...(sentBack ? { sentBack } : {}),
  };
}

/** The columns by which a draft is stored. */
export function draftRow(item: string, draft: Draft) {
  return {
    item,
    revision: draft.revision,
    content: JSON.stringify(draft.content),
    envelope: JSON.stringify(draft.envelope),
    note: JSON.stringify(draft.note ?? null),
    authors: JSON.stringify(draft.authors),
    updated_at: draft.updatedAt,
    updated_by: JSON.stringify(draft.updatedBy),
    scheduled_for: draft.scheduledFor ?? null,
    sent_back: JSON.stringify(draft.sentBack ?? null),
  };
}

/** An item with its draft, as the workspace sees it. */
export function toWorkItem(
  row: Selectable<ItemTable>,
  draft: Selectable<ItemDraftTable> | undefined,
): WorkItem {
  return {
    id: row.id,
    kind: row.kind,
    agency: row.agency,
    owner: { id: row.owner_id, name: row.owner_name },
    slug: row.slug,
    shown: row.shown,
    work: row.work,
    version: row.version,
    title: someLanguages(row.title_id, row.title_en),
    createdAt: row.created_at,
    changedAt: row.touched_at,
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
    ...(row.review_on ? { reviewOn: Temporal.PlainDate.from(row.review_on) } : {}),
    ...(draft && row.work !== 'none' ? { draft: toDraft(draft, row.work) } : {}),
  };
}

/** The columns of an item that come from its envelope. */
export function envelopeColumns(envelope: ItemEnvelope) {
  return {
    areas: [...envelope.areas],
    audience: envelope.audience,
    urgency: envelope.urgency,
    expires_at: envelope.expiresAt ?? null,
    review_on: envelope.reviewOn?.toString() ?? null,
  };
}
