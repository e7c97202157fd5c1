import { load } from 'cheerio';
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

const FEED_TYPES = /^application\/(atom\+xml|rss\+xml|rdf\+xml|feed\+json|json)/i;
/** Where sites have a feed that they do not name. */
const USUAL_PATHS = ['/feed/', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/feed.json'];
const MOST_CANDIDATES = 8;

/**
 * Finds what a site has, from any of its addresses: the feed itself, those that the page names, WordPress's interface, and
 * the usual places where nothing is named.
 *
 * @throws SourceError `status`, OutgoingError where the address itself cannot be asked
 */
export async function discover(address: string, context: ReadContext): Promise<readonly Candidate[]> {
  const answer = await context.ask({ url: address, signal: context.signal });
  refuseStatus(answer, context.now);
  const itself = feedCandidate(answer, context);
  if (itself) return [itself];
  const named = await namedBy(answer, context);
  if (named.length > 0) return named.slice(0, MOST_CANDIDATES);
  const usual = await Promise.all(
    USUAL_PATHS.map((path) => attempt(new URL(path, answer.url).href, context)),
  );
  return usual.flatMap((found) => found ?? []).slice(0, 1);
}

async function namedBy(answer: OutgoingAnswer, context: ReadContext): Promise<readonly Candidate[]> {
  const $ = load(decodeText(answer.bytes, answer.headers.get('content-type')));
  const found: Candidate[] = [];
  const api =
    linksOf(answer.headers.get('link')).find(({ rel }) => rel === 'https://api.w.org/')?.href ??
    $('link[rel="https://api.w.org/"]').attr('href');
  const root = canonicalAddress(api, answer.url);
  if (root !== undefined) {
    found.push({ kind: 'wordpress', address: root, title: htmlToLine($('title').html() ?? '') || root });
  }
  const feeds = $('link[rel~="alternate"]')
    .toArray()
    .map((element) => $(element))
    .filter((link) => FEED_TYPES.test(link.attr('type') ?? ''))
    .flatMap((link) => canonicalAddress(link.attr('href'), answer.url) ?? []);
  for (const url of [...new Set(feeds)].slice(0, MOST_CANDIDATES)) {
    const candidate = await attempt(url, context);
    if (candidate) found.push(candidate);
  }
  return found;
}

/** A feed at an address; undefined where there is none. */
async function attempt(url: string, context: ReadContext): Promise<Candidate | undefined> {
  try {
    const answer = await context.ask({ url, signal: context.signal });
    return answer.status === 200 ? feedCandidate(answer, context) : undefined;
  } catch (error) {
    if (error instanceof OutgoingError || error instanceof SourceError) return undefined;
    throw error;
  }
}

function feedCandidate(answer: OutgoingAnswer, context: ReadContext): Candidate | undefined {
  const place = { url: answer.url, now: context.now };
  try {
    parseFeed(answer.bytes, answer.headers.get('content-type'), place);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
  const text = decodeText(answer.bytes, answer.headers.get('content-type'));
  const push = pushOf(answer, text);
  return {
    kind: 'feed',
    address: answer.url,
    title: titleOf(text) || answer.url,
    ...(push ? { push } : {}),
  };
}

/** Hub and topic stand in the answer's headers or in the feed (W3C WebSub, section 4). */
function pushOf(answer: OutgoingAnswer, text: string): Candidate['push'] {
  const links = [...linksOf(answer.headers.get('link')), ...linksInFeed(text)];
  const address = (rel: string) => canonicalAddress(links.find((link) => link.rel === rel)?.href, answer.url);
  const hub = address('hub');
  return hub === undefined ? undefined : { hub, topic: address('self') ?? answer.url };
}

function linksInFeed(text: string): readonly Link[] {
  if (text.trimStart().startsWith('{')) {
    const hub = /"hubs"\s*:\s*\[\s*\{[^}]*"url"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    const self = /"feed_url"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    return [
      ...(hub === undefined ? [] : [{ rel: 'hub', href: hub.replaceAll('\\/', '/') }]),
      ...(self === undefined ? [] : [{ rel: 'self', href: self.replaceAll('\\/', '/') }]),
    ];
  }
  const $ = load(text.slice(0, 20_000), { xml: true });
  return $('link, atom\\:link')
    .toArray()
    .map((element) => ({ rel: $(element).attr('rel') ?? '', href: $(element).attr('href') ?? '' }));
}

interface Link {
  readonly rel: string;
  readonly href: string;
}

/** A `Link` header's links (RFC 8288). */
function linksOf(header: string | null): readonly Link[] {
  return [...(header ?? '').matchAll(/<([^>]*)>\s*;([^<]*)/g)].flatMap(([, href = '', rest = '']) => {
    const rels = /rel="?([^";]+)"?/i.exec(rest)?.[1]?.split(/\s+/) ?? [];
    return rels.map((rel) => ({ rel, href }));
  });
}

function titleOf(text: string): string {
  const json = /"title"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (text.trimStart().startsWith('{')) return htmlToLine(json ?? '');
  return htmlToLine(
    /<title[^>]*>([\s\S]{0,500}?)<\/title>/i.exec(text)?.[1]?.replace(/<!\[CDATA\[|\]\]>/g, '') ?? '',
  );
}
