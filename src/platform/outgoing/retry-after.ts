/** Longest pause that a site may ask for; asking for more is taken as a mistake. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * The pause that a site asks for by `Retry-After`, in seconds: a number of them, or a date (RFC 9110, section 10.2.3).
 */
export function retryAfterSeconds(headers: Headers, now: Temporal.Instant): number | undefined {
  const asked = headers.get('retry-after')?.trim();
  if (asked === undefined || asked === '') return undefined;
  const seconds = /^\d+$/.test(asked)
    ? Number(asked)
    : Math.ceil((Date.parse(asked) - now.epochMilliseconds) / 1000);
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
