import { z } from 'zod';
import type { Feature } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { COUNT_PATH } from './constants.ts';
import { messages } from './messages.ts';
import { countPage } from './page.tsx';

/** Every number is short; whatever else is sent is left out. */
const typedSchema = z
  .record(z.string().max(60), z.union([z.string(), z.array(z.string())]))
  .transform((form) =>
    Object.fromEntries(
      Object.entries(form).flatMap(([field, value]) =>
        typeof value === 'string' ? [[field, value.slice(0, 20)]] : [],
      ),
    ),
  );

/** Bodies that count: those of polling places. */
const counts = ({ seat }: OfficerRequest) => seat.body.level === 'place' || seat.body.oversees;

/** An arithmetic helper for the count form. It sends nothing, keeps nothing, and replaces no official form. */
export const countHelper: Feature = {
  id: 'count-helper',
  owner: 'election-office',
  release: { state: 'all' },
  officers: (context) => ({
    pages: [
      {
        path: COUNT_PATH,
        query: ['surat', 'calon'],
        for: 'serving',
        offline: true,
        get: (request) => countPage(context, request),
        post: (request) => countPage(context, request, typedSchema.parse(request.form)),
      },
    ],
    home: async (request) =>
      counts(request)
        ? [
            {
              order: 60,
              icon: 'calculator',
              title: messages(request.lang).homeTitle,
              rows: [{ title: messages(request.lang).homeNote, href: COUNT_PATH }],
            },
          ]
        : [],
    offline: async (request) => (counts(request) ? [COUNT_PATH] : []),
  }),
};
