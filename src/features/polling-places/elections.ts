import { type Election, type ElectionPhase, electionPhase } from '../../domain/election.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';

/** Every election, the latest voting day first; none where the feature that knows them is switched off. */
export async function listElections({
  capabilities,
}: Pick<FeatureContext, 'capabilities'>): Promise<readonly Election[]> {
  return (await capabilities.elections?.list()) ?? [];
}

/** The one that people look for: the next to come, or the last where none is coming. */
export function currentElection(
  elections: readonly Election[],
  now: Temporal.ZonedDateTime,
): Election | undefined {
  const ahead = elections.filter((election) => electionPhase(election, now) !== 'past');
  return ahead.at(-1) ?? elections[0];
}

/** What a page says about the election it belongs to. */
export interface ElectionStanding {
  readonly election: Election;
  readonly phase: ElectionPhase;
  readonly name: string;
  /** "Rabu, 27 November 2024" */
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}

export function standingOf(
  election: Election,
  { lang, now, format }: Pick<PageRequest, 'lang' | 'now' | 'format'>,
): ElectionStanding {
  return {
    election,
    phase: electionPhase(election, now),
    name: election.name[lang],
    day: format.date(election.votingDay, { weekday: true }),
    opens: format.time(election.votingHours.opens),
    closes: format.time(election.votingHours.closes),
  };
}

/** The election's name, or its id where its stages are not here. */
export function electionNameOf(elections: readonly Election[], id: string, lang: Lang): string {
  return elections.find((election) => election.id === id)?.name[lang] ?? id;
}
