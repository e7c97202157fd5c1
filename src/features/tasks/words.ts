import type { AnswerFault, OfficerTask, TaskStage, TaskStanding } from '../../domain/officer-task.ts';
import type { TaskValue } from '../../domain/task-report.ts';
import type { Formatter } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { messages } from './messages.ts';
import type { DatedTask } from './task-book.ts';

/** Names of the parts of an election as officers live it. */
export const STAGE_WORDS: Readonly<Record<Lang, Readonly<Record<TaskStage, string>>>> = {
  id: {
    start: 'Awal tugas',
    lists: 'Data pemilih',
    preparing: 'Menjelang hari pemungutan suara',
    day: 'Hari pemungutan suara',
    counting: 'Penghitungan suara',
    after: 'Sesudahnya',
  },
  en: {
    start: 'Beginning',
    lists: 'Voter data',
    preparing: 'Before voting day',
    day: 'Voting day',
    counting: 'The count',
    after: 'Afterwards',
  },
};

/** An answer as it is read: "612 lembar", "Lengkap". */
export function valueInWords(
  { answer }: Pick<OfficerTask, 'answer'>,
  value: TaskValue,
  lang: Lang,
  format: Formatter,
): string {
  if (value === null) return messages(lang).noAnswer;
  if (typeof value === 'number') {
    const unit = answer?.kind === 'number' ? ` ${answer.unit[lang]}` : '';
    return format.number(value) + unit;
  }
  const option = answer?.kind === 'choice' ? answer.options.find(({ id }) => id === value) : undefined;
  return option?.label[lang] ?? value;
}

/** Who reported a task, or asked for it anew: nobody by name is the election office. */
export function nameOf(
  { officer }: { readonly officer: string | undefined },
  names: ReadonlyMap<string, string>,
  lang: Lang,
): string {
  const t = messages(lang);
  return officer === undefined ? t.office : (names.get(officer) ?? t.somebody);
}

/** What is wrong with an answer. @param bounds of a number that is asked for */
export function answerFaultInWords(
  fault: AnswerFault,
  bounds: readonly [least: number, most: number],
  lang: Lang,
  format: Formatter,
): string {
  const [least, most] = bounds.map((bound) => format.number(bound));
  const words: Readonly<Record<Lang, Record<AnswerFault, string>>> = {
    id: {
      'no-number': 'Tulis jumlahnya dengan angka saja, lalu tandai lagi.',
      'too-small': `Jumlahnya paling sedikit ${least}. Periksa lagi, lalu tandai.`,
      'too-large': `Jumlahnya paling banyak ${most}. Periksa lagi, lalu tandai.`,
      'no-choice': 'Pilih salah satu jawaban, lalu tandai lagi.',
    },
    en: {
      'no-number': 'Write the number in figures alone, then mark it again.',
      'too-small': `The number is ${least} at least. Look again, then mark it.`,
      'too-large': `The number is ${most} at most. Look again, then mark it.`,
      'no-choice': 'Choose one of the answers, then mark it again.',
    },
  };
  return words[lang][fault];
}

/** How a task stands, in a word, with its tone. */
export function standingInWords(
  standing: TaskStanding,
  lang: Lang,
): { readonly label: string; readonly tone: 'ok' | 'warn' | 'bad' | 'plain' } {
  const t = messages(lang);
  const words = {
    done: { label: t.statusDone, tone: 'ok' },
    conflict: { label: t.statusConflict, tone: 'warn' },
    again: { label: t.statusAgain, tone: 'warn' },
    later: { label: t.statusLater, tone: 'plain' },
    open: { label: t.statusOpen, tone: 'plain' },
    soon: { label: t.statusSoon, tone: 'warn' },
    overdue: { label: t.statusOverdue, tone: 'warn' },
  } as const;
  return words[standing];
}

interface Moment {
  readonly lang: Lang;
  readonly format: Formatter;
  readonly now: Temporal.ZonedDateTime;
}

/** When a task is due, as one says it today: "Besok sebelum pukul 18.00", "Seharusnya kemarin". */
export function dueInWords({ dueAt }: Pick<DatedTask, 'dueAt'>, { lang, format, now }: Moment): string {
  const t = messages(lang);
  const days = now.toPlainDate().until(dueAt.toPlainDate(), { largestUnit: 'days' }).days;
  const at = dueAt.toPlainTime();
  const time = at.hour === 23 && at.minute === 59 ? undefined : format.time(at);
  const day = format.date(dueAt.toPlainDate(), { weekday: true });
  if (Temporal.ZonedDateTime.compare(dueAt, now) < 0) {
    if (days === 0) return t.overdueSince(t.todayAt(format.time(at)));
    if (days === -1) return t.overdueSince(time ? t.dueYesterday(time) : t.dueYesterdayWhole);
    return t.overdueSince(time ? t.overdueAt(day, time) : day);
  }
  if (days === 0) return time ? t.dueToday(time) : t.dueTodayWhole;
  if (days === 1) return time ? t.dueTomorrow(time) : t.dueTomorrowWhole;
  return time ? t.dueOn(day, time) : t.dueOnWhole(day);
}

/** From when a task can be done: "Mulai hari ini pukul 05.30". */
export function opensInWords(opens: Temporal.ZonedDateTime, { lang, format, now }: Moment): string {
  const t = messages(lang);
  const days = now.toPlainDate().until(opens.toPlainDate(), { largestUnit: 'days' }).days;
  const time = format.time(opens.toPlainTime());
  if (days === 0) return t.opensToday(time);
  return days === 1 ? t.opensTomorrow(time) : t.opensOn(format.date(opens.toPlainDate(), { weekday: true }));
}
