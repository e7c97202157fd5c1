import { diffArrays } from 'diff';

/** Words in a row that two texts share, or that one of them alone has. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Where more words than this differ, a comparison tells nothing that reading would not tell sooner. */
const MOST_CHANGES = 2_000;

/** The words of a text, parted by white space, without marks that cannot be seen. */
export function wordsOf(text: string): readonly string[] {
  const visible = text.normalize('NFC').replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '');
  return visible.split(/\s+/).filter((word) => word !== '');
}

/**
 * What a word is compared by: letters and figures however they are set, without the marks that messengers put round
 * words, and without the stop or comma behind it.
 */
export function comparedWord(word: string): string {
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[*_~`"'“”‘’«»(]+|[*_~`"'“”‘’«».,;:)]+$/g, '');
  return plain === '' ? word : plain;
}

/** What changed from one text to another, word by word; undefined where hardly anything is the same. */
export function wordChanges(before: string, after: string): readonly WordChange[] | undefined {
  return changesOfWords(wordsOf(before), wordsOf(after));
}

/** The same for words. */
export function changesOfWords(
  before: readonly string[],
  after: readonly string[],
): readonly WordChange[] | undefined {
  const changes = diffArrays([...before], [...after], {
    comparator: (a, b) => comparedWord(a) === comparedWord(b),
    maxEditLength: MOST_CHANGES,
  });
  return changes?.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(' '),
  }));
}

/** The same, told exactly: also case, stops and marks, as whoever decides about a text has to see them. */
export function exactWordChanges(before: string, after: string): readonly WordChange[] {
  const [from, to] = [before, after].map((text) => text.split(/\s+/).filter((word) => word !== ''));
  const changes = diffArrays(from ?? [], to ?? [], { maxEditLength: MOST_CHANGES });
  if (changes) {
    return changes.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(' '),
    }));
  }
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}
