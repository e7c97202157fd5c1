import type { Feature } from '../../platform/feature.ts';
import { taskActions } from './actions.ts';
import { FEATURE_ID, READY_MARK, TASKS_MARK, TASKS_PATH, taskPath } from './constants.ts';
import { eraseJob } from './erase.ts';
import { messages } from './messages.ts';
import { taskOversight } from './oversight/oversight.ts';
import { homePane } from './own/home.ts';
import { listPage } from './own/list-page.tsx';
import { ownTasks } from './own/own-tasks.ts';
import { taskPage } from './own/task-page.tsx';
import { sweepJob } from './sweep.ts';
import { taskMigrations } from './tables.ts';

/** What officers have to do, by when, and what became of it. */
export const tasks: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  migrations: taskMigrations,
  jobs: (context) => [sweepJob(context), eraseJob(context)],
  officers: (context) => ({
    ...taskOversight(context),
    pages: [
      { path: TASKS_PATH, for: 'serving', offline: true, get: (request) => listPage(context, request) },
      {
        path: `${TASKS_PATH}/:task`,
        for: 'serving',
        offline: true,
        get: (request) => taskPage(context, request),
      },
    ],
    actions: taskActions(context),
    home: (request) => homePane(context, request),
    navigation: [
      {
        order: 20,
        icon: 'list-checks',
        label: { id: messages('id').tasks, en: messages('en').tasks },
        href: TASKS_PATH,
      },
    ],
    offline: async ({ officer, now }) => [
      TASKS_PATH,
      ...(await ownTasks(context, officer, now)).map(({ task }) => taskPath(task.id)),
    ],
    measures: [
      {
        id: TASKS_MARK,
        unit: 'officer',
        order: 50,
        label: { id: 'Tugas tepat waktu', en: 'Tasks on time' },
        missing: { id: 'Ada tugas yang terlambat atau belum dimulai', en: 'Late with a task, or not begun' },
      },
      {
        id: READY_MARK,
        unit: 'place',
        order: 60,
        label: { id: 'TPS siap', en: 'TPS ready' },
        missing: { id: 'Belum siap', en: 'Not ready' },
      },
    ],
  }),
};
