import { type CheerioAPI, load } from 'cheerio';
import { z } from 'zod';
import { OutgoingError } from '../../../platform/outgoing/errors.ts';
import { canonicalAddress } from './address.ts';
import { decodeText } from './charset.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';
import { refuseStatus } from './status.ts';

/** New articles whose own page is read in one reading; what is left comes with the next. */
const MOST_PAGES = 15;
/** Known articles whose page is read again in one reading: a list has no word for what has changed or is gone. */
const MOST_AGAIN = 2;
const MOST_LISTED = 100;
const MOST_KEPT = 1_000;
const LONGEST_TITLE = 200;

const selector = z.string().trim().max(200);

/**
 * What is kept of a site with a list of articles and no feed: where the list is, and by which CSS selectors its parts are
 * found. `body`, `date` and `image` are looked for on an article's own page, `date` in the list where it is not there.
 */
export const listSettings = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  item: selector.min(1),
  link: selector.default('a'),
  title: selector.default(''),
  body: selector.min(1),
  date: selector.default(''),
  image: selector.default(''),
  /** The link to the next page of the list; without it, `{page}` in the address is counted up. */
  next: selector.default(''),
  /** Pages of the list that are looked at. */
  pages: z.number().int().min(1).max(5).default(1),
});

export type ListSettings = z.output<typeof listSettings>;

/** Articles that were read, the longest ago first: by their key, with the address at which they were. */
const listState = z.object({
  articles: z.array(z.object({ key: z.string(), url: z.string(), title: z.string() })).optional(),
});

/** What a site's selectors find, for trying them out. */
export interface ListTrial {
  readonly listed: readonly { readonly title: string; readonly url: string }[];
  /** The first article, as it would come in; absent where nothing is listed. */
  readonly first?: IncomingItem;
  /** How much each selector finds that is set. */
  readonly found: Partial<Readonly<Record<keyof ListSettings, number>>>;
  /** The selector that finds nothing; absent where all is well. */
  readonly problem?: keyof ListSettings;
}

/**
 * Reads the articles of a list that were not read before, and a few of the others again.
 *
 * @throws SourceError `no-longer-fits` where a selector finds nothing, `status`; OutgoingError
 */
export async function readListPage(settings: unknown, context: ReadContext): Promise<Reading> {
  const asked = listSettings.parse(settings);
  const before = listState.safeParse(context.state).data?.articles ?? [];
  const listed = await readList(asked, context);
  const read = new Set(before.map(({ key }) => key));
  const fresh = listed.filter(({ key }) => !read.has(key)).slice(0, MOST_PAGES);
  const byKey = new Map(listed.map((entry) => [entry.key, entry]));
  const again = [...before]
    .sort((a, b) => Number(isRenamed(b, byKey)) - Number(isRenamed(a, byKey)))
    .slice(0, MOST_AGAIN)
    .map((entry) => byKey.get(entry.key) ?? entry);
  const outcomes = new Map<string, Outcome>();
  for (const entry of [...fresh, ...again]) outcomes.set(entry.key, await attempt(asked, entry, context));
  await refuseOtherPages(asked, listed, outcomes, context);
  // A page that others still fit, that has no text any more and that no list names, is what was left of an article.
  for (const { key } of again) {
    if (outcomes.get(key) === 'empty' && !byKey.has(key)) outcomes.set(key, 'gone');
  }
  const looked = [...fresh, ...again].filter(({ key }) => outcomes.get(key) !== 'gone');
  return {
    kind: 'read',
    items: [...outcomes.values()].filter((outcome) => typeof outcome === 'object'),
    gone: [...outcomes].flatMap(([key, outcome]) => (outcome === 'gone' ? [key] : [])),
    complete: false,
    skipped: [...outcomes].flatMap(([key, outcome]) => (outcome === 'empty' ? [key] : [])),
    state: { articles: kept(before, outcomes, looked) },
  };
}

/**
 * One empty page is that page's affair; where the newest article has no text either, pages are built otherwise now.
 *
 * @throws SourceError `no-longer-fits`
 */
async function refuseOtherPages(
  settings: ListSettings,
  listed: readonly Listed[],
  outcomes: ReadonlyMap<string, Outcome>,
  context: ReadContext,
): Promise<void> {
  const all = [...outcomes.values()];
  const [newest] = listed;
  if (!newest || !all.includes('empty') || all.some((outcome) => typeof outcome === 'object')) return;
  const outcome = outcomes.get(newest.key) ?? (await attempt(settings, newest, context));
  if (outcome === 'empty') throw noLongerFits('body');
}

/** Tries selectors and tells what each finds; nothing is kept. @throws SourceError `status`; OutgoingError */
export async function testListPage(settings: ListSettings, context: ReadContext): Promise<ListTrial> {
  const found: Record<string, number> = {};
  let listed: readonly Listed[] = [];
  try {
    listed = await readList({ ...settings, pages: 1 }, context, found);
    const [entry] = listed;
    if (!entry) return { listed, found, problem: 'item' };
    return { listed, found, first: await readArticle(settings, entry, context, found) };
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'no-longer-fits') throw error;
    return { listed, found, problem: listSettings.keyof().safeParse(error.setting).data ?? 'item' };
  }
}

interface Listed {
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly dateText?: string;
}

type Outcome = IncomingItem | 'gone' | 'empty';
type Found = Record<string, number>;

function isRenamed({ key, title }: Listed, byKey: ReadonlyMap<string, Listed>): boolean {
  const now = byKey.get(key);
  return now !== undefined && now.title !== title;
}

/** What was looked at now comes last, and is looked at again when all others were. */
function kept(
  before: readonly Listed[],
  outcomes: ReadonlyMap<string, Outcome>,
  looked: readonly Listed[],
): readonly Listed[] {
  const rest = before.filter(({ key }) => !outcomes.has(key));
  return [...rest, ...looked.map(({ key, url, title }) => ({ key, url, title }))].slice(-MOST_KEPT);
}

async function readList(
  settings: ListSettings,
  context: ReadContext,
  found: Found = {},
): Promise<readonly Listed[]> {
  const listed = new Map<string, Listed>();
  let address: string | undefined = settings.url.replaceAll('{page}', '1');
  for (let page = 1; page <= settings.pages && address !== undefined; page += 1) {
    const opened: OpenPage = await openPage(address, context);
    const entries = select(opened.$, settings, 'item');
    if (page === 1) found['item'] = entries.length;
    // Only the first page has to be there: a list may have become shorter.
    if (entries.length === 0 && page > 1) break;
    for (const entry of listedOn(opened, settings, found)) {
      if (!listed.has(entry.key)) listed.set(entry.key, entry);
    }
    address = nextAddress(opened, settings, page + 1);
  }
  return [...listed.values()].slice(0, MOST_LISTED);
}

/** @throws SourceError `no-longer-fits` */
function listedOn({ $, url: base }: OpenPage, settings: ListSettings, found: Found): readonly Listed[] {
  const entries = select($, settings, 'item').toArray();
  if (entries.length === 0) throw noLongerFits('item');
  let links = 0;
  const listed = entries.flatMap((element): Listed[] => {
    const entry = $(element);
    const link = entry.is('a') ? entry : attemptSelector('link', () => entry.find(settings.link)).first();
    const url = canonicalAddress(link.attr('href'), base);
    if (url === undefined) return [];
    links += 1;
    const titled =
      settings.title === '' ? link : attemptSelector('title', () => entry.find(settings.title)).first();
    const title = htmlToLine(titled.html() ?? '', LONGEST_TITLE) || htmlToLine(titled.attr('title') ?? '');
    const dateText =
      settings.date === ''
        ? ''
        : attemptSelector('date', () => entry.find(settings.date))
            .first()
            .text();
    return title === '' ? [] : [{ key: keyOf(url), url, title, ...(dateText === '' ? {} : { dateText }) }];
  });
  found['link'] = links;
  if (links === 0) throw noLongerFits('link');
  found['title'] = listed.length;
  if (listed.length === 0) throw noLongerFits(settings.title === '' ? 'link' : 'title');
  return listed;
}

function nextAddress({ $, url: base }: OpenPage, settings: ListSettings, page: number): string | undefined {
  if (settings.next !== '') {
    return canonicalAddress(select($, settings, 'next').first().attr('href'), base);
  }
  return settings.url.includes('{page}') ? settings.url.replaceAll('{page}', String(page)) : undefined;
}

/** An article that is away or empty is told and stops no other; a site that is away stops the reading. */
async function attempt(settings: ListSettings, entry: Listed, context: ReadContext): Promise<Outcome> {
  try {
    return await readArticle(settings, entry, context);
  } catch (error) {
    if (error instanceof SourceError && (error.status === 404 || error.status === 410)) return 'gone';
    if (error instanceof SourceError && error.setting === 'body') return 'empty';
    if (error instanceof OutgoingError && error.code !== 'unreachable' && error.code !== 'timeout') {
      return 'empty';
    }
    throw error;
  }
}

async function readArticle(
  settings: ListSettings,
  { key, url, title, dateText }: Listed,
  context: ReadContext,
  found: Found = {},
): Promise<IncomingItem> {
  const { $, url: base } = await openPage(url, context);
  const bodies = select($, settings, 'body');
  found['body'] = bodies.length;
  const markdown = htmlToMarkdown(bodies.first().html() ?? '', base);
  if (markdown === '') throw noLongerFits('body');
  const dates = settings.date === '' ? undefined : select($, settings, 'date');
  if (dates) found['date'] = dates.length;
  const published = readDate(dates?.first().text() || dateText, context);
  const pictures = settings.image === '' ? undefined : select($, settings, 'image');
  if (pictures) found['image'] = pictures.length;
  const image = canonicalAddress(pictures?.first().attr('src') ?? pictures?.first().attr('content'), base);
  return {
    key,
    url,
    title,
    markdown,
    categories: [],
    language: languageOf($('html').attr('lang'), `${title} ${markdown}`),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(published.doubtful ? { dateDoubtful: true } : {}),
    ...(image === undefined ? {} : { imageUrl: image }),
  };
}

/** An address that begins its last part with a number, as `/blog/read/7_judul`, is one article under any title. */
function keyOf(url: string): string {
  const { pathname, search } = new URL(url);
  const numbered = /^(.*\/\d{1,12})[_-][^/]*\/?$/.exec(pathname);
  return numbered?.[1] ?? pathname + search;
}

interface OpenPage {
  readonly $: CheerioAPI;
  readonly url: string;
}

async function openPage(url: string, context: ReadContext): Promise<OpenPage> {
  const answer = await context.ask({ url, signal: context.signal });
  refuseStatus(answer, context.now);
  return { $: load(decodeText(answer.bytes, answer.headers.get('content-type'))), url: answer.url };
}

type SelectorName = 'item' | 'link' | 'title' | 'body' | 'date' | 'image' | 'next';

function select($: CheerioAPI, settings: ListSettings, name: SelectorName) {
  return attemptSelector(name, () => $(settings[name]));
}

/** A selector that is none finds nothing. @throws SourceError `no-longer-fits` */
function attemptSelector<Selection>(name: SelectorName, find: () => Selection): Selection {
  try {
    return find();
  } catch {
    throw noLongerFits(name);
  }
}

function noLongerFits(name: SelectorName): SourceError {
  return new SourceError('no-longer-fits', `The selector of ${name} finds nothing.`, { setting: name });
}
