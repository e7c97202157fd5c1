import { didNotHappen, type Stage, stageState } from '../../domain/stage.ts';
import type { StageMark } from '../../ui/components/rail.tsx';
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
export interface StageSection<Item> {
  /** The group that holds them; absent for stages outside any. */
  readonly group?: Item;
  readonly items: readonly Item[];
}

/**
 * Stages as a page lists them: each group is a section, what it holds follows from the outer to the inner, and each
 * stage keeps its place of the file among its siblings. Groups inside groups only pass on what they hold.
 */
export function sectionsOf<Item extends { readonly stage: Stage }>(
  items: readonly Item[],
): StageSection<Item>[] {
  const ids = new Set(items.map(({ stage }) => stage.id));
  const children = Map.groupBy(items, ({ stage: { parent } }) =>
    parent && ids.has(parent) ? parent : undefined,
  );
  const within = ({ stage }: Item): Item[] => (children.get(stage.id) ?? []).flatMap(withItself);
  const withItself = (item: Item): Item[] =>
    item.stage.kind === 'group' ? within(item) : [item, ...within(item)];

  const sections: { group?: Item; items: Item[] }[] = [];
  for (const item of children.get(undefined) ?? []) {
    const last = sections.at(-1);
    if (item.stage.kind === 'group') sections.push({ group: item, items: within(item) });
    else if (last && !last.group) last.items.push(...withItself(item));
    else sections.push({ items: withItself(item) });
  }
  return sections;
}
