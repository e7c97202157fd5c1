import type { Urgency } from '../../domain/item.ts';

/** Id of the feature. */
export const FEATURE_ID = 'must-read';
/** Where officers read what they must. */
export const READ_PATH = '/petugas/instruksi';
/** Where those look who watch over officers; below their mount. */
export const OVERSIGHT_PATH = '/wajib-baca';
/** Action of an officer who has read. */
export const CONFIRM = 'must-read.confirm';
/** Mark of who has read all that is current. */
export const READ = 'read';
export const SEE = 'officers.see';
/** The kind of item that officers must read, where its audience is officers. */
export const ANNOUNCEMENT = 'announcement';

/** Hours after which somebody who has not read is named to their PPS, so that they are called. */
export const NAMED_AFTER_HOURS: Readonly<Record<Urgency, number>> = { normal: 72, important: 48, urgent: 12 };
