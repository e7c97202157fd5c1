import { CITY_OFFICE, ROLES, type Role, type Staff } from '../../domain/staff.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { StaffRecord } from '../../platform/sign-in/staff-store.ts';
import type { DeclaredPermission, StaffRequest } from '../../platform/workspace/contract.ts';

/** Looking after the staff of an agency. */
export const MANAGE: DeclaredPermission = {
  id: 'staff.manage',
  roles: ['operator'],
  of: 'agency',
  label: { id: 'Mengatur staf', en: 'Manage staff' },
};

/** An agency whose staff somebody looks after. */
export interface ManagedAgency {
  readonly id: string;
  readonly name: string;
}

/** Agencies whose staff this person looks after: the city's operator all, other operators their own. */
export function managedAgencies(
  { city }: Pick<FeatureContext, 'city'>,
  request: Pick<StaffRequest, 'may' | 'staff'>,
): readonly ManagedAgency[] {
  const known = [city.electionOffice, city.cityOffice];
  // The window has names for its two offices; another agency goes by its id.
  const others = new Set(request.staff.duties.map(({ agency }) => agency));
  for (const { id } of known) others.delete(id);
  const all = [...known, ...[...others].map((id) => ({ id, name: id }))];
  return request.may(MANAGE.id, CITY_OFFICE) ? all : all.filter(({ id }) => request.may(MANAGE.id, id));
}

/** Whether somebody looks after a person: one who works at an agency of theirs, or at none. */
export function manages(agencies: readonly ManagedAgency[], person: StaffRecord): boolean {
  return person.duties.length === 0
    ? agencies.some(({ id }) => id === CITY_OFFICE)
    : person.duties.some(({ agency }) => agencies.some(({ id }) => id === agency));
}

/**
 * Whether somebody decides alone on a person's way in: nobody gets a link into, or ends, an account that works at an
 * agency of others as well.
 */
export function managesWholly(agencies: readonly ManagedAgency[], person: StaffRecord): boolean {
  return (
    manages(agencies, person) && person.duties.every(({ agency }) => agencies.some(({ id }) => id === agency))
  );
}

/** The roles that a form has ticked. */
export function chosenRoles(value: string | readonly string[] | undefined): readonly Role[] {
  const chosen = typeof value === 'string' ? [value] : (value ?? []);
  return ROLES.filter((role) => chosen.includes(role));
}

/** Whether an agency would be left without anybody who looks after its staff. */
export function leavesNoOperator(
  staff: readonly StaffRecord[],
  person: Pick<Staff, 'id'>,
  agency: string,
  roles: readonly Role[],
): boolean {
  const isOperator = (record: StaffRecord) =>
    record.active && record.duties.some((duty) => duty.agency === agency && duty.role === 'operator');
  const was = staff.some((record) => record.id === person.id && isOperator(record));
  const others = staff.some((record) => record.id !== person.id && isOperator(record));
  return was && !others && !roles.includes('operator');
}
