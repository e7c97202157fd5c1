import { daysUntilVoting } from '../../domain/election.ts';
import { currentAndNext, dayOf, daysLeft, type Stage } from '../../domain/stage.ts';
import type { HomeItem, LatestItem, NowCard, PageRequest } from '../../platform/feature.ts';
import { changeSetInWords, changeSetsOf, setName, setPath } from './changes-in-words.ts';
import { electionPath, STAGES_PATH, stagePath } from './constants.ts';
import { stateWords } from './messages.ts';
import type { ElectionRecord, StageVersion } from './reader.ts';
import { daysLeftInWords, scheduleInWords, type Voice, voiceOf } from './schedule.ts';
import { byConcern, comingUp, runningNow, type StandingElection } from './standing.ts';

const MOST_NEXT = 3;
const MOST_LATEST = 4;

/** The big card of the home page: voting itself, else what runs now, else what comes, else that nothing does. */
export function nowCard(records: readonly ElectionRecord[], request: PageRequest): NowCard | undefined {
  const elections = byConcern(records, request.now);
  const [first] = elections;
  if (!first) return undefined;
  if (first.standing === 'voting-day') return votingDayCard(first, request);
  for (const candidate of elections) {
    if (candidate.standing === 'over') continue;
    const [stage] = runningNow(candidate.stages, request.now);
    if (stage) return runningCard(stage, candidate, request);
    const [next] = comingUp(candidate.stages, request.now);
    if (next) return nextCard(next, candidate, request);
    return quietCard(candidate, request);
  }
  return betweenCard(first, request);
}

function votingDayCard({ election, stages }: StandingElection, request: PageRequest): NowCard {
  const { words, format, lang } = voiceOf(request);
  const { opens, closes } = election.votingHours;
  const time = request.now.toPlainTime();
  const before = Temporal.PlainTime.compare(time, opens) < 0;
  const open = Temporal.PlainTime.compare(time, closes) < 0;
  const voting = stages.find(
    ({ kind, start }) => kind === 'voting' && start && dayOf(start).equals(election.votingDay),
  );
  const [counting] = runningNow(stages, request.now).filter(({ kind }) => kind === 'counting');
  const stage = open ? voting : (counting ?? voting);
  return {
    label: words.votingToday,
    title: stage?.name[lang] ?? election.name[lang],
    href: request.href(stage ? stagePath(election.id, stage.id) : electionPath(election.id)),
    ...(open && {
      figure: before
        ? { value: format.time(opens), caption: words.pollsOpen }
        : { value: format.time(closes), caption: words.pollsClose },
    }),
    lines: votingLines(election, request),
  };
}

function runningCard(stage: Stage, { election, standing }: StandingElection, request: PageRequest): NowCard {
  const voice = voiceOf(request);
  const { words, format, lang } = voice;
  const card = {
    label: stateWords(lang).running,
    title: stage.name[lang],
    href: request.href(stagePath(election.id, stage.id)),
  };
  if (standing === 'coming') {
    const days = daysUntilVoting(election, request.now);
    return {
      ...card,
      figure: { value: format.number(days), caption: words.daysToVoting(days) },
      lines: votingLines(election, request),
    };
  }
  return { ...card, lines: linesOf(stage, election.name[lang], request, voice) };
}

function nextCard(stage: Stage, { election, standing }: StandingElection, request: PageRequest): NowCard {
  const voice = voiceOf(request);
  const { words, format, lang } = voice;
  const days = daysLeft(stage, request.now)?.days;
  return {
    label: standing === 'voted' ? words.nowVoted : words.nowNext,
    title: stage.name[lang],
    href: request.href(stagePath(election.id, stage.id)),
    ...(days !== undefined &&
      days > 0 && { figure: { value: format.number(days), caption: words.daysToStart } }),
    lines: linesOf(stage, election.name[lang], request, voice),
  };
}

/** An election in which nothing has a date: its voting day at least, or that its result is awaited. */
function quietCard({ election, standing }: StandingElection, request: PageRequest): NowCard {
  const { words, format, lang } = voiceOf(request);
  const days = daysUntilVoting(election, request.now);
  const coming = standing === 'coming';
  return {
    label: coming ? words.nowNext : words.nowVoted,
    title: election.name[lang],
    href: request.href(electionPath(election.id)),
    ...(coming && { figure: { value: format.number(days), caption: words.daysToVoting(days) } }),
    lines: coming
      ? votingLines(election, request)
      : [words.votedText(format.date(election.votingDay, { weekday: true }))],
  };
}

function betweenCard({ election }: StandingElection, request: PageRequest): NowCard {
  const { words, format, lang } = voiceOf(request);
  return {
    label: words.nowBetween,
    title: words.nowBetweenTitle,
    href: request.href(STAGES_PATH),
    lines: [words.nowBetweenNone, words.nowBetweenLast(election.name[lang], format.date(election.votingDay))],
  };
}

/** "Rabu, 27 November 2024" and "pukul 07.00–13.00". */
function votingLines(
  { votingDay, votingHours }: StandingElection['election'],
  request: PageRequest,
): string[] {
  const { words, format } = voiceOf(request);
  return [
    format.date(votingDay, { weekday: true }),
    words.hours(format.time(votingHours.opens), format.time(votingHours.closes)),
  ];
}

function linesOf(stage: Stage, election: string, request: PageRequest, voice: Voice): string[] {
  const left = daysLeftInWords(stage, request.now, voice);
  return [scheduleInWords(stage, voice, { weekday: true }), ...(left ? [left] : []), election];
}

/** What runs now, of all elections that are not over, what people want to know first in front. */
export function runningItems(records: readonly ElectionRecord[], request: PageRequest): HomeItem[] {
  const voice = voiceOf(request);
  return byConcern(records, request.now)
    .filter(({ standing }) => standing !== 'over')
    .flatMap(({ stages }) => runningNow(stages, request.now))
    .map((stage) => ({
      title: stage.name[request.lang],
      note: [scheduleInWords(stage, voice), daysLeftInWords(stage, request.now, voice)]
        .filter(Boolean)
        .join('. '),
      href: request.href(stagePath(stage.election, stage.id)),
    }));
}

/** What comes next, of all elections that are not over. */
export function nextItems(records: readonly ElectionRecord[], request: PageRequest): HomeItem[] {
  const voice = voiceOf(request);
  const open = byConcern(records, request.now).filter(({ standing }) => standing !== 'over');
  const stages = open.flatMap(({ stages: own }) => own);
  return comingUp(stages, request.now)
    .slice(0, MOST_NEXT)
    .map((stage) => ({
      title: stage.name[request.lang],
      note: [
        stage.start && request.format.date(dayOf(stage.start), { weekday: true }),
        daysLeftInWords(stage, request.now, voice),
      ]
        .filter(Boolean)
        .join('. '),
      href: request.href(stagePath(stage.election, stage.id)),
    }));
}

/** What the latest imports changed. */
export function latestItems(
  versions: readonly StageVersion[],
  records: readonly ElectionRecord[],
  request: PageRequest,
): LatestItem[] {
  const voice = voiceOf(request);
  const names = new Map(records.map(({ election }) => [election.id, election.name[request.lang]]));
  return changeSetsOf(versions)
    .slice(0, MOST_LATEST)
    .map((set) => {
      const day = set.at.toZonedDateTimeISO(request.now.timeZoneId).toPlainDate();
      return {
        title: setName(set, names.get(set.election) ?? set.election, voice),
        note: `${request.format.date(day)}. ${changeSetInWords(set, voice)}`,
        href: request.href(setPath(set)),
        at: set.at,
      };
    });
}

/** How much there is behind the tile: the stages of the election that concerns people most. */
export function tileNote(records: readonly ElectionRecord[], request: PageRequest): string {
  const { words } = voiceOf(request);
  const [first] = byConcern(records, request.now);
  if (!first) return words.tileNothing;
  const count = first.stages.filter(({ kind }) => kind !== 'group').length;
  return words.tileNote(count, currentAndNext(first.stages, request.now).running.length);
}
