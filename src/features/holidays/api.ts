import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { HOLIDAY_KINDS, HOLIDAY_YEARS } from '../../domain/holiday.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { readYear } from './store.ts';

const CACHE = { 'cache-control': 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=43200' };

const holidaySchema = z
  .object({
    date: z.iso.date().openapi({ example: '2026-08-17' }),
    name: z.object({ id: z.string(), en: z.string().optional() }),
    kind: z.enum(HOLIDAY_KINDS).openapi({
      description: 'A national holiday, a day of collective leave (cuti bersama), or a day off in this city',
    }),
    source: z.object({ title: z.string(), url: z.string().optional() }),
    changedAt: z.iso.datetime(),
  })
  .openapi('Holiday');

const route = createRoute({
  method: 'get',
  path: '/holidays',
  tags: ['Holidays'],
  summary: 'Holidays and days of collective leave of one year; an empty list where none is recorded yet',
  request: {
    query: z.object({
      year: z.coerce
        .number()
        .int()
        .min(HOLIDAY_YEARS.first)
        .max(HOLIDAY_YEARS.last)
        .openapi({ example: 2026 }),
    }),
  },
  responses: {
    200: {
      description: 'The holidays, in order',
      content: {
        'application/json': {
          schema: z
            .object({ asOf: z.iso.datetime(), year: z.number().int(), holidays: z.array(holidaySchema) })
            .openapi('Holidays'),
        },
      },
    },
    400: problemAnswer('No year, or none that can be'),
    503: problemAnswer('The data could not be had just now'),
  },
});

/** Adds the holidays to the API. */
export function mountHolidayApi(api: OpenAPIHono<ApiEnv>, { db, clock }: FeatureContext): void {
  api.openapi(route, async (c) => {
    const { year } = c.req.valid('query');
    const holidays = await readYear(db, year);
    return c.json(
      {
        asOf: clock().toString(),
        year,
        holidays: holidays.map(({ date, name, kind, source, changedAt }) => ({
          date: date.toString(),
          name,
          kind,
          source,
          changedAt: changedAt.toString(),
        })),
      },
      200,
      CACHE,
    );
  });
}
