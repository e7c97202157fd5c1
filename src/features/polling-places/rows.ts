import type { Insertable, Selectable } from 'kysely';
import type { PollingPlace, PollingPlaceRef } from '../../domain/polling-place.ts';
import type { PollingPlaceTable } from './tables.ts';

type PollingPlaceRow = Selectable<PollingPlaceTable>;

/** A row as the domain knows it. */
export function toPlace(row: PollingPlaceRow, replaces: readonly PollingPlaceRef[]): PollingPlace {
  return {
    election: row.election,
    code: row.code,
    displayNumber: row.display_number,
    area: row.area,
    ...(row.name !== null && { name: row.name }),
    address: row.address,
    ...(row.latitude !== null &&
      row.longitude !== null && { coordinates: { latitude: row.latitude, longitude: row.longitude } }),
    status:
      row.confirmed_on === null
        ? { kind: 'provisional' }
        : { kind: 'confirmed', since: Temporal.PlainDate.from(row.confirmed_on) },
    accessibility: row.accessibility,
    kind: row.kind,
    ...(row.voters !== null && { voters: row.voters }),
    replaces,
    ...((row.note_id !== null || row.note_en !== null) && {
      note: {
        ...(row.note_id !== null && { id: row.note_id }),
        ...(row.note_en !== null && { en: row.note_en }),
      },
    }),
    ...(row.opens !== null &&
      row.closes !== null && {
        hours: { opens: Temporal.PlainTime.from(row.opens), closes: Temporal.PlainTime.from(row.closes) },
      }),
    ...(row.withdrawn_on !== null && { withdrawnOn: Temporal.PlainDate.from(row.withdrawn_on) }),
  };
}

/** A polling place as a file has it, as its row; what it replaces has a table of its own. */
export function toRow(place: PollingPlace, changedAt: Temporal.Instant): Insertable<PollingPlaceTable> {
  return {
    election: place.election,
    code: place.code,
    display_number: place.displayNumber,
    area: place.area,
    name: place.name ?? null,
    address: place.address,
    latitude: place.coordinates?.latitude ?? null,
    longitude: place.coordinates?.longitude ?? null,
    confirmed_on: place.status.kind === 'confirmed' ? place.status.since.toString() : null,
    kind: place.kind,
    accessibility: JSON.stringify(place.accessibility),
    voters: place.voters ?? null,
    changed_at: changedAt,
  };
}

/** What staff write of a polling place beside what a file has, as columns. */
export function staffColumns({ note, hours, withdrawnOn }: PollingPlace) {
  const time = (at: Temporal.PlainTime | undefined) => at?.toString({ smallestUnit: 'minute' }) ?? null;
  return {
    note_id: note?.id ?? null,
    note_en: note?.en ?? null,
    opens: time(hours?.opens),
    closes: time(hours?.closes),
    withdrawn_on: withdrawnOn?.toString() ?? null,
  };
}

/** A text that is equal for polling places that are equal in a file, whatever the order of their parts. */
export function fingerprint(place: PollingPlace): string {
  const { status, accessibility, replaces } = place;
  return JSON.stringify([
    place.code,
    place.displayNumber,
    place.area,
    place.name ?? null,
    place.address,
    place.coordinates?.latitude ?? null,
    place.coordinates?.longitude ?? null,
    status.kind === 'confirmed' ? status.since.toString() : null,
    place.kind,
    place.voters ?? null,
    Object.entries(accessibility).sort(([a], [b]) => (a < b ? -1 : 1)),
    replaces.map(({ election, code }) => `${election}:${code}`).sort(),
  ]);
}
