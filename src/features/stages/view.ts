import { dayOf, didNotHappen, type Stage, stageState } from '../../domain/stage.ts';
import type { StageMark } from '../../ui/components/rail.tsx';
import { stateWords } from './messages.ts';
import { datesInWords, scheduleInWords, type Voice } from './schedule.ts';
import type { Standing } from './standing.ts';

/** How a stage is shown: its state, with what is certain not to have happened told from what may still come. */
export type Showing = 'upcoming' | 'running' | 'ended' | 'conditional' | 'cancelled' | 'unknown';

export function showingOf(stage: Stage, now: Temporal.ZonedDateTime): Showing {
  return didNotHappen(stage) ? 'cancelled' : stageState(stage, now);
}

export const MARKS: Readonly<Record<Showing, StageMark>> = {
  upcoming: 'next',
  running: 'current',
  ended: 'done',
  conditional: 'conditional',
  cancelled: 'conditional',
  unknown: 'unknown',
};

/** Values of the query `keadaan`. */
export const FILTERS = ['semua', 'berjalan', 'berikutnya', 'selesai'] as const;
export type StageFilter = (typeof FILTERS)[number];

/** The filter that a query asks for; anything else shows all. */
export function filterOf(value: string | undefined): StageFilter {
  return FILTERS.find((filter) => filter === value) ?? 'semua';
}

/** Whether a filter shows a stage. What has no date counts as to come until the election is over. */
export function passes(filter: StageFilter, showing: Showing, standing: Standing): boolean {
  switch (filter) {
    case 'semua':
      return true;
    case 'berjalan':
      return showing === 'running';
    case 'selesai':
      return showing === 'ended' || showing === 'cancelled';
    case 'berikutnya':
      return (
        showing === 'upcoming' ||
        (standing !== 'over' && (showing === 'conditional' || showing === 'unknown'))
      );
  }
}

/** Stages under one heading. */
export interface StageSection {
  /** The group that holds them; absent for stages outside any. */
  readonly group?: Stage;
  readonly stages: readonly Stage[];
}

/**
 * Stages as a page lists them: each group is a section, what it holds follows from the outer to the inner, and each
 * stage keeps its place of the file among its siblings. Groups inside groups only pass on what they hold.
 */
export function sectionsOf(stages: readonly Stage[]): StageSection[] {
  const ids = new Set(stages.map(({ id }) => id));
  const children = Map.groupBy(stages, ({ parent }) => (parent && ids.has(parent) ? parent : undefined));
  const within = (stage: Stage): Stage[] => (children.get(stage.id) ?? []).flatMap(withItself);
  const withItself = (stage: Stage): Stage[] =>
    stage.kind === 'group' ? within(stage) : [stage, ...within(stage)];

  const sections: { group?: Stage; stages: Stage[] }[] = [];
  for (const stage of children.get(undefined) ?? []) {
    const last = sections.at(-1);
    if (stage.kind === 'group') sections.push({ group: stage, stages: within(stage) });
    else if (last && !last.group) last.stages.push(...withItself(stage));
    else sections.push({ stages: withItself(stage) });
  }
  return sections;
}

/** Dates or rule of a stage for a list, with its condition and whether it happened. */
export function lineInWords(stage: Stage, showing: Showing, voice: Voice): string {
  if (showing === 'cancelled') {
    const planned = datesInWords(stage, voice);
    return planned ? voice.words.notHappenedPlan(planned) : voice.words.notHappened;
  }
  const schedule = scheduleInWords(stage, voice, { weekday: stage.kind === 'voting' });
  const condition = stage.condition?.[voice.lang];
  if (showing !== 'conditional' || condition === undefined) return schedule;
  return `${schedule}. ${voice.words.onCondition(condition)}`;
}

export function stateWord(showing: Showing, voice: Voice): string {
  return stateWords(voice.lang)[showing];
}

/** First and last day of the stages that have dates; undefined where none has. */
export function spanOf(
  stages: readonly Stage[],
): { from: Temporal.PlainDate; until: Temporal.PlainDate } | undefined {
  const days = stages
    .flatMap(({ start, end }) => [start, end])
    .filter((moment) => moment !== undefined)
    .map(dayOf)
    .sort(Temporal.PlainDate.compare);
  const [from] = days;
  const until = days.at(-1);
  return from && until && { from, until };
}
