import type { VNode } from 'preact';
import type { Election } from '../../domain/election.ts';
import type { Review } from '../../domain/stage-review.ts';
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
} from './constants.ts';
import { ElectionNotice } from './election-notice.tsx';
import { filterWords, standingWords, type Words } from './messages.ts';
import { ReviewNotice } from './review-notice.tsx';
import { type Voice, voiceOf } from './schedule.ts';
import { type ShownStage, shownStages } from './shown.ts';
import type { StandingElection } from './standing.ts';
import { FILTERS, filterOf, MARKS, passes, type StageFilter } from './view.ts';

/** What the stages of an election are drawn from. */
export interface StagesView {
  readonly shown: StandingElection;
  /** All elections, the one that concerns people most in front. */
  readonly elections: readonly StandingElection[];
  /** When the stages were last looked at, where nobody did in time. */
  readonly unchecked?: Review | undefined;
  /** Name of the office that answers for them. */
  readonly office: string;
  /** Origin of the window, for addresses that leave it. */
  readonly publicUrl: string;
}

/** Passed stages that stand before the present one; the earlier ones open on demand. */
const PASSED_IN_SIGHT = 2;

/** The stages of one election: a rail to read, a timeline to look at, and ways to be told of changes. */
export function stagesPage(view: StagesView, request: PageRequest): Page {
  const { election, stages, standing } = view.shown;
  const voice = voiceOf(request);
  const { words } = voice;
  const filter = filterOf(request.query['keadaan']);
  const sections = shownStages(stages, request.now, voice)
    .sections.map(({ group, items }) => ({
      group,
      items: items.filter(({ showing }) => passes(filter, showing, standing)),
    }))
    .filter(({ items }) => items.length > 0);
  const shown = sections.flatMap(({ items }) => items);
  const folds = filter === 'semua' && standing !== 'over';
  const name = election.name[request.lang];
  return {
    title: words.stagesOf(name),
    description: `${words.votingOn(request.format.date(election.votingDay, { weekday: true }))}. ${words.count(shown.length)}.`,
    within: STAGES_PATH,
    feeds: [
      { href: request.href(FEED_PATH), type: FEED_TYPE, title: words.feed },
      { href: request.href(calendarPath(election)), type: CALENDAR_TYPE, title: words.stagesOf(name) },
    ],
    body: (
      <div class="stack">
        <Title eyebrow={standingWords(request.lang)[standing]} title={words.stagesOf(name)} />
        <ElectionNotice view={view} request={request} voice={voice} />
        <ReviewNotice review={view.unchecked} office={view.office} voice={voice} />
        <FilterChips label={words.filterLabel} items={filterLinks(filter, request)} />
        <p class="mute">{countInWords(filter, shown.length, voice)}</p>
        {sections.map(({ group, items }, index) => {
          const rail = folds ? foldedRail(items, words) : <Rail items={items.map(railItem)} />;
          if (group) return <Section title={group.name}>{rail}</Section>;
          return index === 0 ? rail : <Section title={words.otherStages}>{rail}</Section>;
        })}
        {timeline(shown, election, request, voice)}
        {follow(view, request, voice)}
        {otherElections(view, request, voice)}
      </div>
    ),
  };
}

/** What is long over should not stand between a reader and today. */
function foldedRail(items: readonly ShownStage[], words: Words): VNode {
  const firstOpen = items.findIndex(({ showing }) => showing !== 'ended');
  const earlier = firstOpen === -1 ? items.length : firstOpen - PASSED_IN_SIGHT;
  if (earlier < 2) return <Rail items={items.map(railItem)} />;
  return (
    <>
      <More summary={words.earlier(earlier)}>
        <Rail items={items.slice(0, earlier).map(railItem)} />
      </More>
      {earlier < items.length && <Rail items={items.slice(earlier).map(railItem)} />}
    </>
  );
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
export function railItem({ showing, name, line, state, href, citizen, left }: ShownStage): RailItem {
  return {
    name,
    date: line,
    state: MARKS[showing],
    stateLabel: state,
    href,
    ...(showing === 'running' &&
      (citizen || left) && {
        box: (
          <>
            <Icon name={citizen ? 'circle-check' : 'clock'} />
            <div>
              {citizen && <p>{citizen}</p>}
              {left && <p class="mute">{left}</p>}
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
  { words }: Voice,
): VNode | undefined {
  const items = shown.flatMap(({ bar }) => bar ?? []);
  const [first] = items;
  if (!first) return undefined;
  let [from, until] = [first, first];
  for (const item of items) {
    if (item.start < from.start) from = item;
    if ((item.end ?? item.start) > (until.end ?? until.start)) until = item;
  }
  return (
    <Section title={words.timeline}>
      <Window>
        <Pane>
          <TimelineChart
            label={words.timelineLabel(election.name[request.lang], from.startInWords, until.endInWords)}
            months={words.months.split(' ')}
            today={{ date: request.now.toPlainDate().toString(), label: words.today }}
            items={items}
          />
        </Pane>
      </Window>
      <More summary={words.timelineTable}>
        <DataTable
          caption={words.stagesOf(election.name[request.lang])}
          hideCaption
          columns={[{ label: words.columnStage }, { label: words.columnDate }, { label: words.columnState }]}
          rows={shown.map(({ stage, name, line, state }) => ({ key: stage.id, cells: [name, line, state] }))}
        />
      </More>
    </Section>
  );
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
