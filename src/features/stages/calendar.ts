import ical, {
  type ICalCalendar,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Election } from '../../domain/election.ts';
import {
  didNotHappen,
  isDay,
  momentAfter,
  momentOf,
  type Stage,
  type StageMoment,
} from '../../domain/stage.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { CALENDAR_FILE, electionPath, stagePath } from './constants.ts';
import { messages } from './messages.ts';
import type { ElectionRecord, StageRecord } from './reader.ts';

/** How often calendars ask again, in seconds. */
const ASK_AGAIN = 6 * 60 * 60;

/** Where a calendar is written for. */
export interface CalendarPlace {
  readonly lang: Lang;
  /** Code of the city's area, part of what makes an entry's id unique. */
  readonly area: string;
  /** IANA zone of the polling places. */
  readonly zone: string;
  readonly publicUrl: string;
  readonly href: (path: string) => string;
}

/** The calendar of an election, to subscribe to (RFC 5545, names and refreshing by RFC 7986). */
export function electionCalendar({ election, records }: ElectionRecord, place: CalendarPlace): string {
  const name = messages(place.lang).stagesOf(election.name[place.lang]);
  const page = electionPath(election.id);
  const calendar = newCalendar(place)
    .name(name)
    .url(absolute(page, place))
    .source(absolute(`${page}/${CALENDAR_FILE}`, place))
    .ttl(ASK_AGAIN);
  for (const record of records.values()) addEvent(calendar, election, record, place);
  return calendar.toString();
}

/** One stage as a calendar entry to keep; undefined where it has no date. */
export function stageCalendar(
  election: Election,
  record: StageRecord,
  place: CalendarPlace,
): string | undefined {
  const calendar = newCalendar(place);
  addEvent(calendar, election, record, place);
  return calendar.length() > 0 ? calendar.toString() : undefined;
}

function newCalendar({ lang }: CalendarPlace): ICalCalendar {
  return ical({ prodId: { company: 'Jendela', product: 'Tahapan', language: lang.toUpperCase() } });
}

function addEvent(
  calendar: ICalCalendar,
  election: Election,
  { stage, changedAt, withdrawnAt }: StageRecord,
  place: CalendarPlace,
): void {
  const when = whenOf(stage, place.zone);
  if (!when || stage.kind === 'group') return;
  const { lang } = place;
  const words = messages(lang);
  const name = `${stage.name[lang]} (${election.name[lang]})`;
  const url = absolute(stagePath(election.id, stage.id), place);
  calendar.createEvent({
    id: `${stage.id}.${election.id}.${place.area}@jendela`,
    sequence: stage.version,
    stamp: changedAt,
    lastModified: changedAt,
    ...when,
    summary: stage.start ? name : words.deadline(name),
    description: [
      stage.citizen?.[lang],
      stage.rule?.[lang],
      stage.condition && words.onCondition(stage.condition[lang]),
      stage.regulation,
      url,
    ]
      .filter(Boolean)
      .join('\n'),
    url,
    status: statusOf(stage, withdrawnAt !== undefined),
    // Stages last for weeks: they should not make anyone look busy.
    transparency: ICalEventTransparency.TRANSPARENT,
    ...(stage.geo && { location: { geo: geoOf(stage.geo) } }),
  });
}

function statusOf(stage: Stage, withdrawn: boolean): ICalEventStatus {
  if (withdrawn || didNotHappen(stage)) return ICalEventStatus.CANCELLED;
  const undecided = stage.condition !== undefined && stage.conditionMet === undefined;
  return undecided ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

/**
 * Days as whole days, whose end is the day after the last one; anything with a time in UTC, which needs no rules of a
 * zone. A stage with an end alone stands on that day, one with a start alone on the day it starts.
 */
function whenOf(
  { start, end }: Stage,
  zone: string,
): Pick<ICalEventData, 'start' | 'end' | 'allDay'> | undefined {
  const first = start ?? end;
  if (!first) return undefined;
  const last = start ? end : undefined;
  if (isDay(first) && (!last || isDay(last))) {
    return { allDay: true, start: first, end: (last ?? first).add({ days: 1 }) };
  }
  const instant = (moment: Temporal.PlainDateTime) => moment.toZonedDateTime(zone).toInstant();
  return {
    start: instant(momentOf(first)),
    ...(last && { end: instant(momentAfter(last satisfies StageMoment)) }),
  };
}

/** The equator runs through Indonesia, and the generator takes a latitude of exactly 0 for none: a decimetre beside it. */
function geoOf({ latitude, longitude }: NonNullable<Stage['geo']>): { lat: number; lon: number } {
  return { lat: latitude || 0.000001, lon: longitude || 0.000001 };
}

function absolute(path: string, { publicUrl, href }: CalendarPlace): string {
  return publicUrl + href(path);
}
