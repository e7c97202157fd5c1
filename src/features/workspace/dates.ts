export { dayFrom, timeFrom } from '../../domain/typed-date.ts';

/** How far from now a date of an item may lie: what is further is a slip of the hand. */
const FURTHEST = { years: 10 } as const;

/** Whether a day lies further ahead than any item's. */
export function isTooFar(day: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, today.add(FURTHEST)) > 0;
}
