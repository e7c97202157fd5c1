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
      {changes.map(({ kind, text }, index) => {
        const key = `${index}${kind}`;
        if (kind === 'added') {
          return (
            <ins key={key}>
              <span class="vh">{added}: </span>
              {text}
              <span class="vh">; </span>
            </ins>
          );
        }
        if (kind === 'removed') {
          return (
            <del key={key}>
              <span class="vh">{removed}: </span>
              {text}
              <span class="vh">; </span>
            </del>
          );
        }
        const shown =
          around === undefined ? text : shortened(text, around, index === 0, index === changes.length - 1);
        return <span key={key}>{shown}</span>;
      })}
    </p>
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
