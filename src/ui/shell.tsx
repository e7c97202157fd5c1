import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { localPath } from '../domain/language.ts';
import type { Language } from '../domain/text.ts';
import { Icon } from './components/icon.tsx';
import type { IconName } from './icons.ts';
import { LOGO } from './logo.ts';
import { SHELL_WORDS } from './words.ts';

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
interface HeadLink {
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
  };
  readonly footer: { readonly owner: string; readonly links: readonly FooterLink[] };
  /** Ready sentence, such as "Per 24 November 2024 pukul 09.00". */
  readonly asOf?: string;
  readonly children?: ComponentChildren;
}

/** The whole document as text, ready to be sent. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** A whole page of the window: head, header, navigation, content, footer. */
export function Page(props: PageProps) {
  const { lang, city, assets } = props;
  const words = SHELL_WORDS[lang];
  return (
    <html lang={lang}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        {city.demo && (
          <aside class="demo" aria-label={words.demoName}>
            <Icon name="flask-conical" />
            {city.demoNote ?? words.demo}
          </aside>
        )}
        <Header {...props} />
        <main id="main" class="stack" tabIndex={-1}>
          {props.asOf && (
            <p class="kept" role="status">
              <Icon name="wifi-off" />
              {words.kept} {props.asOf}
            </p>
          )}
          {props.children}
          {props.asOf && <p class="asof page-asof">{props.asOf}</p>}
        </main>
        <Footer {...props.footer} />
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </body>
    </html>
  );
}

function Head({ lang, title, description, path, origin, city, assets, head }: PageProps) {
  const fullTitle = title === city.windowName ? title : `${title} · ${city.windowName}`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{fullTitle}</title>
      {description && <meta name="description" content={description} />}
      <meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#12101c" media="(prefers-color-scheme: dark)" />
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
      {assets.css.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      <script src={assets.themeScript} />
      <link rel="manifest" href={assets.manifest} />
      <link rel="icon" href={assets.icons.svg} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={assets.icons.apple} />
      {head?.noindex && <meta name="robots" content="noindex" />}
      {origin && <Addresses lang={lang} origin={origin} path={path} />}
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:site_name" content={city.windowName} />
      {origin && <meta property="og:image" content={origin + assets.icons.share} />}
      {head?.links?.map((link) => (
        <link key={link.href} {...link} />
      ))}
      {head?.schema && <JsonLd data={head.schema} />}
    </head>
  );
}

function Addresses({ lang, origin, path }: { lang: Language; origin: string; path: string }) {
  return (
    <>
      <link rel="canonical" href={origin + localPath(lang, path)} />
      <link rel="alternate" hreflang="id" href={origin + localPath('id', path)} />
      <link rel="alternate" hreflang="en" href={origin + localPath('en', path)} />
      <link rel="alternate" hreflang="x-default" href={origin + localPath('id', path)} />
    </>
  );
}

/** A data block is no script to a browser, so a strict policy lets it stand; `<` is escaped so that it cannot end early. */
function JsonLd({ data }: { data: Readonly<Record<string, unknown>> }) {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}

function Header({ lang, city, nav, navGroups, path }: PageProps) {
  const words = SHELL_WORDS[lang];
  const other: Language = lang === 'id' ? 'en' : 'id';
  return (
    <header class="top">
      <div class="top-in">
        <a class="brand" href={localPath(lang, '/')}>
          <Logo />
          {city.windowName}
        </a>
        <nav class="nav" aria-label={words.places}>
          {nav.map(navLink)}
          {navGroups?.map((group) => (
            <div class="nav-more" key={group.title}>
              <p>{group.title}</p>
              {group.items.map(navLink)}
            </div>
          ))}
        </nav>
        <div class="tools">
          <a class="tool" href={localPath(other, path)} hreflang={other} lang={other} rel="alternate">
            <Icon name="languages" />
            <span class="vh">{words.otherLanguage}</span>
          </a>
          <button type="button" class="tool theme">
            <ThemeState name="system" icon="sun-moon" label={words.theme.system} />
            <ThemeState name="light" icon="sun" label={words.theme.light} />
            <ThemeState name="dark" icon="moon" label={words.theme.dark} />
          </button>
        </div>
      </div>
    </header>
  );
}

function navLink({ icon, label, href, current }: NavItem) {
  return (
    <a key={href} href={href} aria-current={current ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
    </a>
  );
}

function ThemeState({ name, icon, label }: { name: string; icon: IconName; label: string }) {
  return (
    <span class={`t-${name}`}>
      <Icon name={icon} />
      <span class="vh">{label}</span>
    </span>
  );
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
function Logo() {
  const { frame, cross, print } = LOGO;
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect x={frame.x} y={frame.y} width={frame.size} height={frame.size} rx={frame.radius} />
      <path d={cross.path} stroke-width={cross.width} />
      <path d={print.path} stroke-width={print.width} />
    </svg>
  );
}
