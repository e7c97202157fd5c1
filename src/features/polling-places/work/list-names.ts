/** Names of the query values of the list. */
export const ELECTION = 'pemilihan';
export const AREA = 'kelurahan';
export const WORDS = 'q';
/** The last code of the page before. */
export const AFTER = 'setelah';

/** Name of the field with the day of the next look. */
export const REVIEW_UNTIL = 'periksa';
