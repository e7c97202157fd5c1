import { Fragment } from 'preact';

interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface WordChangesProps {
  readonly changes: readonly Change[];
  /** What a screen reader says before words that were added or taken out: "ditambah", "dihapus". */
  readonly added: string;
  readonly removed: string;
  /** Words that stay on either side of a change; longer stretches are cut. Absent: all. */
  readonly around?: number;
}

/** A text with what was added and taken out, told by line and sign and not by colour alone. */
export function WordChanges({ changes, added, removed, around }: WordChangesProps) {
  return (
    <p class="words">
      {changes.map((change, index) => (
        // A space between the pieces, so that neither its ground nor its line runs under one.
        <Fragment key={`${index}${change.kind}`}>
          {index > 0 && ' '}
          {change.kind === 'same' ? (
            around === undefined ? (
              change.text
            ) : (
              shortened(change.text, around, index === 0, index === changes.length - 1)
            )
          ) : (
            <Changed change={change} word={change.kind === 'added' ? added : removed} />
          )}
        </Fragment>
      ))}
    </p>
  );
}

function Changed({ change, word }: { readonly change: Change; readonly word: string }) {
  const Element = change.kind === 'added' ? 'ins' : 'del';
  return (
    <Element>
      <span class="vh">{word}: </span>
      {change.text}
      <span class="vh">; </span>
    </Element>
  );
}

/** The words next to the changes before and after a stretch. */
function shortened(text: string, around: number, isFirst: boolean, isLast: boolean): string {
  const words = text.split(' ');
  const head = isFirst ? 0 : around;
  const tail = isLast ? 0 : around;
  if (words.length <= head + tail + 1) return text;
  const kept = [...words.slice(0, head), '…', ...(tail === 0 ? [] : words.slice(-tail))];
  return kept.join(' ');
}
