import type { FeatureContext } from '../../../platform/feature.ts';
import { reasonOf } from '../jobs.ts';
import { type ReadParts, readSource } from '../read.ts';
import { type Candidate, discover } from '../readers/discover.ts';
import type { ReadContext, Reading } from '../readers/incoming.ts';
import { type ListSettings, type ListTrial, listSettings, testListPage } from '../readers/list-page.ts';
import type { NewSource, Source } from '../store.ts';
import { typedAddress } from './source-form.ts';

/** A person waits for it: longer than this, and it is told that it took too long. */
const LOOK_MS = 45_000;

/** What came of looking at a source, or the code of why nothing did. */
export type Looked<T> =
  | { readonly ok: true; readonly found: T }
  | { readonly ok: false; readonly why: string };

/** What would come in, as far as it can be told before it does. */
export type Preview =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'trial'; readonly trial: ListTrial };

/** What a site has that can be read. Nothing is written. */
export function lookAround(parts: ReadParts, address: string): Promise<Looked<readonly Candidate[]>> {
  return looked(() => discover(address, contextOf(parts)));
}

/** The same from an address as a person types it: without a protocol, a site that has no https yet is found as well. */
export async function lookAroundTyped(
  parts: ReadParts,
  typed: string,
): Promise<Looked<readonly Candidate[]> | undefined> {
  const address = typedAddress(typed);
  if (address === undefined) return undefined;
  const around = await lookAround(parts, address);
  if (around.ok || around.why !== 'unreachable' || typed.includes('://')) return around;
  const plain = await lookAround(parts, address.replace(/^https:/, 'http:'));
  return plain.ok ? plain : around;
}

/** What a source has now. Of a list page the list and its first article: to read all of them is for when it is wanted. */
export function lookInside(
  parts: ReadParts,
  { kind, settings }: Pick<Source, 'kind' | 'settings'>,
): Promise<Looked<Preview>> {
  return looked(async () => {
    const context = contextOf(parts);
    if (kind === 'list') {
      return { kind: 'trial', trial: await testListPage(listSettings.parse(settings), context) };
    }
    const reading = await readSource(parts, { kind, settings, state: {} }, [], context.signal);
    return { kind: 'reading', reading };
  });
}

/** What selectors find. */
export function trySelectors(parts: ReadParts, settings: ListSettings): Promise<Looked<ListTrial>> {
  return looked(() => testListPage(settings, contextOf(parts)));
}

/** Where a feed announces its changes; nowhere where it does not say. */
export async function pushOf(
  parts: ReadParts,
  { kind, settings }: Pick<Source, 'kind' | 'settings'>,
): Promise<NewSource['push']> {
  if (kind !== 'feed' || typeof settings !== 'object' || settings === null) return null;
  const url = 'url' in settings && typeof settings.url === 'string' ? settings.url : '';
  const around = await lookAround(parts, url);
  return (around.ok && around.found.find((candidate) => candidate.kind === 'feed')?.push) || null;
}

/** Titles of what the window has already from this agency, by address: the same article twice is one item. */
export async function knownAddresses(
  { db }: Pick<FeatureContext, 'db'>,
  agency: string,
  urls: readonly string[],
): Promise<ReadonlySet<string>> {
  if (urls.length === 0) return new Set();
  const rows = await db
    .selectFrom('source_item')
    .innerJoin('source', 'source.id', 'source_item.source')
    .select('url')
    .where('source.agency', '=', agency)
    .where('url', 'in', urls)
    .where('item', 'is not', null)
    .limit(urls.length)
    .execute();
  return new Set(rows.flatMap(({ url }) => url ?? []));
}

function contextOf({ ask, now, zone }: ReadParts): ReadContext {
  return { ask, now: now(), zone, signal: AbortSignal.timeout(LOOK_MS), state: {}, knownKeys: [] };
}

async function looked<T>(look: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { ok: true, found: await look() };
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) throw error;
    return { ok: false, why };
  }
}
