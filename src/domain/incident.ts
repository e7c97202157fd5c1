/**
 * What field officers report while they serve: what it is about, how bad it is, what became of it, and who is told when
 * nobody answers. Times and steps are set here, as rules of the window.
 */

/** What a report is about, the most asked for first. */
export const INCIDENT_KINDS = [
  'ballots-short',
  'wrong-ballots',
  'logistics-late',
  'power',
  'crowd',
  'sick-officer',
  'interference',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** From what can wait to what cannot. */
export const SEVERITIES = ['low', 'middle', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATES = ['reported', 'seen', 'handling', 'solved', 'duplicate'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What those who watch over officers do with a report. */
export const INCIDENT_DEEDS = ['see', 'handle', 'solve', 'duplicate', 'reopen', 'note'] as const;
export type IncidentDeed = (typeof INCIDENT_DEEDS)[number];

/** Who is told: PPS of the kelurahan, PPK of the kecamatan, the election office. Each includes those before it. */
export const INCIDENT_LEVELS = ['village', 'district', 'city'] as const;
export type IncidentLevel = (typeof INCIDENT_LEVELS)[number];

export const OPEN_STATES = ['reported', 'seen', 'handling'] as const satisfies readonly IncidentState[];

/** Whether somebody still has to do something about it. */
export function isOpenIncident(state: IncidentState): boolean {
  return OPEN_STATES.some((open) => open === state);
}

const FLOW: Readonly<
  Record<IncidentDeed, { readonly from: readonly IncidentState[]; readonly to?: IncidentState }>
> = {
  see: { from: ['reported'], to: 'seen' },
  handle: { from: ['reported', 'seen'], to: 'handling' },
  solve: { from: ['reported', 'seen', 'handling'], to: 'solved' },
  duplicate: { from: ['reported', 'seen', 'handling'], to: 'duplicate' },
  reopen: { from: ['solved', 'duplicate'], to: 'handling' },
  note: { from: INCIDENT_STATES },
};

/** The state after a deed; undefined where the deed is not possible in this one. */
export function stateAfterDeed(state: IncidentState, deed: IncidentDeed): IncidentState | undefined {
  const { from, to } = FLOW[deed];
  return from.includes(state) ? (to ?? state) : undefined;
}

/** What can be done in a state. */
export function possibleDeeds(state: IncidentState): readonly IncidentDeed[] {
  return INCIDENT_DEEDS.filter((deed) => stateAfterDeed(state, deed) !== undefined);
}

/** Minutes until the next level is told: while nobody said that they saw it, and while nobody began on it. */
export interface EscalationRule {
  readonly unseen: number;
  readonly unhandled: number;
}

export const ESCALATION: Readonly<Record<Severity, EscalationRule>> = {
  high: { unseen: 10, unhandled: 20 },
  middle: { unseen: 30, unhandled: 60 },
  low: { unseen: 60, unhandled: 180 },
};

/** A report that waited longer on its phone is read, and alarms nobody: what it tells is over. */
export const STALE_AFTER_HOURS = 12;

/** Whether a report came too long after what it tells. */
export function isStale(report: {
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
}): boolean {
  return report.doneAt.until(report.receivedAt).total('hours') >= STALE_AFTER_HOURS;
}

/** What escalation looks at. */
export interface Waiting {
  readonly severity: Severity;
  readonly state: IncidentState;
  readonly level: IncidentLevel;
  /** Since when this level has it to answer. */
  readonly waitingSince: Temporal.Instant;
  readonly doneAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
}

/** Where a report stands at a moment. */
export interface Escalated {
  readonly level: IncidentLevel;
  readonly waitingSince: Temporal.Instant;
}

/**
 * The level that has to know now; undefined where nothing changes. It is computed from stored moments, so that a restart
 * or a second process comes to the same, and a window that was away goes up as many levels as are due. A clock that
 * was set back never takes a level away: the wait begins anew at the earlier time, so that it is late by one wait at most.
 */
export function escalate(waiting: Waiting, now: Temporal.Instant): Escalated | undefined {
  if (isStale(waiting) || waiting.level === 'city') return undefined;
  const rule = ESCALATION[waiting.severity];
  const minutes =
    waiting.state === 'reported'
      ? rule.unseen
      : waiting.state === 'seen'
        ? rule.unhandled
        : Number.POSITIVE_INFINITY;
  if (minutes === Number.POSITIVE_INFINITY) return undefined;
  if (Temporal.Instant.compare(now, waiting.waitingSince) < 0) {
    return { level: waiting.level, waitingSince: now };
  }
  let level: IncidentLevel = waiting.level;
  let { waitingSince } = waiting;
  for (let next = levelAbove(level); next !== undefined; next = levelAbove(level)) {
    const due = waitingSince.add({ minutes });
    if (Temporal.Instant.compare(now, due) < 0) break;
    level = next;
    waitingSince = due;
  }
  return level === waiting.level ? undefined : { level, waitingSince };
}

/** When the next level is told; undefined where none is. */
export function nextLevelAt(waiting: Waiting): Temporal.Instant | undefined {
  if (isStale(waiting) || waiting.level === 'city') return undefined;
  const rule = ESCALATION[waiting.severity];
  if (waiting.state === 'reported') return waiting.waitingSince.add({ minutes: rule.unseen });
  if (waiting.state === 'seen') return waiting.waitingSince.add({ minutes: rule.unhandled });
  return undefined;
}

/** The level that watches over an area, by its code: four parts name a kelurahan, three a kecamatan. */
export function levelOfArea(area: string): IncidentLevel {
  const parts = area.split('.').length;
  if (parts >= 4) return 'village';
  return parts === 3 ? 'district' : 'city';
}

/** The next level; undefined above the city. */
export function levelAbove(level: IncidentLevel): IncidentLevel | undefined {
  return INCIDENT_LEVELS[INCIDENT_LEVELS.indexOf(level) + 1];
}

/** Whether what reached one level is told to another. */
export function isToldTo(reached: IncidentLevel, level: IncidentLevel): boolean {
  return INCIDENT_LEVELS.indexOf(level) <= INCIDENT_LEVELS.indexOf(reached);
}
