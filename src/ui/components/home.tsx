import type { ComponentChildren } from 'preact';
import { SearchBox, type SearchBoxProps } from './button.tsx';
import { Now, type NowProps } from './now.tsx';
import { Pane, Window } from './window.tsx';

export interface HomeProps {
  readonly now: NowProps;
  readonly search: SearchBoxProps;
  /** The services, one section per agency: first on a phone after the search. */
  readonly services: ComponentChildren;
  /** What comes next, such as a rail of two or three stages. */
  readonly next?: { readonly title: string; readonly children: ComponentChildren };
  /** News and the rest. */
  readonly children?: ComponentChildren;
}

/**
 * The home page's order: now, search, services, next, the rest. On a desk what comes next stands beside what is on
 * now, so that both are seen at once.
 */
export function Home({ now, search, services, next, children }: HomeProps) {
  return (
    <div class="home stack">
      <Now {...now} />
      <SearchBox {...search} />
      {services}
      {next && (
        <Window class="home-next">
          <Pane title={next.title}>{next.children}</Pane>
        </Window>
      )}
      {children}
    </div>
  );
}
