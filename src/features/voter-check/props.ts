import { type Election, electionPhase, type VoterList } from '../../domain/election.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { IssuerKey } from '../../sealed-roll/format.ts';
import type { CheckedElection, CheckedList, CheckProps } from '../../ui/islands/check/model.ts';
import type { Asked } from './asked.ts';
import { guidanceFor } from './guidance.ts';
import { messages } from './messages.ts';

/** The name of the query value, and of the form's field, that chooses an election. */
export const ELECTION = 'pemilihan';

/** A voter on a list further down votes by it, whatever other list they are on too. */
const RANKS: readonly VoterList['kind'][] = [
  'potential',
  'provisional',
  'provisional-revised',
  'permanent',
  'additional',
  'moved',
];

/** The paths of the check, in the language of a request. */
export function pathsOf({ href }: Pick<PageRequest, 'href'>): CheckProps['paths'] {
  return {
    check: href('/cek'),
    card: href('/cek/kartu'),
    how: href('/cek/bagaimana'),
    byServer: href('/cek/lewat-server'),
  };
}

/** Everything that the check knows before a number is typed, in words. */
export function checkProps(
  { election, rolls, others }: Asked,
  issuers: readonly IssuerKey[],
  { city }: Pick<FeatureContext, 'city'>,
  request: PageRequest,
): CheckProps {
  const { lang, format } = request;
  const words = messages(lang);
  const asked = rolls.map(({ list }) => list);
  return {
    lang,
    city: city.name,
    api: '/api/v1',
    issuers,
    election: electionInWords(election, request),
    lists: election.lists.map((list) => listInWords(list, election, request)),
    asked,
    factors: [...new Set(rolls.flatMap(({ factors }) => factors))] as CheckProps['factors'],
    asOf: rolls.map(({ list, count, sealed_at }) =>
      words.asOf(list, format.number(count), format.dateTime(sealed_at)),
    ),
    guidance: guidanceFor(election, asked, city, request),
    others: others.map(({ id, name }) => ({
      label: name[lang],
      href: `${request.href('/cek')}?${ELECTION}=${encodeURIComponent(id)}`,
    })),
    holders: {
      [city.electionOffice.id]: city.electionOffice.name,
      [city.cityOffice.id]: city.cityOffice.name,
    },
    paths: pathsOf(request),
  };
}

function electionInWords(election: Election, { lang, format, now }: PageRequest): CheckedElection {
  return {
    id: election.id,
    name: election.name[lang],
    votingDay: format.date(election.votingDay, { weekday: true }),
    votingDate: election.votingDay.toString(),
    phase: electionPhase(election, now),
  };
}

function listInWords(list: VoterList, election: Election, { lang, format }: PageRequest): CheckedList {
  const { opens, closes } = list.votingHours ?? election.votingHours;
  const votesByIt = list.bring.length > 0;
  return {
    code: list.code,
    label: list.label[lang],
    rank: RANKS.indexOf(list.kind),
    bring: list.bring.map(({ what, required }) => ({ text: what[lang], required })),
    ...(votesByIt && { hours: messages(lang).hours(format.time(opens), format.time(closes)) }),
    ...(list.advice && { advice: list.advice[lang] }),
  };
}
