import type {
  Feature,
  FeatureContext,
  FileAnswer,
  PageRequest,
  SitemapEntry,
} from '../../platform/feature.ts';
import { partsOf, type SitemapPlace, writeSitemap, writeSitemapIndex } from './write.ts';

const TYPE = 'application/xml; charset=utf-8';
/** What is for staff, or answers one person. */
const NOT_FOR_ROBOTS = ['/kerja', '/masuk', '/en/kerja', '/en/masuk'];

/** What search engines are told: which pages there are, in which languages, and which are not for them. */
export const sitemap: Feature = {
  id: 'sitemap',
  owner: 'city-office',
  release: { state: 'all' },
  files: (context) => [
    { path: '/sitemap.xml', get: inOneLanguage(() => wholeSitemap(context)) },
    {
      path: '/sitemap/:part{[1-9][0-9]{0,3}\\.xml}',
      get: inOneLanguage(({ params }) => onePart(context, Number.parseInt(params['part'] ?? '', 10))),
    },
    {
      path: '/robots.txt',
      get: inOneLanguage(async () => ({
        type: 'text/plain; charset=utf-8',
        body: robots(context.config.publicUrl),
      })),
    },
  ],
};

/** Files are mounted in every language; these speak of all of them and stand once. */
function inOneLanguage(
  get: (request: PageRequest) => Promise<FileAnswer | undefined>,
): (request: PageRequest) => Promise<FileAnswer | undefined> {
  return async (request) => (request.lang === 'id' ? get(request) : undefined);
}

async function wholeSitemap(context: FeatureContext): Promise<FileAnswer> {
  const parts = partsOf(await entriesOf(context));
  const [only, more] = parts;
  const place = placeOf(context);
  const body = only && !more ? writeSitemap(only, place) : writeSitemapIndex(parts, place);
  return { type: TYPE, body };
}

async function onePart(context: FeatureContext, number: number): Promise<FileAnswer | undefined> {
  const part = partsOf(await entriesOf(context))[number - 1];
  return part && { type: TYPE, body: writeSitemap(part, placeOf(context)) };
}

function placeOf({ config, city }: FeatureContext): SitemapPlace {
  return { publicUrl: config.publicUrl, windowName: city.windowName };
}

/** The places of the window itself, then what its features tell. */
async function entriesOf(context: FeatureContext): Promise<readonly SitemapEntry[]> {
  const features = context.features();
  const places = features
    .flatMap(({ navigation, tile }) => [navigation?.href, tile?.href])
    .filter((href) => href?.startsWith('/'))
    .flatMap((path) => (path ? [{ path }] : []));
  const told = await Promise.all(features.map((feature) => feature.sitemap?.(context) ?? []));
  return [...places, ...told.flat()];
}

function robots(publicUrl: string): string {
  return [
    'User-agent: *',
    ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n');
}
