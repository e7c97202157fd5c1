import ical, { ICalEventStatus } from 'ical-generator';
import type { PollingPlace } from '../../domain/polling-place.ts';
import type { FileAnswer, PageRequest } from '../../platform/feature.ts';
import { joinNames } from './card.ts';
import type { ElectionStanding } from './elections.ts';
import { addressLine } from './links.ts';
import type { PlaceView } from './load.ts';
import { words } from './messages.ts';

const MINUTE_MS = 60_000;

/**
 * Voting at this polling place as a calendar entry (RFC 5545). Its sequence rises with each change of the polling
 * place, so that a calendar that has it takes the new place over.
 */
export function votingEvent(
  { view, standing, changedAt }: PlaceView,
  request: PageRequest,
  options: { readonly zone: string; readonly publicUrl: string },
): FileAnswer {
  const { place, village } = view;
  const t = words(request.lang);
  const url = `${options.publicUrl}${request.href(`/tps/${place.election}/${place.code}`)}`;
  const calendar = ical({
    prodId: { company: 'Jendela', product: 'TPS', language: request.lang.toUpperCase() },
  });
  calendar.createEvent({
    id: `${place.election}-${place.code}@jendela`,
    sequence: Math.floor(changedAt.epochMilliseconds / MINUTE_MS),
    stamp: new Date(changedAt.epochMilliseconds),
    start: moment(standing, place, 'opens', options.zone),
    end: moment(standing, place, 'closes', options.zone),
    ...(place.withdrawnOn && { status: ICalEventStatus.CANCELLED }),
    summary: t.eventTitle(standing.name, place.displayNumber),
    description: `${bringText(standing, request)}\n${url}`,
    location: {
      title: `TPS ${place.displayNumber}, ${addressLine(place)}, ${t.village(village.kind, village.name)}`,
      ...(place.coordinates && {
        geo: { lat: place.coordinates.latitude, lon: place.coordinates.longitude },
      }),
    },
    url,
  });
  return {
    type: 'text/calendar; charset=utf-8',
    body: calendar.toString(),
    fileName: `tps-${place.displayNumber}-${place.election}.ics`,
  };
}

function moment(
  { election }: ElectionStanding,
  { hours = election.votingHours }: PollingPlace,
  edge: 'opens' | 'closes',
  zone: string,
): Date {
  const time = hours[edge];
  return new Date(election.votingDay.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

/** What voters of the permanent list bring, who are nearly all. */
function bringText({ election }: ElectionStanding, { lang }: PageRequest): string {
  const list = election.lists.find(({ kind }) => kind === 'permanent');
  const things = list?.bring.map(({ what }) => what[lang]) ?? [];
  const t = words(lang);
  return things.length > 0 ? t.eventBring(joinNames(things, t.and)) : '';
}
