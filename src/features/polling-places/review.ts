import type { Election } from '../../domain/election.ts';
import { placesReviewDay } from '../../domain/polling-place.ts';
import type { PollingPlaceList } from './store.ts';

/** When somebody last looked at an election's polling places, and by which day somebody should again. */
export interface PlacesReview {
  readonly checkedOn: Temporal.PlainDate;
  readonly by: Temporal.PlainDate;
}

export function placesReview(
  list: Pick<PollingPlaceList, 'checkedAt' | 'reviewBy'>,
  election: Pick<Election, 'votingDay'>,
  zone: string,
): PlacesReview {
  return {
    checkedOn: list.checkedAt.toZonedDateTimeISO(zone).toPlainDate(),
    by: list.reviewBy ?? placesReviewDay(election.votingDay),
  };
}

/** Whether a review day is over; the day itself is still in time. */
export function isPast(day: Temporal.PlainDate, now: Temporal.ZonedDateTime): boolean {
  return Temporal.PlainDate.compare(now.toPlainDate(), day) > 0;
}
