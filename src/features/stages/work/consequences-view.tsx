import type { Holiday } from '../../../domain/holiday.ts';
import { textIn } from '../../../domain/item.ts';
import type { Stage } from '../../../domain/stage.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { Notice, Section } from '../../../ui/components/text.tsx';
import { TimelineChart, type TimelineItem } from '../../../ui/components/timeline.tsx';
import { Pane, Window } from '../../../ui/components/window.tsx';
import { datesInWords, scheduleInWords, type Voice, voiceOf } from '../schedule.ts';
import { shownStage } from '../shown.ts';
import type { Consequences, DayOff, Dependent } from './consequences.ts';
import { consequenceMessages, tieWords } from './consequences-messages.ts';

/** Dependents that are drawn and listed; the others are counted. */
const MOST_SHOWN = 14;

interface Props {
  readonly consequences: Consequences;
  /** Of all years that are drawn. */
  readonly holidays: readonly Holiday[];
  /** Years of the stage's dates whose holidays nobody recorded. */
  readonly yearsWithout: readonly number[];
  readonly request: StaffRequest;
}

/** What follows from a change, on a timeline and in words. */
export function ConsequencesView({ consequences, holidays, yearsWithout, request }: Props) {
  const { lang, now, format } = request;
  const t = consequenceMessages(lang);
  const voice = voiceOf(request);
  const { after, before, dependents, workingDays, votingDay, daysOff } = consequences;
  const shown = dependents.slice(0, MOST_SHOWN);
  const items = [rowOf(consequences, request), ...shown.map(({ stage }) => barOf(stage, request))].filter(
    (item) => item !== undefined,
  );
  const name = after.name[lang];
  const dates = (stage: Stage) => datesInWords(stage, voice, { weekday: true }) ?? voice.words.noDate;
  return (
    <div class="stack">
      <p>
        {before
          ? consequences.moves && t.moved(name, dates(before), dates(after))
          : t.isNew(name, dates(after))}{' '}
        {workingDays &&
          (workingDays.before === undefined || workingDays.before === workingDays.after
            ? t.workingDays(format.number(workingDays.after))
            : t.workingDaysChange(format.number(workingDays.before), format.number(workingDays.after)))}
      </p>
      {daysOff.length > 0 && (
        <Notice tone="warn" title={t.offTitle}>
          {daysOff.map((off) => (
            <p key={off.at}>{offInWords(off, request)}</p>
          ))}
        </Notice>
      )}
      {votingDay && (
        <Notice tone="warn" title={t.votingTitle}>
          <p>{t.votingText(format.date(votingDay, { weekday: true }))}</p>
        </Notice>
      )}
      {items.length > 0 && (
        <Window>
          <Pane>
            <TimelineChart
              label={t.chart(name)}
              months={voice.words.months.split(' ')}
              today={{ date: now.toPlainDate().toString(), label: voice.words.today }}
              items={items}
              daysOff={holidays.map(({ date }) => date.toString())}
            />
            <Legend consequences={consequences} hasHolidays={holidays.length > 0} request={request} />
            {yearsWithout.length > 0 && <p class="mute">{t.noHolidays(yearsWithout.join(', '))}</p>}
          </Pane>
        </Window>
      )}
      <Section title={t.dependents}>
        {shown.length === 0 ? (
          <p class="mute">{t.none}</p>
        ) : (
          <ul class="window list">
            {shown.map((dependent) => (
              <DependentLine key={dependent.stage.id} dependent={dependent} voice={voice} />
            ))}
          </ul>
        )}
        {dependents.length > shown.length && (
          <p class="mute">{t.more(format.number(dependents.length - shown.length))}</p>
        )}
      </Section>
    </div>
  );
}

/** The changed stage in the chart, with where it lay before. */
function rowOf({ before, after, moves }: Consequences, request: StaffRequest): TimelineItem | undefined {
  const bar = barOf(after, request);
  const was = before && barOf(before, request);
  if (!bar) return was;
  return {
    ...bar,
    state: 'current',
    ...(moves && was && { was: { start: was.start, ...(was.end !== undefined && { end: was.end }) } }),
  };
}

function barOf(stage: Stage, request: StaffRequest): TimelineItem | undefined {
  const { bar } = shownStage(stage, request.now, voiceOf(request));
  if (!bar) return undefined;
  const { name, start, end, state } = bar;
  // The changed one alone is to stand out.
  return { name, start, state: state === 'current' ? 'next' : state, ...(end !== undefined && { end }) };
}

function Legend({
  consequences,
  hasHolidays,
  request,
}: {
  readonly consequences: Consequences;
  readonly hasHolidays: boolean;
  readonly request: StaffRequest;
}) {
  const t = consequenceMessages(request.lang);
  const keys = [
    { mark: 'now', label: t.now },
    ...(consequences.before && consequences.moves ? [{ mark: 'was', label: t.was }] : []),
    ...(hasHolidays ? [{ mark: 'off', label: t.offDay }] : []),
  ];
  return (
    <ul class="gantt-keys" aria-hidden="true">
      {keys.map(({ mark, label }) => (
        <li key={mark}>
          <i class={`key-${mark}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}

function offInWords({ at, day, holidays, nextWorkingDay }: DayOff, { lang, format }: StaffRequest): string {
  const t = consequenceMessages(lang);
  const why = holidays.length > 0 ? holidays.map(({ name }) => textIn(name, lang)).join(', ') : t.weekend;
  const say = at === 'start' ? t.startsOff : t.endsOff;
  return say(format.date(day, { weekday: true }), why, format.date(nextWorkingDay, { weekday: true }));
}

function DependentLine({ dependent, voice }: { readonly dependent: Dependent; readonly voice: Voice }) {
  const { stage, ties, gap, outside } = dependent;
  const t = consequenceMessages(voice.lang);
  const broken = [
    ...(gap !== undefined && gap > 0 ? [t.gap(voice.format.number(gap))] : []),
    ...(gap !== undefined && gap < 0 ? [t.overlap(voice.format.number(-gap))] : []),
    ...(outside ? [t.outside] : []),
  ];
  return (
    <li class="list-line">
      <div>
        <b>{stage.name[voice.lang]}</b>
        {stage.kind !== 'group' && <small>{scheduleInWords(stage, voice)}</small>}
        <small>
          {ties.map((tie) => tieWords(voice.lang)[tie]).join(', ')}
          {broken.length > 0 && (
            <>
              {': '}
              <b class="text-warn">{broken.join(', ')}</b>
            </>
          )}
        </small>
      </div>
    </li>
  );
}
