/**
 * What a task's state is follows from all that officers reported of it, and from nothing else. Reports are ordered by
 * when they were done, not by when they came: phones without a network send theirs in any order, some a week later, and
 * the state is the same in the end.
 */

/** The answer to a task: nothing but that it was done, a count, or one of its choices. */
export type TaskValue = number | string | null;

interface ReportBase {
  /** The phone's id of the deed: the same report twice is one. */
  readonly id: string;
  /** Id of the officer who did it. */
  readonly officer: string;
  readonly doneAt: Temporal.Instant;
  /** Rises with each that is recorded: decides where two were done at one moment. */
  readonly order: number;
}

export type TaskReport =
  | (ReportBase & { readonly kind: 'done'; readonly value: TaskValue })
  /** Takes back what this officer reported before, or, by the head of a team, what anybody did. */
  | (ReportBase & { readonly kind: 'undo'; readonly of: 'own' | 'all' })
  /** Says which answer is right, where two differed. */
  | (ReportBase & { readonly kind: 'settle'; readonly value: TaskValue })
  | Reopening;

/** Asks for a task anew, by somebody who watches over the team: nothing that was done before it stands. */
export type Reopening = Omit<ReportBase, 'officer'> & {
  readonly kind: 'reopen';
  /** The PPK or PPS who asked; undefined: the election office. */
  readonly officer: string | undefined;
};

export type TaskState =
  /** `again`: the last who said anything of it asked for it anew. */
  | { readonly kind: 'open'; readonly again?: Reopening }
  /** `by` is the report that made it so: the first that says what is true. */
  | { readonly kind: 'done'; readonly value: TaskValue; readonly by: TaskClaim }
  /** Reports that stand beside each other and differ, the earliest first. */
  | { readonly kind: 'conflict'; readonly between: readonly TaskClaim[] };

type Done = TaskReport & { readonly kind: 'done' };
type Settlement = TaskReport & { readonly kind: 'settle' };
/** A report that says what is true. */
export type TaskClaim = Done | Settlement;

/** The state of a task after these reports, in whatever order they are given. */
export function stateAfter(reports: Iterable<TaskReport>): TaskState {
  const unique = new Map([...reports].map((report) => [report.id, report]));
  const standing = new Map<string, Done>();
  let settled: Settlement | undefined;
  /** Ids of the reports that the settlement decided between. */
  let decided: ReadonlySet<string> = new Set();
  let again: Reopening | undefined;
  const unsettle = () => {
    settled = undefined;
    decided = new Set();
  };
  for (const report of [...unique.values()].sort(byDeed)) {
    if (report.kind === 'done') {
      const before = standing.get(report.officer);
      // Corrected, or said again after others decided, it stands from then on; said twice, it stands as it did.
      if (before?.value !== report.value || decided.has(before.id)) standing.set(report.officer, report);
    } else if (report.kind === 'settle') {
      settled = report;
      decided = new Set([...standing.values()].map(({ id }) => id));
    } else if (report.kind === 'reopen') {
      again = report;
      unsettle();
      standing.clear();
    } else if (report.of === 'all') {
      unsettle();
      standing.clear();
    } else if (settled?.officer === report.officer) {
      unsettle();
    } else {
      standing.delete(report.officer);
    }
  }
  const open = [...standing.values()].filter(({ id }) => !decided.has(id));
  const state = asState([...(settled ? [settled] : []), ...open].sort(byDeed));
  return state.kind === 'open' && again ? { ...state, again } : state;
}

function asState(claims: readonly TaskClaim[]): TaskState {
  const [first] = claims;
  if (!first) return { kind: 'open' };
  return claims.some(({ value }) => value !== first.value)
    ? { kind: 'conflict', between: claims }
    : { kind: 'done', value: first.value, by: first };
}

function byDeed(a: TaskReport, b: TaskReport): number {
  return Temporal.Instant.compare(a.doneAt, b.doneAt) || a.order - b.order;
}
