import type { Permission, Staff } from '../../domain/staff.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { PageAnswer, PageRequest } from '../feature.ts';

/** Values of a form as they were typed; a name with several values keeps them in order. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with one field, in the words of the request's language. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** A file that came with a form, whole in memory; larger ones are refused before. */
export interface Upload {
  readonly field: string;
  /** As the sender calls it; trusted for nothing but being shown. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A request of a signed-in member of staff. */
export interface StaffRequest extends PageRequest {
  readonly staff: Staff;
  /** Address of the client, for the audit log. */
  readonly address: string;
  /** Whether this person may; for things of an agency where one is named, else for those of any. */
  readonly may: (permission: string, agency?: string) => boolean;
}

/** A form that a member of staff posted. */
export interface StaffFormRequest extends StaffRequest {
  readonly form: FormValues;
  readonly uploads: readonly Upload[];
}

/** What a feature adds to the workspace of staff. */
export interface Workspace {
  readonly navigation?: readonly WorkspaceNavigation[];
  readonly pages: readonly WorkspaceRoute[];
  readonly files?: readonly WorkspaceFile[];
  /** What waits for this person: drafts to review, sources that fail, content whose review date has come. */
  readonly waiting?: (request: StaffRequest) => Promise<readonly WaitingItem[]>;
}

/** A place in the side column of the workspace. */
export interface WorkspaceNavigation {
  readonly group: 'content' | 'officers' | 'oversight' | 'office';
  readonly order: number;
  readonly icon: string;
  readonly label: Bilingual;
  readonly href: string;
  /** Shown to those who have it, or one of several; absent: to all staff. */
  readonly permission?: string | readonly string[];
  /** The one agency at which they need it; absent: any. */
  readonly agency?: string;
}

/** A page of the workspace, below `/kerja`. Never kept, here or on the way. */
export interface WorkspaceRoute {
  readonly path: string;
  readonly query?: readonly string[];
  /** `signed-in`: any member of staff. A page whose thing belongs to an agency asks `may` again, with that agency. */
  readonly permission: 'signed-in' | (string & {});
  /** The one agency at which it is needed; absent: any. */
  readonly agency?: string;
  readonly get: (request: StaffRequest) => Promise<PageAnswer>;
  readonly post?: (request: StaffFormRequest) => Promise<PageAnswer>;
  /** Most bytes of a posted form with its files; absent: 256 KiB. */
  readonly largestForm?: number;
}

/** An answer of the workspace that is no page: an export, a picture of a preview, words for an island. */
export interface WorkspaceFile {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly query?: readonly string[];
  readonly permission: 'signed-in' | (string & {});
  /** The one agency at which it is needed; absent: any. */
  readonly agency?: string;
  readonly answer: (request: StaffFormRequest) => Promise<Response>;
  readonly largestForm?: number;
}

export interface WaitingItem {
  readonly icon: string;
  readonly title: string;
  /** What is asked of the person: "Periksa sebelum terbit". */
  readonly note: string;
  readonly href: string;
  readonly since: Temporal.Instant;
  readonly urgent?: boolean;
  /** Nobody waits for it, as for what ends by itself soon: it stands below what people wait for. */
  readonly reminder?: true;
}

/** A permission with words for the page that shows who may what. */
export interface DeclaredPermission extends Permission {
  readonly label: Bilingual;
}
