import { type IconName, iconName } from '../icons.ts';
import { Chip } from './chip.tsx';
import { Icon } from './icon.tsx';

/** A pane of an officer's first page, or of the page about an officer. */
export interface HomePaneView {
  readonly order: number;
  readonly icon: string;
  readonly title: string;
  readonly note?: string;
  readonly tone?: 'ok' | 'warn' | 'bad';
  readonly rows: readonly HomePaneRow[];
  readonly href?: string;
  /** Id of what nobody may overlook: a page that follows says it aloud when it comes. */
  readonly alarm?: string;
}

interface HomePaneRow {
  readonly title: string;
  readonly note?: string;
  readonly href?: string;
  readonly state?: { readonly label: string; readonly tone: 'ok' | 'warn' | 'bad' | 'plain' };
}

/** Panes in one window, each with its rows; a row that leads somewhere is a target as a whole. */
export function HomePanes({
  panes,
  href,
}: {
  readonly panes: readonly HomePaneView[];
  /** An address in the language of the page. */
  readonly href: (path: string) => string;
}) {
  if (panes.length === 0) return null;
  return (
    <div class="window home-panes">
      {panes
        .toSorted((a, b) => a.order - b.order)
        .map((pane) => (
          <section key={pane.title} class="pane home-pane">
            <PaneHead pane={pane} icon={iconName(pane.icon)} href={href} />
            {pane.rows.length > 0 && (
              <ul class="pane-rows">
                {pane.rows.map((row) => (
                  <li key={row.title + (row.href ?? '')}>
                    <PaneRow row={row} href={href} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
    </div>
  );
}

function PaneHead({
  pane,
  icon,
  href,
}: {
  readonly pane: HomePaneView;
  readonly icon: IconName;
  readonly href: (path: string) => string;
}) {
  const note =
    pane.note && (pane.tone ? <Chip tone={pane.tone} label={pane.note} /> : <span>{pane.note}</span>);
  return (
    <div class="home-pane-head">
      <Icon name={icon} />
      <h2 data-alarm={pane.alarm}>{pane.href ? <a href={href(pane.href)}>{pane.title}</a> : pane.title}</h2>
      {note}
    </div>
  );
}

function PaneRow({ row, href }: { readonly row: HomePaneRow; readonly href: (path: string) => string }) {
  const words = (
    <>
      <span>
        <b>{row.title}</b>
        {row.note && <small>{row.note}</small>}
      </span>
      {row.state && <Chip tone={row.state.tone} label={row.state.label} />}
    </>
  );
  if (row.href === undefined) return <div class="pane-row">{words}</div>;
  return (
    <a class="pane-row" href={href(row.href)}>
      {words}
      <Icon name="chevron-right" />
    </a>
  );
}
