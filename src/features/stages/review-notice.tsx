import type { Review } from '../../domain/stage-review.ts';
import { Notice } from '../../ui/components/text.tsx';
import type { Voice } from './schedule.ts';

interface Props {
  /** Absent where somebody looked in time. */
  readonly review: Review | undefined;
  /** Name of the office that answers for it. */
  readonly office: string;
  readonly voice: Voice;
}

/** Says calmly that nobody looked at the dates in time: they may be right, and may have moved. */
export function ReviewNotice({ review, office, voice }: Props) {
  if (!review) return null;
  const { words, format } = voice;
  return (
    <Notice icon="clock" title={words.uncheckedTitle(format.date(review.checkedOn))}>
      <p>{words.uncheckedText(office)}</p>
    </Notice>
  );
}
