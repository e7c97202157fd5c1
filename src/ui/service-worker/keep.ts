/** The list that the window writes at the top of the worker. */
export interface KeepList {
  /** Changes with the build: caches of another version are dropped. */
  readonly version: string;
  readonly assets: readonly string[];
  /** Pages kept from the first visit on. */
  readonly first: readonly string[];
  /** Prefixes of pages that are kept once they were opened. */
  readonly opened: readonly string[];
  /** Prefixes of data and pictures that pages fetch; nothing else below `/api` is kept. */
  readonly data: readonly string[];
  /** Patterns of what an officer's phone may keep, `/petugas/tugas/:id`; each answer says for itself whether it may. */
  readonly officer: readonly string[];
}

/** What is done with a request. */
export type Treatment =
  /** Built files never change: the cache answers. */
  | 'asset'
  /** A built file of another build, named by a page that was kept before this one: its namesake stands in. */
  | 'old-asset'
  /** The network answers and what it says is kept; without a network, what was kept. */
  | 'page'
  /** As a page, but not shown with a note: data and pictures that a page shows. */
  | 'data'
  /** As a page, in a cache of the one officer who is signed in (see officers.ts). */
  | 'officer'
  /** The network alone: answers to one person, the workspace, and everything unknown. */
  | 'network';

/** How the worker treats a request. Nothing is kept that the list does not name. */
export function treatmentOf(
  request: {
    readonly method: string;
    readonly pathname: string;
    readonly sameOrigin: boolean;
    readonly isNavigation: boolean;
  },
  keep: KeepList,
): Treatment {
  if (request.method !== 'GET' || !request.sameOrigin) return 'network';
  const { pathname } = request;
  if (keep.assets.includes(pathname)) return 'asset';
  if (namesakeOf(pathname, keep.assets) !== undefined) return 'old-asset';
  if (!request.isNavigation && keep.data.some((prefix) => pathname.startsWith(prefix))) return 'data';
  if (pathname.startsWith('/api/')) return 'network';
  if (keep.officer.some((pattern) => isLike(pattern, pathname))) return 'officer';
  if (!request.isNavigation) return 'network';
  const isListed = keep.first.includes(pathname) || keep.opened.some((prefix) => pathname.startsWith(prefix));
  return isListed ? 'page' : 'network';
}

/** Segment by segment, a parameter standing for any. */
function isLike(pattern: string, pathname: string): boolean {
  const wanted = pattern.split('/');
  const given = pathname.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) => (segment.startsWith(':') ? given[i] !== '' : segment === given[i]))
  );
}

/** The file that a build calls as another build called `pathname`: the two differ in the hash at the end. */
export function namesakeOf(pathname: string, assets: readonly string[]): string | undefined {
  const name = withoutHash(pathname);
  return name === undefined ? undefined : assets.find((asset) => withoutHash(asset) === name);
}

function withoutHash(pathname: string): string | undefined {
  const [, stem, extension] = /^(\/assets\/.+)-[\w-]{8}(\.\w+)$/.exec(pathname) ?? [];
  return stem === undefined || extension === undefined ? undefined : stem + extension;
}

/** A page that says of itself that it comes from the phone: its frame shows since when (see `Page` in ui/shell.tsx). */
export function markKept(html: string): string {
  return html.replace('<html', '<html data-kept');
}
