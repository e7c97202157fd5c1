import type { FeatureContext } from '../feature.ts';
import type { Follows, OfficerRequest } from './contract.ts';

/** Where an officer's first pages follow; the features are few, and one of them has such a stream. */
export async function followsOf(
  context: Pick<FeatureContext, 'officerWindows'>,
  request: OfficerRequest,
): Promise<Follows | undefined> {
  const all = await Promise.all(context.officerWindows().map(({ follows }) => follows?.(request)));
  return all.find((one) => one !== undefined);
}
