import type { ComponentChildren } from 'preact';
import { localPath } from '../../domain/language.ts';
import { Icon } from '../components/icon.tsx';
import { escapeHtml } from '../escape.ts';
import { Above, Head, type HeadProps, Logo, type NavItem, navLink, PageTools, Scripts } from '../shell.tsx';
import { SHELL_WORDS } from '../words.ts';
import { FRAME_WORDS } from './words.ts';

/** A titled group of places in the side column. */
export interface PlaceGroup {
  readonly title: string;
  readonly places: readonly NavItem[];
}

export interface WorkspaceFrameProps extends Omit<HeadProps, 'head' | 'origin' | 'description'> {
  /** What the page was asked for beside its path: the other language shows the same. */
  readonly query: Readonly<Record<string, string>>;
  readonly groups: readonly PlaceGroup[];
  /** Who is signed in, and as what. */
  readonly person: { readonly name: string; readonly duties: string };
  readonly children?: ComponentChildren;
}

/**
 * A page of the workspace: places in a side column on a desk; on a phone a compact head, in which the places open
 * without a script.
 */
export function WorkspaceFrame(props: WorkspaceFrameProps) {
  const { lang, city, groups, person } = props;
  const words = SHELL_WORDS[lang];
  const own = FRAME_WORDS[lang];
  const placesHtml = groups.map(groupHtml).join('');
  return (
    <html lang={lang}>
      <Head {...props} title={`${props.title} · ${own.name}`} head={{ noindex: true }} />
      <body class="work">
        <Above lang={lang} city={city} />
        <header class="desk">
          <div class="desk-in">
            <a class="brand" href={localPath(lang, '/kerja')}>
              <Logo />
              {own.name}
            </a>
            <nav class="places" aria-label={words.places} dangerouslySetInnerHTML={{ __html: placesHtml }} />
            <Person person={person} />
            <Tools {...props} />
          </div>
          <details class="desk-menu">
            <summary>
              <Icon name="menu" />
              <span>{own.places}</span>
            </summary>
            <nav class="places" aria-label={words.places} dangerouslySetInnerHTML={{ __html: placesHtml }} />
            <Person person={person} />
            <Tools {...props} />
          </details>
        </header>
        <main id="main" class="stack" tabIndex={-1}>
          {props.children}
        </main>
        <Scripts assets={props.assets} />
      </body>
    </html>
  );
}

function groupHtml({ title, places }: PlaceGroup): string {
  return `<p>${escapeHtml(title)}</p>${places.map(navLink).join('')}`;
}

function Person({ person }: Pick<WorkspaceFrameProps, 'person'>) {
  return (
    <p class="person">
      <Icon name="user" />
      <span>
        <b>{person.name}</b>
        <small>{person.duties}</small>
      </span>
    </p>
  );
}

function Tools({ lang, path, query }: WorkspaceFrameProps) {
  return (
    <div class="tools">
      <a class="tool" href={localPath(lang, '/')}>
        <Icon name="globe" />
        <span>{FRAME_WORDS[lang].window}</span>
      </a>
      <PageTools lang={lang} path={path} query={query} named />
    </div>
  );
}
