import type { Transaction } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';

/** Who did something: a person from an address, the operator's command line, or the system itself. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly name: string; readonly address: string }
  | { readonly kind: 'officer'; readonly id: string; readonly name: string; readonly address: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'system'; readonly name: string };

/** One line of the audit log. `before` and `after` hold what changed; identity numbers never stand in them. */
export interface AuditEntry {
  readonly actor: Actor;
  /** `announcement.publish`, `staff.invite`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Agency whose thing it is; null: the window's. */
  readonly agency: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Adds a line, chained to the one before it, in the transaction of what it tells. */
export type AppendAudit = (trx: Transaction<DatabaseSchema>, entry: AuditEntry) => Promise<void>;
