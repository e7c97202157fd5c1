import { idOfRef } from '../../domain/item.ts';
import { localPath, splitLocalPath } from '../../domain/language.ts';
import type {
  FeatureContext,
  PageAnswer,
  PageRequest,
  PageRoute,
  VisitRequest,
} from '../../platform/feature.ts';
import { firstMatch } from '../../platform/http/find-page.ts';
import { isOwn, likenessOf } from './links.ts';
import { findByNames, findBySource, type StoredVersion } from './stored.ts';
import { trustItem } from './trust.ts';
import type { Verdict } from './verdict.ts';

/** Short addresses lead to pages; none of ours leads further than this. */
const MOST_HOPS = 3;
const MOST_SEGMENTS = 8;

/** What the check of a link needs of a request. */
export type LinkRequest = Pick<PageRequest, 'lang' | 'now' | 'format'>;

/** Looks where an address leads. Only our own pages are asked, inside this process; nothing is fetched from anywhere. */
export function createLinkCheck(
  context: FeatureContext,
): (url: URL, request: LinkRequest) => Promise<Verdict> {
  let known: readonly PageRoute[] | undefined;
  const routes = () => {
    known ??= context.features().flatMap((feature) => feature.pages?.(context) ?? []);
    return known;
  };
  const { publicUrl } = context.config;

  return async function check(url, request) {
    const asWritten = url.username === '' && url.password === '';
    if (!isOwn(url, publicUrl) || !asWritten) return checkForeign(context, url);
    let path = splitLocalPath(url.pathname).path;
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const found = await itemOf(context, path);
      if (found) return itemVerdict(context, found, 'link');
      const match = firstMatch(routes(), path);
      if (!match) return { kind: 'own-missing' };
      const answer = await match.route.get(pageRequest(request, path, match.params));
      const next = answer.kind === 'moved' ? ownPath(answer.to, publicUrl) : undefined;
      if (next === undefined) return pageVerdict(answer, path);
      path = splitLocalPath(next).path;
    }
    return { kind: 'own-missing' };
  };
}

async function checkForeign(context: FeatureContext, url: URL): Promise<Verdict> {
  const [source] = await findBySource(context.db, spellingsOf(url));
  if (source) return itemVerdict(context, source, 'source');
  const own = new URL(context.config.publicUrl).hostname;
  return { kind: 'foreign', host: url.host, likeness: likenessOf(url.hostname, own, namesOf(context)) };
}

async function itemVerdict(
  context: FeatureContext,
  version: StoredVersion,
  by: 'link' | 'source',
): Promise<Verdict> {
  const trusted = await trustItem(context, version);
  if (!trusted.ok) return { kind: 'untrusted', path: trusted.path };
  return { kind: 'item', by, standing: trusted.standing, item: trusted.item };
}

/** The item whose page a path is, whatever words stand behind its id. */
async function itemOf(context: FeatureContext, path: string): Promise<StoredVersion | undefined> {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .slice(0, MOST_SEGMENTS);
  if (segments.length === 0) return undefined;
  const subjects = segments.flatMap((_, from) =>
    segments.slice(from).map((__, length) => segments.slice(from, from + length + 1).join('/')),
  );
  const found = await findByNames(context.db, segments.map(idOfRef), subjects);
  return found.find((version) => {
    const kind = context.kinds.get(version.kind);
    if (!kind) return false;
    const address = kind.address({ id: version.item, slug: version.slug, content: version.content });
    const parts = new URL(address, 'https://x.invalid').pathname.split('/').slice(1);
    return parts.every((part, index) => {
      const given = segments[index] ?? '';
      return part === given || (idOfRef(part) === version.item && idOfRef(given) === version.item);
    });
  });
}

function pageVerdict(answer: PageAnswer, path: string): Verdict {
  if (answer.kind === 'missing') return { kind: 'own-missing' };
  return { kind: 'own-page', title: answer.kind === 'page' ? answer.title : undefined, path };
}

function pageRequest(
  request: LinkRequest,
  path: string,
  params: Readonly<Record<string, string>>,
): VisitRequest {
  const { lang } = request;
  return {
    ...request,
    path,
    params,
    query: {},
    headers: new Headers(),
    href: (to) => (to.startsWith('/') ? localPath(lang, to) : to),
  };
}

function ownPath(to: string, publicUrl: string): string | undefined {
  const url = URL.parse(to, `${publicUrl}/`);
  return url && isOwn(url, publicUrl) ? url.pathname : undefined;
}

/** Words by which people know the offices, as a host would bear them. */
function namesOf({ city }: FeatureContext): readonly string[] {
  const place = city.name.replace(/^(Kota|Kabupaten)( Administrasi)? /, '').replaceAll(' ', '');
  return ['kpu', place, ...city.windowName.split(' ').filter((word) => word.length >= 5)];
}

/** An address as it may have been written down: with and without `www`, a slash at its end, and what trackers add. */
function spellingsOf(url: URL): readonly string[] {
  const hosts = new Set([url.host, url.host.replace(/^www\./, ''), `www.${url.host.replace(/^www\./, '')}`]);
  const path = url.pathname.replace(/\/+$/, '');
  const query = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !/^(utm_|fbclid|gclid|igsh)/.test(name)),
  ).toString();
  const found = new Set<string>();
  for (const host of hosts) {
    for (const scheme of ['https', 'http']) {
      for (const end of [path, `${path}/`]) {
        found.add(`${scheme}://${host}${end}${query === '' ? '' : `?${query}`}`);
      }
    }
  }
  return [...found];
}
