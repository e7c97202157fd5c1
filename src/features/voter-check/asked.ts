import { type Election, electionPhase, findVoterList, type VoterList } from '../../domain/election.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { listCurrentRolls, type PublishedRoll } from './store.ts';

/** The rolls of one election that a person is asked about, and the other elections that have some. */
export interface Asked {
  readonly election: Election;
  readonly rolls: readonly PublishedRoll[];
  readonly others: readonly Election[];
}

/** Lists of which a later one takes the place of an earlier one: who is on the final list was on a provisional one too. */
const DRAFTS: readonly VoterList['kind'][] = ['potential', 'provisional', 'provisional-revised', 'permanent'];

/**
 * The current rolls of an election: the one that is named, else the one that comes next, else the latest. Undefined
 * where no roll is current.
 */
export async function askedRolls(
  context: Pick<FeatureContext, 'db' | 'capabilities'>,
  now: Temporal.ZonedDateTime,
  named?: string,
): Promise<Asked | undefined> {
  const [rolls, all] = await Promise.all([
    listCurrentRolls(context.db),
    context.capabilities.elections?.list() ?? [],
  ]);
  // The latest voting day first, as the directory gives them.
  const elections = all.filter(({ id }) => rolls.some((roll) => roll.election === id));
  const next = elections.findLast((election) => electionPhase(election, now) !== 'past');
  const election = elections.find(({ id }) => id === named) ?? next ?? elections[0];
  if (!election) return undefined;
  return {
    election,
    rolls: withoutDrafts(
      election,
      rolls.filter((roll) => roll.election === election.id),
    ),
    others: elections.filter(({ id }) => id !== election.id),
  };
}

function withoutDrafts(election: Election, rolls: readonly PublishedRoll[]): readonly PublishedRoll[] {
  const draftOf = ({ list }: PublishedRoll) => {
    const kind = findVoterList(election, list)?.kind;
    return kind ? DRAFTS.indexOf(kind) : -1;
  };
  const latest = Math.max(...rolls.map(draftOf));
  return rolls.filter((roll) => draftOf(roll) === -1 || draftOf(roll) === latest);
}
