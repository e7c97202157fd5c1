import { isDeepStrictEqual } from 'node:util';
import type { Holiday } from '../../domain/holiday.ts';
import { plainHoliday, type RecordedHoliday } from './store.ts';

/** What a file would do to the holidays of its year. */
export interface YearChanges {
  readonly added: readonly Holiday[];
  readonly changed: readonly { readonly before: RecordedHoliday; readonly after: Holiday }[];
  readonly removed: readonly RecordedHoliday[];
  readonly unchanged: number;
}

/**
 * Compares what is recorded of a year with what a file says. A file is the whole year by the decree: what it has no
 * longer is removed, but for the city's own days, of which a decree says nothing.
 */
export function compareYear(recorded: readonly RecordedHoliday[], file: readonly Holiday[]): YearChanges {
  const known = new Map(recorded.map((holiday) => [keyOf(holiday), holiday]));
  const added: Holiday[] = [];
  const changed: { before: RecordedHoliday; after: Holiday }[] = [];
  let unchanged = 0;
  for (const holiday of file) {
    const before = known.get(keyOf(holiday));
    known.delete(keyOf(holiday));
    // A name in English that staff added stays where the file has none.
    const after = before?.name.en && !holiday.name.en ? { ...holiday, name: before.name } : holiday;
    if (!before) added.push(holiday);
    else if (isDeepStrictEqual(plainHoliday(before), plainHoliday(after))) unchanged++;
    else changed.push({ before, after });
  }
  return { added, changed, removed: [...known.values()].filter(({ kind }) => kind !== 'local'), unchanged };
}

function keyOf({ date, name }: Holiday): string {
  return `${date} ${name.id}`;
}
