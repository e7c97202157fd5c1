import { type CheerioAPI, load } from 'cheerio';
import { z } from 'zod';
import { canonicalAddress } from './address.ts';
import { decodeText } from './charset.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';
import { refuseStatus } from './status.ts';

/** Articles whose own page is read in one reading; what is left comes with the next. */
const MOST_PAGES = 15;
const MOST_LISTED = 100;
const MOST_KEPT = 1_000;

const selector = z.string().trim().max(200);

/**
 * What is kept of a site with a list of articles and no feed: where the list is, and by which CSS selectors its parts are
 * found. `body`, `date` and `image` are looked for on an article's own page.
 */
export const listSettings = z.object({
  url: z.string(),
  item: selector.min(1),
  link: selector.default('a'),
  title: selector.default(''),
  body: selector.min(1),
  date: selector.default(''),
  image: selector.default(''),
});

export type ListSettings = z.output<typeof listSettings>;

/** Articles that were read already, by their address: a list has no word for what has changed. */
const listState = z.object({ read: z.array(z.string()).optional() });

/** What a site's selectors find, for trying them out. */
export interface ListTrial {
  readonly listed: readonly { readonly title: string; readonly url: string }[];
  /** The first article, as it would come in; absent where nothing is listed. */
  readonly first?: IncomingItem;
  /** The selector that finds nothing; absent where all is well. */
  readonly problem?: keyof ListSettings;
}

/**
 * Reads the articles of a list that were not read before.
 *
 * @throws SourceError `no-longer-fits` where a selector finds nothing, `status`; OutgoingError
 */
export async function readListPage(settings: unknown, context: ReadContext): Promise<Reading> {
  const asked = listSettings.parse(settings);
  const read = listState.safeParse(context.state).data?.read ?? [];
  const listed = await readList(asked, context);
  const known = new Set(read);
  const items: IncomingItem[] = [];
  const done: string[] = [];
  for (const entry of listed.filter(({ url }) => !known.has(url)).slice(0, MOST_PAGES)) {
    items.push(await readArticle(asked, entry, context));
    done.push(entry.url);
  }
  return {
    kind: 'read',
    items,
    gone: [],
    complete: false,
    state: { read: [...done, ...read].slice(0, MOST_KEPT) },
  };
}

/** Tries selectors and tells what each finds; nothing is kept. @throws SourceError `status`; OutgoingError */
export async function testListPage(settings: ListSettings, context: ReadContext): Promise<ListTrial> {
  try {
    const listed = await readList(settings, context);
    const [entry] = listed;
    if (!entry) return { listed, problem: 'item' };
    return { listed, first: await readArticle(settings, entry, context) };
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'no-longer-fits') throw error;
    const problem = listSettings.keyof().safeParse(error.message).data ?? 'item';
    return { listed: [], problem };
  }
}

interface Listed {
  readonly url: string;
  readonly title: string;
}

async function readList(settings: ListSettings, context: ReadContext): Promise<readonly Listed[]> {
  const { $, url: base } = await openPage(settings.url, context);
  const found = select($, 'item', settings.item);
  if (found.length === 0) throw noLongerFits('item');
  const listed = found.toArray().flatMap((element): Listed[] => {
    const entry = $(element);
    const link = entry.is('a') ? entry : entry.find(settings.link).first();
    const url = canonicalAddress(link.attr('href'), base);
    const titled = settings.title === '' ? link : entry.find(settings.title).first();
    const title = htmlToLine(titled.html() ?? '').slice(0, 200);
    return url === undefined || title === '' ? [] : [{ url, title }];
  });
  if (listed.length === 0) throw noLongerFits(settings.title === '' ? 'link' : 'title');
  return [...new Map(listed.map((entry) => [entry.url, entry])).values()].slice(0, MOST_LISTED);
}

async function readArticle(
  settings: ListSettings,
  { url, title }: Listed,
  context: ReadContext,
): Promise<IncomingItem> {
  const { $ } = await openPage(url, context);
  const markdown = htmlToMarkdown(select($, 'body', settings.body).first().html() ?? '', url);
  if (markdown === '') throw noLongerFits('body');
  const dateText = settings.date === '' ? undefined : select($, 'date', settings.date).first().text();
  const published = readDate(dateText, context.now);
  const picture = settings.image === '' ? undefined : select($, 'image', settings.image).first().attr('src');
  const image = canonicalAddress(picture, url);
  return {
    key: url,
    url,
    title,
    markdown,
    categories: [],
    language: languageOf($('html').attr('lang')),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(published.doubtful ? { dateDoubtful: true } : {}),
    ...(image === undefined ? {} : { imageUrl: image }),
  };
}

async function openPage(
  url: string,
  context: ReadContext,
): Promise<{ readonly $: CheerioAPI; readonly url: string }> {
  const answer = await context.ask({ url, signal: context.signal });
  refuseStatus(answer, context.now);
  return { $: load(decodeText(answer.bytes, answer.headers.get('content-type'))), url: answer.url };
}

/** A selector that is none finds nothing. */
function select($: CheerioAPI, name: keyof ListSettings, asked: string) {
  try {
    return $(asked);
  } catch {
    throw noLongerFits(name);
  }
}

/** Its message is the name of the selector. */
function noLongerFits(name: keyof ListSettings): SourceError {
  return new SourceError('no-longer-fits', name);
}
