import type { Election } from '../../domain/election.ts';
import {
  compareWithPredecessors,
  type PollingPlace,
  type PollingPlaceView,
} from '../../domain/polling-place.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { areasAround } from './directory.ts';
import { currentElection, type ElectionStanding, listElections, standingOf } from './elections.ts';
import { findNearby, findPlace, type PollingPlaceList, readList } from './store.ts';

/** Everything a page, a card or a calendar entry of one polling place is made of. */
export interface PlaceView {
  readonly view: PollingPlaceView;
  readonly standing: ElectionStanding;
  readonly changedAt: Temporal.Instant;
  /** What it is one of. */
  readonly list: PollingPlaceList;
  /** Name of the office that answers for the polling places. */
  readonly office: string;
  readonly successors: readonly PollingPlace[];
  readonly nearby: readonly PollingPlace[];
  readonly elections: readonly Election[];
  /** The election that people look for now. */
  readonly current: Election | undefined;
  /** Whether the window has a voter check to lead to. */
  readonly canCheck: boolean;
}

/** Undefined where there is no such election or polling place. */
export async function loadPlace(
  context: FeatureContext,
  electionId: string,
  code: string,
  request: Pick<PageRequest, 'lang' | 'now' | 'format'>,
): Promise<PlaceView | undefined> {
  const [elections, found, list] = await Promise.all([
    listElections(context),
    findPlace(context.db, electionId, code),
    readList(context.db, electionId),
  ]);
  const election = elections.find(({ id }) => id === electionId);
  const around = found && areasAround(context.areas, found.place.area);
  if (!election || !found || !around || !list) return undefined;
  const { place, changedAt, predecessors, successors } = found;
  const nearby = place.coordinates ? await findNearby(context.db, place, place.coordinates) : [];
  return {
    view: { place, ...around, comparison: compareWithPredecessors(place, predecessors) },
    standing: standingOf(election, request),
    changedAt,
    list,
    office: context.city.electionOffice.name,
    successors,
    nearby,
    elections,
    current: currentElection(elections, request.now),
    canCheck: context.features().some(({ tile }) => tile?.href === '/cek'),
  };
}
