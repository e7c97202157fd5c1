import { defaultReviewDay } from '../../../domain/stage-review.ts';

/** Name of the query value that says which election's stages are meant. */
export const ELECTION = 'pemilihan';

/** Name of the field with the day of the next look. */
export const REVIEW_UNTIL = 'periksa';

/** The day of the next look that the form suggests. */
export function reviewUntilFor(today: Temporal.PlainDate): Temporal.PlainDate {
  return defaultReviewDay(today);
}
