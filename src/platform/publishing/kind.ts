import type { Transaction } from 'kysely';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { ItemEnvelope, SomeLanguages } from '../../domain/item.ts';
import type { Attachment, Picture } from '../../domain/media.ts';
import type { Role } from '../../domain/staff.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { FieldProblem, FormValues, StaffFormRequest, StaffRequest } from '../workspace/contract.ts';
import type { PublishedItem } from './reader.ts';

/**
 * A kind of item that staff publish: announcements, stages, questions. A feature declares the kinds that are its
 * own; the workspace edits, reviews and publishes all of them in one way, and knows none by name.
 */
export interface ItemKind<Content = unknown> {
  /** `announcement`. Stands in permissions (`announcement.write`, `announcement.review`) and in settings. */
  readonly id: string;
  readonly label: Bilingual;
  readonly plural: Bilingual;
  readonly icon: string;
  readonly order: number;
  /** Whose kind it is: any agency's, or the election office's alone. */
  readonly owner: 'any' | 'election-office' | 'city-office';
  /** Roles that write and that decide; absent: editors and reviewers write, reviewers decide. */
  readonly roles?: { readonly write: readonly Role[]; readonly review: readonly Role[] };
  /** Days after which somebody looks whether an item is still true, unless its editor says otherwise. */
  readonly reviewAfterDays: number;
  /** What an item contains. Stored content is parsed by it again, so that it may only grow. */
  readonly schema: z.ZodType<Content>;
  readonly title: (content: Content) => SomeLanguages;
  /** The words that readers read, without marks: they are signed, compared and searched. */
  readonly text: (content: Content) => SomeLanguages;
  /**
   * What others say that the item judges, as a hoax notice does. Its words stand in `text`, but are never taken for the
   * agency's own where people ask whether something is real.
   */
  readonly judges?: (content: Content) => JudgedClaim | undefined;
  /** Path of its page, without a language; the list's path where it has none of its own. */
  readonly address: (item: {
    readonly id: string;
    readonly slug: string;
    readonly content: Content;
  }) => string;
  /** What a new item starts from; with a subject, what is recorded of that thing now. */
  readonly blank: (subject: string | undefined) => Promise<FormValues>;
  /** Content as the values of its form, for editing. */
  readonly toForm: (content: Content) => FormValues;
  /**
   * Reads a posted form with its files. Problems name the fields; what was typed is shown again. Files that are good
   * are stored at once, under their content's digest, so that a form with another mistake need not send them again.
   */
  readonly fromForm: (request: StaffFormRequest) => Promise<ParsedContent<Content>>;
  /** Content of something that came from an agency's own site; absent where nothing comes in that way. */
  readonly fromSource?: (incoming: SourceContent) => Content;
  /** What its fields choose from, read before they are drawn: the other stages of an election, say. */
  readonly choices?: (values: FormValues, request: StaffRequest) => Promise<FieldChoices>;
  /** The fields of its form. */
  readonly fields: (view: FieldsView) => VNode;
  /** How readers will see it; also the preview in the workspace. */
  readonly preview: (content: Content, request: StaffRequest) => VNode;
  /** What a change brings about elsewhere: the timeline of a stage that moves, and what hangs on it. */
  readonly consequences?: (content: Content, request: StaffRequest) => Promise<VNode | undefined>;
  /**
   * Writes the feature's own tables when a version is published, in the same transaction.
   *
   * @throws PublishingRefusal where the content does not fit what is recorded by now
   */
  readonly apply?: (trx: Transaction<DatabaseSchema>, item: PublishedItem<Content>) => Promise<void>;
  /** Takes it out of the feature's own tables when it expires or is withdrawn, in the same transaction. */
  readonly remove?: (trx: Transaction<DatabaseSchema>, item: PublishedItem<Content>) => Promise<void>;
}

/** A claim of others, and what was found of it. */
export interface JudgedClaim {
  readonly claim: SomeLanguages;
  readonly holds: boolean;
  /** "Salah", "Menyesatkan". */
  readonly verdict: Bilingual;
}

/** What a connector read at an agency's own site, cleaned and in marks. */
export interface SourceContent {
  readonly title: string;
  readonly summary?: string | undefined;
  readonly markdown: string;
  readonly language: Language;
  /** What its site files it under, in the site's own words. */
  readonly categories?: readonly string[];
  readonly image?: Picture | undefined;
  readonly attachments?: readonly Attachment[];
}

/** What the fields of a form are drawn from. */
export interface FieldsView {
  readonly request: StaffRequest;
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  /** By name of the field, where the kind reads some. */
  readonly choices?: FieldChoices;
}

/** What fields choose from, by name of the field. */
export type FieldChoices = Readonly<
  Record<string, readonly { readonly value: string; readonly label: string }[]>
>;

export type ParsedContent<Content> =
  | { readonly ok: true; readonly content: Content }
  | {
      readonly ok: false;
      readonly problems: readonly FieldProblem[];
      /** What the form is shown with again, where it differs from what was posted: a stored picture's id, say. */
      readonly values?: FormValues;
    };

/** A version that was just published, for features that tell others of it. */
export interface Publication {
  readonly item: PublishedItem;
  readonly envelope: ItemEnvelope;
  readonly event: 'published' | 'corrected' | 'expired' | 'withdrawn';
}
