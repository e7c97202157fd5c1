import type { Feature, FeatureContext, PageAnswer, PageRequest } from '../../platform/feature.ts';
import { mountHolidayApi } from './api.ts';
import { holidayCalendar } from './calendar.ts';
import { CALENDAR_FILE, EDIT_PERMISSION, FEATURE_ID, HOLIDAYS_PATH, yearPath } from './constants.ts';
import { messages } from './messages.ts';
import { yearPage } from './page.tsx';
import { holidayDirectory, readYear, readYears } from './store.ts';
import { holidayMigrations } from './tables.ts';
import { holidayWorkspace } from './work/workspace.ts';

const LABEL = { id: messages('id').holidays, en: messages('en').holidays };
const YEAR = `${HOLIDAYS_PATH}/:year{(19|20)[0-9]{2}}`;

/** Holidays and cuti bersama of each year, kept by staff: dates of stages are reckoned by them. */
export const holidays: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  navigation: { place: 'more', order: 60, icon: 'calendar-days', label: LABEL, href: HOLIDAYS_PATH },
  migrations: holidayMigrations,
  provides: ({ db }) => ({ holidays: holidayDirectory(db) }),
  permissions: [
    {
      id: EDIT_PERMISSION,
      roles: ['editor', 'reviewer', 'operator'],
      of: 'agency',
      label: { id: 'Mengubah hari libur', en: 'Change holidays' },
    },
  ],
  workspace: holidayWorkspace,
  pages: (context) => [
    {
      path: HOLIDAYS_PATH,
      get: (request) => answer(context, request.now.year, request),
    },
    {
      path: YEAR,
      get: (request) => answer(context, Number(request.params['year']), request),
    },
  ],
  files: (context) => [
    {
      path: `${YEAR}/${CALENDAR_FILE}`,
      async get(request) {
        const year = Number(request.params['year']);
        const found = await readYear(context.db, year);
        if (found.length === 0) return undefined;
        const body = holidayCalendar(year, found, context, request);
        return { type: 'text/calendar; charset=utf-8', body, fileName: `libur-${year}.ics` };
      },
    },
  ],
  api: mountHolidayApi,
  sitemap: async ({ db }) => (await readYears(db)).map((year) => ({ path: yearPath(year) })),
  offline: { opened: [HOLIDAYS_PATH] },
};

async function answer(context: FeatureContext, year: number, request: PageRequest): Promise<PageAnswer> {
  const [found, years] = await Promise.all([readYear(context.db, year), readYears(context.db)]);
  // Of the present year it is said that its list is not there yet; any other one is no page of this window.
  if (found.length === 0 && year !== request.now.year) return { kind: 'missing' };
  const shown = years.includes(year) ? years : [year, ...years].sort((a, b) => b - a);
  return { kind: 'page', ...yearPage({ year, years: shown, holidays: found, city: context.city }, request) };
}
