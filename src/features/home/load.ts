import type { City } from '../../platform/city.ts';
import type {
  Feature,
  FeatureContext,
  HomeItem,
  LatestItem,
  NowCard,
  PageRequest,
  Tile,
} from '../../platform/feature.ts';

const MOST_NOTICES = 2;
const MOST_NEXT = 3;
const MOST_LATEST = 4;

/** A tile whose note has been had. */
export interface LoadedTile {
  readonly icon: string;
  readonly title: string;
  readonly href: string;
  readonly note: string;
}

/** Everything the home page shows. */
export interface HomeView {
  readonly city: City;
  /** Origin of the window. */
  readonly publicUrl: string;
  readonly notices: readonly HomeItem[];
  readonly now: NowCard | undefined;
  readonly next: readonly HomeItem[];
  readonly latest: readonly LatestItem[];
  readonly agencies: readonly { readonly name: string; readonly tiles: readonly LoadedTile[] }[];
}

/** Asks every open feature for its part of the home page, all at once. */
export async function loadHome(context: FeatureContext, request: PageRequest): Promise<HomeView> {
  const features = context.features();
  const parts = features.map((feature) => feature.home?.(context) ?? {});
  const [notices, now, next, latest, agencies] = await Promise.all([
    Promise.all(parts.map((part) => part.notices?.(request) ?? [])),
    Promise.all(parts.map((part) => part.now?.(request))),
    Promise.all(parts.map((part) => part.next?.(request) ?? [])),
    Promise.all(parts.map((part) => part.latest?.(request) ?? [])),
    loadAgencies(context, features, request),
  ]);
  return {
    city: context.city,
    publicUrl: context.config.publicUrl,
    notices: notices.flat().slice(0, MOST_NOTICES),
    now: now.find((card) => card !== undefined),
    next: next.flat().slice(0, MOST_NEXT),
    latest: latest
      .flat()
      .sort((a, b) => Temporal.Instant.compare(b.at, a.at))
      .slice(0, MOST_LATEST),
    agencies,
  };
}

async function loadAgencies(
  context: FeatureContext,
  features: readonly Feature[],
  request: PageRequest,
): Promise<HomeView['agencies']> {
  const { electionOffice, cityOffice } = context.city;
  const nameOf = ({ owner }: Feature) => {
    if (typeof owner === 'object') return owner.agency;
    return owner === 'election-office' ? electionOffice.name : cityOffice.name;
  };
  // The two offices come first, others in the order of their names.
  const others = [...new Set(features.map(nameOf))].sort();
  const names = new Set([electionOffice.name, cityOffice.name, ...others]);
  const loaded = await Promise.all(
    [...names].map(async (name) => ({
      name,
      tiles: await Promise.all(
        features
          .filter((feature) => nameOf(feature) === name)
          .flatMap((feature) => feature.tile ?? [])
          .sort((a, b) => a.order - b.order)
          .map((tile) => loadTile(context, tile, request)),
      ),
    })),
  );
  return loaded.filter((agency) => agency.tiles.length > 0);
}

async function loadTile(context: FeatureContext, tile: Tile, request: PageRequest): Promise<LoadedTile> {
  const note = typeof tile.note === 'function' ? await tile.note(context, request) : tile.note[request.lang];
  return { icon: tile.icon, title: tile.title[request.lang], href: request.href(tile.href), note };
}
