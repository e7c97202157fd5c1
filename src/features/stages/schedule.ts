import { type DaysLeft, dayOf, daysLeft, isDay, type Stage, type StageMoment } from '../../domain/stage.ts';
import type { Formatter } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { messages, type Words } from './messages.ts';

/** What something is said in. */
export interface Voice {
  readonly lang: Lang;
  readonly format: Formatter;
  readonly words: Words;
}

/** The voice of a request or of anything else with a language and its formatter. */
export function voiceOf({ lang, format }: { readonly lang: Lang; readonly format: Formatter }): Voice {
  return { lang, format, words: messages(lang) };
}

interface Options {
  /** Names the weekday of a single day, and of both ends of a span. */
  readonly weekday?: boolean;
}

/**
 * When a stage is, in words: its dates as far as they are set, else the rule that sets them. Where one end is open
 * and a rule sets it, both are said.
 */
export function scheduleInWords(stage: Stage, voice: Voice, options: Options = {}): string {
  const rule = stage.rule?.[voice.lang];
  const dates = datesInWords(stage, voice, options);
  if (dates === undefined) return rule ?? voice.words.noDate;
  const open = stage.start === undefined || stage.end === undefined;
  return open && rule !== undefined ? `${dates}. ${rule}` : dates;
}

/** The dates of a stage in words, or undefined where it has none. */
export function datesInWords({ start, end }: Stage, voice: Voice, options: Options = {}): string | undefined {
  if (start && end) return spanInWords(start, end, voice, options);
  if (start) return voice.words.from(momentInWords(start, voice, options));
  if (end) return voice.words.until(momentInWords(end, voice, options));
  return undefined;
}

function spanInWords(start: StageMoment, end: StageMoment, voice: Voice, options: Options): string {
  const { format, words } = voice;
  const first = dayOf(start);
  const last = dayOf(end);
  if (first.equals(last)) {
    const day = format.date(first, options);
    if (isDay(start) || isDay(end))
      return isDay(start) ? day : words.at(day, format.time(start.toPlainTime()));
    const hours = words.hours(format.time(start.toPlainTime()), format.time(end.toPlainTime()));
    return `${day}, ${hours}`;
  }
  if (isDay(start) && isDay(end) && !options.weekday) return format.dateRange(start, end);
  return words.span(momentInWords(start, voice, options), momentInWords(end, voice, options));
}

/** A day in words, with its time where the moment has one. */
export function momentInWords(moment: StageMoment, voice: Voice, options: Options = {}): string {
  const { format, words } = voice;
  const day = format.date(dayOf(moment), options);
  return isDay(moment) ? day : words.at(day, format.time(moment.toPlainTime()));
}

/** "Mulai 3 hari lagi", "Hari ini hari terakhir"; undefined where there is nothing to count. */
export function daysLeftInWords(stage: Stage, now: Temporal.ZonedDateTime, voice: Voice): string | undefined {
  const left = daysLeft(stage, now);
  const { start, end } = stage;
  const oneDay = start && end && dayOf(start).equals(dayOf(end));
  if (left?.until === 'end' && oneDay) return voice.words.isToday;
  return left && DAYS_LEFT[left.until](left, voice);
}

const DAYS_LEFT: Record<DaysLeft['until'], (left: DaysLeft, voice: Voice) => string> = {
  start: ({ days }, { format, words }) =>
    days === 0 ? words.startsToday : days === 1 ? words.startsTomorrow : words.startsIn(format.number(days)),
  end: ({ days }, { format, words }) =>
    days === 0 ? words.endsToday : days === 1 ? words.endsTomorrow : words.endsIn(format.number(days)),
};
