import type { Outgoing } from '../../../platform/outgoing/outgoing.ts';
import type { ReadAt } from './dates.ts';

/** Something that a source has, cleaned and in marks. */
export interface IncomingItem {
  /** What names it at the source for ever: a guid, a number, a path. */
  readonly key: string;
  /** Canonical address: without a fragment, and without what follows readers about. */
  readonly url?: string;
  readonly title: string;
  readonly markdown: string;
  readonly summary?: string;
  readonly publishedAt?: Temporal.Instant;
  readonly updatedAt?: Temporal.Instant;
  /** The source gave a date that cannot be. */
  readonly dateDoubtful?: true;
  readonly categories: readonly string[];
  readonly imageUrl?: string;
  /** What the picture shows, in the source's own words. */
  readonly imageAlt?: string;
  readonly language: 'id' | 'en';
  /** PDFs that belong to it, read when they are wanted. */
  readonly files?: readonly IncomingFile[];
}

/** A file that comes with an item. */
export interface IncomingFile {
  readonly name: string;
  /** Changes when the file does, so that only one that changed is read. */
  readonly mark: string;
  /** Undefined where it is gone or too large by now. */
  readonly bytes: () => Promise<Uint8Array | undefined>;
}

/** What a reading leaves for the next one: entity tags, the last moment of change. */
export type ReadState = Readonly<Record<string, unknown>>;

export interface ReadContext extends ReadAt {
  readonly ask: Outgoing['ask'];
  readonly signal: AbortSignal;
  readonly state: ReadState;
  /** Keys that are known already, so that a source can be asked whether they are still there. */
  readonly knownKeys: readonly string[];
  /** The same with what is known of them. */
  readonly known?: readonly KnownItem[];
}

/** Something that a source has brought before. */
export interface KnownItem {
  readonly key: string;
  readonly url?: string | undefined;
  readonly publishedAt?: Temporal.Instant | undefined;
  /** A change of it could not be taken in and is wanted again, whether or not it changed since. */
  readonly isWanted?: boolean;
}

export interface Reading {
  readonly kind: 'unchanged' | 'read';
  readonly items: readonly IncomingItem[];
  /** Keys that the source says are gone. */
  readonly gone: readonly string[];
  /** Keys that are still there, and were not read again. */
  readonly there?: readonly string[];
  /** Whether `items` are all there are, so that what is missing is gone. */
  readonly complete: boolean;
  readonly state: ReadState;
  /** Names of what is there and could not be read, such as a file with a broken head. */
  readonly skipped?: readonly string[];
  /** A pause that the source asks for before the next reading. */
  readonly retryAfterSeconds?: number;
}

export type SourceErrorCode =
  | 'not-a-feed'
  | 'empty'
  | 'no-longer-fits'
  | 'status'
  | 'wordpress-closed'
  | 'folder';

/** A source could not be read. `code` is stable. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The setting that finds nothing any more, where a page no longer fits. */
  readonly setting: string | undefined;

  constructor(
    code: SourceErrorCode,
    detail: string,
    more: {
      readonly status?: number;
      readonly retryAfterSeconds?: number | undefined;
      readonly setting?: string;
    } = {},
  ) {
    super(detail);
    this.name = 'SourceError';
    this.code = code;
    this.status = more.status;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.setting = more.setting;
  }
}
