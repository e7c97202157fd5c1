import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely, Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { VNode } from 'preact';
import type { AreaIndex } from '../domain/area.ts';
import type { BoundaryDirectory } from '../domain/boundary.ts';
import type { Clock } from '../domain/clock.ts';
import type { ElectionDirectory } from '../domain/election.ts';
import type { HolidayDirectory } from '../domain/holiday.ts';
import type { PollingPlaceDirectory } from '../domain/polling-place.ts';
import type { Bilingual } from '../domain/text.ts';
import type { City } from './city.ts';
import type { Config } from './config/config.ts';
import type { DatabaseSchema } from './database/schema.ts';
import type { ApiEnv } from './http/api.ts';
import type { Assets } from './http/assets.ts';
import type { Formatter } from './i18n/format.ts';
import type { Lang } from './i18n/messages.ts';
import type { Job, Jobs } from './jobs/jobs.ts';
import type { Log } from './log/logger.ts';
import type { Metrics } from './metrics.ts';
import type { OfficerWindow } from './officers/contract.ts';
import type { IncidentBook } from './officers/incident-book.ts';
import type { Officers } from './officers/officers.ts';
import type { OfficerSessions } from './officers/sessions.ts';
import type { ItemKind, Publication } from './publishing/kind.ts';
import type { Publishing } from './publishing/publishing.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { Signer } from './signing/signer.ts';
import type { Vault } from './vault.ts';
import type { DeclaredPermission, Workspace } from './workspace/contract.ts';

/**
 * A feature of the window: one value from which come its tile, its place in the navigation, its pages, its part
 * of the API, its tables, what it adds to the home page and to search, what is kept offline and when it is open.
 * The window knows nothing else of a feature, and a feature knows no other.
 */
export interface Feature {
  /** Stable, in kebab-case: it names the feature in settings, logs and search. */
  readonly id: string;
  /** Who answers for it: one of the window's two offices, or another agency by its name. */
  readonly owner: 'election-office' | 'city-office' | { readonly agency: string };
  readonly release: Release;
  readonly tile?: Tile;
  readonly navigation?: Navigation;
  /** Names start with a date, so that the migrations of all features have one order. */
  readonly migrations?: Readonly<Record<string, Migration>>;
  /** What other features may ask of this one; the types live in the domain. */
  readonly provides?: (context: FeatureContext) => Partial<Capabilities>;
  readonly pages?: (context: FeatureContext) => readonly PageRoute[];
  /** Answers that are no pages: calendars, feeds, pictures. */
  readonly files?: (context: FeatureContext) => readonly FileRoute[];
  /** Adds routes below `/api/v1`; they document themselves. */
  readonly api?: (api: OpenAPIHono<ApiEnv>, context: FeatureContext) => void;
  readonly home?: (context: FeatureContext) => HomeParts;
  /** What it adds to every page of citizens that may be passed on. */
  readonly onEveryPage?: EveryPage;
  readonly offline?: Offline;
  /** Its pages for search engines, beside its tile and its place in the navigation, which are known. */
  readonly sitemap?: (context: FeatureContext) => Promise<readonly SitemapEntry[]>;
  /** Kinds of items that staff publish. */
  readonly kinds?: (context: FeatureContext) => readonly ItemKind[];
  /** What staff may do in its own pages of the workspace; kinds bring their own permissions. */
  readonly permissions?: readonly DeclaredPermission[];
  readonly workspace?: (context: FeatureContext) => Workspace;
  /** What it adds for field officers, and for those who watch over them. */
  readonly officers?: (context: FeatureContext) => OfficerWindow;
  readonly jobs?: (context: FeatureContext) => readonly Job[];
  /** Told of every publication in its transaction; what leaves the house is sent by a job that is queued here. */
  readonly onPublication?: (
    trx: Transaction<DatabaseSchema>,
    publication: Publication,
    context: FeatureContext,
  ) => Promise<void>;
  /** Of some of the public files of `/media`, by digest: those that its own tables have. Items are known without it. */
  readonly usesMedia?: (context: FeatureContext, digests: readonly string[]) => Promise<readonly string[]>;
  /** Recognises what people hold against the window beside items: an officer's certificate, say. Undefined: not its own. */
  readonly verify?: (
    context: FeatureContext,
  ) => (
    pasted: string,
    request: Pick<PageRequest, 'lang' | 'format' | 'now'>,
  ) => Promise<Recognised | undefined>;
}

/** What a feature says of something that was pasted or scanned where people ask whether it is real. */
export interface Recognised {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly lines: readonly string[];
  /** Where more of it stands. */
  readonly href?: string;
}

/** When citizens can use a feature: never, or from a moment (at once when absent) until another. */
export type Release =
  | { readonly state: 'off' }
  | {
      readonly state: 'all';
      readonly from?: string | undefined;
      readonly until?: string | undefined;
    };

/** A pane of the home page. */
export interface Tile {
  readonly icon: string;
  readonly title: Bilingual;
  /** A path of the window, or the address of another agency's service. */
  readonly href: string;
  readonly note: Bilingual | ((context: FeatureContext, request: PageRequest) => Promise<string>);
  readonly order: number;
}

/** A place in the bar at the bottom of a phone, or on the page behind its last place. */
export interface Navigation {
  readonly place: 'bar' | 'more';
  readonly order: number;
  readonly icon: string;
  readonly label: Bilingual;
  readonly href: string;
}

/** Everything a feature stands on. */
export interface FeatureContext {
  readonly db: Kysely<DatabaseSchema>;
  readonly config: Config;
  readonly city: City;
  /** The areas of the city and those above it. */
  readonly areas: AreaIndex;
  readonly clock: Clock;
  readonly log: Log;
  /** The browser's part of the window, as it was built. */
  readonly assets: Assets;
  readonly capabilities: Partial<Capabilities>;
  readonly metrics: Metrics;
  readonly signIn: SignIn;
  readonly signer: Signer;
  readonly officers: Officers;
  readonly officerSessions: OfficerSessions;
  /** What every open feature adds for officers, made once; not to be asked while a feature is being made. */
  readonly officerWindows: () => readonly OfficerWindow[];
  /** Seals what is personal by a key that is not in the database. */
  readonly vault: Vault;
  /** A secret of this window for a purpose, always the same; none is stored in the database. */
  readonly secretFor: (purpose: string) => string;
  readonly jobs: Jobs;
  readonly publishing: Publishing;
  /** Kinds of all open features, by id. */
  readonly kinds: ReadonlyMap<string, ItemKind>;
  /** Runs when the window closes, for what a feature keeps open. */
  readonly onClose: (close: () => Promise<void>) => void;
  /** Every feature that is open, this one among them. */
  readonly features: () => readonly Feature[];
  /** The OpenAPI 3.1 description of all routes below `/api/v1`. */
  readonly describeApi: () => ApiDescription;
}

export type ApiDescription = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>;

/** What one feature offers to others; absent where the feature is switched off. */
export interface Capabilities {
  readonly elections: ElectionDirectory;
  readonly pollingPlaces: PollingPlaceDirectory;
  readonly holidays: HolidayDirectory;
  readonly boundaries: BoundaryDirectory;
  readonly incidents: IncidentBook;
}

/** What a page is rendered from: nothing of it is trusted but the language and the clock. */
export interface PageRequest {
  readonly lang: Lang;
  /** Path without the language, "/tahapan". */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Only the names that the route lists in `query`. */
  readonly query: Readonly<Record<string, string>>;
  readonly now: Temporal.ZonedDateTime;
  readonly format: Formatter;
  /** A path in the language of the request; the address of another site is left as it is. */
  readonly href: (path: string) => string;
}

/** A request for a page that is made for who asks. */
export interface VisitRequest extends PageRequest {
  /** As they came, for sessions alone. */
  readonly headers: Headers;
}

/** A form that was posted, with where it came from for rate limits. */
export interface FormRequest extends VisitRequest {
  readonly form: Readonly<Record<string, string>>;
  /** Address of the client, for counting alone. */
  readonly address: string;
}

/** Pages answer in both languages; the path stands without one. */
export type PageRoute = {
  readonly path: string;
  /** Names of query values that the page uses; others change nothing and are not kept. */
  readonly query?: readonly string[];
  readonly post?: (request: FormRequest) => Promise<PageAnswer>;
  /** Most bytes of a posted form; absent: 8 KiB. */
  readonly largestForm?: number;
} & (
  | { readonly fresh?: never; readonly get: (request: PageRequest) => Promise<PageAnswer> }
  | {
      /** Rendered for each request and kept nowhere, neither here nor on the way. */
      readonly fresh: true;
      readonly get: (request: VisitRequest) => Promise<PageAnswer>;
    }
);

export type PageAnswer =
  | ({ readonly kind: 'page' } & Page)
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'moved';
      readonly to: string;
      /** 303 unless told, as after a form; 302 for an address that stands for another one, 301 for one that is past. */
      readonly status?: 301 | 302;
      /** `Set-Cookie` of a session that begins or ends; several where a phone is to be known again beside it. */
      readonly cookie?: string | readonly string[];
    };

export interface Page {
  readonly title: string;
  readonly description?: string;
  readonly body: VNode;
  readonly status?: 200 | 400 | 409 | 422 | 429 | 503;
  /** Names of islands that the page needs. */
  readonly scripts?: readonly string[];
  readonly feeds?: readonly { readonly href: string; readonly type: string; readonly title: string }[];
  /** schema.org data of the page. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** The picture that a link to the page is shown with: a path of this window, 1200×630 unless told. */
  readonly image?: {
    readonly href: string;
    readonly alt: string;
    readonly width?: number;
    readonly height?: number;
  };
  /** When what it says was first published and last changed. */
  readonly published?: { readonly at: Temporal.Instant; readonly changedAt: Temporal.Instant };
  /** Loaded anew after so many seconds, where something is under way that it tells of. Only of pages that are not kept. */
  readonly refreshSeconds?: number;
  /** Its page may ask for the camera: only to read a QR code. */
  readonly camera?: true;
  /** Its page may ask where the phone is: only for a photo whose place is kept. */
  readonly location?: true;
  /** May stand in a frame of another site. Such a page has no form that changes anything. */
  readonly embed?: true;
  /** Not for search engines: answers to one person, and pages that say that something is missing. */
  readonly noindex?: true;
  /** The path whose place in the navigation is the current one, where it is not the page's own. */
  readonly within?: string;
}

export interface FileRoute {
  readonly path: string;
  /** Names of query values that it uses. */
  readonly query?: readonly string[];
  readonly get: (request: PageRequest) => Promise<FileAnswer | undefined>;
  /**
   * Makes it a topic of the window's hub: whether a publication changes what it says when it is asked with these query
   * values. Its path has no parameters then, so that each topic has one address.
   */
  readonly changes?: (
    publication: Pick<Publication, 'item' | 'event'>,
    query: Readonly<Record<string, string>>,
  ) => boolean;
}

export interface FileAnswer {
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Never changes under its address, as what is named by its own digest. */
  readonly immutable?: true;
  /** For so many seconds browsers and proxies may keep it without asking again; half a minute unless told. */
  readonly maxAge?: number;
  /** May be fetched by pages of other sites: feeds, pictures, widgets. */
  readonly shared?: true;
  /** What belongs to it, as full addresses: a feed's hub. */
  readonly links?: readonly { readonly rel: 'hub' | 'self'; readonly href: string }[];
  /** Offered to be saved under this name. */
  readonly fileName?: string;
}

/** A page of a feature as search engines are told of it. */
export interface SitemapEntry {
  /** Without a language: it answers in both. */
  readonly path: string;
  readonly changedAt?: Temporal.Instant;
  /** For what is news: its title, and when it was first published. */
  readonly news?: { readonly title: Bilingual; readonly publishedAt: Temporal.Instant };
}

/** What a feature adds to every page that may be passed on, by its address without an origin, in its language. */
export interface EveryPage {
  /** A link at its foot; the path stands without a language. */
  readonly foot?: (
    address: string,
    lang: Lang,
  ) => { readonly icon: string; readonly label: string; readonly href: string };
  /** Another form of the page for programs, named in its head. */
  readonly alternate?: (
    address: string,
    publicUrl: string,
  ) => { readonly href: string; readonly type: string; readonly title: string };
}

/** What a feature adds to the home page, and to what other sites show of it. */
export interface HomeParts {
  /** What nobody should miss today, above all else. */
  readonly notices?: (request: PageRequest) => Promise<readonly HomeItem[]>;
  readonly now?: (request: PageRequest) => Promise<NowCard | undefined>;
  /** All that is under way at this moment, what people want to know first in front. */
  readonly running?: (request: PageRequest) => Promise<readonly HomeItem[]>;
  readonly next?: (request: PageRequest) => Promise<readonly HomeItem[]>;
  readonly latest?: (request: PageRequest) => Promise<readonly LatestItem[]>;
}

/** The one big thing of the home page. */
export interface NowCard {
  readonly label: string;
  readonly title: string;
  readonly href: string;
  readonly figure?: { readonly value: string; readonly caption: string };
  readonly lines: readonly string[];
}

export interface HomeItem {
  readonly title: string;
  readonly note: string;
  readonly href: string;
}

export interface LatestItem extends HomeItem {
  readonly at: Temporal.Instant;
}

/** What the service worker keeps. */
export interface Offline {
  /** Paths kept from the first visit on. */
  readonly first?: readonly string[];
  /** Prefixes of paths kept once a person opened them. */
  readonly opened?: readonly string[];
  /** Prefixes of what those pages fetch: data below `/api/v1`, pictures. */
  readonly data?: readonly string[];
}

/** True where citizens can use the feature at this moment and the operator has not switched it off. */
export function isOpen(
  feature: Pick<Feature, 'id' | 'release'>,
  now: Temporal.Instant,
  off: readonly string[],
): boolean {
  const { release } = feature;
  if (release.state === 'off' || off.includes(feature.id)) return false;
  const after =
    release.from === undefined || Temporal.Instant.compare(now, Temporal.Instant.from(release.from)) >= 0;
  const before =
    release.until === undefined || Temporal.Instant.compare(now, Temporal.Instant.from(release.until)) < 0;
  return after && before;
}
