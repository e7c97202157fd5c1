import type { Transaction } from 'kysely';
import type { IncidentKind, IncidentLevel, IncidentState, Severity } from '../../domain/incident.ts';
import type { Officer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../database/schema.ts';

/** What is reported by an officer, or in their name. */
export interface NewIncident {
  readonly officer: Officer;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  /** Kept sealed. */
  readonly text: string;
  /** Where it is; absent: the officer's own polling place, or the whole of their area. */
  readonly place?: string;
  readonly area?: string;
  /** Who is told at once; absent: the level above the officer's team. */
  readonly level?: IncidentLevel;
  /** Somebody needs a doctor: the team's head is told as well, and another call of the same officer adds to this one. */
  readonly help?: true;
  readonly photo?: string;
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
}

/** A call for help as the one who called sees it. */
export interface HelpCall {
  readonly id: string;
  readonly state: IncidentState;
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  /** Who said first that they have seen it. */
  readonly seenBy?: string;
}

/** Where reports of field officers are kept, for features that open one. */
export interface IncidentBook {
  /** In the transaction of what it tells; gives the report's id. */
  report(trx: Transaction<DatabaseSchema>, incident: NewIncident): Promise<string>;
  /** The calls for help of an officer that are not over, the newest first. */
  openHelp(officer: string): Promise<readonly HelpCall[]>;
}
