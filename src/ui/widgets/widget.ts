import { MOST_ITEMS, parseWidgetData, USUAL_ITEMS, type WidgetData } from './data.ts';
import { element } from './draw.ts';
import { inkCss, WIDGET_CSS } from './style.ts';

/** The window that this file came from. */
const ORIGIN = new URL(import.meta.url).origin;
const REFRESH_MS = 10 * 60_000;
const PATIENCE_MS = 10_000;
const WORDS = {
  id: { newTab: '(tab baru)', open: 'Buka di jendela kota' },
  en: { newTab: '(new tab)', open: "Open in the city's window" },
} as const;

export type WidgetLanguage = keyof typeof WORDS;

/** What a widget is drawn with. */
export interface Kit {
  readonly lang: WidgetLanguage;
  readonly limit: number;
  /** A link to a page of the window; of no other place, whatever the data says. */
  readonly link: (href: string, attributes: Record<string, string>, ...children: (Node | string)[]) => Node;
}

export interface Widget {
  /** `jendela-tahapan` */
  readonly tag: string;
  /** Path of its data; absent: it shows the same always. */
  readonly data?: string;
  /** Path of the page that says the same, for when there is no data. */
  readonly page: string;
  readonly draw: (kit: Kit, data: WidgetData | undefined) => readonly Node[];
}

/**
 * Makes a widget an element of the site that it stands on. It brings its own style without an inline one, and asks its
 * window for data without cookies. While there is none, and where none can be had, what the site put inside of it is
 * shown: a plain link.
 */
export function defineWidget(widget: Widget): void {
  if (customElements.get(widget.tag)) return;
  customElements.define(widget.tag, elementOf(widget));
}

function elementOf(widget: Widget): CustomElementConstructor {
  return class extends HTMLElement {
    static observedAttributes = ['data-lang', 'data-limit'];
    readonly #shadow = this.attachShadow({ mode: 'open' });
    readonly #style = new CSSStyleSheet();
    readonly #ink = new CSSStyleSheet();
    #data: WidgetData | undefined;
    #asked = 0;
    #timer: ReturnType<typeof setInterval> | undefined;

    constructor() {
      super();
      this.#style.replaceSync(WIDGET_CSS);
      this.#shadow.adoptedStyleSheets = [this.#style, this.#ink];
      this.#shadow.append(element('slot'));
    }

    connectedCallback(): void {
      if (!widget.data) {
        this.#draw();
        return;
      }
      void this.#refresh();
      this.#timer = setInterval(() => {
        if (document.visibilityState === 'visible') void this.#refresh();
      }, REFRESH_MS);
    }

    disconnectedCallback(): void {
      clearInterval(this.#timer);
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (before === now || !this.isConnected) return;
      if (name === 'data-lang' && widget.data) void this.#refresh();
      else if (this.#data || !widget.data) this.#draw();
    }

    async #refresh(): Promise<void> {
      const asked = ++this.#asked;
      const data = await fetchData(ORIGIN + localPath(this.#lang, widget.data ?? ''));
      // An answer in a language that was changed meanwhile, or for an element that has gone.
      if (asked !== this.#asked || !this.isConnected) return;
      if (data) {
        this.#data = data;
        if (data.ink) this.#ink.replaceSync(inkCss(data.ink));
        this.#draw();
      } else if (!this.#data) this.#fallBack();
    }

    #draw(): void {
      const section = element('section', { lang: this.#lang });
      section.append(...widget.draw(this.#kit, this.#data));
      section.setAttribute('aria-label', section.querySelector('h2')?.textContent ?? '');
      this.#shadow.replaceChildren(section);
    }

    #fallBack(): void {
      const link = element(
        'a',
        { href: ORIGIN + localPath(this.#lang, widget.page) },
        WORDS[this.#lang].open,
      );
      const slot = element('slot', {}, link);
      this.#shadow.replaceChildren(slot);
    }

    get #lang(): WidgetLanguage {
      const said = this.dataset['lang'] ?? this.closest('[lang]')?.getAttribute('lang') ?? 'id';
      return said.startsWith('en') ? 'en' : 'id';
    }

    get #kit(): Kit {
      const wanted = Number.parseInt(this.dataset['limit'] ?? '', 10);
      const lang = this.#lang;
      return {
        lang,
        limit: wanted >= 1 && wanted <= MOST_ITEMS ? wanted : USUAL_ITEMS,
        link: (href, attributes, ...children) => {
          const url = new URL(href, ORIGIN);
          const to = url.origin === ORIGIN ? url.href : ORIGIN;
          return element(
            'a',
            { href: to, target: '_blank', rel: 'noopener', title: WORDS[lang].newTab, ...attributes },
            ...children,
          );
        },
      };
    }
  };
}

async function fetchData(url: string): Promise<WidgetData | undefined> {
  try {
    const answer = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? parseWidgetData(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

function localPath(lang: WidgetLanguage, path: string): string {
  return lang === 'en' ? `/en${path}` : path;
}
