import type { VNode } from 'preact';
import type { Election } from '../../domain/election.ts';
import { dayOf, type Stage } from '../../domain/stage.ts';
import type { Page, PageRequest } from '../../platform/feature.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Rail, type RailItem } from '../../ui/components/rail.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { Empty, LinkList, More, Section, Title } from '../../ui/components/text.tsx';
import { TimelineChart } from '../../ui/components/timeline.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import {
  CALENDAR_FILE,
  CALENDAR_TYPE,
  electionPath,
  FEED_PATH,
  FEED_TYPE,
  STAGES_PATH,
  stagePath,
} from './constants.ts';
import { ElectionNotice } from './election-notice.tsx';
import { filterWords, standingWords } from './messages.ts';
import { daysLeftInWords, momentInWords, type Voice, voiceOf } from './schedule.ts';
import type { StandingElection } from './standing.ts';
import {
  FILTERS,
  filterOf,
  lineInWords,
  MARKS,
  passes,
  type Showing,
  type StageFilter,
  sectionsOf,
  showingOf,
  spanOf,
  stateWord,
} from './view.ts';

/** What the stages of an election are drawn from. */
export interface StagesView {
  readonly shown: StandingElection;
  /** All elections, the one that concerns people most in front. */
  readonly elections: readonly StandingElection[];
  /** Origin of the window, for addresses that leave it. */
  readonly publicUrl: string;
}

interface ShownStage {
  readonly stage: Stage;
  readonly showing: Showing;
}

/** The stages of one election: a rail to read, a timeline to look at, and ways to be told of changes. */
export function stagesPage(view: StagesView, request: PageRequest): Page {
  const { election, stages, standing } = view.shown;
  const voice = voiceOf(request);
  const { words } = voice;
  const filter = filterOf(request.query['keadaan']);
  const showings = new Map(stages.map((stage) => [stage.id, showingOf(stage, request.now)]));
  const shows = (stage: Stage): ShownStage[] => {
    const showing = showings.get(stage.id);
    return showing && passes(filter, showing, standing) ? [{ stage, showing }] : [];
  };
  const sections = sectionsOf(stages)
    .map(({ group, stages: inside }) => ({ group, shown: inside.flatMap(shows) }))
    .filter(({ shown }) => shown.length > 0);
  const all = sections.flatMap(({ shown }) => shown);
  const name = election.name[request.lang];
  const votingDay = request.format.date(election.votingDay, { weekday: true });
  return {
    title: words.stagesOf(name),
    description: `${words.votingOn(votingDay)}. ${words.count(all.length)}.`,
    within: STAGES_PATH,
    feeds: [
      { href: request.href(FEED_PATH), type: FEED_TYPE, title: words.feed },
      { href: request.href(calendarPath(election)), type: CALENDAR_TYPE, title: words.stagesOf(name) },
    ],
    body: (
      <div class="stack">
        <Title eyebrow={standingWords(request.lang)[standing]} title={words.stagesOf(name)} />
        <ElectionNotice view={view} request={request} voice={voice} />
        <FilterChips label={words.filterLabel} items={filterLinks(filter, request)} />
        <p class="mute">{countInWords(filter, all.length, voice)}</p>
        {sections.map(({ group, shown }, index) => {
          const rail = <Rail items={shown.map((item) => railItem(item, request, voice))} />;
          if (group) return <Section title={group.name[request.lang]}>{rail}</Section>;
          return index === 0 ? rail : <Section title={words.otherStages}>{rail}</Section>;
        })}
        {timeline(all, election, request, voice)}
        {follow(view, request, voice)}
        {otherElections(view, request, voice)}
      </div>
    ),
  };
}

/** Where there is no election at all. */
export function noStagesPage(request: PageRequest): Page {
  const { words } = voiceOf(request);
  return {
    title: words.stages,
    within: STAGES_PATH,
    body: (
      <div class="stack">
        <Title title={words.stages} />
        <Empty icon="calendar-days" title={words.noStages}>
          <p>{words.noStagesWhy}</p>
        </Empty>
      </div>
    ),
  };
}

function filterLinks(current: StageFilter, request: PageRequest) {
  const labels = filterWords(request.lang);
  const path = request.href(request.path);
  return FILTERS.map((filter) => ({
    label: labels[filter],
    href: filter === 'semua' ? path : `${path}?keadaan=${filter}`,
    current: filter === current,
  }));
}

function countInWords(filter: StageFilter, count: number, { lang }: Voice): string {
  const labels = filterWords(lang);
  const counts = {
    semua: labels.countSemua,
    berjalan: labels.countBerjalan,
    berikutnya: labels.countBerikutnya,
    selesai: labels.countSelesai,
  };
  return counts[filter](count);
}

/** A stage on the rail; what citizens do is said where they can do it. */
export function railItem({ stage, showing }: ShownStage, request: PageRequest, voice: Voice): RailItem {
  const citizen = showing === 'running' ? stage.citizen?.[request.lang] : undefined;
  return {
    name: stage.name[request.lang],
    date: lineInWords(stage, showing, voice),
    state: MARKS[showing],
    stateLabel: stateWord(showing, voice),
    href: request.href(stagePath(stage.election, stage.id)),
    ...(showing === 'running' && {
      box: (
        <>
          <Icon name={citizen ? 'circle-check' : 'clock'} />
          <div>
            {citizen && <p>{citizen}</p>}
            <p class="mute">{daysLeftInWords(stage, request.now, voice) ?? stateWord(showing, voice)}</p>
          </div>
        </>
      ),
    }),
  };
}

function timeline(
  shown: readonly ShownStage[],
  election: Election,
  request: PageRequest,
  voice: Voice,
): VNode | undefined {
  const dated = shown.filter(({ stage }) => stage.start || stage.end);
  const span = spanOf(dated.map(({ stage }) => stage));
  if (!span) return undefined;
  const { words, format } = voice;
  const label = words.timelineLabel(
    election.name[request.lang],
    format.date(span.from),
    format.date(span.until),
  );
  return (
    <Section title={words.timeline}>
      <Window>
        <Pane>
          <TimelineChart
            label={label}
            months={words.months.split(' ')}
            today={{ date: request.now.toPlainDate().toString(), label: words.today }}
            items={dated.map(({ stage, showing }) => timelineItem(stage, showing, request))}
          />
        </Pane>
      </Window>
      <More summary={words.timelineTable}>
        <DataTable
          caption={words.stagesOf(election.name[request.lang])}
          hideCaption
          columns={[words.columnStage, words.columnStart, words.columnEnd, words.columnState].map((name) => ({
            label: name,
          }))}
          rows={shown.map(({ stage, showing }) => ({
            key: stage.id,
            cells: [
              stage.name[request.lang],
              stage.start ? momentInWords(stage.start, voice) : '–',
              stage.end ? momentInWords(stage.end, voice) : '–',
              stateWord(showing, voice),
            ],
          }))}
        />
      </More>
    </Section>
  );
}

function timelineItem(stage: Stage, showing: Showing, request: PageRequest) {
  const { start, end } = stage;
  const first = start ?? end;
  return {
    name: stage.name[request.lang],
    start: first ? dayOf(first).toString() : '',
    ...(end && { end: dayOf(end).toString() }),
    state: MARKS[showing],
  };
}

function follow(view: StagesView, request: PageRequest, { words }: Voice): VNode {
  const address = `${view.publicUrl}${request.href(calendarPath(view.shown.election))}`;
  return (
    <Section title={words.follow}>
      <div class="stack">
        <p>{words.subscribeHint}</p>
        <Actions>
          {/* Phones and desks know this scheme as "subscribe"; the plain address would only be saved once. */}
          <LinkButton icon="calendar-plus" href={address.replace(/^https?:/, 'webcal:')}>
            {words.subscribe}
          </LinkButton>
          <LinkButton icon="rss" alt href={request.href(FEED_PATH)}>
            {words.feed}
          </LinkButton>
        </Actions>
        <p class="mute">
          {words.subscribeAddress} <a href={request.href(calendarPath(view.shown.election))}>{address}</a>
        </p>
      </div>
    </Section>
  );
}

function otherElections(view: StagesView, request: PageRequest, { words }: Voice): VNode | undefined {
  const others = view.elections.filter(({ election }) => election.id !== view.shown.election.id);
  if (others.length === 0) return undefined;
  const labels = standingWords(request.lang);
  return (
    <Section title={words.otherElections}>
      <LinkList
        items={others.map(({ election, standing }) => ({
          icon: standing === 'over' ? 'history' : 'calendar-days',
          href: request.href(electionPath(election.id)),
          title: election.name[request.lang],
          note: `${labels[standing]}. ${words.votingOn(request.format.date(election.votingDay, { weekday: true }))}`,
        }))}
      />
    </Section>
  );
}

function calendarPath(election: Election): string {
  return `${electionPath(election.id)}/${CALENDAR_FILE}`;
}
