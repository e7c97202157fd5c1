import { Window } from '../../../ui/components/window.tsx';

interface AreaPane {
  readonly name: string;
  readonly href: string;
  /** "705 TPS" */
  readonly count: string;
}

const DESK_COLUMNS = 4;

/** Areas as the panes of one window, each with its number of polling places. */
export function AreaGrid({ areas }: { readonly areas: readonly AreaPane[] }) {
  return (
    <Window columns={DESK_COLUMNS}>
      {areas.map(({ name, href, count }, at) => (
        <a
          key={href}
          class={`pane grid content-start gap-0.5 min-h-20 ${at === areas.length - 1 ? filling(areas.length) : ''}`}
          href={href}
        >
          <b>{name}</b>
          <small class="num">{count}</small>
        </a>
      ))}
    </Window>
  );
}

/** The last pane takes what its row leaves open: two columns on a phone, four on a desk. */
function filling(count: number): string {
  const open = (DESK_COLUMNS - (count % DESK_COLUMNS)) % DESK_COLUMNS;
  const phone = count % 2 === 1 ? 'span2' : '';
  const desk = ['', 'desk2', 'desk3', 'desk:col-span-4'][open] ?? '';
  return `${phone} ${desk}`;
}
