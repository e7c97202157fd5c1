import type { DeclaredPermission } from '../workspace/contract.ts';
import type { ItemKind } from './kind.ts';

/** What staff may do with items of a kind: write them, and decide that they are published. */
export function kindPermissions(kind: Pick<ItemKind, 'id' | 'roles' | 'plural'>): {
  readonly write: DeclaredPermission;
  readonly review: DeclaredPermission;
} {
  const roles = kind.roles ?? { write: ['editor', 'reviewer'], review: ['reviewer'] };
  const permission = (deed: 'write' | 'review', id: string, en: string): DeclaredPermission => ({
    id: `${kind.id}.${deed}`,
    roles: roles[deed],
    of: 'agency',
    label: { id: `${kind.plural.id}: ${id}`, en: `${kind.plural.en}: ${en}` },
  });
  return {
    write: permission('write', 'menulis', 'write'),
    review: permission('review', 'memeriksa dan menerbitkan', 'review and publish'),
  };
}
