import type { FeatureContext } from '../../platform/feature.ts';
import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';
import { createCheck } from './check.ts';

/** A check compares a text with forty others: a person needs few, and a program is to wait. */
const CHECKS_PER_MINUTE = 20;

/** The check with the budget that page and endpoint share. */
export interface Verification {
  readonly check: ReturnType<typeof createCheck>;
  readonly limit: RateLimit;
}

const services = new WeakMap<FeatureContext, Verification>();

/** The one of this window. */
export function verificationOf(context: FeatureContext): Verification {
  const known = services.get(context);
  if (known) return known;
  const made = { check: createCheck(context), limit: createRateLimit(CHECKS_PER_MINUTE, context.clock) };
  services.set(context, made);
  return made;
}
