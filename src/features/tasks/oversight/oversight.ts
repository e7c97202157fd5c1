import { isAreaCode } from '../../../domain/area.ts';
import { type Officer, villageOfPlace } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type {
  HomePane,
  OfficerWindow,
  OverseerRequest,
  OverseerRoute,
  OverseerWaiting,
} from '../../../platform/officers/contract.ts';
import { MANAGE_PATH, MANAGE_PERMISSION, OVERSIGHT_PATH, SEE_PERMISSION, teamPath } from '../constants.ts';
import { createTask, editTaskForm, newTaskForm, saveTask } from '../manage/edit-page.tsx';
import { manageListPage, moveInList } from '../manage/list-page.tsx';
import { messages } from '../messages.ts';
import { nextTasks, ownTasks, progressOf } from '../own/own-tasks.ts';
import { tasksOf } from '../task-book.ts';
import { dueInWords, standingInWords } from '../words.ts';
import { holderPage, reopen } from './holder-page.tsx';
import { readConflicts } from './holders.ts';
import { oversightMessages } from './messages.ts';
import { areaOfHolder } from './places.ts';
import { taskPage } from './task-page.tsx';
import { tasksPage } from './tasks-page.tsx';
import { teamPage } from './team-page.tsx';

type Oversight = Pick<OfficerWindow, 'oversight' | 'oversightNavigation' | 'waiting' | 'onOfficerPage'>;

/** What those see of tasks who watch over officers. */
export function taskOversight(context: FeatureContext): Oversight {
  const access = { permission: SEE_PERMISSION, overseers: true };
  const areaAsked = async ({ query }: Pick<OverseerRequest, 'query'>) => {
    const { wilayah } = query;
    if (wilayah === undefined) return 'own';
    return isAreaCode(wilayah) && context.areas.get(wilayah) ? wilayah : undefined;
  };
  return {
    oversight: [
      {
        ...access,
        path: OVERSIGHT_PATH,
        query: ['wilayah', 'badan', 'pemilihan'],
        areaOf: areaAsked,
        get: (request) => tasksPage(context, keepElection(request)),
      },
      ...manageRoutes(context),
      {
        ...access,
        path: teamPath(':place'),
        query: ['pemilihan'],
        areaOf: async ({ params }) => {
          const village = villageOfPlace(params['place'] ?? '');
          return village !== undefined && context.areas.get(village) ? village : undefined;
        },
        get: (request) => teamPage(context, keepElection(request)),
      },
      {
        ...access,
        path: `${OVERSIGHT_PATH}/:task`,
        query: ['wilayah', 'keadaan', 'halaman', 'pemilihan'],
        areaOf: areaAsked,
        get: (request) => taskPage(context, keepElection(request)),
      },
      {
        ...access,
        path: `${OVERSIGHT_PATH}/:task/:holder`,
        query: ['pemilihan'],
        areaOf: ({ params }) => areaOfHolder(context, params['holder'] ?? ''),
        get: (request) => holderPage(context, keepElection(request)),
        post: (request) => reopen(context, keepElection(request)),
      },
    ],
    oversightNavigation: [
      {
        order: 40,
        icon: 'list-checks',
        label: { id: oversightMessages('id').nav, en: oversightMessages('en').nav },
        path: OVERSIGHT_PATH,
        ...access,
      },
    ],
    waiting: (request) => conflictsWaiting(context, request),
    onOfficerPage: (officer, request) => officerPane(context, officer, request),
  };
}

/** The request whose links stay with the election that was asked for. */
function keepElection<Asked extends OverseerRequest>(request: Asked): Asked {
  const { pemilihan } = request.query;
  if (pemilihan === undefined) return request;
  return {
    ...request,
    here(path: string) {
      const [plain = '', query] = path.split('?');
      const values = new URLSearchParams(query);
      values.set('pemilihan', pemilihan);
      return request.here(`${plain}?${values}`);
    },
  };
}

/** Where staff write the tasks. */
function manageRoutes(context: FeatureContext): readonly OverseerRoute[] {
  const access = { permission: MANAGE_PERMISSION, overseers: false, areaOf: 'own' } as const;
  return [
    {
      ...access,
      path: MANAGE_PATH,
      query: ['badan', 'pemilihan'],
      get: (request) => manageListPage(context, keepElection(request)),
      post: (request) => moveInList(context, keepElection(request)),
    },
    {
      ...access,
      path: `${MANAGE_PATH}/baru`,
      query: ['badan', 'pemilihan'],
      get: (request) => newTaskForm(context, keepElection(request)),
      post: (request) => createTask(context, keepElection(request)),
    },
    {
      ...access,
      path: `${MANAGE_PATH}/:task`,
      query: ['pemilihan'],
      get: (request) => editTaskForm(context, keepElection(request)),
      post: (request) => saveTask(context, keepElection(request)),
    },
  ];
}

/** Answers that differ are for those to know who can call both. */
async function conflictsWaiting(
  context: FeatureContext,
  { election, area, lang, format }: OverseerRequest,
): Promise<readonly OverseerWaiting[]> {
  const conflicts = await readConflicts(context.db, { election, area });
  if (conflicts.length === 0) return [];
  const tasks = await tasksOf(context, election);
  const t = oversightMessages(lang);
  return conflicts.flatMap(({ task: id, count, since }) => {
    const task = tasks.find((one) => one.id === id);
    if (!task) return [];
    return [
      {
        icon: 'triangle-alert',
        title: t.waitingTitle(task.title[lang]),
        note: t.waitingNote(format.number(count)),
        path: `${OVERSIGHT_PATH}/${id}?keadaan=beda`,
        since,
      },
    ];
  });
}

/** How one officer stands with their tasks. */
async function officerPane(
  context: FeatureContext,
  officer: Officer,
  request: OverseerRequest,
): Promise<HomePane | undefined> {
  const { lang, format, now, here } = request;
  const tasks = await ownTasks(context, officer, now);
  if (tasks.length === 0) return undefined;
  const { done, all } = progressOf(tasks);
  const open = nextTasks(tasks);
  return {
    order: 50,
    icon: 'list-checks',
    title: oversightMessages(lang).officerTitle,
    note: messages(lang).progress(format.number(done), format.number(all)),
    ...(open.some(({ standing }) => standing === 'overdue') ? { tone: 'warn' as const } : {}),
    rows: open.slice(0, 5).map(({ task, standing, holder }) => ({
      title: task.title[lang],
      note: dueInWords(task, request),
      href: here(`${OVERSIGHT_PATH}/${task.id}/${holder}`),
      state: standingInWords(standing, lang),
    })),
  };
}
