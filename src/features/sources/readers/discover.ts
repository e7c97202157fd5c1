import { type CheerioAPI, load } from 'cheerio';
import { z } from 'zod';
import { OutgoingError } from '../../../platform/outgoing/errors.ts';
import type { OutgoingAnswer } from '../../../platform/outgoing/outgoing.ts';
import { canonicalAddress } from './address.ts';
import { decodeText } from './charset.ts';
import { parseFeed } from './feed.ts';
import { type ReadContext, SourceError } from './incoming.ts';
import { htmlToLine } from './line.ts';
import { refuseStatus } from './status.ts';

/** Something that a site has and that could be read again and again. */
export interface Candidate {
  readonly kind: 'feed' | 'wordpress';
  /** Address of the feed, or root of the REST interface. */
  readonly address: string;
  readonly title: string;
  /** Where changes are announced by push, and as what (W3C WebSub). */
  readonly push?: { readonly hub: string; readonly topic: string };
}

const FEED_TYPES = /^(?:application\/(?:atom\+xml|rss\+xml|rdf\+xml|feed\+json|json|xml)|text\/xml)\b/i;
/** Where sites have a feed that they do not name. */
const USUAL_PATHS = ['/feed/', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/feed.json', '/index.xml'];
/** Root of WordPress's interface where a site does not name it. */
const USUAL_API = '/wp-json/';
const API_RELATION = 'https://api.w.org/';
/** Comments of readers are nothing that an office publishes. */
const COMMENTS = /comment|komentar/i;
const MOST_CANDIDATES = 8;
/** A feed says what it is before its articles. */
const HEAD_LENGTH = 20_000;
const LONGEST_TITLE = 200;

/**
 * Finds what a site has, from any of its addresses: the feed itself, those that the page names, WordPress's interface, and
 * the usual places where nothing is named. Each feed was read before it is told.
 *
 * @throws SourceError `status`, OutgoingError where the address itself cannot be asked
 */
export async function discover(address: string, context: ReadContext): Promise<readonly Candidate[]> {
  const answer = await context.ask({ url: address, signal: context.signal });
  refuseStatus(answer, context.now);
  const itself = await feedCandidate(answer, context);
  if (itself) return [itself];
  const named = await namedBy(answer, context);
  if (named.length > 0) return named.slice(0, MOST_CANDIDATES);
  return inUsualPlaces(answer.url, context);
}

async function namedBy(answer: OutgoingAnswer, context: ReadContext): Promise<readonly Candidate[]> {
  const $ = load(decodeText(answer.bytes, answer.headers.get('content-type')));
  const base = canonicalAddress($('base').attr('href'), answer.url) ?? answer.url;
  const found: Candidate[] = [];
  const api =
    linksOf(answer.headers.get('link')).find(({ rel }) => rel === API_RELATION)?.href ??
    $(`link[rel="${API_RELATION}"]`).attr('href');
  const root = canonicalAddress(api, base);
  if (root !== undefined) {
    found.push({ kind: 'wordpress', address: root, title: pageTitle($) || root });
  }
  for (const url of feedLinks($, base)) {
    const candidate = await attempt(url, context);
    if (candidate && !found.some(({ address }) => address === candidate.address)) found.push(candidate);
  }
  return found;
}

function feedLinks($: CheerioAPI, base: string): readonly string[] {
  const urls = $('link[rel~="alternate" i]')
    .toArray()
    .map((element) => $(element))
    .filter((link) => FEED_TYPES.test(link.attr('type') ?? ''))
    .filter((link) => !COMMENTS.test(`${link.attr('href')} ${link.attr('title')}`))
    .flatMap((link) => canonicalAddress(link.attr('href'), base) ?? []);
  return [...new Set(urls)].slice(0, MOST_CANDIDATES);
}

/** The first feed there is, and WordPress's interface if it answers. */
async function inUsualPlaces(site: string, context: ReadContext): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const api = new URL(USUAL_API, site).href;
  const title = await wordpressTitle(api, context);
  if (title !== undefined) found.push({ kind: 'wordpress', address: api, title: title || api });
  for (const path of USUAL_PATHS) {
    const feed = await attempt(new URL(path, site).href, context);
    if (feed) return [...found, feed];
  }
  return found;
}

const wordpressRoot = z.object({ name: z.string().default(''), namespaces: z.array(z.string()) });

/** Name of the site whose interface is at an address; undefined where none is. */
async function wordpressTitle(url: string, context: ReadContext): Promise<string | undefined> {
  const answer = await askOrNothing(url, context);
  const root = answer && wordpressRoot.safeParse(parsedJson(new TextDecoder().decode(answer.bytes)));
  if (!root?.success || !root.data.namespaces.includes('wp/v2')) return undefined;
  return htmlToLine(root.data.name, LONGEST_TITLE);
}

/** A feed at an address; undefined where there is none. */
async function attempt(url: string, context: ReadContext): Promise<Candidate | undefined> {
  const answer = await askOrNothing(url, context);
  return answer && feedCandidate(answer, context);
}

async function askOrNothing(url: string, context: ReadContext): Promise<OutgoingAnswer | undefined> {
  try {
    const answer = await context.ask({ url, signal: context.signal });
    return answer.status === 200 ? answer : undefined;
  } catch (error) {
    if (error instanceof OutgoingError && !context.signal.aborted) return undefined;
    throw error;
  }
}

async function feedCandidate(answer: OutgoingAnswer, context: ReadContext): Promise<Candidate | undefined> {
  const contentType = answer.headers.get('content-type');
  try {
    await parseFeed(answer.bytes, contentType, { url: answer.url, now: context.now, zone: context.zone });
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
  const head = headOf(decodeText(answer.bytes, contentType));
  // Hub and topic stand in the answer's headers or in the feed (W3C WebSub, section 4).
  const links = [...linksOf(answer.headers.get('link')), ...head.links];
  const addressOf = (relation: string) =>
    canonicalAddress(links.find(({ rel }) => rel === relation)?.href, answer.url);
  const hub = addressOf('hub');
  return {
    kind: 'feed',
    address: answer.url,
    title: head.title || answer.url,
    ...(hub === undefined ? {} : { push: { hub, topic: addressOf('self') ?? answer.url } }),
  };
}

interface Link {
  readonly rel: string;
  readonly href: string;
}

interface FeedHead {
  readonly title: string;
  readonly links: readonly Link[];
}

const jsonHead = z.object({
  title: z.string().default(''),
  feed_url: z.string().optional(),
  hubs: z.array(z.object({ type: z.string().default(''), url: z.string() })).default([]),
});

/** What a feed says of itself: only what stands before its first article, as articles have titles and links too. */
function headOf(text: string): FeedHead {
  const json = jsonHead.safeParse(parsedJson(text));
  if (json.success) {
    const hubs = json.data.hubs.filter(({ type }) => /^websub$/i.test(type));
    return {
      title: htmlToLine(json.data.title, LONGEST_TITLE),
      links: [
        ...hubs.map(({ url }) => ({ rel: 'hub', href: url })),
        ...(json.data.feed_url === undefined ? [] : [{ rel: 'self', href: json.data.feed_url }]),
      ],
    };
  }
  const head = text.slice(0, HEAD_LENGTH).split(/<(?:\w+:)?(?:item|entry)[\s>]/i, 1)[0] ?? '';
  const $ = load(head, { xml: true });
  return {
    title: htmlToLine($('title').first().text(), LONGEST_TITLE),
    links: $('link, atom\\:link, atom10\\:link, a10\\:link')
      .toArray()
      .map((element) => ({ rel: $(element).attr('rel') ?? '', href: $(element).attr('href') ?? '' })),
  };
}

/** A `Link` header's links (RFC 8288). */
function linksOf(header: string | null): readonly Link[] {
  return [...(header ?? '').matchAll(/<([^>]*)>\s*;([^<]*)/g)].flatMap(([, href = '', rest = '']) => {
    const rels = /\brel\s*=\s*"?([^";,]+)"?/i.exec(rest)?.[1]?.trim().split(/\s+/) ?? [];
    return rels.map((rel) => ({ rel, href }));
  });
}

function pageTitle($: CheerioAPI): string {
  return htmlToLine($('title').first().html() ?? '', LONGEST_TITLE);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
