/** An action that is older was not done then: the phone's clock was put right, or wrong, in between. */
const OLDEST = { hours: 60 * 24 } as const;

/**
 * When an action was done, by a clock that can be trusted. The phone says when it was done and when it sends; how far
 * the second is from the moment of receipt is how far its clock is off. A phone that says neither, or what cannot be,
 * gives the moment of receipt: an action is never of the future.
 *
 * @example doneAt(instant('10:00'), { doneAt: '2001-01-01T00:00Z', sentAt: '2001-01-01T00:05Z' }) // 09:55
 */
export function deedTime(
  receivedAt: Temporal.Instant,
  told: { readonly doneAt?: string | undefined; readonly sentAt?: string | undefined },
): Temporal.Instant {
  const done = instantOf(told.doneAt);
  const sent = instantOf(told.sentAt);
  if (!done || !sent) return receivedAt;
  const before = sent.since(done);
  if (before.sign < 0) return receivedAt;
  if (Temporal.Duration.compare(before, Temporal.Duration.from(OLDEST)) > 0) return receivedAt;
  return receivedAt.subtract(before);
}

function instantOf(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}
