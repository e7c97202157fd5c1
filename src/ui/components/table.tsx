import { type ComponentChildren, Fragment, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { escapeHtml } from '../escape.ts';

interface Column {
  readonly label: string;
  /** Figures line up on the right. */
  readonly numeric?: boolean;
  /** Takes a line of its own where rows are stacked. */
  readonly wide?: boolean;
}

export interface DataTableProps {
  /** What the table shows; hidden from sight when a heading above says it already. */
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column[];
  /** On a phone each row stands as a card, its cells two by two, instead of a table that scrolls. */
  readonly stacked?: boolean;
  /** Cells in the order of the columns; the first names its row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/**
 * A table in a frame of its own, in which it scrolls when a phone is too narrow for it. Its rows are written as text,
 * as the rail's stages are (rail.tsx) and for the same reason. For the server only.
 */
export function DataTable({ caption, hideCaption, stacked, columns, rows }: DataTableProps) {
  // Laid out otherwise than as a table, parts of one are parts of one by what they say they are.
  const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader') => (stacked ? name : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable from the keyboard.
    <section class={stacked ? 'window data stacked' : 'window data'} tabIndex={0} aria-label={caption}>
      <table role={role('table')}>
        <caption class={hideCaption ? 'vh' : undefined}>{caption}</caption>
        <thead role={role('rowgroup')}>
          <tr role={role('row')}>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" role={role('columnheader')} class={numeric ? 'num' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          role={role('rowgroup')}
          dangerouslySetInnerHTML={{ __html: stacked ? stackedHtml(rows, columns) : rowsHtml(rows, columns) }}
        />
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

/** Rows whose cells say what they are, as the heads of their columns are not seen on a phone. */
function stackedHtml(rows: DataTableProps['rows'], columns: readonly Column[]): string {
  return rows
    .map(({ cells: [first, ...rest] }) => {
      const others = rest.map((cell, at) => {
        const { label = '', numeric, wide } = columns[at + 1] ?? {};
        const classes = [numeric ? 'num' : '', wide ? 'wide' : ''].filter(Boolean).join(' ');
        const named = `${classes && ` class="${classes}"`} data-label="${escapeHtml(label)}"`;
        const html = htmlOf(cell);
        return `<td role="cell"${named}${html === '' ? ' data-empty' : ''}>${html}</td>`;
      });
      return `<tr role="row"><th scope="row" role="rowheader">${htmlOf(first)}</th>${others.join('')}</tr>`;
    })
    .join('');
}

function htmlOf(cell: ComponentChildren): string {
  return typeof cell === 'string' ? escapeHtml(cell) : renderToString(h(Fragment, null, cell));
}
