import type { FeatureContext } from '../../platform/feature.ts';
import { readPublicKeys } from '../../platform/signing/public-keys.ts';
import { differencesFrom, verifySignature } from '../../platform/signing/verify.ts';
import { type StoredVersion, versionsOf } from './stored.ts';
import type { FoundItem, Standing } from './verdict.ts';

/** An item whose rows say what was signed, with how one of its versions stands today. */
export type Trusted =
  | {
      readonly ok: true;
      readonly item: FoundItem;
      readonly standing: Standing;
      /** The version that readers see now. */
      readonly newest: StoredVersion;
    }
  | { readonly ok: false; readonly path: string };

/**
 * Looks whether an item's versions are what was signed: each signature holds by one of our keys, and fits all that its
 * row says. Where one does not, or one is missing, nothing of the item is told as true.
 */
export async function trustItem(
  { db, kinds, clock }: Pick<FeatureContext, 'db' | 'kinds' | 'clock'>,
  asked: StoredVersion,
): Promise<Trusted> {
  const kind = kinds.get(asked.kind);
  const [versions, keys] = await Promise.all([versionsOf(db, asked.item), readPublicKeys(db)]);
  const [newest] = versions;
  const path = kind?.address({ id: asked.item, slug: asked.slug, content: asked.content }) ?? '/';
  if (!newest || !isWhole(versions)) return { ok: false, path };
  // An item of very many versions is looked at from its newest; the one that was asked for is among them always.
  const isAmong = versions.some(({ version }) => version === asked.version);
  for (const version of isAmong ? versions : [...versions, asked]) {
    const verified = await verifySignature(version.signature, keys);
    if (!verified.ok || differencesFrom(verified.claims, version).length > 0) return { ok: false, path };
  }
  const first = versions.at(-1) ?? newest;
  const item: FoundItem = {
    id: asked.item,
    kind: asked.kind,
    agency: asked.agency,
    title: newest.title,
    path,
    version: asked.version,
    newest: newest.version,
    publishedAt: first.at,
    changedAt: newest.at,
    note: newest.note,
    corrections: versions
      .filter(({ version, event }) => version > asked.version && event === 'corrected')
      .map(({ version, at, note }) => ({ version, at, note })),
    signature: asked.signature,
  };
  return { ok: true, item, standing: standingOf(asked, newest, item, clock()), newest };
}

/** Whether no version is missing at the top, and the item is shown as its newest version says. */
function isWhole(versions: readonly StoredVersion[]): boolean {
  const [newest] = versions;
  return (
    newest !== undefined &&
    newest.version === newest.newest &&
    newest.event === newest.shown &&
    versions.every(({ version }, index) => version === newest.version - index)
  );
}

function standingOf(
  asked: StoredVersion,
  newest: StoredVersion,
  { corrections }: FoundItem,
  now: Temporal.Instant,
): Standing {
  if (newest.event === 'withdrawn') return 'withdrawn';
  // What the clock has ended is over from that moment on, before a job has written it down.
  const isOver = newest.expiresAt !== null && Temporal.Instant.compare(newest.expiresAt, now) <= 0;
  if (newest.event === 'expired' || isOver) return 'expired';
  return asked.version < newest.version && corrections.length > 0 ? 'outdated' : 'current';
}
