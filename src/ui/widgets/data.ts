/** What a window gives its widgets on other sites: words that are ready to be shown, and addresses of its own pages. */
export interface WidgetData {
  readonly title: string;
  readonly windowName: string;
  /** "Per 24 November 2024 pukul 09.00 WIB" */
  readonly asOf: string;
  readonly items: readonly WidgetItem[];
  /** The one big thing, where there is one to count to. */
  readonly count?: { readonly value: string; readonly caption: string };
  /** Said where there is no item. */
  readonly none: string;
  readonly more: { readonly label: string; readonly href: string };
  /** The city's own ink, in light and dark. */
  readonly ink?: Readonly<Record<'light' | 'dark', WidgetInk>>;
}

export interface WidgetItem {
  readonly title: string;
  readonly note: string;
  readonly href: string;
}

export interface WidgetInk {
  readonly ink: string;
  readonly inkDeep: string;
  readonly inkWash: string;
  readonly hero: string;
  readonly heroMute: string;
}

/** Most items that a window gives; a site may show fewer. */
export const MOST_ITEMS = 10;
export const USUAL_ITEMS = 5;

/** What came from the network as what it has to be; undefined where it is anything else. */
export function parseWidgetData(value: unknown): WidgetData | undefined {
  if (!isRecord(value)) return undefined;
  const { title, windowName, asOf, items, count, none, more, ink } = value;
  if (!isText(title) || !isText(windowName) || !isText(asOf) || !isText(none) || !Array.isArray(items)) {
    return undefined;
  }
  if (!isRecord(more) || !isText(more['label']) || !isText(more['href'])) return undefined;
  return {
    title,
    windowName,
    asOf,
    none,
    items: items.flatMap((item: unknown) => {
      if (!isRecord(item)) return [];
      const { title: name, note, href } = item;
      return isText(name) && isText(note) && isText(href) ? [{ title: name, note, href }] : [];
    }),
    more: { label: more['label'], href: more['href'] },
    ...(isRecord(count) && isText(count['value']) && isText(count['caption'])
      ? { count: { value: count['value'], caption: count['caption'] } }
      : {}),
    ...inkOf(ink),
  };
}

function inkOf(value: unknown): Pick<WidgetData, 'ink'> {
  if (!isRecord(value)) return {};
  const light = tokensOf(value['light']);
  const dark = tokensOf(value['dark']);
  return light && dark ? { ink: { light, dark } } : {};
}

/** Colours and nothing else: they are written into a style sheet. */
function tokensOf(value: unknown): WidgetInk | undefined {
  if (!isRecord(value)) return undefined;
  const colour = (name: string) => {
    const text = value[name];
    return isText(text) && /^#[0-9a-f]{6}$/.test(text) ? text : undefined;
  };
  const ink = colour('ink');
  const inkDeep = colour('inkDeep');
  const inkWash = colour('inkWash');
  const hero = colour('hero');
  const heroMute = colour('heroMute');
  return ink && inkDeep && inkWash && hero && heroMute
    ? { ink, inkDeep, inkWash, hero, heroMute }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
