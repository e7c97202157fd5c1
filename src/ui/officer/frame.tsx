import type { ComponentChildren } from 'preact';
import { localPath } from '../../domain/language.ts';
import type { FilterChip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/text.tsx';
import {
  Above,
  Head,
  type HeadProps,
  Kept,
  Logo,
  type NavItem,
  navLink,
  PageTools,
  Scripts,
} from '../shell.tsx';
import { SHELL_WORDS } from '../words.ts';
import { AreaNav } from './area-nav.tsx';
import { OFFICER_FRAME_WORDS } from './words.ts';

export interface OfficerFrameProps extends Omit<HeadProps, 'head' | 'origin' | 'description'> {
  /** What the page was asked for beside its path: the other language shows the same. */
  readonly query: Readonly<Record<string, string>>;
  /** Whose phone it is: the script keeps what it has not sent by it. */
  readonly officer: { readonly id: string; readonly name: string; readonly seat: string };
  /** Below the pages of PPK and PPS: what else they may look at in their area. */
  readonly areaNav: readonly FilterChip[];
  /** At most four. */
  readonly nav: readonly NavItem[];
  readonly queueHref: string;
  /** What became of the plain form that led here. */
  readonly notice?: { readonly state: 'done' | 'conflict' | 'refused'; readonly note?: string };
  /** "Per 24 November 2024 pukul 09.00" */
  readonly asOf: string;
  readonly children?: ComponentChildren;
}

const NOTICE_TONE = { done: 'ok', conflict: 'warn', refused: 'bad' } as const;

/** A page of an officer: who they are and what has not been sent above, four places below, in reach of a thumb. */
export function OfficerFrame(props: OfficerFrameProps) {
  const { lang, city, officer, notice } = props;
  const own = OFFICER_FRAME_WORDS[lang];
  return (
    <html lang={lang}>
      <Head {...props} title={`${props.title} · ${own.name}`} head={{ noindex: true }} />
      <body class="officer" data-officer={officer.id}>
        <Above lang={lang} city={city} />
        <header class="top">
          <div class="top-in">
            <a class="brand officer-brand" href={localPath(lang, '/petugas')}>
              <Logo />
              <span>
                <b>{officer.name}</b>
                <small>{officer.seat}</small>
              </span>
            </a>
            <nav
              class="nav"
              aria-label={SHELL_WORDS[lang].places}
              dangerouslySetInnerHTML={{ __html: props.nav.map(navLink).join('') }}
            />
            <Tools {...props} />
          </div>
        </header>
        <main id="main" class="stack" tabIndex={-1}>
          <Kept lang={lang} asOf={props.asOf} />
          {notice && (
            <div role="status">
              <Notice tone={NOTICE_TONE[notice.state]} title={own.result[notice.state]}>
                {notice.note && <p>{notice.note}</p>}
              </Notice>
            </div>
          )}
          {props.areaNav.length > 0 && (
            <AreaNav label={own.areaPlaces} others={own.areaOthers} items={props.areaNav} />
          )}
          {props.children}
          <p class="asof page-asof">{props.asOf}</p>
        </main>
        <Scripts assets={props.assets} />
      </body>
    </html>
  );
}

function Tools({ lang, path, query, queueHref }: OfficerFrameProps) {
  return (
    <div class="tools">
      <a class="tool queue-tool" href={queueHref}>
        <Icon name="cloud-upload" />
        <span class="queue-count" data-queue-count hidden />
        <span class="vh">{OFFICER_FRAME_WORDS[lang].queue}</span>
      </a>
      <PageTools lang={lang} path={path} query={query} />
    </div>
  );
}
