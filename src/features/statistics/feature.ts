import { ROLES } from '../../domain/staff.ts';
import type { Feature, FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { PublishedItem } from '../../platform/publishing/reader.ts';
import {
  forgetViews,
  mostViewed,
  viewsOfAll,
  viewsOfPage,
  viewsOfPages,
} from '../../platform/views/store.ts';
import { toldAlone } from '../../platform/views/suppress.ts';
import { viewMigrations } from '../../platform/views/tables.ts';
import type { StaffRequest, Workspace } from '../../platform/workspace/contract.ts';
import { messages } from './messages.ts';
import { KEPT_MONTHS, type Month, monthOf } from './month.ts';
import { itemPage, overviewPage, ROOT, type ViewedItem, voiceOf } from './pages.tsx';
import { type Report, reportCsv, reportOf } from './report.ts';

const PERMISSION = 'statistics.read';
const LABEL = { id: messages('id').title, en: messages('en').title };
/** Items of one agency that the overview lists, the newest first. */
const MOST_ITEMS = 50;
/** Pages that are named; what is opened less is counted without its name. */
const MOST_PAGES = 20;
const DAY_SECONDS = 24 * 60 * 60;

/** How often pages are opened, for staff: by day, way and area, without anybody being followed. */
export const statistics: Feature = {
  id: 'statistics',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: viewMigrations,
  permissions: [
    {
      id: PERMISSION,
      roles: ROLES,
      of: 'agency',
      label: { id: messages('id').permission, en: messages('en').permission },
    },
  ],
  workspace,
  jobs: ({ db, clock, city }) => [
    {
      name: 'statistics.forget',
      everySeconds: DAY_SECONDS,
      run: () =>
        forgetViews(
          db,
          clock()
            .toZonedDateTimeISO(city.zone)
            .toPlainDate()
            .with({ day: 1 })
            .subtract({ months: KEPT_MONTHS - 1 }),
        ),
    },
  ],
};

function workspace(context: FeatureContext): Workspace {
  return {
    navigation: [
      {
        group: 'oversight',
        order: 40,
        icon: 'chart-column',
        label: LABEL,
        href: ROOT,
        permission: PERMISSION,
      },
    ],
    pages: [
      {
        path: ROOT,
        query: ['bulan'],
        permission: PERMISSION,
        async get(request): Promise<PageAnswer> {
          const month = monthAsked(request);
          const [report, items] = await Promise.all([
            overallReport(context, month, request),
            viewedItems(context, month, request),
          ]);
          return { kind: 'page', ...overviewPage({ report, month, items }, request) };
        },
      },
      {
        path: `${ROOT}/:kind/:id`,
        query: ['bulan'],
        permission: PERMISSION,
        async get(request): Promise<PageAnswer> {
          const found = await openItem(context, request);
          if (!found) return { kind: 'missing' };
          const month = monthAsked(request);
          const report = await itemReport(context, found.address, month, request);
          return { kind: 'page', ...itemPage({ ...found, report, month }, request) };
        },
      },
    ],
    files: [
      {
        path: `${ROOT}/data.csv`,
        method: 'GET',
        query: ['bulan'],
        permission: PERMISSION,
        async answer(request) {
          const month = monthAsked(request);
          return csvAnswer(await overallReport(context, month, request), `statistik-${month.month}`, request);
        },
      },
      {
        path: `${ROOT}/:kind/:id/data.csv`,
        method: 'GET',
        query: ['bulan'],
        permission: PERMISSION,
        async answer(request) {
          const found = await openItem(context, request);
          if (!found) return new Response(null, { status: 404 });
          const month = monthAsked(request);
          const report = await itemReport(context, found.address, month, request);
          return csvAnswer(report, `statistik-${found.item.id}-${month.month}`, request);
        },
      },
    ],
  };
}

function monthAsked({ query, now }: StaffRequest): Month {
  return monthOf(query['bulan'], now.toPlainDate());
}

async function overallReport(
  { db, areas }: FeatureContext,
  month: Month,
  request: StaffRequest,
): Promise<Report> {
  const [counts, pages] = await Promise.all([viewsOfAll(db, month), mostViewed(db, month, MOST_PAGES)]);
  return reportOf(counts, month, areas, voiceOf(request), pages);
}

async function itemReport(
  { db, areas }: FeatureContext,
  address: string,
  month: Month,
  request: StaffRequest,
): Promise<Report> {
  return reportOf(await viewsOfPage(db, address, month), month, areas, voiceOf(request));
}

/** Items of the agencies for which the person may see it, with the views of their pages. */
async function viewedItems(
  { db, city, kinds, publishing }: FeatureContext,
  month: Month,
  request: StaffRequest,
): Promise<readonly ViewedItem[]> {
  if (kinds.size === 0) return [];
  const agencies = [city.electionOffice, city.cityOffice].filter(({ id }) => request.may(PERMISSION, id));
  const lists = await Promise.all(
    agencies.map(({ id }) =>
      publishing.reader.list({
        kinds: [...kinds.keys()],
        shown: ['published', 'corrected', 'expired', 'withdrawn'],
        agency: id,
        limit: MOST_ITEMS,
      }),
    ),
  );
  const items = lists.flat().sort((a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt));
  const address = (item: PublishedItem) => kinds.get(item.kind)?.address(item) ?? '';
  const views = await viewsOfPages(db, [...new Set(items.map(address))], month);
  return items.map((item) => ({
    item,
    kind: kinds.get(item.kind)?.label[request.lang] ?? item.kind,
    told: toldAlone(views.get(address(item)) ?? 0),
  }));
}

/** The item that an address names, where the person may see its statistics. */
async function openItem({ kinds, publishing }: FeatureContext, request: StaffRequest) {
  const kind = kinds.get(request.params['kind'] ?? '');
  const item = kind && (await publishing.reader.find(request.params['id'] ?? ''));
  if (!item || item.kind !== kind.id || !request.may(PERMISSION, item.agency)) return undefined;
  return { item, kind: kind.label[request.lang], address: kind.address(item) };
}

function csvAnswer(report: Report, name: string, request: StaffRequest): Response {
  // Spreadsheets take a file without this mark for one of another encoding.
  return new Response(`\uFEFF${reportCsv(report, voiceOf(request))}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  });
}
