/** What was typed as a day: `2024-11-27`, as pickers send it, or `27/11/2024`, as people write it. */
export function dayFrom(text: string): Temporal.PlainDate | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const iso =
    year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? orUndefined(() => Temporal.PlainDate.from(iso)) : undefined;
}

/** What was typed as a time of day: `17:00`, or `17.00` as it is written here. */
export function timeFrom(text: string): Temporal.PlainTime | undefined {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim()) ?? [];
  if (!hour || !minute) return undefined;
  return orUndefined(() =>
    Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) }, { overflow: 'reject' }),
  );
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
