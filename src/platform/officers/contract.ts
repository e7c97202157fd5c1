import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { AskedOf, Officer, OfficerBody, OfficerRole, Overseer } from '../../domain/officer.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { PageAnswer, PageRequest } from '../feature.ts';
import type { FormValues, Upload } from '../workspace/contract.ts';

/** What a feature adds to the window of field officers, and to what those see who watch over them. */
export interface OfficerWindow {
  /** Pages of an officer, below `/petugas`. */
  readonly pages?: readonly OfficerRoute[];
  readonly files?: readonly OfficerFile[];
  /** What an officer does that must not be lost: sent from the phone's queue, or as a plain form. */
  readonly actions?: readonly OfficerAction[];
  /** Panes of the officer's first page. */
  readonly home?: (request: OfficerRequest) => Promise<readonly HomePane[]>;
  /** What lets the first pages of an officer follow while they are open; undefined where nothing comes unasked. */
  readonly follows?: (request: OfficerRequest) => Promise<Follows | undefined>;
  /** Places in the bar at the bottom of the officer's phone; at most four of all features. */
  readonly navigation?: readonly OfficerNavigation[];
  /** Addresses that the phone fetches once somebody is in, so that they open without a network. */
  readonly offline?: (request: OfficerRequest) => Promise<readonly string[]>;
  /** Pages of those who watch over officers: staff below `/kerja/petugas`, PPK and PPS below `/petugas/wilayah`. */
  readonly oversight?: readonly OverseerRoute[];
  readonly oversightFiles?: readonly OverseerFile[];
  /** Places in the side column of staff and on the overview of PPK and PPS. */
  readonly oversightNavigation?: readonly OversightNavigation[];
  /** What waits for a PPK or PPS on its first page, and for staff in their list. */
  readonly waiting?: (request: OverseerRequest) => Promise<readonly OverseerWaiting[]>;
  /** What is counted of officers or polling places, with a place in every dashboard. */
  readonly measures?: readonly Measure[];
  /** Figures that stand beside the measures and are no share of anything: reports by state, say. */
  readonly figures?: (scope: FigureScope) => Promise<readonly OversightFigure[]>;
  /** Adds a section to the page of one officer, as those see it who watch over them. */
  readonly onOfficerPage?: (officer: Officer, request: OverseerRequest) => Promise<HomePane | undefined>;
  /** Erases what this feature keeps of officers (by id) whose time to be kept is over, with all else that is theirs. */
  readonly erase?: (trx: Transaction<DatabaseSchema>, officers: readonly string[]) => Promise<void>;
}

/**
 * Who of the officers may open a page. `serving`: before and during service. `former`: those as well whose service is
 * over or who left; such a page shows them nothing but what is their own.
 */
export type OfficerAudience = 'serving' | 'former';

/** Where an officer sits, in words that every page of theirs needs. */
export interface OfficerSeat {
  readonly body: OfficerBody;
  readonly role: OfficerRole;
  /** "TPS 014, Depok Jaya", "Beji". */
  readonly place: string;
}

/** A request of an officer whose phone is known. */
export interface OfficerRequest extends PageRequest {
  readonly officer: Officer;
  readonly seat: OfficerSeat;
  /** Id of the phone's session. */
  readonly device: string;
  /** Address of the client, for the audit log. */
  readonly address: string;
  /** What became of the plain form that led here; the frame shows it. */
  readonly notice?: { readonly state: Outcome['state']; readonly note?: string };
}

export interface OfficerFormRequest extends OfficerRequest {
  readonly form: FormValues;
  readonly uploads: readonly Upload[];
}

/** A page of officers. Answers to one person: kept on their phone where it says so, and nowhere on the way. */
export interface OfficerRoute {
  /** Below `/petugas`. */
  readonly path: string;
  readonly query?: readonly string[];
  readonly for: OfficerAudience;
  /** Kept on the phone once opened. Its forms post actions only. */
  readonly offline?: true;
  readonly get: (request: OfficerRequest) => Promise<PageAnswer>;
  readonly post?: (request: OfficerFormRequest) => Promise<PageAnswer>;
  /** Most bytes of a posted form with its files; absent: 64 KiB. */
  readonly largestForm?: number;
}

/** An answer to an officer that is no page: a certificate, a lesson's video. */
export interface OfficerFile {
  readonly path: string;
  readonly query?: readonly string[];
  readonly for: OfficerAudience;
  readonly offline?: true;
  /** `range`: the part that is asked for, as the header says it. */
  readonly answer: (request: OfficerRequest & { readonly range?: string | undefined }) => Promise<Response>;
}

/**
 * Something an officer does that is sent once and never lost: its form names it, and the phone keeps the form until the
 * window has acknowledged it. Form: `<form method="post" action="/petugas/aksi/{kind}" data-queue>` with a hidden
 * `subject`; see `ActionForm` of `ui/components/action-form.tsx`.
 */
// biome-ignore lint/suspicious/noExplicitAny: data of each action has a type of its own, which `defineAction` ties to its schema
export interface OfficerAction<Data = any> {
  /** `tasks.done`: the feature, a full stop, the deed. */
  readonly kind: string;
  /** Parses the form's values; a refusal's issues name fields, and their messages are words of an officer. */
  readonly schema: (lang: PageRequest['lang']) => z.ZodType<Data>;
  /** Whether it takes a photo, and whether the photo's place is kept; else every trace of it is removed. */
  readonly photo?: { readonly required: boolean; readonly place: boolean };
  /** Whom it is open to; absent: `serving`. */
  readonly for?: OfficerAudience;
  /** Its values are kept by the feature alone, which can erase them: the table of actions has none of them. */
  readonly private?: true;
  /** Does it, in the transaction in which it is acknowledged. Runs once per action, whatever is sent again. */
  readonly apply: (trx: Transaction<DatabaseSchema>, deed: Deed<Data>) => Promise<Outcome>;
}

/** One action as it came. */
export interface Deed<Data> {
  /** Given by the phone; the same for the same deed, however often it is sent. */
  readonly id: string;
  readonly officer: Officer;
  readonly device: string;
  /** What it is about, where the form says so: a task, a lesson. */
  readonly subject: string;
  readonly data: Data;
  /**
   * When it was done: the phone's time, put right by how far its clock is off when it sends, and never later than now.
   */
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  /** Id of a stored photo. */
  readonly photo?: string;
  readonly lang: PageRequest['lang'];
}

/**
 * What became of an action. `done`: acknowledged. `conflict`: somebody else did otherwise before; both stand recorded and
 * the officer is shown what the window has. `refused`: it can never be done, with the reason.
 */
export type Outcome =
  | { readonly state: 'done'; readonly note?: string; readonly to?: string }
  | { readonly state: 'conflict'; readonly note: string }
  | { readonly state: 'refused'; readonly note: string };

/** A pane of an officer's first page, or of the page about an officer. */
export interface HomePane {
  readonly order: number;
  readonly icon: string;
  readonly title: string;
  /** One line beside the title: "3 dari 8 selesai". */
  readonly note?: string;
  readonly tone?: 'ok' | 'warn' | 'bad';
  /** Rows of what to do, with links. */
  readonly rows: readonly PaneRow[];
  readonly href?: string;
  /** Id of what nobody may overlook: a page that follows says it aloud when it comes. */
  readonly alarm?: string;
}

/** A stream that says that something of an officer's changed, and up to which change it is shown (platform/http/live.ts). */
export interface Follows {
  readonly path: string;
  readonly at: number;
}

export interface PaneRow {
  readonly title: string;
  readonly note?: string;
  readonly href?: string;
  readonly state?: { readonly label: string; readonly tone: 'ok' | 'warn' | 'bad' | 'plain' };
}

export interface OfficerNavigation {
  readonly order: number;
  readonly icon: string;
  readonly label: Bilingual;
  readonly href: string;
}

/** A request of somebody who watches over officers, for an area that is theirs. */
export interface OverseerRequest extends PageRequest {
  readonly overseer: Overseer;
  /**
   * Election whose officers are looked at. Staff: the one that a query value `pemilihan` names, where the route has one,
   * else the current one, and empty while none has a plan. PPK and PPS: their own, always.
   */
  readonly election: string;
  /**
   * The area that is asked about: what the route's `areaOf` gave, else the overseer's own. Always inside theirs.
   */
  readonly area: string;
  readonly address: string;
  /** A path of this feature's oversight in the mount of the request: `/tim/x` → `/kerja/petugas/tim/x`, in its language. */
  readonly here: (path: string) => string;
  /** Whether this person may; PPK and PPS may what the route allows to overseers, and nothing by permission. */
  readonly may: (permission: string) => boolean;
}

export interface OverseerFormRequest extends OverseerRequest {
  readonly form: FormValues;
  readonly uploads: readonly Upload[];
}

interface OverseerAccess {
  /** Without the mount's beginning: `/tim/:place`; `/` is the first page. */
  readonly path: string;
  readonly query?: readonly string[];
  /** What staff need, at the election office. */
  readonly permission: string;
  /** Whether PPK and PPS have it too, for their own area. */
  readonly overseers: boolean;
  /**
   * Code of the area that what is asked for lies in: a kelurahan of a polling place, the team's area of an officer.
   * `own`: the page is of the asker's own area, whatever its values say; a function answers it where no area is asked
   * for. Undefined: there is no such thing. Whoever asks for what is outside their area is refused, and it is written
   * down.
   */
  readonly areaOf: 'own' | ((request: Pick<PageRequest, 'params' | 'query'>) => Promise<string | undefined>);
}

/** A page for staff of the election office and, where it says so, for PPK and PPS. Never kept anywhere. */
export interface OverseerRoute extends OverseerAccess {
  readonly get: (request: OverseerRequest) => Promise<PageAnswer>;
  readonly post?: (request: OverseerFormRequest) => Promise<PageAnswer>;
  readonly largestForm?: number;
}

/** An export, a picture, a stream of figures. */
export interface OverseerFile extends OverseerAccess {
  readonly method: 'GET' | 'POST';
  readonly answer: (request: OverseerFormRequest) => Promise<Response>;
  readonly largestForm?: number;
}

export interface OversightNavigation {
  readonly order: number;
  readonly icon: string;
  readonly label: Bilingual;
  /** As a route's path: `/laporan`. */
  readonly path: string;
  readonly permission: string;
  readonly overseers: boolean;
}

export interface OverseerWaiting {
  readonly icon: string;
  readonly title: string;
  readonly note: string;
  /** As a route's path. */
  readonly path: string;
  readonly since: Temporal.Instant;
  readonly urgent?: boolean;
}

/** Something counted by marks (`officers.mark`, `officers.markPlace`) against how many there should be. */
export interface Measure {
  /** Name of the mark: `joined`, `trained`, `read`, `tasks`, `ready`. */
  readonly id: string;
  readonly unit: 'officer' | 'place';
  readonly order: number;
  readonly label: Bilingual;
  /** What is said of who or what is not there yet: "Belum bergabung". */
  readonly missing: Bilingual;
  /**
   * Of whom it is asked in an election, so that nobody counts as behind who has nothing to do; absent: of all officers.
   * For places it has no meaning.
   */
  readonly of?: (scope: Pick<FigureScope, 'election' | 'now'>) => Promise<readonly AskedOf[]>;
  /** Said after how many those are: "yang punya pelatihan". */
  readonly whom?: Bilingual;
}

/** What figures are asked for: an election, an area and all within it. */
export interface FigureScope {
  readonly election: string;
  readonly area: string;
  readonly now: Temporal.ZonedDateTime;
}

/** A number in every dashboard, with where more of it stands. */
export interface OversightFigure {
  readonly order: number;
  readonly icon: string;
  readonly label: Bilingual;
  readonly value: number;
  readonly note?: Bilingual;
  readonly tone?: 'ok' | 'warn' | 'bad';
  /** As a route's path of oversight, with its query: `/laporan?keadaan=open`. */
  readonly path?: string;
}

/** Ties an action's data to its schema. */
export function defineAction<Data>(action: OfficerAction<Data>): OfficerAction {
  return action;
}
