import type { Area } from '../domain/area.ts';
import type { Audience, SomeLanguages, Urgency } from '../domain/item.ts';
import type { DemoPdf } from './items-pdf.ts';

/** Where an invented notice is about: real names and codes of the demo's own city. */
export interface DemoPlaces {
  readonly city: Area;
  readonly kecamatan: Area;
  readonly kelurahan: Area;
}

/** One deed in the life of an item, at a time of the city's own zone. */
export type DemoDeed = { readonly at: Temporal.PlainDateTime } & (
  | { readonly deed: 'create' | 'submit' | 'publish' | 'expire' }
  | { readonly deed: 'schedule'; readonly for: Temporal.PlainDateTime }
  | { readonly deed: 'send-back'; readonly reason: string }
  /** Begins a correction: what is new in the content, and what readers are told of it. */
  | { readonly deed: 'save'; readonly change: object; readonly note: SomeLanguages }
  | { readonly deed: 'withdraw'; readonly reason: SomeLanguages }
);

/** An invented item, and what staff did with it. */
export interface DemoItem {
  readonly kind: 'announcement' | 'document' | 'question';
  /** `kpu` or `kota`. */
  readonly agency: string;
  readonly content: object;
  /** A page that is stored as the content's `file`. */
  readonly file?: DemoPdf;
  readonly envelope: {
    readonly source: { readonly title: string; readonly url?: string };
    readonly areas: readonly string[];
    readonly audience: Audience;
    readonly urgency: Urgency;
    readonly expires?: Temporal.PlainDateTime;
    readonly reviewOn?: Temporal.PlainDate;
  };
  readonly story: readonly DemoDeed[];
}

/** How long before it was published something was begun and handed in, in minutes. */
const BEGUN_BEFORE = 95;
const SUBMITTED_BEFORE = 40;

/** A moment of a demo's autumn: `on('11-20', '09:15')`. */
export function on(day: string, time: string): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`2024-${day}T${time}`);
}

/** Written, handed in and published. */
export function published(at: Temporal.PlainDateTime): readonly DemoDeed[] {
  return [
    { deed: 'create', at: at.subtract({ minutes: BEGUN_BEFORE }) },
    { deed: 'submit', at: at.subtract({ minutes: SUBMITTED_BEFORE }) },
    { deed: 'publish', at },
  ];
}

/** Written anew, handed in and published as a correction. */
export function corrected(
  at: Temporal.PlainDateTime,
  change: object,
  note: SomeLanguages,
): readonly DemoDeed[] {
  return [
    { deed: 'save', at: at.subtract({ minutes: BEGUN_BEFORE }), change, note },
    { deed: 'submit', at: at.subtract({ minutes: SUBMITTED_BEFORE }) },
    { deed: 'publish', at },
  ];
}

/** What most items say beside their content: for everybody, everywhere, nothing that hurries. */
export function envelope(source: string, more: Partial<DemoItem['envelope']> = {}): DemoItem['envelope'] {
  return {
    source: { title: source },
    areas: [],
    audience: 'public',
    urgency: 'normal',
    ...(more.expires ? {} : { reviewOn: Temporal.PlainDate.from('2025-01-15') }),
    ...more,
  };
}
