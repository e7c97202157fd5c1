import type { Urgency } from '../../domain/item.ts';
import { webAddress } from '../../domain/link.ts';
import type { FeatureContext, PageRequest } from '../feature.ts';
import type { PublishedItem, PublishedVersion } from './reader.ts';

/** What every item says of itself beside its content, as words in the request's language. */
export interface ItemFactsView {
  /** The agency that answers for it. */
  readonly owner: string;
  readonly source: { readonly title: string; readonly href?: string };
  /** Names of the areas that it concerns; empty: the whole city. */
  readonly areas: readonly string[];
  readonly city: string;
  readonly urgency: Urgency;
  readonly published: string;
  /** As of when it holds: its last change, or when it was last seen at its source. */
  readonly asOf: string;
  readonly expires?: string;
  readonly review?: string;
}

/** The name of an agency by its id, or the id where nobody has named it. */
export function agencyName(context: Pick<FeatureContext, 'city'>, id: string): string {
  const { electionOffice, cityOffice } = context.city;
  return [electionOffice, cityOffice].find((agency) => agency.id === id)?.name ?? id;
}

/** What an item's page says below or beside its content, for every kind of item. */
export function itemFacts(
  item: PublishedItem,
  context: Pick<FeatureContext, 'city' | 'areas'>,
  { format }: Pick<PageRequest, 'format'>,
): ItemFactsView {
  const { source, areas, urgency, expiresAt, reviewOn } = item.envelope;
  const href = source.url === undefined ? undefined : webAddress(source.url);
  const seenAt = item.origin?.seenAt ?? item.changedAt;
  const asOf = Temporal.Instant.compare(seenAt, item.changedAt) > 0 ? seenAt : item.changedAt;
  return {
    owner: agencyName(context, item.agency),
    source: { title: source.title, ...(href ? { href } : {}) },
    areas: areas.map((code) => context.areas.label(code)),
    city: context.city.name,
    urgency,
    published: format.dateTime(item.publishedAt),
    asOf: format.dateTime(asOf),
    ...(expiresAt ? { expires: format.dateTime(expiresAt) } : {}),
    ...(reviewOn ? { review: format.date(reviewOn) } : {}),
  };
}

/** The versions of an item for its page; `address` is that of the item, without a language. */
export function itemVersions(
  versions: readonly PublishedVersion[],
  address: string,
  { format, href, lang }: Pick<PageRequest, 'format' | 'href' | 'lang'>,
) {
  return versions.map((version, index) => ({
    number: version.version,
    event: version.event,
    when: format.dateTime(version.at),
    note: version.note?.[lang] ?? version.note?.[lang === 'id' ? 'en' : 'id'],
    href: href(index === 0 ? address : `${address}/versi/${version.version}`),
  }));
}
