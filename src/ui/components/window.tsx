import type { ComponentChildren } from 'preact';
import type { IconName } from '../icons.ts';
import { Chip, type ChipProps } from './chip.tsx';
import { Icon } from './icon.tsx';

export interface WindowProps {
  /** Columns from 1000 px; a phone has one for 1 and `split`, else two. `split` is two of unequal width. */
  readonly columns?: 1 | 2 | 3 | 4 | 'split';
  readonly class?: string;
  readonly children: ComponentChildren;
}

const COLUMNS = { 1: '', 2: ' w2', 3: ' w3', 4: ' w4', split: ' split' } as const;

/** One frame, its panes parted by thin bars. */
export function Window({ columns = 1, class: extra, children }: WindowProps) {
  return <div class={`window${COLUMNS[columns]}${extra ? ` ${extra}` : ''}`}>{children}</div>;
}

export interface PaneProps {
  readonly title?: string;
  readonly class?: string;
  readonly children?: ComponentChildren;
}

/** One pane of a window. */
export function Pane({ title, class: extra, children }: PaneProps) {
  return (
    <div class={extra ? `pane ${extra}` : 'pane'}>
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}

export interface TileProps {
  readonly icon: IconName;
  readonly title: string;
  readonly href: string;
  readonly note?: string;
  readonly chip?: ChipProps;
}

/** One service: a pane that is a link as a whole. */
function Tile({ icon, title, href, note, chip, class: extra }: TileProps & { class?: string }) {
  return (
    <a class={extra ? `pane tile ${extra}` : 'pane tile'} href={href}>
      <Icon name={icon} />
      <b>{title}</b>
      {note && <small>{note}</small>}
      {chip && <Chip {...chip} />}
    </a>
  );
}

/** The services of one agency as one window; the last fills what its row leaves open. */
export function TileGrid({ tiles }: { readonly tiles: readonly TileProps[] }) {
  const count = tiles.length;
  const columns = count < 4 ? (Math.max(count, 1) as 1 | 2 | 3) : count % 3 === 0 && count % 4 !== 0 ? 3 : 4;
  const open = (columns - (count % columns)) % columns;
  const last = [count % 2 === 1 && count > 1 ? 'span2' : '', open > 0 ? `desk${open + 1}` : '']
    .join(' ')
    .trim();
  return (
    <Window columns={columns}>
      {tiles.map((tile, i) => (
        <Tile key={tile.href} {...tile} class={i === count - 1 ? last : ''} />
      ))}
    </Window>
  );
}

export interface FigureProps {
  readonly label: string;
  /** Formatted, such as "37.412". */
  readonly value: string;
  readonly note?: string;
}

/** A figure that is read from afar, as a pane. */
export function FigurePane({ label, value, note }: FigureProps) {
  return (
    <div class="pane fig-pane">
      <small>{label}</small>
      <div class="fig">{value}</div>
      {note && <small>{note}</small>}
    </div>
  );
}

/** How far something has come. `label` says of what, for those who do not see the bar. */
export function Bar({ value, max = 100, label }: { value: number; max?: number; label: string }) {
  return <progress class="bar" value={value} max={max} aria-label={label} />;
}
