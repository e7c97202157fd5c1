import type { Staff } from '../../domain/staff.ts';

/** Tells who sends a request. */
export interface SignIn {
  /** The member of staff whose session the request carries; undefined where there is none that is valid. */
  staffOf(request: Request): Promise<Staff | undefined>;
}
