import type { FeatureContext } from '../../../platform/feature.ts';
import { agencyName } from '../../../platform/publishing/item-facts.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { findSource, type Source } from '../store.ts';
import { MANAGE } from './constants.ts';

/** Agencies whose sources a person looks after. */
export function managedAgencies(
  context: Pick<FeatureContext, 'city'>,
  request: Pick<StaffRequest, 'staff' | 'may'>,
): readonly { readonly id: string; readonly name: string }[] {
  const ids = new Set(request.staff.duties.map(({ agency }) => agency));
  return [...ids]
    .filter((id) => request.may(MANAGE.id, id))
    .map((id) => ({ id, name: agencyName(context, id) }));
}

/** The source that an address names, where this person looks after it; another agency's is not there. */
export async function openSource(
  context: Pick<FeatureContext, 'db'>,
  request: Pick<StaffRequest, 'params' | 'may'>,
): Promise<Source | undefined> {
  const source = await findSource(context.db, request.params['id'] ?? '');
  return source && request.may(MANAGE.id, source.agency) ? source : undefined;
}
