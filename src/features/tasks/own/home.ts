import type { HomePane, OfficerRequest } from '../../../platform/officers/contract.ts';
import { TASKS_PATH, taskPath } from '../constants.ts';
import { messages } from '../messages.ts';
import type { BookContext } from '../task-book.ts';
import { dueInWords, standingInWords } from '../words.ts';
import { nextTasks, ownTasks, progressOf } from './own-tasks.ts';

/** As many as fit a phone beside what other features say. */
const MOST_ROWS = 3;

/** What to do now, for the first page of an officer. */
export async function homePane(context: BookContext, request: OfficerRequest): Promise<readonly HomePane[]> {
  const { lang, officer, now, format } = request;
  const t = messages(lang);
  const tasks = await ownTasks(context, officer, now);
  if (tasks.length === 0) return [];
  const { done, all } = progressOf(tasks);
  const isLate = tasks.some(({ standing }) => ['overdue', 'conflict', 'again'].includes(standing));
  return [
    {
      order: 5,
      icon: 'list-checks',
      title: t.homeTitle,
      note: t.progress(format.number(done), format.number(all)),
      ...(isLate ? { tone: 'warn' as const } : done === all ? { tone: 'ok' as const } : {}),
      href: TASKS_PATH,
      rows: nextTasks(tasks)
        .slice(0, MOST_ROWS)
        .map(({ task, standing }) => ({
          title: task.title[lang],
          note: dueInWords(task, request),
          href: taskPath(task.id),
          state: standingInWords(standing, lang),
        })),
    },
  ];
}
