import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import type { AreaIndex } from '../../domain/area.ts';
import type { VotingHours } from '../../domain/election.ts';
import { localPath } from '../../domain/language.ts';
import type { PollingPlace } from '../../domain/polling-place.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import {
  geoJsonQuery,
  geoJsonSchema,
  listQuery,
  placeDetailSchema,
  placePageSchema,
  placeParams,
  placeQuery,
  type placeSchema,
} from './api-schemas.ts';
import { cardOf } from './card.ts';
import { areasAround } from './directory.ts';
import { mapLinks, placePath } from './links.ts';
import { loadPlace, type PlaceView } from './load.ts';
import { words } from './messages.ts';
import { placesReview } from './review.ts';
import { listPlaces, readList } from './store.ts';

/** Polling places change seldom; a card may be a few minutes behind, and is better than none while we are away. */
const CACHE = { 'cache-control': 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=43200' };
const MOST_IN_EXPORT = 20_000;
const TAGS = ['TPS'];

const detailRoute = createRoute({
  method: 'get',
  path: '/polling-places/{election}/{code}',
  tags: TAGS,
  summary: 'One polling place, with the ready texts of its card',
  request: { params: placeParams, query: placeQuery },
  responses: {
    200: {
      description: 'The polling place',
      content: { 'application/json': { schema: placeDetailSchema } },
    },
    400: problemAnswer('Not a code of a polling place'),
    404: problemAnswer('The election has no such polling place'),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/polling-places',
  tags: TAGS,
  summary: 'Polling places of an election by code, page by page',
  request: { query: listQuery },
  responses: {
    200: { description: 'One page', content: { 'application/json': { schema: placePageSchema } } },
    400: problemAnswer('A parameter has another form'),
    404: problemAnswer('The election has no polling places'),
  },
});

const geoJsonRoute = createRoute({
  method: 'get',
  path: '/polling-places.geojson',
  tags: TAGS,
  summary: 'Polling places of an election as GeoJSON (RFC 7946); a place without a point has no geometry',
  request: { query: geoJsonQuery },
  responses: {
    200: {
      description: 'All polling places of the area',
      content: { 'application/geo+json': { schema: geoJsonSchema } },
    },
    400: problemAnswer('A parameter has another form'),
    404: problemAnswer('The election has no polling places'),
  },
});

/** Adds the polling places to the API. */
export function mountPollingPlaceApi(api: OpenAPIHono<ApiEnv>, context: FeatureContext): void {
  api.openapi(detailRoute, async (c) => {
    const { election, code } = c.req.valid('param');
    const { lang } = c.req.valid('query');
    const reader = {
      lang,
      now: context.clock().toZonedDateTimeISO(context.city.zone),
      format: formatterOf(lang, context.city.zone),
    };
    const view = await loadPlace(context, election, code, reader);
    if (!view) throw new Problem(404, 'polling-place-unknown', 'The election has no such polling place.');
    return c.json(detailOf(view, context, reader), 200, CACHE);
  });

  api.openapi(listRoute, async (c) => {
    const { election, area, limit, after } = c.req.valid('query');
    await refuseUnknownElection(context, election);
    // One more than asked for tells whether there is a next page.
    const found = await listPlaces(context.db, {
      election,
      limit: limit + 1,
      ...(area !== undefined && { area }),
      ...(after !== undefined && { after }),
    });
    const items = found.slice(0, limit);
    const next = found.length > limit ? (items.at(-1)?.code ?? null) : null;
    return c.json({ items: items.map(placeJson), next }, 200, CACHE);
  });

  api.openapi(geoJsonRoute, async (c) => {
    const { election, area } = c.req.valid('query');
    await refuseUnknownElection(context, election);
    const places = await listPlaces(context.db, {
      election,
      limit: MOST_IN_EXPORT,
      ...(area !== undefined && { area }),
    });
    const collection = {
      type: 'FeatureCollection' as const,
      features: places.map((place) => geoJsonFeature(place, context.areas)),
    };
    return c.json(collection, 200, { ...CACHE, 'content-type': 'application/geo+json' });
  });
}

async function refuseUnknownElection({ db }: FeatureContext, election: string): Promise<void> {
  if (await readList(db, election)) return;
  throw new Problem(404, 'election-without-polling-places', 'There are no polling places of this election.');
}

function detailOf(
  view: PlaceView,
  { areas, city }: FeatureContext,
  reader: { readonly lang: Lang; readonly format: ReturnType<typeof formatterOf> },
): z.input<typeof placeDetailSchema> {
  const { place, village, district, comparison } = view.view;
  const { election, phase, name } = view.standing;
  const { checkedOn, by } = placesReview(view.list, election, city.zone);
  const page = localPath(reader.lang, placePath(place));
  const { map, ...card } = cardOf({ ...view, areas }, reader);
  return {
    place: placeJson(place),
    village: { code: village.code, name: village.name },
    district: { code: district.code, name: district.name },
    change: comparison.change,
    from: comparison.from.map((entry) => reference(entry.place)),
    replacedBy: view.successors.map(reference),
    voting: {
      name,
      phase,
      day: election.votingDay.toString(),
      ...hoursJson(place.hours ?? election.votingHours),
    },
    asOf: view.changedAt.toString({ smallestUnit: 'second' }),
    owner: view.office,
    checkedOn: checkedOn.toString(),
    reviewBy: by.toString(),
    links: {
      page,
      ...(phase !== 'past' && { calendar: `${page}/kalender.ics` }),
      ...(place.coordinates && mapLinks(place.coordinates, place.displayNumber)),
    },
    card: {
      ...card,
      ...(map && { map: { ...map, nearby: [...(map.nearby ?? [])] } }),
      asOf: words(reader.lang).asOf(reader.format.dateTime(view.changedAt)),
    },
  };
}

function reference({ election, code, displayNumber, area }: PollingPlace) {
  return { election, code, displayNumber, area };
}

function placeJson({
  replaces: _,
  status,
  hours,
  withdrawnOn,
  ...place
}: PollingPlace): z.input<typeof placeSchema> {
  return {
    ...place,
    ...(hours && { hours: hoursJson(hours) }),
    ...(withdrawnOn && { withdrawnOn: withdrawnOn.toString() }),
    status:
      status.kind === 'confirmed'
        ? { kind: 'confirmed', since: status.since.toString() }
        : { kind: 'provisional' },
  };
}

function hoursJson({ opens, closes }: VotingHours) {
  return {
    opens: opens.toString({ smallestUnit: 'minute' }),
    closes: closes.toString({ smallestUnit: 'minute' }),
  };
}

function geoJsonFeature(
  place: PollingPlace,
  areas: AreaIndex,
): z.input<typeof geoJsonSchema>['features'][number] {
  const { coordinates, status } = place;
  const around = areasAround(areas, place.area);
  return {
    type: 'Feature',
    id: `${place.election}:${place.code}`,
    geometry: coordinates
      ? { type: 'Point', coordinates: [coordinates.longitude, coordinates.latitude] }
      : null,
    properties: {
      election: place.election,
      code: place.code,
      displayNumber: place.displayNumber,
      area: place.area,
      village: around?.village.name ?? '',
      district: around?.district.name ?? '',
      name: place.name ?? null,
      address: place.address,
      status: status.kind,
      confirmedOn: status.kind === 'confirmed' ? status.since.toString() : null,
      kind: place.kind,
      wheelchair: place.accessibility.wheelchair ?? null,
    },
  };
}
