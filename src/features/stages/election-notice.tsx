import type { PageRequest } from '../../platform/feature.ts';
import { Notice } from '../../ui/components/text.tsx';
import { electionPath } from './constants.ts';
import type { Voice } from './schedule.ts';
import type { StandingElection } from './standing.ts';

interface Props {
  readonly view: { readonly shown: StandingElection; readonly elections: readonly StandingElection[] };
  readonly request: PageRequest;
  readonly voice: Voice;
}

/** Says where the election stands, so that nobody takes a past one for the one to come. */
export function ElectionNotice({ view, request, voice }: Props) {
  const { words, format } = voice;
  const { election, standing } = view.shown;
  const day = format.date(election.votingDay, { weekday: true });
  switch (standing) {
    case 'coming':
      return <p class="lead">{words.votingOn(day)}</p>;
    case 'voting-day': {
      const { opens, closes } = election.votingHours;
      return (
        <Notice tone="ok" icon="vote" title={words.votingToday}>
          <p>{words.votingTodayHours(words.hours(format.time(opens), format.time(closes)))}</p>
        </Notice>
      );
    }
    case 'voted':
      return (
        <Notice title={words.votedTitle}>
          <p>{words.votedText(day)}</p>
        </Notice>
      );
    case 'over': {
      const next = view.elections.find((other) => other.standing !== 'over');
      return (
        <Notice tone="warn" icon="history" title={words.overTitle}>
          <p>{words.overText(day)}</p>
          {next && (
            <p>
              <a href={request.href(electionPath(next.election.id))}>
                {words.seeInstead(next.election.name[request.lang])}
              </a>
            </p>
          )}
        </Notice>
      );
    }
  }
}
