import type { ComponentChildren } from 'preact';
import { SearchBox, type SearchBoxProps } from './button.tsx';
import { Icon } from './icon.tsx';
import { Now, type NowProps } from './now.tsx';
import { Pane, Window } from './window.tsx';

export interface HomeProps {
  /** What nobody should miss today: above all else. */
  readonly notices?: readonly { readonly title: string; readonly note: string; readonly href: string }[];
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
export function Home({ notices = [], now, search, services, next, children }: HomeProps) {
  return (
    <>
      {notices.length > 0 && (
        <ul class="home-notices">
          {notices.map(({ title, note, href }) => (
            <li key={href}>
              <a class="notice bad" href={href}>
                <Icon name="circle-alert" />
                <div>
                  <b>{title}</b>
                  <small>{note}</small>
                </div>
                <Icon name="chevron-right" />
              </a>
            </li>
          ))}
        </ul>
      )}
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
    </>
  );
}
