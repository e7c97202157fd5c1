import { appendAudit } from '../audit/append.ts';
import type { FeatureContext } from '../feature.ts';
import type { OverseerRequest } from './contract.ts';
import { actorOf } from './oversight.ts';

const UNMASK = 'officers.unmask';

/** Who may see the telephone numbers of a list: PPK and PPS of their own area, and staff who have the right. */
export function mayShowPhones({ overseer, may }: OverseerRequest): boolean {
  return overseer.kind === 'officer' || may(UNMASK);
}

/**
 * The numbers of a list that somebody asked for, after it was written down to whom they are shown; none for who may not.
 *
 * @param list what the list is, for the audit log: no numbers, no names
 */
export async function listPhones(
  context: Pick<FeatureContext, 'db' | 'city' | 'officers'>,
  request: OverseerRequest,
  ids: readonly string[],
  list: Readonly<Record<string, string | number>>,
): Promise<ReadonlyMap<string, string>> {
  if (!mayShowPhones(request) || ids.length === 0) return new Map();
  await recordPhones(context, request, list);
  return context.officers.phones(ids);
}

/** Writes down to whom the numbers of a list are shown, before they are. @param list as for {@link listPhones} */
export async function recordPhones(
  { db, city }: Pick<FeatureContext, 'db' | 'city'>,
  request: OverseerRequest,
  list: Readonly<Record<string, string | number>>,
): Promise<void> {
  const { area, election } = request;
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      actor: actorOf(request),
      action: 'officers.phones',
      subject: { kind: 'area', id: area },
      agency: city.electionOffice.id,
      after: { election, ...list },
    }),
  );
}
