import { daysUntilVoting, type Election, electionPhase } from '../../domain/election.ts';
import { currentAndNext, dayOf, type Stage, type StageKind, stageState } from '../../domain/stage.ts';
import { perMinute } from './per-minute.ts';

/**
 * Where an election is: before its voting day, on it, voted with stages still to come, or over. A past election is
 * never taken for a coming one, nor one whose votes are being counted for one that is over.
 */
export type Standing = 'coming' | 'voting-day' | 'voted' | 'over';

/** A stage that waits for a date nobody entered keeps an election open for this long, and not for ever. */
const OPEN_DAYS_WITHOUT_DATE = 180;

export function standingOf(
  election: Election,
  stages: readonly Stage[],
  now: Temporal.ZonedDateTime,
): Standing {
  const phase = electionPhase(election, now);
  if (phase !== 'past') return phase;
  const open = stages.some((stage) => {
    const state = stageState(stage, now);
    if (state === 'running' || state === 'upcoming') return true;
    return (
      state === 'unknown' &&
      stage.kind !== 'group' &&
      daysUntilVoting(election, now) > -OPEN_DAYS_WITHOUT_DATE
    );
  });
  return open ? 'voted' : 'over';
}

/** What people want to know first, where several stages run at once. */
const URGENCY: readonly StageKind[] = [
  'voting',
  'quiet-period',
  'counting',
  'campaign',
  'result',
  'candidates',
  'voter-list',
  'preparation',
];

export interface StandingElection {
  readonly election: Election;
  readonly stages: readonly Stage[];
  readonly standing: Standing;
}

const kept = perMinute<readonly StandingElection[]>();

/**
 * The elections in the order in which they concern people: the one that is voted in or counted now, then those to
 * come, the nearest first, then those that were, the latest first.
 */
export function byConcern(
  elections: readonly { readonly election: Election; readonly stages: readonly Stage[] }[],
  now: Temporal.ZonedDateTime,
): readonly StandingElection[] {
  return kept(elections, '', now, () => sortByConcern(elections, now));
}

function sortByConcern(
  elections: readonly { readonly election: Election; readonly stages: readonly Stage[] }[],
  now: Temporal.ZonedDateTime,
): StandingElection[] {
  const rank = ({ standing, stages }: StandingElection): number => {
    if (standing === 'voting-day') return 0;
    if (standing === 'voted' && runningNow(stages, now)[0]?.kind === 'counting') return 1;
    return { coming: 2, voted: 3, over: 4 }[standing];
  };
  const distance = ({ election }: StandingElection) => Math.abs(daysUntilVoting(election, now));
  return elections
    .map(({ election, stages }) => ({ election, stages, standing: standingOf(election, stages, now) }))
    .sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b));
}

/** The running stages, the one that people want to know of first in front. */
export function runningNow(stages: readonly Stage[], now: Temporal.ZonedDateTime): Stage[] {
  const parents = new Set(stages.map(({ parent }) => parent));
  // What a stage contains says the same and more.
  const depth = (stage: Stage) => Number(parents.has(stage.id));
  return currentAndNext(stages, now).running.sort(
    (a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || depth(a) - depth(b),
  );
}

/** What comes, by the day it starts; on the same day as the file has them, though some name an hour and others none. */
export function comingUp(stages: readonly Stage[], now: Temporal.ZonedDateTime): Stage[] {
  const day = ({ start }: Stage) => (start ? dayOf(start).toString() : '');
  return currentAndNext(stages, now).next.sort((a, b) => day(a).localeCompare(day(b)) || a.order - b.order);
}
