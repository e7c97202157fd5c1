import { createHash } from 'node:crypto';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import { fingerprint } from '../rows.ts';
import type { CheckedPlace } from './check-rows.ts';

/** A polling place as it is recorded. */
export interface RecordedPlace {
  readonly place: PollingPlace;
  /** Id of the item by which staff wrote it; absent: a file brought it. */
  readonly item?: string;
  /** Its fingerprint as a file last brought it, where that is known. */
  readonly imported?: string;
}

/** A polling place that staff have written and that the file has otherwise, or not at all. It is left as it is. */
export interface KeptPlace {
  readonly place: PollingPlace;
  /** The line of the file that has it otherwise; absent where none has it. */
  readonly line?: number;
  /** Whether the file says something new since staff last wrote it: somebody has to look. */
  readonly conflict: boolean;
}

/** What a file would do to the polling places of its election. */
export interface PlacePlan {
  readonly added: readonly PollingPlace[];
  readonly changed: readonly { readonly before: PollingPlace; readonly after: PollingPlace }[];
  readonly removed: readonly PollingPlace[];
  readonly kept: readonly KeptPlace[];
  readonly unchanged: number;
}

/** Compares what is recorded with what a file says. What staff have written is theirs, and no file changes it. */
export function planPlaces(
  places: readonly CheckedPlace[],
  recorded: ReadonlyMap<string, RecordedPlace>,
): PlacePlan {
  const added: PollingPlace[] = [];
  const changed: { before: PollingPlace; after: PollingPlace }[] = [];
  const kept: KeptPlace[] = [];
  let unchanged = 0;
  for (const { line, place } of places) {
    const known = recorded.get(place.code);
    if (!known) {
      added.push(place);
      continue;
    }
    const print = fingerprint(place);
    const same = fingerprint(known.place) === print;
    if (known.item === undefined) {
      if (same) unchanged++;
      else changed.push({ before: known.place, after: place });
    } else if (same && known.place.withdrawnOn === undefined) unchanged++;
    else kept.push({ place: known.place, line, conflict: known.imported !== print });
  }
  const wanted = new Set(places.map(({ place }) => place.code));
  const removed: PollingPlace[] = [];
  for (const [code, { place, item, imported }] of recorded) {
    if (wanted.has(code)) continue;
    if (item === undefined) removed.push(place);
    else if (place.withdrawnOn === undefined) kept.push({ place, conflict: imported !== undefined });
  }
  return { added, changed, removed, kept, unchanged };
}

/** Whether a plan writes anything. */
export function isEmptyPlan({ added, changed, removed }: PlacePlan): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** A text that is the same for the same changes of the same polling places. */
export function planDigest({ added, changed, removed, kept }: PlacePlan): string {
  const hash = createHash('sha256');
  for (const place of added) hash.update(`+${fingerprint(place)}\n`);
  for (const { before, after } of changed) hash.update(`${fingerprint(before)}>${fingerprint(after)}\n`);
  for (const place of removed) hash.update(`-${fingerprint(place)}\n`);
  for (const { place } of kept) hash.update(`=${fingerprint(place)}\n`);
  return hash.digest('base64url');
}
