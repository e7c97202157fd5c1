export const FEATURE_ID = 'tasks';
/** The officer's list, and below it a page for each task. */
export const TASKS_PATH = '/petugas/tugas';
/** For those who watch over officers, in either mount. */
export const OVERSIGHT_PATH = '/tugas';
export const MANAGE_PATH = '/tugas/kelola';
/** All tasks at one polling place. */
export function teamPath(place: string): string {
  return `${OVERSIGHT_PATH}/tim/${place}`;
}

export const SEE_PERMISSION = 'officers.see';
export const MANAGE_PERMISSION = 'officers.manage';
/** Officers without a task that is late. */
export const TASKS_MARK = 'tasks';
/** Polling places where all is done that a polling place is ready by. */
export const READY_MARK = 'ready';

/** The address of an officer's task. */
export function taskPath(id: string): string {
  return `${TASKS_PATH}/${id}`;
}
