import type { FeatureContext } from '../../../platform/feature.ts';
import type { StaffRequest, WaitingItem, Workspace } from '../../../platform/workspace/contract.ts';
import { EDIT_PERMISSION, WORK_PATH } from '../constants.ts';
import { workMessages } from '../messages.ts';
import { readYears } from '../store.ts';
import { create, editForm, newForm, save } from './edit-page.tsx';
import { IMPORT_PATH, importForm, LARGEST_IMPORT_FORM, takeIn } from './import-page.tsx';
import { listPage } from './list-page.tsx';

/** The government decides on the holidays of a year in the autumn before; from then on they are asked for. */
const NEXT_YEAR_FROM_MONTH = 10;

/** Where staff keep the holidays. */
export function holidayWorkspace(context: FeatureContext): Workspace {
  const permission = EDIT_PERMISSION;
  return {
    navigation: [
      {
        group: 'office',
        order: 40,
        icon: 'calendar-days',
        label: { id: workMessages('id').title, en: workMessages('en').title },
        href: WORK_PATH,
        permission,
      },
    ],
    pages: [
      { path: WORK_PATH, query: ['tahun'], permission, get: (request) => listPage(context, request) },
      {
        path: `${WORK_PATH}/baru`,
        query: ['tahun'],
        permission,
        get: newForm,
        post: (request) => create(context, request),
      },
      {
        path: IMPORT_PATH,
        permission,
        largestForm: LARGEST_IMPORT_FORM,
        get: importForm,
        post: (request) => takeIn(context, request),
      },
      {
        path: `${WORK_PATH}/:id{[1-9][0-9]{0,8}}`,
        permission,
        get: (request) => editForm(context, request),
        post: (request) => save(context, request),
      },
    ],
    waiting: (request) => waitingYears(context, request),
  };
}

/** The present year, and in its autumn the next one, where nobody has recorded its holidays. */
async function waitingYears({ db }: FeatureContext, request: StaffRequest): Promise<readonly WaitingItem[]> {
  if (!request.may(EDIT_PERMISSION)) return [];
  const { now, lang } = request;
  const t = workMessages(lang);
  const known = await readYears(db);
  const wanted = [
    { year: now.year, since: now.with({ month: 1, day: 1 }) },
    ...(now.month >= NEXT_YEAR_FROM_MONTH
      ? [{ year: now.year + 1, since: now.with({ month: NEXT_YEAR_FROM_MONTH, day: 1 }) }]
      : []),
  ];
  return wanted
    .filter(({ year }) => !known.includes(year))
    .map(({ year, since }) => ({
      icon: 'calendar-days',
      title: t.waitingTitle(String(year)),
      note: t.waitingNote,
      href: `${WORK_PATH}?tahun=${year}`,
      since: since.startOfDay().toInstant(),
    }));
}
