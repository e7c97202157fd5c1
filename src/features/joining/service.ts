import type { FeatureContext } from '../../platform/feature.ts';
import { createGuard, type Guard } from './guard.ts';

/** What pages of joining share in one window. */
export interface Joining {
  readonly context: FeatureContext;
  readonly guard: Guard;
}

export function createJoining(context: FeatureContext): Joining {
  return { context, guard: createGuard(context) };
}
