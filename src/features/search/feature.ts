import { createRoute, z } from '@hono/zod-openapi';
import { holdsIdentityNumber } from '../../domain/nik.ts';
import type { Feature } from '../../platform/feature.ts';
import { problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { findEverywhere, MOST_HITS } from './find.ts';
import { searchPage } from './page.tsx';

const hitSchema = z
  .object({ feature: z.string(), title: z.string(), text: z.string(), href: z.string() })
  .openapi('SearchHit');

const searchRoute = createRoute({
  method: 'get',
  path: '/search',
  tags: ['search'],
  summary: 'What stands in the window, by words, area or TPS code',
  request: {
    query: z.object({
      q: z.string().min(1).max(100).openapi({ example: 'Depok Jaya' }),
      lang: z.enum(['id', 'en']).default('id'),
    }),
  },
  responses: {
    200: {
      description: `The best ${MOST_HITS} hits at most, best first`,
      content: { 'application/json': { schema: z.object({ hits: z.array(hitSchema) }) } },
    },
    400: problemAnswer('Words are missing or too many, or hold an identity number'),
  },
});

/** One search box over everything in the window. */
export const search: Feature = {
  id: 'search',
  owner: 'city-office',
  release: { state: 'all' },
  navigation: {
    place: 'more',
    order: 10,
    icon: 'search',
    label: { id: 'Cari', en: 'Search' },
    href: '/cari',
  },
  pages: (context) => [
    {
      path: '/cari',
      query: ['q'],
      fresh: true,
      async get(request) {
        const words = (request.query['q'] ?? '').trim();
        // An identity number typed here is not looked for: the answer leads away from the address that holds it.
        if (holdsIdentityNumber(words)) return { kind: 'moved', to: request.href('/cek') };
        const hits = words === '' ? [] : await findEverywhere(context, request.lang, words);
        return { kind: 'page', ...searchPage({ words, hits }, request) };
      },
    },
  ],
  api: (api, context) => {
    api.openapi(searchRoute, async (c) => {
      const { q, lang } = c.req.valid('query');
      if (holdsIdentityNumber(q)) {
        throw new Problem(
          400,
          'identity-number',
          'An identity number is never searched for, and never stands in an address.',
        );
      }
      return c.json({ hits: [...(await findEverywhere(context, lang, q))] }, 200);
    });
  },
};
