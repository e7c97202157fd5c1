import { idOfRef } from '../../domain/item.ts';
import { isCurrent } from '../../domain/item-state.ts';
import { localPath } from '../../domain/language.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { createPageFinder, type FoundPage } from '../../platform/http/find-page.ts';
import { codeOf, type ShareMark, shortPath } from './short-link.ts';

/** After so many days a sheet on a board is looked at again, where its page says nothing of its own. */
const POSTER_DAYS = 30;

/** What is passed on of a page. */
export interface Shared {
  readonly title: string;
  readonly windowName: string;
  readonly offices: string;
  /** Address of the page in its language, without an origin. */
  readonly address: string;
  /** Whether everything in this window is made up. */
  readonly isExample: boolean;
  /** The day after which a printed sheet says nothing true any more, or is to be looked at. */
  readonly until: { readonly kind: 'expires' | 'look-again'; readonly day: Temporal.PlainDate };
  /** The whole short address, for one way of passing on. */
  readonly url: (mark?: ShareMark) => string;
  /** The short address as it is typed: without its scheme. */
  readonly shortAddress: string;
  /** The address of a form of it: the picture, the poster. */
  readonly link: (path: string) => string;
}

/** Gives what is passed on of the page that a request names in `untuk`; undefined where there is no such page. */
export function createSharing(
  context: FeatureContext,
): (request: PageRequest) => Promise<Shared | undefined> {
  const find = createPageFinder(context);
  const { city, config, clock } = context;

  return async (request) => {
    const found = await find(request.query['untuk'] ?? '', request);
    if (!found) return undefined;
    const code = await codeOf(context.db, found.address, clock());
    return {
      title: found.page.title,
      windowName: city.windowName,
      offices: `${city.electionOffice.name} · ${city.cityOffice.name}`,
      address: found.address,
      isExample: city.demo,
      until: await untilOf(context, found, request),
      url: (mark) => config.publicUrl + shortPath(code, mark),
      shortAddress: (config.publicUrl + shortPath(code)).replace(/^https?:\/\//, ''),
      link: (path) => `${localPath(request.lang, path)}?untuk=${encodeURIComponent(found.address)}`,
    };
  };
}

async function untilOf(
  { publishing, kinds }: FeatureContext,
  { path }: FoundPage,
  { now }: PageRequest,
): Promise<Shared['until']> {
  const item = await publishing.reader.find(idOfRef(path.slice(path.lastIndexOf('/') + 1)));
  if (item && isCurrent(item.shown) && kinds.get(item.kind)?.address(item) === path) {
    const { expiresAt, reviewOn } = item.envelope;
    if (expiresAt) {
      return { kind: 'expires', day: expiresAt.toZonedDateTimeISO(now.timeZoneId).toPlainDate() };
    }
    if (reviewOn) return { kind: 'look-again', day: reviewOn };
  }
  return { kind: 'look-again', day: now.toPlainDate().add({ days: POSTER_DAYS }) };
}
