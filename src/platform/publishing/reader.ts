import type { Audience, ItemEnvelope, SomeLanguages, Urgency } from '../../domain/item.ts';
import type { Shown } from '../../domain/item-state.ts';

/** An item as readers see it: its newest published version, also after it expired or was withdrawn. */
export interface PublishedItem<Content = unknown> {
  readonly id: string;
  readonly kind: string;
  /** What it is about where that is recorded elsewhere: `pemilu-2024/kampanye`. */
  readonly subject?: string | undefined;
  readonly agency: string;
  readonly slug: string;
  readonly shown: Exclude<Shown, 'none'>;
  readonly version: number;
  readonly content: Content;
  readonly envelope: ItemEnvelope;
  readonly title: SomeLanguages;
  readonly text: SomeLanguages;
  /** When its first version was published, and when it last changed for readers. */
  readonly publishedAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  /** What changed in this version; why it was withdrawn. */
  readonly note?: SomeLanguages | undefined;
  readonly signature: string;
  /** Id of the connector by which it came, and until when it was seen there. */
  readonly origin?: { readonly source: string; readonly seenAt: Temporal.Instant } | undefined;
}

/** One published version, for the history that readers can open. */
export interface PublishedVersion<Content = unknown> {
  readonly version: number;
  readonly event: 'published' | 'corrected' | 'expired' | 'withdrawn';
  readonly at: Temporal.Instant;
  readonly content: Content;
  readonly title: SomeLanguages;
  readonly text: SomeLanguages;
  readonly note?: SomeLanguages | undefined;
  readonly signature: string;
}

export interface ItemQuery {
  readonly kinds: readonly string[];
  /** Current ones alone unless told. */
  readonly shown?: readonly Exclude<Shown, 'none'>[];
  /** Those for this area, the areas above it, and the whole city. */
  readonly area?: string | undefined;
  readonly audience?: Audience;
  readonly urgency?: Urgency | undefined;
  readonly agency?: string | undefined;
  /** What its content names as its `category`, for kinds that have some. */
  readonly category?: string | undefined;
  /** Words that its title or text has. */
  readonly words?: string | undefined;
  /** Only those first published before this one, for the next page of a list. */
  readonly before?: { readonly publishedAt: Temporal.Instant; readonly id: string } | undefined;
  /** By first publication unless told; by the last change for feeds, which have no next page. */
  readonly newest?: 'published' | 'changed';
  readonly limit: number;
}

/** What features read of published items. Lists begin with the newest. */
export interface ItemReader {
  list(query: ItemQuery): Promise<readonly PublishedItem[]>;
  find(id: string): Promise<PublishedItem | undefined>;
  bySubject(kind: string, subject: string): Promise<PublishedItem | undefined>;
  /** The newest first. */
  versions(id: string): Promise<readonly PublishedVersion[]>;
}
