import { createHash } from 'node:crypto';
import type { ItemEnvelope } from '../../domain/item.ts';
import { isCurrent } from '../../domain/item-state.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Outgoing } from '../../platform/outgoing/outgoing.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import {
  type DraftInput,
  type ItemActor,
  PublishingRefusal,
  type WorkItem,
} from '../../platform/publishing/publishing.ts';
import { storeFiles } from './files.ts';
import type { IncomingItem, Reading } from './readers/incoming.ts';
import {
  findByUrl,
  itemOfKey,
  type KeptItem,
  keepItem,
  keptItems,
  markAllSeen,
  markGone,
  markSeen,
} from './seen.ts';
import type { Source } from './store.ts';

/** The kind that what comes in becomes. */
const KIND = 'announcement';
const CHANGED_NOTE = { id: 'Diperbarui di situs sumber.', en: 'Updated at its source.' };
const GONE_NOTE = { id: 'Dihapus di situs sumber.', en: 'Removed at its source.' };

/** What became of a reading. */
export interface Intake {
  readonly added: number;
  readonly corrected: number;
  readonly withdrawn: number;
  readonly unchanged: number;
  /** Changes that wait, since somebody is writing in the item, or that publishing refused. */
  readonly waiting: number;
}

type Outcome = keyof Intake;
type Parts = Pick<FeatureContext, 'db' | 'publishing' | 'kinds' | 'clock' | 'city'>;

/**
 * Takes in what was read: what is new is added, what changed is a correction, what is gone is withdrawn. Each item is
 * taken in by itself, so that one that does not fit holds up no other; a reading that is repeated changes nothing.
 *
 * @param ask by which pictures are fetched; without, they are left out
 * @throws Error where no kind takes in what comes from sites
 */
export async function takeIn(
  parts: Parts,
  source: Source,
  reading: Reading,
  ask?: Outgoing['ask'],
): Promise<Intake> {
  const kind = parts.kinds.get(KIND);
  if (!kind?.fromSource) throw new Error(`The kind ${KIND} takes in nothing from sites.`);
  const now = parts.clock();
  if (reading.kind === 'unchanged') await markAllSeen(parts.db, source.id, now);
  const kept = await keptItems(parts.db, source.id);
  const counts = { added: 0, corrected: 0, withdrawn: 0, unchanged: 0, waiting: 0 };
  const seen: string[] = [...(reading.there ?? [])];
  for (const incoming of firstOfEachKey(reading.items)) {
    const outcome = await takeInOne({ ...parts, kind, ask }, source, incoming, kept.get(incoming.key));
    counts[outcome] += 1;
    seen.push(incoming.key);
  }
  await markSeen(parts.db, source.id, seen, now);
  for (const key of goneKeys(reading, kept)) {
    if (await withdrawGone(parts, source, kept.get(key))) counts.withdrawn += 1;
    await markGone(parts.db, source.id, key, now);
  }
  return counts;
}

/** What taking in one item needs beside the window. */
type OneParts = Parts & { readonly kind: ItemKind; readonly ask: Outgoing['ask'] | undefined };

async function takeInOne(
  parts: OneParts,
  source: Source,
  incoming: IncomingItem,
  kept: KeptItem | undefined,
): Promise<Outcome> {
  const digest = digestOf(incoming);
  if (kept && kept.digest === digest && !kept.waiting && kept.goneAt === null) return 'unchanged';
  // The same article by another way belongs to whichever brought it first.
  const twin = kept ? undefined : await findByUrl(parts.db, source, incoming.url);
  if (twin !== undefined) {
    await keepItem(parts.db, source.id, incoming, { digest, item: twin, waiting: false }, parts.clock());
    return 'unchanged';
  }
  if (kept?.shared) return 'unchanged';
  const draft = await draftOf(parts, source, incoming);
  const known = kept?.item ?? (await itemOfKey(parts.db, source.id, incoming.key));
  try {
    const item = known === undefined ? undefined : await parts.publishing.find(known);
    const result = item
      ? await correct(parts, source, item, draft)
      : await add(parts, source, incoming, draft);
    await keepItem(
      parts.db,
      source.id,
      incoming,
      { digest, item: result.id, waiting: result.waits },
      parts.clock(),
    );
    return result.waits ? 'waiting' : item ? 'corrected' : 'added';
  } catch (error) {
    if (!(error instanceof PublishingRefusal)) throw error;
    await keepItem(
      parts.db,
      source.id,
      incoming,
      { digest, item: known ?? null, waiting: true },
      parts.clock(),
    );
    return 'waiting';
  }
}

interface Result {
  readonly id: string;
  /** Whether the change was left for later. */
  readonly waits: boolean;
}

async function add(
  parts: Parts,
  source: Source,
  { key, publishedAt }: IncomingItem,
  draft: DraftInput,
): Promise<Result> {
  const actor = actorOf(source);
  const item = await parts.publishing.create(
    actor,
    { kind: KIND, agency: source.agency, origin: { source: source.id, key, publishedAt } },
    draft,
  );
  await handOver(parts, source, item);
  return { id: item.id, waits: false };
}

/** A person's draft is not overwritten, and what staff withdrew does not come back by itself. */
async function correct(parts: OneParts, source: Source, item: WorkItem, draft: DraftInput): Promise<Result> {
  if (item.shown === 'withdrawn' && item.draft === undefined && !(await wasGone(parts, source, item))) {
    return { id: item.id, waits: false };
  }
  if (item.draft?.authors.some(({ id }) => id !== `source:${source.id}`)) return { id: item.id, waits: true };
  if (await isPublished(parts, item, draft)) return { id: item.id, waits: false };
  const saved = await parts.publishing.save(actorOf(source), item.id, item.draft?.revision ?? 0, {
    ...draft,
    note: CHANGED_NOTE,
  });
  if (saved.kind === 'conflict') return { id: item.id, waits: true };
  await handOver(parts, source, saved.item);
  return { id: item.id, waits: false };
}

/** Whether readers have just this already: a reading that was cut off, or a change that was taken back. */
async function isPublished(
  { publishing, kind }: OneParts,
  item: WorkItem,
  draft: DraftInput,
): Promise<boolean> {
  if (item.draft || !isCurrent(item.shown)) return false;
  const published = await publishing.reader.find(item.id);
  if (!published) return false;
  // As it would be stored: without what is not there.
  const plain = (content: unknown) => canonicalJson(JSON.parse(JSON.stringify(kind.schema.parse(content))));
  return plain(published.content) === plain(draft.content);
}

/** To a reviewer, or straight out, as the operator has set it up. */
async function handOver(parts: Parts, source: Source, item: WorkItem): Promise<void> {
  const actor = actorOf(source);
  const submitted = await parts.publishing.submit(actor, item.id, item.draft?.revision ?? 0);
  if (source.mode === 'publish') {
    await parts.publishing.publish(actor, item.id, submitted.draft?.revision ?? 0);
  }
}

async function withdrawGone(parts: Parts, source: Source, kept: KeptItem | undefined): Promise<boolean> {
  if (!kept || kept.item === null || kept.shared || kept.goneAt !== null) return false;
  const item = await parts.publishing.find(kept.item);
  if (!item) return false;
  const actor = actorOf(source);
  try {
    if (item.draft && item.version === 0) {
      await parts.publishing.discard(actor, item.id, item.draft.revision);
      return true;
    }
    if (!isCurrent(item.shown)) return false;
    await parts.publishing.withdraw(actor, item.id, item.version, GONE_NOTE);
    return true;
  } catch (error) {
    if (error instanceof PublishingRefusal) return false;
    throw error;
  }
}

/** Whether it was withdrawn because it had gone at its source, where it is again now. */
async function wasGone(parts: Parts, source: Source, item: WorkItem): Promise<boolean> {
  const kept = await keptItems(parts.db, source.id);
  return [...kept.values()].some(({ item: id, goneAt }) => id === item.id && goneAt !== null);
}

function goneKeys(reading: Reading, kept: ReadonlyMap<string, KeptItem>): readonly string[] {
  if (!reading.complete) return reading.gone;
  const there = new Set(reading.items.map(({ key }) => key));
  return [...reading.gone, ...[...kept.keys()].filter((key) => !there.has(key))];
}

async function draftOf(parts: OneParts, source: Source, incoming: IncomingItem): Promise<DraftInput> {
  const { kind } = parts;
  const { title, summary, markdown, language, url, categories } = incoming;
  const files = await storeFiles(parts, source, incoming, parts.ask);
  const today = parts.clock().toZonedDateTimeISO(parts.city.zone).toPlainDate();
  const envelope: ItemEnvelope = {
    source: { title: source.title, ...(url === undefined ? {} : { url }) },
    areas: [],
    audience: 'public',
    urgency: 'normal',
    reviewOn: today.add({ days: kind.reviewAfterDays }),
  };
  const content = kind.fromSource?.({ title, summary, markdown, language, categories, ...files });
  return { content, envelope };
}

function actorOf(source: Source): ItemActor {
  return { kind: 'source', id: source.id, name: source.title };
}

function firstOfEachKey(items: readonly IncomingItem[]): readonly IncomingItem[] {
  return [...new Map(items.toReversed().map((item) => [item.key, item])).values()].reverse();
}

/** What of an item counts as a change: its words, picture and files, and not when it was touched. */
function digestOf({ title, summary, markdown, imageUrl, files = [] }: IncomingItem): string {
  const marks = files.map(({ name, mark }) => `${name} ${mark}`);
  const words = JSON.stringify([title, summary ?? '', markdown, imageUrl ?? '', ...marks]);
  return createHash('sha256').update(words).digest('base64url');
}
