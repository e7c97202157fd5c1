import type { z } from 'zod';
import { idOfRef, itemRef } from '../../domain/item.ts';
import type { FeatureContext, Page, PageAnswer, PageRequest, PageRoute } from '../feature.ts';
import type { PublishedItem, PublishedVersion } from './reader.ts';

/** A kind of items that have pages of their own below one path. */
export interface PublicKind<Content> {
  readonly id: string;
  readonly schema: z.ZodType<Content>;
  /** `/dokumen`, without a language. */
  readonly path: string;
}

/** An item that everybody may read, in whatever state it is, with its history. */
export interface PublicItem<Content> {
  readonly item: PublishedItem<Content>;
  /** The newest first. */
  readonly versions: readonly PublishedVersion<Content>[];
}

/** Address of an item's page. */
export function itemAddress(path: string, item: { readonly id: string; readonly slug: string }): string {
  return `${path}/${itemRef(item)}`;
}

/** The item of an address; undefined where there never was one, or where it is for officers alone. */
export async function loadPublicItem<Content>(
  { publishing }: Pick<FeatureContext, 'publishing'>,
  { id, schema }: Pick<PublicKind<Content>, 'id' | 'schema'>,
  ref: string,
): Promise<PublicItem<Content> | undefined> {
  const { reader } = publishing;
  const found = await reader.find(idOfRef(ref));
  if (found?.kind !== id || found.envelope.audience !== 'public') return undefined;
  const versions = await reader.versions(found.id);
  return {
    item: { ...found, content: schema.parse(found.content) },
    versions: versions.map((version) => ({ ...version, content: schema.parse(version.content) })),
  };
}

/** When an item came into the state that it is in. */
export function stateSince({ shown, envelope, changedAt }: PublishedItem): Temporal.Instant {
  return shown === 'expired' && envelope.expiresAt ? envelope.expiresAt : changedAt;
}

/** Pages of items: each at its address, under an older one too, and each version that readers could see. */
export function itemRoutes<Content>(
  context: Pick<FeatureContext, 'publishing'>,
  kind: PublicKind<Content>,
  pages: {
    readonly item: (view: PublicItem<Content>, request: PageRequest) => Page;
    readonly version: (
      view: PublicItem<Content>,
      version: PublishedVersion<Content>,
      request: PageRequest,
    ) => Page;
  },
): readonly PageRoute[] {
  const load = ({ params }: PageRequest) => loadPublicItem(context, kind, params['ref'] ?? '');
  return [
    {
      path: `${kind.path}/:ref`,
      async get(request): Promise<PageAnswer> {
        const view = await load(request);
        if (!view) return { kind: 'missing' };
        return movedTo(kind, view.item, request) ?? { kind: 'page', ...pages.item(view, request) };
      },
    },
    {
      path: `${kind.path}/:ref/versi/:number{[1-9][0-9]{0,4}}`,
      async get(request): Promise<PageAnswer> {
        const view = await load(request);
        const number = Number(request.params['number']);
        const version = view?.versions.find((one) => one.version === number);
        if (!view || !version) return { kind: 'missing' };
        const { item } = view;
        // The words of what was withdrawn are not read any more, in no version.
        if (number === item.version || item.shown === 'withdrawn') {
          return { kind: 'moved', to: request.href(itemAddress(kind.path, item)), status: 302 };
        }
        return (
          movedTo(kind, item, request, `/versi/${number}`) ?? {
            kind: 'page',
            ...pages.version(view, version, request),
          }
        );
      },
    },
  ];
}

/** The address that an item has now, for one that people have from before. */
function movedTo(
  { path }: Pick<PublicKind<unknown>, 'path'>,
  item: { readonly id: string; readonly slug: string },
  { params, href }: PageRequest,
  rest = '',
): Extract<PageAnswer, { kind: 'moved' }> | undefined {
  if (params['ref'] === itemRef(item)) return undefined;
  return { kind: 'moved', to: href(itemAddress(path, item) + rest), status: 301 };
}

/** Where the next page of a list begins, as it stands in its address. */
export function cursorFrom({ publishedAt, id }: PublishedItem): string {
  return `${publishedAt}_${id}`;
}

/** Reads where a page of a list begins; undefined for the first page and for what no list has given. */
export function cursorOf(
  text: string | undefined,
): { readonly publishedAt: Temporal.Instant; readonly id: string } | undefined {
  const [at, id, more] = text?.split('_') ?? [];
  if (!at || !id || more !== undefined) return undefined;
  try {
    return { publishedAt: Temporal.Instant.from(at), id };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
