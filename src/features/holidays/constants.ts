/** Names the feature in settings, logs and search. */
export const FEATURE_ID = 'holidays';

/** Path without a language. */
export const HOLIDAYS_PATH = '/libur';
export const WORK_PATH = '/kerja/libur';
export const CALENDAR_FILE = 'kalender.ics';

/** Path of a year's list, without a language. */
export function yearPath(year: number): string {
  return `${HOLIDAYS_PATH}/${year}`;
}

/** May change the holidays. Both offices need them, and neither more than the other. */
export const EDIT_PERMISSION = 'holiday.edit';
