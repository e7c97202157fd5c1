import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { localPath } from '../domain/language.ts';
import type { Language } from '../domain/text.ts';
import { Icon, iconHtml } from './components/icon.tsx';
import { escapeHtml } from './escape.ts';
import type { IconName } from './icons.ts';
import { LOGO } from './logo.ts';
import { SHELL_WORDS, type ShellWords } from './words.ts';

/** One place of the navigation. */
export interface NavItem {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  readonly current?: boolean;
}

/** A titled group of further places, shown in the side column from 1000 px. On a phone their page is the fourth place. */
interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

/** Addresses of what the browser loads, as the build named them. */
export interface PageAssets {
  readonly css: readonly string[];
  readonly font: string;
  readonly themeScript: string;
  /** Modules of the islands on this page, none on pages that are only read. */
  readonly scripts: readonly string[];
  readonly icons: { readonly svg: string; readonly apple: string; readonly share: string };
  readonly manifest: string;
}

/** A feed or another form of the page for machines. */
export interface HeadLink {
  readonly rel: 'alternate' | 'describedby' | 'license' | 'prev' | 'next';
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
}

interface FooterLink {
  readonly label: string;
  readonly href: string;
}

export interface PageProps {
  readonly lang: Language;
  /** The page's own title; the window's name is added. */
  readonly title: string;
  readonly description?: string;
  /** The address without origin and without language prefix, beginning with `/`. */
  readonly path: string;
  /** What the page was asked for beside its path, such as words to search: the other language shows the same. */
  readonly query?: Readonly<Record<string, string>>;
  /** Origin of the public address, such as `https://jendela.depok.go.id`; absent: no canonical or alternate links. */
  readonly origin?: string;
  readonly city: {
    readonly name: string;
    readonly windowName: string;
    readonly demo: boolean;
    /** Replaces the usual sentence of the example-data banner. */
    readonly demoNote?: string;
  };
  /** The four places of the bottom bar, which head the side column on a desk. */
  readonly nav: readonly NavItem[];
  readonly navGroups?: readonly NavGroup[];
  readonly assets: PageAssets;
  readonly head?: {
    readonly links?: readonly HeadLink[];
    /** schema.org data of the page, written as JSON-LD. */
    readonly schema?: Readonly<Record<string, unknown>>;
    /** For pages that no search engine should keep, such as the workspace and answers. */
    readonly noindex?: boolean;
    /** The picture that a link to the page is shown with, 1200×630 unless told. */
    readonly image?: {
      readonly href: string;
      readonly alt: string;
      readonly width?: number;
      readonly height?: number;
    };
    /** Of an article, as RFC 3339 writes moments. */
    readonly published?: { readonly at: string; readonly changedAt: string };
  };
  readonly footer: { readonly owner: string; readonly links: readonly FooterLink[] };
  /** What can be done with the page, at its foot: passing it on. */
  readonly foot?: readonly (FooterLink & { readonly icon: IconName })[];
  /** Ready sentence, such as "Per 24 November 2024 pukul 09.00". */
  readonly asOf?: string;
  readonly children?: ComponentChildren;
}

/** What the head of a document is written from. */
export type HeadProps = Pick<
  PageProps,
  'lang' | 'title' | 'description' | 'path' | 'origin' | 'city' | 'assets' | 'head'
>;

/** The whole document as text, ready to be sent. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** A whole page of the window: head, header, navigation, content, footer. */
export function Page(props: PageProps) {
  const { lang, city, assets } = props;
  return (
    <html lang={lang}>
      <Head {...props} />
      <body>
        <Above lang={lang} city={city} />
        <Header {...props} />
        <main id="main" class="stack" tabIndex={-1}>
          {props.asOf && <Kept lang={lang} asOf={props.asOf} />}
          {props.children}
          {props.foot?.map(({ icon, label, href }) => (
            <p key={href} class="page-share">
              <a class="link" href={href} rel="nofollow">
                <Icon name={icon} />
                {label}
              </a>
            </p>
          ))}
          {props.asOf && <p class="asof page-asof">{props.asOf}</p>}
        </main>
        <Footer {...props.footer} />
        <Scripts assets={assets} />
      </body>
    </html>
  );
}

/**
 * Written as text: a head is a flat list of some twenty elements on every page, and as elements they take a third of the
 * time of the frame.
 */
export function Head(props: HeadProps) {
  const { title, description, origin, city, assets, head } = props;
  const fullTitle = title === city.windowName ? title : `${title} · ${city.windowName}`;
  let html =
    '<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>' +
    `<title>${escapeHtml(fullTitle)}</title>` +
    '<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)"/>' +
    '<meta name="theme-color" content="#12101c" media="(prefers-color-scheme: dark)"/>' +
    loads(assets) +
    meta('property', 'og:title', title) +
    meta('property', 'og:site_name', city.windowName);
  if (description)
    html += meta('name', 'description', description) + meta('property', 'og:description', description);
  if (head?.noindex) html += meta('name', 'robots', 'noindex');
  if (origin) html += addresses(props, origin) + shareImage(props, origin);
  html += meta('property', 'og:type', head?.published ? 'article' : 'website');
  if (head?.published) {
    html +=
      meta('property', 'article:published_time', head.published.at) +
      meta('property', 'article:modified_time', head.published.changedAt);
  }
  for (const entry of head?.links ?? []) html += link({ ...entry });
  if (head?.schema) html += jsonLd(head.schema);
  return <head dangerouslySetInnerHTML={{ __html: html }} />;
}

const written = new WeakMap<PageAssets, string>();

/** What the browser loads first; the same for all pages with the same assets. */
function loads(assets: PageAssets): string {
  const known = written.get(assets);
  if (known !== undefined) return known;
  const html = [
    link({ rel: 'preload', href: assets.font, as: 'font', type: 'font/woff2', crossorigin: 'anonymous' }),
    ...assets.css.map((href) => link({ rel: 'stylesheet', href })),
    `<script src="${escapeHtml(assets.themeScript)}"></script>`,
    link({ rel: 'manifest', href: assets.manifest }),
    link({ rel: 'icon', href: assets.icons.svg, type: 'image/svg+xml' }),
    link({ rel: 'apple-touch-icon', href: assets.icons.apple }),
  ].join('');
  written.set(assets, html);
  return html;
}

function addresses({ lang, path }: HeadProps, origin: string): string {
  const alternate = (hreflang: string, href: string) =>
    link({ rel: 'alternate', hreflang, href: origin + href });
  return [
    link({ rel: 'canonical', href: origin + localPath(lang, path) }),
    alternate('id', localPath('id', path)),
    alternate('en', localPath('en', path)),
    alternate('x-default', localPath('id', path)),
  ].join('');
}

/** What WhatsApp and its kind show of a link: the page's own picture, or the window's. */
function shareImage({ lang, path, assets, head }: HeadProps, origin: string): string {
  const url = meta('property', 'og:url', origin + localPath(lang, path));
  const image = head?.image;
  if (!image) return url + meta('property', 'og:image', origin + assets.icons.share);
  return (
    url +
    meta('property', 'og:image', origin + image.href) +
    meta('property', 'og:image:width', String(image.width ?? 1200)) +
    meta('property', 'og:image:height', String(image.height ?? 630)) +
    meta('property', 'og:image:alt', image.alt) +
    meta('name', 'twitter:card', 'summary_large_image')
  );
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${escapeHtml(content)}"/>`;
}

function link(attributes: Readonly<Record<string, string>>): string {
  let html = '<link';
  for (const name in attributes) html += ` ${name}="${escapeHtml(attributes[name] ?? '')}"`;
  return `${html}/>`;
}

/** A data block is no script to a browser, so a strict policy lets it stand; `<` is escaped so that it cannot end early. */
function jsonLd(data: Readonly<Record<string, unknown>>): string {
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}

function Header({ lang, city, nav, navGroups, path, query }: PageProps) {
  return (
    <header class="top">
      <div class="top-in">
        <a class="brand" href={localPath(lang, '/')}>
          <Logo />
          {city.windowName}
        </a>
        <nav
          class="nav"
          aria-label={SHELL_WORDS[lang].places}
          dangerouslySetInnerHTML={{
            __html: nav.map(navLink).join('') + (navGroups ?? []).map(navGroup).join(''),
          }}
        />
        <div class="tools">
          <PageTools lang={lang} path={path} query={query} />
        </div>
      </div>
    </header>
  );
}

/** What every page begins with: the way past its head, and that all of it is an example where it is one. */
export function Above({ lang, city }: Pick<PageProps, 'lang' | 'city'>) {
  const words = SHELL_WORDS[lang];
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      {city.demo && (
        <aside class="demo" aria-label={words.demoName}>
          <Icon name="flask-conical" />
          {city.demoNote ?? words.demo}
        </aside>
      )}
    </>
  );
}

/** Says of a page that was kept from when it is; shown without a network alone. */
export function Kept({ lang, asOf }: { readonly lang: Language; readonly asOf: string }) {
  return (
    <p class="kept" role="status">
      <Icon name="wifi-off" />
      {SHELL_WORDS[lang].kept} {asOf}
    </p>
  );
}

/** The same page in the other language, and the switch of the theme. `named`: with the language's name to be seen. */
export function PageTools({
  lang,
  path,
  query,
  named,
}: Pick<PageProps, 'lang' | 'path'> & { readonly query: PageProps['query']; readonly named?: boolean }) {
  const other: Language = lang === 'id' ? 'en' : 'id';
  return (
    <>
      <a
        class="tool"
        href={localPath(other, path) + searchOf(query)}
        hreflang={other}
        lang={other}
        rel="alternate"
      >
        <Icon name="languages" />
        <span class={named ? undefined : 'vh'}>{SHELL_WORDS[lang].otherLanguage}</span>
      </a>
      <button type="button" class="tool theme" dangerouslySetInnerHTML={{ __html: THEME_STATES[lang] }} />
    </>
  );
}

/** The islands of a page. */
export function Scripts({ assets }: Pick<PageProps, 'assets'>) {
  return (
    <>
      {assets.scripts.map((src) => (
        <script key={src} type="module" src={src} />
      ))}
    </>
  );
}

/** The values of an address as they stand behind its path. */
function searchOf(query: PageProps['query']): string {
  const values = Object.entries(query ?? {});
  return values.length === 0 ? '' : `?${new URLSearchParams(values)}`;
}

/** As text, as the head is. */
export function navLink({ icon, label, href, current }: NavItem): string {
  return `<a href="${escapeHtml(href)}"${current ? ' aria-current="page"' : ''}>${iconHtml(icon)}${escapeHtml(label)}</a>`;
}

function navGroup({ title, items }: NavGroup): string {
  return `<div class="nav-more"><p>${escapeHtml(title)}</p>${items.map(navLink).join('')}</div>`;
}

/** The faces of the theme switch, the same on every page: written once. */
const THEME_STATES: Readonly<Record<Language, string>> = {
  id: themeStates(SHELL_WORDS.id.theme),
  en: themeStates(SHELL_WORDS.en.theme),
};

function themeStates(words: ShellWords['theme']): string {
  const state = (name: string, icon: IconName, label: string) => (
    <span class={`t-${name}`}>
      <Icon name={icon} />
      <span class="vh">{label}</span>
    </span>
  );
  return [
    state('system', 'sun-moon', words.system),
    state('light', 'sun', words.light),
    state('dark', 'moon', words.dark),
  ]
    .map((face) => renderToString(face))
    .join('');
}

function Footer({ owner, links }: PageProps['footer']) {
  return (
    <footer class="foot">
      <p>{owner}</p>
      <ul>
        {links.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </footer>
  );
}

/** The window's sign: four panes, the fingerprint in the last. Decorative, as its name stands beside it. */
export function Logo() {
  const { frame, cross, print } = LOGO;
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect x={frame.x} y={frame.y} width={frame.size} height={frame.size} rx={frame.radius} />
      <path d={cross.path} stroke-width={cross.width} />
      <path d={print.path} stroke-width={print.width} />
    </svg>
  );
}
