import type { OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { createGuard, type Guard } from './guard.ts';

/** A plan seldom changes, and reading it anew for each of fifty people a second is work. */
const PLAN_SECONDS = 15;

/** What pages of joining share in one window. */
export interface Joining {
  readonly context: FeatureContext;
  readonly guard: Guard;
  /** The plan of an election, as it was at most some seconds ago. */
  readonly planOf: (election: string) => Promise<OfficerPlan | undefined>;
}

export function createJoining(context: FeatureContext): Joining {
  const plans = new Map<
    string,
    { readonly plan: Promise<OfficerPlan | undefined>; readonly readAt: number }
  >();
  return {
    context,
    guard: createGuard(context),
    planOf(election) {
      const now = performance.now();
      const known = plans.get(election);
      if (known && now - known.readAt < PLAN_SECONDS * 1000) return known.plan;
      const plan = context.officers.plan(election);
      plans.set(election, { plan, readAt: now });
      // What could not be read is asked for again.
      plan.catch(() => plans.delete(election));
      return plan;
    },
  };
}
