import type { OutgoingAnswer } from '../../../platform/outgoing/outgoing.ts';
import { retryAfterSeconds } from '../../../platform/outgoing/retry-after.ts';
import { SourceError } from './incoming.ts';

/** @throws SourceError `status`, with the pause that the site asks for, where it did not answer with content */
export function refuseStatus(answer: OutgoingAnswer, now: Temporal.Instant): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const pause = retryAfterSeconds(answer.headers, now);
  throw new SourceError('status', `The site answered ${answer.status}.`, {
    status: answer.status,
    ...(pause === undefined ? {} : { retryAfterSeconds: pause }),
  });
}
