import { type Election, electionPhase, type VoterList, type VotingHours } from '../../domain/election.ts';
import type { City } from '../../platform/city.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { CheckProps, Step } from '../../ui/islands/check/model.ts';
import { messages } from './messages.ts';

/** Last days to arrange voting elsewhere, before voting day: in general, and for those with a reason that comes late. */
const MOVE_DAYS = 30;
const MOVE_LATE_DAYS = 7;
/** Voting without being on a list, by the law on general elections. */
const ADDITIONAL_LAW = 'UU 7/2017 pasal 348–349';
const DRAFTS: readonly VoterList['kind'][] = ['potential', 'provisional', 'provisional-revised'];

type Reader = Pick<PageRequest, 'lang' | 'format' | 'now'>;

/**
 * What a person can do who is on none of the lists, and until when: be added while the list is provisional, arrange to
 * vote elsewhere (UU 7/2017 pasal 210 and the Constitutional Court's 20/PUU-XVII/2019), or come on the day with the
 * identity card (UU 7/2017 pasal 348 and 349).
 */
export function guidanceFor(
  election: Election,
  asked: readonly string[],
  city: Pick<City, 'name' | 'electionOffice'>,
  request: Reader,
): CheckProps['guidance'] {
  const words = messages(request.lang);
  const phase = electionPhase(election, request.now);
  const sameNumber = { title: words.sameNumber, text: words.sameNumberText };
  const otherCity = { title: words.otherCity(city.name), text: words.otherCityText(city.name) };
  const office = city.electionOffice.name;
  const tell = { title: words.tell(office), text: words.tellText };
  if (phase === 'past') {
    const day = request.format.date(election.votingDay, { weekday: true });
    return { lead: words.leadPast(election.name[request.lang], day), steps: [sameNumber, otherCity, tell] };
  }
  if (phase === 'voting-day' && isAfter(request.now, additionalHours(election).closes)) {
    return { lead: words.leadTodayOver, steps: [tell] };
  }
  const isDraft = election.lists.some(({ code, kind }) => asked.includes(code) && DRAFTS.includes(kind));
  const addMe = { title: words.askToBeAdded, text: words.askToBeAddedText(office) };
  return {
    lead: phase === 'voting-day' ? words.leadToday : words.leadComing,
    steps: [
      sameNumber,
      ...(isDraft ? [addMe] : []),
      onTheDay(election, phase === 'voting-day', request),
      ...(phase === 'coming' ? [moveStep(election, request)] : []),
      otherCity,
    ],
  };
}

function isAfter(now: Temporal.ZonedDateTime, time: Temporal.PlainTime): boolean {
  return Temporal.PlainTime.compare(now.toPlainTime(), time) >= 0;
}

function additionalHours(election: Election): VotingHours {
  return election.lists.find(({ kind }) => kind === 'additional')?.votingHours ?? election.votingHours;
}

function onTheDay(election: Election, isToday: boolean, { lang, format }: Reader): Step {
  const words = messages(lang);
  const { opens, closes } = additionalHours(election);
  const hours = words.hours(format.time(opens), format.time(closes));
  const law = election.lists.find(({ kind }) => kind === 'additional')?.law ?? ADDITIONAL_LAW;
  return {
    title: words.onTheDay,
    text: isToday
      ? words.onTheDayNowText(hours, law)
      : words.onTheDayText(format.date(election.votingDay, { weekday: true }), hours, law),
  };
}

function moveStep(election: Election, { lang, format, now }: Reader): Step {
  const words = messages(lang);
  const last = election.votingDay.subtract({ days: MOVE_DAYS });
  const lastLate = election.votingDay.subtract({ days: MOVE_LATE_DAYS });
  const isPast = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(now.toPlainDate(), day) > 0;
  const [day, lateDay] = [format.date(last), format.date(lastLate)];
  const text = isPast(lastLate)
    ? words.moveOver(lateDay)
    : isPast(last)
      ? words.moveLate(day, lateDay)
      : words.moveUntil(day, lateDay);
  return { title: words.moveTitle, text };
}
