import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AreaIndex } from '../../../domain/area.ts';
import { isPollingPlaceCode, type PollingPlace } from '../../../domain/polling-place.ts';
import { POLLING_PLACE_COLUMNS, parsePollingPlaceRow } from '../../../domain/polling-place-row.ts';
import { fingerprint, staffColumns } from '../rows.ts';

export const KIND = 'polling-place';

const LONGEST_CELL = 2_000;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A polling place as staff publish it: its line of a file, and what files have not. */
export const placeContentSchema = z.object({
  election: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Digest of what was recorded when its form was made. */
  base: z.string().max(64),
  cells: z.partialRecord(z.enum(POLLING_PLACE_COLUMNS), z.string().max(LONGEST_CELL)),
  note: z.object({ id: z.string().exactOptional(), en: z.string().exactOptional() }).exactOptional(),
  hours: z.object({ opens: time, closes: time }).exactOptional(),
});
export type PlaceContent = z.infer<typeof placeContentSchema>;

/** The thing that an item is about: `pilkada-2024/3276011006001`. */
export interface PlaceSubject {
  readonly election: string;
  readonly code: string;
}

export function subjectOf({ election, code }: PlaceSubject): string {
  return `${election}/${code}`;
}

/** Undefined for what names no polling place. */
export function parseSubject(subject: string | undefined): PlaceSubject | undefined {
  const [election = '', code = '', ...rest] = (subject ?? '').split('/');
  return rest.length === 0 && election !== '' && isPollingPlaceCode(code) ? { election, code } : undefined;
}

/** What is known of the city, to read a line by. */
export interface PlaceFrame {
  readonly areas: AreaIndex;
  /** Code of the kota or kabupaten. */
  readonly city: string;
}

/** The polling place that a content means; undefined where its line no longer reads as one. */
export function placeOfContent(
  { election, cells, note, hours }: PlaceContent,
  { areas, city }: PlaceFrame,
): PollingPlace | undefined {
  const parsed = parsePollingPlaceRow(cells, { election, areas, city });
  if (!parsed.ok) return undefined;
  return {
    ...parsed.place,
    ...(note && { note }),
    ...(hours && {
      hours: {
        opens: Temporal.PlainTime.from(hours.opens),
        closes: Temporal.PlainTime.from(hours.closes),
      },
    }),
  };
}

/** A text that is the same as long as nobody changes what is recorded of a polling place. */
export function baseOf(place: PollingPlace): string {
  return createHash('sha256')
    .update(fingerprint(place))
    .update(JSON.stringify(staffColumns(place)))
    .digest('base64url');
}
