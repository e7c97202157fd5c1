import type { Officer } from '../../../domain/officer.ts';
import {
  answersFor,
  holderOf,
  isAskedOf,
  type TaskStanding,
  taskStanding,
} from '../../../domain/officer-task.ts';
import { readStates, type StoredState } from '../reports.ts';
import { type BookContext, type DatedTask, tasksOf } from '../task-book.ts';

/** A task as one officer has it. */
export interface OwnTask {
  readonly task: DatedTask;
  readonly holder: string;
  readonly state: StoredState | undefined;
  readonly standing: TaskStanding;
  /** False where it was due before their service began, or is advice. */
  readonly counted: boolean;
}

/** The tasks that are asked of an officer, in their order. */
export async function ownTasks(
  context: BookContext,
  officer: Officer,
  now: Temporal.ZonedDateTime,
): Promise<readonly OwnTask[]> {
  const team = officer.place ?? officer.area;
  const [tasks, states] = await Promise.all([
    tasksOf(context, officer.election, officer.body),
    readStates(context.db, officer.election, [officer.id, team]),
  ]);
  const known = new Map(states.map((state) => [`${state.task} ${state.holder}`, state]));
  return tasks
    .filter((task) => task.retiredAt === undefined && isAskedOf(task, officer))
    .map((task) => {
      const holder = holderOf(task, officer);
      const state = known.get(`${task.id} ${holder}`);
      const counted = task.required && answersFor(task, task.dueAt, officer);
      const standing = taskStanding(state?.state, { opens: task.opensAt, due: task.dueAt, now });
      return {
        task,
        holder,
        state,
        counted,
        // Nobody is reminded of what is advice, or was due before they came.
        standing: standing === 'overdue' && !counted ? 'open' : standing,
      };
    });
}

/** What has to be done next: differing answers, what is asked for anew, then what is due first of what can be done. */
export function nextTasks(tasks: readonly OwnTask[]): readonly OwnTask[] {
  const rank = ({ standing }: OwnTask) => (standing === 'conflict' ? 0 : standing === 'again' ? 1 : 2);
  return tasks
    .filter(
      ({ standing, counted }) =>
        standing === 'conflict' || standing === 'again' || (counted && isToDo(standing)),
    )
    .toSorted((a, b) => rank(a) - rank(b) || Temporal.ZonedDateTime.compare(a.task.dueAt, b.task.dueAt));
}

function isToDo(standing: TaskStanding): boolean {
  return standing === 'overdue' || standing === 'soon' || standing === 'open';
}

/** How many of those that are counted are done. */
export function progressOf(tasks: readonly OwnTask[]): { readonly done: number; readonly all: number } {
  const counted = tasks.filter((own) => own.counted);
  return { done: counted.filter(({ standing }) => standing === 'done').length, all: counted.length };
}
