import type { Review } from '../../domain/stage-review.ts';
import { isStageReviewDue } from '../../domain/stage-review.ts';
import { perMinute } from './per-minute.ts';
import type { ElectionRecord, StageRecord } from './reader.ts';
import { standingOf } from './standing.ts';

const kept = perMinute<readonly StageRecord[]>();

/**
 * The stages of an election that nobody looked at in time, in the order of the file. Of an election that is over there
 * are none: all that is shown of it is said to be a record of the past.
 */
export function uncheckedStages(record: ElectionRecord, now: Temporal.ZonedDateTime): readonly StageRecord[] {
  return kept(record, '', now, () => {
    if (standingOf(record.election, record.stages, now) === 'over') return [];
    const today = now.toPlainDate();
    return [...record.records.values()].filter(
      ({ stage, review, withdrawnAt }) => !withdrawnAt && isStageReviewDue(stage, review, today),
    );
  });
}

/** The one that was looked at longest ago: of the whole it is said that it was last looked at then. */
export function oldestReview(records: readonly StageRecord[]): Review | undefined {
  return records
    .map(({ review }) => review)
    .reduce<Review | undefined>(
      (oldest, review) =>
        oldest && Temporal.PlainDate.compare(oldest.checkedOn, review.checkedOn) <= 0 ? oldest : review,
      undefined,
    );
}
