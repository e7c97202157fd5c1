import type { Area } from './area.ts';
import type { Bilingual } from './text.ts';

/**
 * What an election decides on, without the words of any law. Until 2024 one general election chose national and local
 * bodies on the same day; from 2029 they are apart (Constitutional Court 135/PUU-XXII/2024), so nothing may count on
 * a fixed set of contests.
 */
export const ELECTION_KINDS = ['general', 'national', 'local', 'regional-heads'] as const;
type ElectionKind = (typeof ELECTION_KINDS)[number];

/** One ballot paper that a voter may get. */
export interface Contest {
  readonly id: string;
  readonly name: Bilingual;
  /** Colour of the ballot paper: how people call it, and a CSS colour to draw it with. */
  readonly ballotColour?: { readonly name: Bilingual; readonly css: string };
  /** Absent where every voter gets it: a kota elects a wali kota, a kabupaten a bupati. */
  readonly onlyIn?: 'kota' | 'kabupaten';
}

/**
 * What a list of voters is, whatever an election calls it. The words move with the law: "DPTb" is the list of voters
 * who moved in one election and of voters added on the day in another.
 */
export const VOTER_LIST_KINDS = [
  'potential',
  'provisional',
  'provisional-revised',
  'permanent',
  'moved',
  'additional',
] as const;
export type VoterListKind = (typeof VOTER_LIST_KINDS)[number];

/** One thing to bring to the polling place. */
interface ThingToBring {
  readonly what: Bilingual;
  /** False for what helps but is not needed in order to vote. */
  readonly required: boolean;
}

/** A list of voters in one election, in that election's words. */
export interface VoterList {
  readonly kind: VoterListKind;
  /** The word on the list and in the roll's records: `DPT`, `DPTb`, `DPK`. */
  readonly code: string;
  readonly label: Bilingual;
  /** Empty for lists that nobody votes by, such as a provisional one. */
  readonly bring: readonly ThingToBring[];
  /** Hours for voters of this list where they are fewer than the election's. */
  readonly votingHours?: VotingHours;
  /** What a voter of this list should know besides, in one or two sentences. */
  readonly advice?: Bilingual;
  /** Law and article. */
  readonly law: string;
}

/** Local time of the polling place. */
export interface VotingHours {
  readonly opens: Temporal.PlainTime;
  readonly closes: Temporal.PlainTime;
}

export interface Election {
  /** `pemilu-2024`. */
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ElectionKind;
  readonly votingDay: Temporal.PlainDate;
  readonly votingHours: VotingHours;
  readonly contests: readonly Contest[];
  readonly lists: readonly VoterList[];
  /** Most voters that one polling place may have, with the rule that says so. */
  readonly capacity: { readonly maxVoters: number; readonly law: string };
  /** The regulation that sets the stages: `PKPU 3/2022`. */
  readonly regulation: string;
  /** Code of the area that votes; absent for the whole country. */
  readonly area?: string;
  /** Rises with each publication of the stage file. */
  readonly version: number;
  /** The day by which somebody looks whether what is recorded of it is still true. */
  readonly reviewBy?: Temporal.PlainDate;
}

export interface ElectionDirectory {
  /** Every election, the latest voting day first. */
  list(): Promise<Election[]>;
  find(id: string): Promise<Election | undefined>;
}

export type ElectionPhase = 'coming' | 'voting-day' | 'past';

/** Where the election stands on the day of `now`, which is in the city's time zone. */
export function electionPhase(election: Election, now: Temporal.ZonedDateTime): ElectionPhase {
  const order = Temporal.PlainDate.compare(now.toPlainDate(), election.votingDay);
  if (order < 0) return 'coming';
  return order === 0 ? 'voting-day' : 'past';
}

/** Calendar days from `now`, in the city's time zone, to voting day: 0 on the day itself, negative after it. */
export function daysUntilVoting(election: Election, now: Temporal.ZonedDateTime): number {
  return now.toPlainDate().until(election.votingDay, { largestUnit: 'days' }).days;
}

/** The ballots a voter of this kota or kabupaten may get. */
export function contestsIn(election: Election, city: Area): Contest[] {
  return election.contests.filter(({ onlyIn }) => onlyIn === undefined || onlyIn === city.kind);
}

/** The list that a roll's record names by its code, whatever the case: `DPTb`. */
export function findVoterList(election: Election, code: string): VoterList | undefined {
  const wanted = code.toLowerCase();
  return election.lists.find((list) => list.code.toLowerCase() === wanted);
}
