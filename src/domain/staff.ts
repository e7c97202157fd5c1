/** What a member of staff does at an agency. */
export type Role = 'editor' | 'reviewer' | 'operator';

/** Every role, the one with the least to decide first. */
export const ROLES: readonly Role[] = ['editor', 'reviewer', 'operator'];

/** One role at one agency; a person may have several. */
export interface Duty {
  /** Id of the agency: `kpu` for the election office, `kota` for the city's office. */
  readonly agency: string;
  readonly role: Role;
}

/** A signed-in member of staff. */
export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly duties: readonly Duty[];
  /** The session by which this request came. */
  readonly session: string;
}

/** Something that only some roles may do. What no role has is denied. */
export interface Permission {
  /** `announcement.review`: the thing, a full stop, the deed. */
  readonly id: string;
  readonly roles: readonly Role[];
  /**
   * `agency`: a role at the agency whose thing it is. `city`: a role at the city's office, which runs the window.
   */
  readonly of: 'agency' | 'city';
}

/** Id of the office that runs the window. */
export const CITY_OFFICE = 'kota';

/**
 * Whether a person may do something to a thing of an agency. Without an agency: whether there is any for which
 * they may, which decides what is offered and never what is done.
 */
export function isAllowed(
  staff: Pick<Staff, 'duties'>,
  permission: Pick<Permission, 'roles' | 'of'>,
  agency?: string,
): boolean {
  return staff.duties.some(
    (duty) =>
      permission.roles.includes(duty.role) &&
      (permission.of === 'city'
        ? duty.agency === CITY_OFFICE
        : agency === undefined || duty.agency === agency),
  );
}
