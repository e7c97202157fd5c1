/** Names the feature in settings, logs and search. */
export const FEATURE_ID = 'stages';

/** Most stages of one election that are read, withdrawn ones included; a file holds at most a thousand. */
export const MOST_STAGES = 10_000;

/** Most elections that are read: a city has one or two in three years. */
export const MOST_ELECTIONS = 200;

export const STAGES_PATH = '/tahapan';
/** The stages as staff see them, without a language. */
export const WORK_PATH = '/kerja/tahapan';

/** Path without a language. */
export function electionPath(election: string): string {
  return `${STAGES_PATH}/${election}`;
}

/** Path without a language. */
export function stagePath(election: string, stage: string): string {
  return `${STAGES_PATH}/${election}/${stage}`;
}

/** Path without a language. */
export const FEED_PATH = `${STAGES_PATH}/perubahan.atom`;
export const FEED_TYPE = 'application/atom+xml';
/** The JSON Schema of stage files, for who writes them. */
export const SCHEMA_PATH = `${STAGES_PATH}/skema.json`;
export const CALENDAR_TYPE = 'text/calendar';

/** What stands at the end of the path of an election or a stage for its calendar. */
export const CALENDAR_FILE = 'kalender.ics';
