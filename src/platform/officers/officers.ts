import type { Kysely, Transaction } from 'kysely';
import type { Officer, OfficerPlan } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../database/schema.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;

/** What every feature may ask of the officers of all elections. Writing them is the roster's alone. */
export interface Officers {
  /** What an election wants; undefined where nobody recorded it. */
  plan(election: string): Promise<OfficerPlan | undefined>;
  /** Every plan, the one whose officers serve last in front. */
  plans(): Promise<readonly OfficerPlan[]>;
  /**
   * The election whose officers are looked at today: the first whose last term is not over, else the latest.
   * Undefined where there is no plan.
   */
  currentElection(now: Temporal.ZonedDateTime): Promise<string | undefined>;
  find(id: string): Promise<Officer | undefined>;
  /** Who has a seat in the same team and has not left, the head first. */
  team(of: Pick<Officer, 'election' | 'body' | 'area' | 'place'>): Promise<readonly Officer[]>;
  /** Overseers of a kelurahan or kecamatan: its PPS, then the PPK around it; heads first. */
  overseersOf(election: string, area: string): Promise<readonly Officer[]>;
  /** Telephone numbers in the clear, by officer; who has none is not in it. The caller sees to it that the asker may. */
  phones(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A mark by which officers are counted. Setting it again changes nothing. */
  mark(db: Db, officer: Officer, mark: string, at: Temporal.Instant): Promise<void>;
  /** The same for many at once. */
  markAll(db: Db, officers: readonly Officer[], mark: string, at: Temporal.Instant): Promise<void>;
  unmark(db: Db, officer: string, mark: string): Promise<void>;
  /** The same for a polling place. */
  markPlace(db: Db, election: string, place: string, mark: string, at: Temporal.Instant): Promise<void>;
  unmarkPlace(db: Db, election: string, place: string, mark: string): Promise<void>;
}

/** Name of the mark of who has joined. */
export const JOINED = 'joined';
