import { appendAudit } from '../audit/append.ts';
import type { FeatureContext } from '../feature.ts';
import type { OverseerRequest } from './contract.ts';

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
  { db, city, officers }: Pick<FeatureContext, 'db' | 'city' | 'officers'>,
  request: OverseerRequest,
  ids: readonly string[],
  list: Readonly<Record<string, string | number>>,
): Promise<ReadonlyMap<string, string>> {
  if (!mayShowPhones(request) || ids.length === 0) return new Map();
  const { overseer, address, area, election } = request;
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      actor: { kind: overseer.kind, id: overseer.id, name: overseer.name, address },
      action: 'officers.phones',
      subject: { kind: 'area', id: area },
      agency: city.electionOffice.id,
      after: { election, ...list },
    }),
  );
  return officers.phones(ids);
}
