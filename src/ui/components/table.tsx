import type { ComponentChildren } from 'preact';

interface Column {
  readonly label: string;
  /** Figures line up on the right. */
  readonly numeric?: boolean;
}

export interface DataTableProps {
  /** What the table shows; hidden from sight when a heading above says it already. */
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column[];
  /** Cells in the order of the columns; the first names its row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/** A table in a frame of its own, in which it scrolls when a phone is too narrow for it. */
export function DataTable({ caption, hideCaption, columns, rows }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable from the keyboard.
    <section class="window data" tabIndex={0} aria-label={caption}>
      <table>
        <caption class={hideCaption ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" class={numeric ? 'num' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i} class={columns[i]?.numeric ? 'num' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
