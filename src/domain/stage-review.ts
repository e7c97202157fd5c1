import type { Election } from './election.ts';
import { dayOf, type Stage } from './stage.ts';

/** Days after which stages are looked at again where nobody set a day. */
export const STAGE_REVIEW_DAYS = 90;

/** When somebody last looked at what is recorded, and by which day somebody should again. */
export interface Review {
  readonly checkedOn: Temporal.PlainDate;
  readonly by: Temporal.PlainDate;
}

/** The review day of stages that were looked at on a day, where nobody set one. */
export function defaultReviewDay(checkedOn: Temporal.PlainDate): Temporal.PlainDate {
  return checkedOn.add({ days: STAGE_REVIEW_DAYS });
}

/** The review day of a stage: its own, or else the election's, or else so many days after it was looked at. */
export function reviewDayOf(
  stage: Pick<Stage, 'reviewBy'>,
  election: Pick<Election, 'reviewBy'>,
  checkedOn: Temporal.PlainDate,
): Temporal.PlainDate {
  return stage.reviewBy ?? election.reviewBy ?? defaultReviewDay(checkedOn);
}

/**
 * Whether nobody looked at a stage in time. The review day itself is still in time. What had ended by its review day is
 * a record of the past and needs no look; what was to end later and was not looked at may have moved.
 */
export function isStageReviewDue(
  stage: Pick<Stage, 'end'>,
  { by }: Pick<Review, 'by'>,
  today: Temporal.PlainDate,
): boolean {
  if (Temporal.PlainDate.compare(today, by) <= 0) return false;
  return stage.end === undefined || Temporal.PlainDate.compare(dayOf(stage.end), by) > 0;
}
