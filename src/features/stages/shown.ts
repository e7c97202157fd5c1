import { localPath } from '../../domain/language.ts';
import { dayOf, type Stage } from '../../domain/stage.ts';
import type { TimelineItem } from '../../ui/components/timeline.tsx';
import { stagePath } from './constants.ts';
import { stateWords } from './messages.ts';
import { perMinute } from './per-minute.ts';
import { datesInWords, daysLeftInWords, scheduleInWords, type Voice } from './schedule.ts';
import { MARKS, type Showing, type StageSection, sectionsOf, showingOf } from './view.ts';

/** A stage as lists, timeline and table show it, in one language and one minute. */
export interface ShownStage {
  readonly stage: Stage;
  readonly showing: Showing;
  readonly name: string;
  readonly href: string;
  /** Its dates or rule, with its condition and whether it happened. */
  readonly line: string;
  readonly state: string;
  /** What a citizen does in it. */
  readonly citizen: string | undefined;
  /** How many days are left, where there are any to count. */
  readonly left: string | undefined;
  /** Its bar in the timeline, a stage with an end alone standing on that day; absent where it has no date. */
  readonly bar: (TimelineItem & { readonly startInWords: string; readonly endInWords: string }) | undefined;
}

/** The stages of an election, in the order of the file, and by section. */
export interface ShownStages {
  readonly all: readonly ShownStage[];
  readonly sections: readonly StageSection<ShownStage>[];
}

const kept = perMinute<ShownStages>();

/** The stages as they are shown at `now`. */
export function shownStages(
  stages: readonly Stage[],
  now: Temporal.ZonedDateTime,
  voice: Voice,
): ShownStages {
  return kept(stages, voice.lang, now, () => {
    const all = stages.map((stage) => shownStage(stage, now, voice));
    return { all, sections: sectionsOf(all) };
  });
}

/** One stage as it is shown at `now`. */
export function shownStage(stage: Stage, now: Temporal.ZonedDateTime, voice: Voice): ShownStage {
  const { start, end } = stage;
  const first = start ?? end;
  const showing = showingOf(stage, now);
  const name = stage.name[voice.lang];
  return {
    stage,
    showing,
    name,
    href: localPath(voice.lang, stagePath(stage.election, stage.id)),
    line: lineInWords(stage, showing, voice),
    state: stateWords(voice.lang)[showing],
    citizen: stage.citizen?.[voice.lang],
    left: daysLeftInWords(stage, now, voice),
    bar: first && {
      name,
      start: dayOf(first).toString(),
      ...(end && { end: dayOf(end).toString() }),
      state: MARKS[showing],
      startInWords: voice.format.date(dayOf(first)),
      endInWords: voice.format.date(dayOf(end ?? first)),
    },
  };
}

function lineInWords(stage: Stage, showing: Showing, voice: Voice): string {
  if (showing === 'cancelled') {
    const planned = datesInWords(stage, voice);
    return planned ? voice.words.notHappenedPlan(planned) : voice.words.notHappened;
  }
  const schedule = scheduleInWords(stage, voice, { weekday: stage.kind === 'voting' });
  const condition = stage.condition?.[voice.lang];
  if (showing !== 'conditional' || condition === undefined) return schedule;
  return `${schedule}. ${voice.words.onCondition(condition)}`;
}
