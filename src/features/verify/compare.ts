import { changesOfWords, comparedWord, type WordChange, wordsOf } from '../../platform/word-changes.ts';

/** Fewer words than this are no message whose origin anybody could tell. */
export const FEWEST_WORDS = 3;
/** An excerpt of fewer words may stand in any text. */
const FEWEST_OF_EXCERPT = 8;
/** Words in a row by which texts are found to be alike. */
const SHINGLE = 3;
/** Part of the shorter text's shingles that both must have. */
const LEAST_COVERAGE = 0.3;
const FEWEST_SHARED = 2;
/** Words beyond the part that is alike that are still looked at: the last word of it may be what was changed. */
const MARGIN = 12;
const LONGEST_COMPARED = 4_000;

/** A text that a version has, in one language. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/**
 * How a pasted text stands to a published one. `same`: word by word its title, its text or both; `part`: an excerpt,
 * word by word; `close`: alike, with other words in it or round it.
 */
export type Match =
  | { readonly kind: 'same' | 'part'; readonly score: number }
  | { readonly kind: 'close'; readonly score: number };

/** Words ready to be compared with many texts. */
export interface Pasted {
  readonly words: readonly string[];
  readonly keys: readonly string[];
  readonly shingles: ReadonlySet<string>;
}

/** Prepares what somebody pasted. */
export function pastedOf(text: string): Pasted {
  const words = wordsOf(text);
  const keys = words.map(comparedWord);
  return { words, keys, shingles: shinglesOf(keys) };
}

/** How a pasted text stands to a published one; undefined where it is another text. */
export function matchOf(pasted: Pasted, published: Words): Match | undefined {
  const title = keysOf(published.title);
  const text = keysOf(published.text);
  const whole = [...title, ...text];
  if ([title, text, whole].some((keys) => isSame(keys, pasted.keys))) {
    return { kind: 'same', score: pasted.shingles.size + 1 };
  }
  if (pasted.keys.length >= FEWEST_OF_EXCERPT && placeOf(pasted.keys, whole) !== undefined) {
    return { kind: 'part', score: pasted.shingles.size };
  }
  const known = shinglesOf(whole);
  let shared = 0;
  for (const shingle of pasted.shingles) if (known.has(shingle)) shared += 1;
  const coverage = shared / Math.max(1, Math.min(pasted.shingles.size, known.size));
  return shared >= FEWEST_SHARED && coverage >= LEAST_COVERAGE ? { kind: 'close', score: shared } : undefined;
}

/**
 * What a pasted text says otherwise than the published one, word by word, where they are alike: what stands in the
 * published text before and after that is left out, as is a title that was not passed on. Undefined where too much
 * differs to be told so.
 */
export function differencesOf(pasted: Pasted, { title, text }: Words): readonly WordChange[] | undefined {
  const withTitle = changesNear(pasted, wordsOf(`${title}\n${text}`));
  const without = changesNear(pasted, wordsOf(text));
  if (!withTitle || !without) return withTitle ?? without;
  return countChanged(without) <= countChanged(withTitle) ? without : withTitle;
}

function changesNear(pasted: Pasted, words: readonly string[]): readonly WordChange[] | undefined {
  const keys = words.map(comparedWord);
  let first = keys.length;
  let last = -1;
  for (let at = 0; at + SHINGLE <= keys.length; at += 1) {
    if (!pasted.shingles.has(shingleAt(keys, at))) continue;
    first = Math.min(first, at);
    last = at + SHINGLE;
  }
  if (last < 0) return undefined;
  const from = Math.max(0, first - MARGIN);
  const until = Math.min(words.length, last + MARGIN, from + LONGEST_COMPARED);
  const changes = changesOfWords(words.slice(from, until), pasted.words);
  return changes && withoutUnquoted(changes);
}

function countChanged(changes: readonly WordChange[]): number {
  return changes.reduce(
    (count, { kind, text }) => (kind === 'same' ? count : count + text.split(' ').length),
    0,
  );
}

/** Takes out what the published text has at either end and the pasted one simply leaves out. */
function withoutUnquoted(changes: readonly WordChange[]): readonly WordChange[] {
  const [first, second] = changes;
  const isExcerptAtStart = first?.kind === 'removed' && second?.kind === 'same';
  const last = changes.at(-1);
  const isExcerptAtEnd = last?.kind === 'removed' && changes.at(-2)?.kind === 'same';
  return changes.slice(isExcerptAtStart ? 1 : 0, isExcerptAtEnd ? -1 : undefined);
}

function keysOf(text: string): readonly string[] {
  return wordsOf(text).map(comparedWord);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((key, index) => key === b[index]);
}

/** Where a row of words stands in a longer one. */
function placeOf(row: readonly string[], within: readonly string[]): number | undefined {
  for (let at = 0; at + row.length <= within.length; at += 1) {
    if (row.every((key, index) => key === within[at + index])) return at;
  }
  return undefined;
}

function shinglesOf(keys: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at + SHINGLE <= keys.length; at += 1) found.add(shingleAt(keys, at));
  return found;
}

function shingleAt(keys: readonly string[], at: number): string {
  return keys.slice(at, at + SHINGLE).join(' ');
}
