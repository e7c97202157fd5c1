import type { PageRequest } from '../../platform/feature.ts';

/** "09.12" of today, else the whole date with its time. */
export function moment(
  instant: Temporal.Instant,
  { format, now }: Pick<PageRequest, 'format' | 'now'>,
): string {
  const there = instant.toZonedDateTimeISO(now.timeZoneId);
  return there.toPlainDate().equals(now.toPlainDate())
    ? format.time(there.toPlainTime())
    : format.dateTime(instant);
}
