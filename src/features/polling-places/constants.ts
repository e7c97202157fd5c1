/** The polling places as staff see them, without a language. */
export const WORK_PATH = '/kerja/tps';

/** May bring in a file of all polling places of an election. */
export const IMPORT_PERMISSION = 'polling-place.import';
