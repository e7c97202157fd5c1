import type { ItemEnvelope, SomeLanguages } from '../../domain/item.ts';
import type { ItemState, Shown, Work } from '../../domain/item-state.ts';
import type { Staff } from '../../domain/staff.ts';
import type { ItemReader } from './reader.ts';

/** Who acts on an item: a person, a source that brings it, or the clock. */
export type ItemActor =
  | { readonly kind: 'staff'; readonly staff: Staff; readonly address: string }
  | { readonly kind: 'source'; readonly id: string; readonly name: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'clock' };

/** What an editor writes. */
export interface DraftInput {
  /** Parsed by the kind. */
  readonly content: unknown;
  readonly envelope: ItemEnvelope;
  /** What changed, for readers; required for every version after the first. */
  readonly note?: SomeLanguages | undefined;
}

export interface Draft extends DraftInput {
  /** Rises with each change; a change names the revision that it was made from. */
  readonly revision: number;
  readonly work: Exclude<Work, 'none'>;
  /** Everybody who wrote in it since the last publication. */
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  readonly updatedAt: Temporal.Instant;
  readonly updatedBy: { readonly id: string; readonly name: string };
  readonly scheduledFor?: Temporal.Instant | undefined;
  /** Why a reviewer sent it back. */
  readonly sentBack?: { readonly reason: string; readonly by: string } | undefined;
}

/** An item as the workspace sees it. */
export interface WorkItem extends ItemState {
  readonly id: string;
  readonly kind: string;
  readonly subject?: string | undefined;
  readonly agency: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly slug: string;
  /** Newest published version, 0 before the first. */
  readonly version: number;
  readonly title: SomeLanguages;
  readonly createdAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  readonly expiresAt?: Temporal.Instant | undefined;
  readonly reviewOn?: Temporal.PlainDate | undefined;
  readonly draft?: Draft | undefined;
}

export interface WorkQuery {
  readonly kind?: string | undefined;
  /** Agencies whose items are listed. */
  readonly agencies: readonly string[];
  readonly shown?: readonly Shown[] | undefined;
  readonly work?: Work | undefined;
  readonly words?: string | undefined;
  /** Drafts that a reviewer sent back and that this person wrote in. */
  readonly sentBackTo?: string | undefined;
  /** Current ones that end before this moment. */
  readonly expiresBefore?: Temporal.Instant | undefined;
  /** Those whose review date has come by this day. */
  readonly reviewDueOn?: Temporal.PlainDate | undefined;
  readonly before?: { readonly changedAt: Temporal.Instant; readonly id: string } | undefined;
  readonly limit: number;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly item: WorkItem }
  /** Somebody else saved since; nothing was written. */
  | { readonly kind: 'conflict'; readonly current: WorkItem };

/** An item cannot be changed so. `code` is stable. */
export class PublishingRefusal extends Error {
  readonly code:
    | 'unknown-item'
    | 'unknown-kind'
    | 'not-allowed'
    | 'not-possible'
    | 'changed-meanwhile'
    | 'second-person'
    | 'note-missing'
    | 'date-passed'
    | 'invalid'
    | 'does-not-fit';

  constructor(code: PublishingRefusal['code'], detail: string) {
    super(detail);
    this.name = 'PublishingRefusal';
    this.code = code;
  }
}

/**
 * The one way in which items are written. Each call is one transaction: state, version, signature, the feature's own
 * tables, search, audit and the pages' revision change together or not at all.
 *
 * Every call throws PublishingRefusal where it is not possible, and DatabaseUnavailable.
 */
export interface Publishing {
  readonly reader: ItemReader;
  /** Items for the workspace, the last changed first. */
  list(query: WorkQuery): Promise<readonly WorkItem[]>;
  find(id: string): Promise<WorkItem | undefined>;
  findBySubject(kind: string, subject: string): Promise<WorkItem | undefined>;
  /** Whether a kind's items are published only by somebody who did not write them. */
  needsSecondPerson(kind: string): boolean;
  create(
    actor: ItemActor,
    item: {
      readonly kind: string;
      readonly agency: string;
      readonly subject?: string | undefined;
      readonly origin?:
        | {
            readonly source: string;
            readonly key: string;
            /** When it was published there, which may be long before it came here. */
            readonly publishedAt?: Temporal.Instant | undefined;
          }
        | undefined;
    },
    draft: DraftInput,
  ): Promise<WorkItem>;
  /** Writes the draft, or begins one on a published item (`revision` 0). */
  save(actor: ItemActor, id: string, revision: number, draft: DraftInput): Promise<SaveOutcome>;
  submit(actor: ItemActor, id: string, revision: number): Promise<WorkItem>;
  sendBack(actor: ItemActor, id: string, revision: number, reason: string): Promise<WorkItem>;
  /** Publishes what is in review, now or at a moment to come. */
  publish(actor: ItemActor, id: string, revision: number, at?: Temporal.Instant): Promise<WorkItem>;
  /** Puts away the draft. An item that was never published is gone then. */
  discard(actor: ItemActor, id: string, revision: number): Promise<void>;
  /** Somebody looked: it is still true, until a new date. */
  confirm(
    actor: ItemActor,
    id: string,
    version: number,
    until: Pick<ItemEnvelope, 'expiresAt' | 'reviewOn'>,
  ): Promise<WorkItem>;
  withdraw(actor: ItemActor, id: string, version: number, reason: SomeLanguages): Promise<WorkItem>;
  /** Releases what is scheduled and expires what is over at this moment; how many items changed. */
  runDue(now: Temporal.Instant): Promise<number>;
}
