import { localPath, splitLocalPath } from '../../domain/language.ts';
import type { FeatureContext, FileAnswer, FileRoute, PageRequest } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';

/** A feed of this window that can be subscribed to. */
export interface Topic {
  /** Its one address, as its own answer names it. */
  readonly address: string;
  readonly changes: NonNullable<FileRoute['changes']>;
  readonly query: Readonly<Record<string, string>>;
  /** What it says now. */
  read(): Promise<FileAnswer | undefined>;
}

/** Finds the feeds of all features; undefined for any other address, also of this window. */
export function topicFinder(context: FeatureContext): (address: string) => Topic | undefined {
  const { publicUrl } = context.config;
  const routes = context
    .features()
    .flatMap((feature) => feature.files?.(context) ?? [])
    .filter((route) => route.changes !== undefined);

  return (address) => {
    const url = URL.parse(address);
    if (!url || url.href !== address || !address.startsWith(`${publicUrl}/`)) return undefined;
    const { language: lang, path } = splitLocalPath(address.slice(publicUrl.length).split('?', 1)[0] ?? '');
    const route = routes.find((one) => one.path === path);
    if (!route?.changes) return undefined;
    const query: Record<string, string> = {};
    for (const name of route.query ?? []) {
      const value = url.searchParams.get(name);
      if (value) query[name] = value;
    }
    const request = (): PageRequest => ({
      lang,
      path,
      params: {},
      query,
      now: context.clock().toZonedDateTimeISO(context.city.zone),
      format: formatterOf(lang, context.city.zone),
      href: (to) => (to.startsWith('/') ? localPath(lang, to) : to),
    });
    return { address, changes: route.changes, query, read: async () => route.get(request()) };
  };
}
