import { type ComponentChildren, Fragment, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { escapeHtml } from '../escape.ts';

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

/**
 * A table in a frame of its own, in which it scrolls when a phone is too narrow for it. Its rows are written as text,
 * as the rail's stages are (rail.tsx) and for the same reason. For the server only.
 */
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
        <tbody dangerouslySetInnerHTML={{ __html: rowsHtml(rows, columns) }} />
      </table>
    </section>
  );
}

/** The rows as one text; a plain loop, as a page of forty stages has a hundred cells. */
function rowsHtml(rows: DataTableProps['rows'], columns: readonly Column[]): string {
  let html = '';
  for (const { cells } of rows) {
    html += `<tr><th scope="row">${htmlOf(cells[0])}</th>`;
    for (let at = 1; at < cells.length; at++) {
      html += `<td${columns[at]?.numeric ? ' class="num"' : ''}>${htmlOf(cells[at])}</td>`;
    }
    html += '</tr>';
  }
  return html;
}

function htmlOf(cell: ComponentChildren): string {
  return typeof cell === 'string' ? escapeHtml(cell) : renderToString(h(Fragment, null, cell));
}
