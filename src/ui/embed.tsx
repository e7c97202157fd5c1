import type { ComponentChildren } from 'preact';
import type { Language } from '../domain/text.ts';
import { Head, Logo, type PageAssets } from './shell.tsx';

export interface EmbedProps {
  readonly lang: Language;
  readonly title: string;
  readonly path: string;
  readonly city: { readonly name: string; readonly windowName: string; readonly demo: boolean };
  readonly assets: PageAssets;
  /** Absent: as the device has it. */
  readonly theme?: 'light' | 'dark' | undefined;
  /** Where the window's name leads. */
  readonly home: string;
  readonly asOf: string;
  readonly children: ComponentChildren;
}

/**
 * A document that stands in a frame of another site: the content, whose window it is and as of when. No script, no
 * form, no navigation; its links open outside of the frame.
 */
export function EmbedPage(props: EmbedProps) {
  const { lang, title, path, city, assets, theme, home, asOf, children } = props;
  return (
    <html lang={lang} data-theme={theme} class="embed">
      <Head
        lang={lang}
        title={title}
        path={path}
        city={city}
        assets={{ ...assets, scripts: [] }}
        head={{ noindex: true }}
      />
      <body>
        <main class="stack">{children}</main>
        <footer>
          <a href={home} target="_blank" rel="noopener">
            <Logo />
            {city.windowName}
          </a>
          <small>{asOf}</small>
        </footer>
      </body>
    </html>
  );
}
