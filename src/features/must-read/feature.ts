import { announcementSchema } from '../../domain/announcement.ts';
import type { Feature, FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { OfficerWindow } from '../../platform/officers/contract.ts';
import { confirmAction } from './confirm.ts';
import { ANNOUNCEMENT, FEATURE_ID, OVERSIGHT_PATH, READ, READ_PATH, SEE } from './constants.ts';
import { messages } from './messages.ts';
import { homePanes, instructionPage, listPage } from './officer-pages.tsx';
import { itemPage, overviewPage, readingPane, receiptsCsv, waiting } from './oversight.tsx';
import { addressees, notePublication, readInstructions } from './store.ts';
import { mustReadMigrations } from './tables.ts';

const QUERY = ['wilayah', 'halaman'];
const both = (key: 'title' | 'measure' | 'measureMissing' | 'measureWhom') => ({
  id: messages('id')[key],
  en: messages('en')[key],
});

/**
 * What officers must read: announcements whose audience is officers, published like all others, with a receipt of each
 * person who has read one.
 */
export const mustRead: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  migrations: mustReadMigrations,
  async onPublication(trx, publication, context) {
    if (publication.item.kind !== ANNOUNCEMENT) return;
    const at = context.clock();
    const { bodies = [] } = announcementSchema.parse(publication.item.content);
    const election =
      publication.envelope.audience === 'officers'
        ? await context.officers.currentElection(at.toZonedDateTimeISO(context.city.zone))
        : undefined;
    await notePublication(trx, publication, { election, bodies, at });
  },
  officers: mustReadWindow,
};

function mustReadWindow(context: FeatureContext): OfficerWindow {
  const areaOf = async ({ query }: Pick<PageRequest, 'query'>) => {
    const asked = query['wilayah'];
    if (asked === undefined || asked === '') return 'own';
    return context.areas.get(asked) === undefined ? undefined : asked;
  };
  const seen = { permission: SEE, overseers: true, query: QUERY, areaOf } as const;
  return {
    pages: [
      { path: READ_PATH, for: 'serving', offline: true, get: (request) => listPage(context, request) },
      {
        path: `${READ_PATH}/:item`,
        for: 'serving',
        offline: true,
        get: (request) => instructionPage(context, request),
      },
    ],
    actions: [confirmAction],
    home: (request) => homePanes(context, request),
    async offline({ officer, now }) {
      const instructions = await readInstructions(context.db, officer, now.toInstant());
      return [READ_PATH, ...instructions.map(({ item }) => `${READ_PATH}/${item}`)];
    },
    oversight: [
      { ...seen, path: OVERSIGHT_PATH, get: (request) => overviewPage(context, request) },
      {
        ...seen,
        path: `${OVERSIGHT_PATH}/:item`,
        get: (request) => itemPage(context, request),
        post: (request) => itemPage(context, request, true),
      },
    ],
    oversightFiles: [
      {
        ...seen,
        path: `${OVERSIGHT_PATH}/:item/tanda-terima.csv`,
        method: 'GET',
        answer: (request) => receiptsCsv(context, request),
      },
    ],
    oversightNavigation: [
      {
        order: 30,
        icon: 'megaphone',
        label: both('title'),
        path: OVERSIGHT_PATH,
        permission: SEE,
        overseers: true,
      },
    ],
    waiting: (request) => waiting(context, request),
    measures: [
      {
        id: READ,
        unit: 'officer',
        order: 30,
        label: both('measure'),
        missing: both('measureMissing'),
        whom: both('measureWhom'),
        of: ({ election, now }) => addressees(context.db, election, now.toInstant()),
      },
    ],
    onOfficerPage: (officer, request) => readingPane(context, officer, request),
  };
}
