import { type NikProblem, parseNik } from '../domain/nik.ts';
import { compareWithPredecessors, type PlaceChange, type PollingPlace } from '../domain/polling-place.ts';
import type { DemoCity, DemoVoter } from './city.ts';
import { DEMO_ELECTIONS } from './plan.ts';

/** An identity number to try the voter check with, and the answer it gets from the roll of the second election. */
export type DemoNumber =
  | {
      readonly answer: 'registered';
      readonly voter: DemoVoter;
      readonly place: PollingPlace;
      readonly change: PlaceChange;
    }
  | { readonly answer: 'not-registered'; readonly nik: string }
  | { readonly answer: 'impossible'; readonly nik: string; readonly problem: NikProblem };

/**
 * Numbers that show each kind of answer: a place that stayed, one that was joined, one that moved, a special one, a
 * voter who moved (DPTb), one who was added (DPK), nobody on the roll, and a number that cannot be. A small city may
 * lack some of the kinds; the last two are always there.
 */
export function demoNumbers(demo: DemoCity): DemoNumber[] {
  return [...registeredNumbers(demo), absentNumber(demo), impossibleNumber(demo)];
}

function registeredNumbers(demo: DemoCity): DemoNumber[] {
  const earlier = new Map<string, PollingPlace>();
  for (const place of demo.pollingPlaces(DEMO_ELECTIONS.first)) earlier.set(place.code, place);

  const kinds = new Map<string, DemoNumber>();
  const keep = (kind: string, number: DemoNumber) => {
    if (!kinds.has(kind)) kinds.set(kind, number);
  };
  const wanted = ['same', 'merged', 'moved', 'special', 'DPTb', 'DPK'];
  for (const place of demo.pollingPlaces(DEMO_ELECTIONS.second)) {
    const predecessors = place.replaces.flatMap(({ code }) => earlier.get(code) ?? []);
    const { change } = compareWithPredecessors(place, predecessors);
    for (const voter of demo.rollOf(place)) {
      const kind = voter.status === 'DPT' ? kindOf(place, change) : voter.status;
      keep(kind, { answer: 'registered', voter, place, change });
    }
    if (wanted.every((kind) => kinds.has(kind))) break;
  }
  return wanted.flatMap((kind) => kinds.get(kind) ?? []);
}

function kindOf(place: PollingPlace, change: PlaceChange): string {
  if (place.kind !== 'regular') return 'special';
  // Where places were joined almost all numbers changed: to the voter it is the place that stayed.
  return change === 'renumbered' || change === 'new' ? 'same' : change;
}

function absentNumber(demo: DemoCity): DemoNumber {
  return { answer: 'not-registered', nik: demo.absentNik(0) };
}

/** A valid number made impossible: the thirty-second day of a month. */
function impossibleNumber(demo: DemoCity): DemoNumber {
  const valid = demo.absentNik(1);
  const nik = `${valid.slice(0, 6)}32${valid.slice(8)}`;
  const result = parseNik(nik);
  if (result.ok) throw new Error('The demo number that must be impossible is possible');
  return { answer: 'impossible', nik, problem: result.problem };
}
