import { isAllowed, type Staff } from '../../domain/staff.ts';
import type { Feature } from '../feature.ts';
import type { ItemKind } from '../publishing/kind.ts';
import { kindPermissions } from '../publishing/permissions.ts';
import type { DeclaredPermission, StaffRequest } from './contract.ts';

/**
 * Every permission of the window: those that features declare, then two of each kind of item.
 *
 * @throws Error where two have one name: what one feature allows would be allowed in another
 */
export function declaredPermissions(
  features: readonly Pick<Feature, 'permissions'>[],
  kinds: Iterable<ItemKind>,
): readonly DeclaredPermission[] {
  const all = features.flatMap(({ permissions }) => permissions ?? []);
  for (const kind of kinds) all.push(...Object.values(kindPermissions(kind)));
  const names = new Set<string>();
  for (const { id } of all) {
    if (names.has(id)) throw new Error(`Two permissions are called ${id}.`);
    names.add(id);
  }
  return all;
}

/** Answers whether a person may. What nobody declared is denied. */
export function permissionCheck(
  permissions: readonly DeclaredPermission[],
): (staff: Pick<Staff, 'duties'>) => StaffRequest['may'] {
  const byId = new Map(permissions.map((permission) => [permission.id, permission]));
  return (staff) => (id, agency) => {
    const permission = byId.get(id);
    return permission !== undefined && isAllowed(staff, permission, agency);
  };
}
