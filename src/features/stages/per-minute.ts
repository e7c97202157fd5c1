interface Kept<Value> {
  readonly minute: number;
  readonly value: Value;
}

const MINUTE_MS = 60_000;

/**
 * Keeps what follows from some data and the present minute, until the data is let go or the minute is over. Dates and
 * times of stages have whole minutes, so nothing changes in between, and Temporal's arithmetic is the dear part of a
 * page.
 */
export function perMinute<Value>(): (
  data: object,
  slot: string,
  now: Temporal.ZonedDateTime,
  make: () => Value,
) => Value {
  const kept = new WeakMap<object, Map<string, Kept<Value>>>();
  return (data, slot, now, make) => {
    const minute = Math.floor(now.epochMilliseconds / MINUTE_MS);
    const slots = kept.get(data) ?? new Map<string, Kept<Value>>();
    const known = slots.get(slot);
    if (known?.minute === minute) return known.value;
    const value = make();
    slots.set(slot, { minute, value });
    kept.set(data, slots);
    return value;
  };
}
