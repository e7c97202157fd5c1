import type { Attachment, Picture } from '../../domain/media.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { LARGEST_PICTURE, type MediaOrigin, storeImage, storePdf } from '../../platform/media/store.ts';
import { OutgoingError } from '../../platform/outgoing/errors.ts';
import type { Outgoing } from '../../platform/outgoing/outgoing.ts';
import type { IncomingItem } from './readers/incoming.ts';
import type { Source } from './store.ts';

const PICTURE_MS = 15_000;
const LONGEST_ALT = 300;
const MOST_FILES = 5;

type Parts = Pick<FeatureContext, 'db' | 'clock'>;

/** What belongs to an item beside its words, stored here: readers' browsers ask no other site. */
export interface StoredFiles {
  readonly image: Picture | undefined;
  readonly attachments: readonly Attachment[];
}

/** Fetches and stores an item's picture and PDFs. What cannot be had, or is none, is left out and holds up no news. */
export async function storeFiles(
  parts: Parts,
  source: Source,
  incoming: IncomingItem,
  ask: Outgoing['ask'] | undefined,
): Promise<StoredFiles> {
  const origin = { agency: source.agency, by: `source:${source.id}` };
  const image = ask && (await storePicture(parts, origin, incoming, ask));
  const attachments: Attachment[] = [];
  for (const { name, bytes } of incoming.files?.slice(0, MOST_FILES) ?? []) {
    const read = await bytes();
    const stored = read && (await storePdf(parts, { bytes: read, name }, origin));
    if (stored?.ok) attachments.push(stored.file);
  }
  return { image, attachments };
}

async function storePicture(
  parts: Parts,
  origin: MediaOrigin,
  { imageUrl, imageAlt, title, language }: IncomingItem,
  ask: Outgoing['ask'],
): Promise<Picture | undefined> {
  if (imageUrl === undefined) return undefined;
  const bytes = await fetchPicture(imageUrl, ask);
  if (!bytes) return undefined;
  const alt = { [language]: (imageAlt ?? title).slice(0, LONGEST_ALT) };
  const stored = await storeImage(parts, { bytes }, { ...origin, alt });
  return stored.ok ? stored.file : undefined;
}

async function fetchPicture(url: string, ask: Outgoing['ask']): Promise<Uint8Array | undefined> {
  try {
    const answer = await ask({ url, maxBytes: LARGEST_PICTURE, timeoutMs: PICTURE_MS });
    return answer.status === 200 ? answer.bytes : undefined;
  } catch (error) {
    if (error instanceof OutgoingError) return undefined;
    throw error;
  }
}
