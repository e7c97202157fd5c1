import type { SomeLanguages } from '../../domain/item.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { Recognised } from '../../platform/feature.ts';
import type { WordChange } from '../../platform/word-changes.ts';
import type { Likeness } from './links.ts';

/** How what was pasted led to an item. `source`: by the address of the page from which it came. */
export type FoundBy = 'link' | 'source' | 'same' | 'part' | 'close';

/**
 * How what was pasted stands today. `outdated`: it is an earlier version; the others are of the newest one, which may
 * itself have been corrected at some time.
 */
export type Standing = 'current' | 'outdated' | 'expired' | 'withdrawn';

/** A change that readers were told of. */
export interface Correction {
  readonly version: number;
  readonly at: Temporal.Instant;
  readonly note: SomeLanguages;
}

/** An item of ours, its signatures checked. */
export interface FoundItem {
  readonly id: string;
  readonly kind: string;
  readonly agency: string;
  readonly title: SomeLanguages;
  /** Path of its page, without a language. */
  readonly path: string;
  /** Of the version that was pasted, or of the newest. */
  readonly version: number;
  readonly newest: number;
  readonly publishedAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  /** Why it was withdrawn; what changed last. */
  readonly note: SomeLanguages;
  /** What changed since the version that was pasted, the newest first. */
  readonly corrections: readonly Correction[];
  readonly signature: string;
}

/** What is answered of one thing that was pasted. */
export type Verdict =
  | {
      readonly kind: 'item';
      readonly by: FoundBy;
      readonly standing: Standing;
      readonly item: FoundItem;
      /** Of a text that is close: from what we published to what was pasted. Of an outdated one: to what holds now. */
      readonly changes?: readonly WordChange[] | undefined;
    }
  /** A claim of others, of which an item of ours says what it is. */
  | {
      readonly kind: 'judged';
      readonly item: FoundItem;
      readonly holds: boolean;
      readonly verdict: Bilingual;
    }
  /** Its signature does not fit: somebody changed what we keep. */
  | { readonly kind: 'untrusted'; readonly path: string }
  | { readonly kind: 'own-page'; readonly title: string | undefined; readonly path: string }
  | { readonly kind: 'own-missing' }
  | { readonly kind: 'foreign'; readonly host: string; readonly likeness: Likeness | undefined }
  | { readonly kind: 'recognised'; readonly recognised: Recognised }
  | { readonly kind: 'unknown' };

/** A link with what is answered of it. */
export interface LinkVerdict {
  readonly url: URL;
  readonly verdict: Verdict;
}

/** The whole answer: of the text, or of the link that it is; and of links that stand in it. */
export interface Answer {
  readonly verdict: Verdict;
  /** The address where nothing but one was pasted. */
  readonly link?: URL;
  readonly links: readonly LinkVerdict[];
}
