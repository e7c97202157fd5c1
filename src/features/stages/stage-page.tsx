import type { VNode } from 'preact';
import { type SomeLanguages, textIn } from '../../domain/item.ts';
import { daysLeft, type Stage } from '../../domain/stage.ts';
import type { Review } from '../../domain/stage-review.ts';
import type { Page, PageRequest } from '../../platform/feature.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Chip, type ChipProps } from '../../ui/components/chip.tsx';
import { Rail } from '../../ui/components/rail.tsx';
import { Breadcrumb, type Fact, Facts, Notice, Section, Title } from '../../ui/components/text.tsx';
import { FigurePane, Pane, Window } from '../../ui/components/window.tsx';
import { changeInWords } from './changes-in-words.ts';
import { CALENDAR_FILE, electionPath, FEED_PATH, FEED_TYPE, STAGES_PATH, stagePath } from './constants.ts';
import { ElectionNotice } from './election-notice.tsx';
import { stateWords } from './messages.ts';
import type { StageRecord, StageVersion } from './reader.ts';
import { ReviewNotice } from './review-notice.tsx';
import { datesInWords, momentInWords, scheduleInWords, type Voice, voiceOf } from './schedule.ts';
import { type ShownStage, shownStage } from './shown.ts';
import { railItem } from './stages-page.tsx';
import type { StandingElection } from './standing.ts';
import type { Showing } from './view.ts';

/** What the page of a stage is drawn from. */
export interface StageView {
  readonly record: StageRecord;
  readonly shown: StandingElection;
  readonly elections: readonly StandingElection[];
  /** When it was last looked at, where nobody did in time. */
  readonly unchecked?: Review | undefined;
  /** Name of the office that answers for it. */
  readonly office: string;
  /** Newest first. */
  readonly history: readonly StageVersion[];
  /** What staff said of versions that they published, by their moment. */
  readonly notes: ReadonlyMap<string, SomeLanguages>;
}

/** One stage: when it is, what a citizen does in it, where the dates are from and how they changed. */
export function stagePage(view: StageView, request: PageRequest): Page {
  const { stage, withdrawnAt } = view.record;
  const { election } = view.shown;
  const voice = voiceOf(request);
  const { words } = voice;
  const shown = shownStage(stage, request.now, voice);
  const { showing } = shown;
  const name = stage.name[request.lang];
  const electionName = election.name[request.lang];
  const schedule = scheduleInWords(stage, voice, { weekday: true });
  return {
    title: `${name}, ${electionName}`,
    description: [schedule, stage.citizen?.[request.lang]].filter(Boolean).join('. '),
    within: STAGES_PATH,
    feeds: [{ href: request.href(FEED_PATH), type: FEED_TYPE, title: words.feed }],
    ...(withdrawnAt && { noindex: true as const }),
    body: (
      <div class="stack">
        <Breadcrumb
          label={words.breadcrumb}
          items={[
            { label: words.stages, href: request.href(STAGES_PATH) },
            { label: electionName, href: request.href(electionPath(election.id)) },
          ]}
        />
        <Title title={name} />
        <p>
          <Chip {...(withdrawnAt ? withdrawnChip(request) : stateChip(shown))} />
        </p>
        {withdrawnAt ? (
          <Notice tone="warn" icon="history" title={words.withdrawnTitle}>
            <p>{words.withdrawnText(request.format.dateTime(withdrawnAt))}</p>
          </Notice>
        ) : (
          view.shown.standing === 'over' && <ElectionNotice view={view} request={request} voice={voice} />
        )}
        <ReviewNotice review={view.unchecked} office={view.office} voice={voice} />
        {conditionNotice(stage, showing, voice)}
        <Window>
          {!withdrawnAt && daysPane(stage, request.now, voice)}
          {whatYouDo(shown, voice)}
          <Pane>
            <Facts items={facts(view, shown, request, voice)} />
          </Pane>
        </Window>
        {!withdrawnAt && hasDate(stage) && showing !== 'cancelled' && showing !== 'ended' && (
          <Actions>
            <LinkButton icon="calendar-plus" href={request.href(calendarPath(stage))}>
              {words.addToCalendar}
            </LinkButton>
          </Actions>
        )}
        {insideOf(view, request, voice)}
        {sources(view, request, voice)}
        {history(view, request, voice)}
      </div>
    ),
  };
}

const CHIP_LOOKS: Readonly<Record<Showing, Omit<ChipProps, 'label'>>> = {
  running: { icon: 'circle-dot' },
  upcoming: { icon: 'clock', tone: 'plain' },
  ended: { icon: 'check', tone: 'plain' },
  conditional: { icon: 'circle-dashed', tone: 'plain' },
  cancelled: { icon: 'circle-x', tone: 'plain' },
  unknown: { icon: 'circle-question-mark', tone: 'plain' },
};

function stateChip({ showing, state }: ShownStage): ChipProps {
  return { ...CHIP_LOOKS[showing], label: state };
}

function withdrawnChip({ lang }: PageRequest): ChipProps {
  return { tone: 'plain', icon: 'history', label: stateWords(lang).withdrawn };
}

function conditionNotice(stage: Stage, showing: Showing, { words, lang }: Voice): VNode | undefined {
  const condition = stage.condition?.[lang];
  if (condition === undefined) return undefined;
  const title =
    showing === 'cancelled'
      ? words.conditionFailed
      : showing === 'conditional'
        ? words.conditionOpen
        : words.conditionMet;
  return (
    <Notice title={title} icon={showing === 'cancelled' ? 'circle-x' : 'circle-dashed'}>
      <p>{words.onCondition(condition)}</p>
    </Notice>
  );
}

function whatYouDo({ citizen, showing }: ShownStage, { words }: Voice): VNode | undefined {
  if (citizen === undefined || showing === 'cancelled') return undefined;
  return (
    <Pane title={showing === 'ended' ? words.whatYouDid : words.whatYouDo}>
      <p>{citizen}</p>
    </Pane>
  );
}

/** The one big thing of the page: how long it is until it begins or ends. */
function daysPane(stage: Stage, now: Temporal.ZonedDateTime, voice: Voice): VNode | undefined {
  const left = daysLeft(stage, now);
  const moment = left && stage[left.until];
  if (!left || !moment) return undefined;
  const { words } = voice;
  const date = momentInWords(moment, voice, { weekday: true });
  return (
    <FigurePane
      label={left.until === 'start' ? words.from(date) : words.endsOn(date)}
      value={words.daysAway(left.days)}
    />
  );
}

function facts(
  view: StageView,
  { stage, showing, line }: ShownStage,
  request: PageRequest,
  voice: Voice,
): Fact[] {
  const { words } = voice;
  const cancelled = showing === 'cancelled';
  const dates = cancelled ? line : datesInWords(stage, voice, { weekday: true });
  const rule = stage.rule?.[request.lang];
  const parent = view.shown.stages.find(({ id }) => id === stage.parent);
  return [
    { icon: 'calendar-days', text: dates ?? rule ?? words.noDate },
    ...(dates !== undefined && rule !== undefined && !cancelled
      ? [{ icon: 'scale' as const, text: rule }]
      : []),
    ...(stage.geo ? [placeFact(stage.geo, words)] : []),
    ...(parent
      ? [
          {
            icon: 'list-ordered' as const,
            text: (
              <p>
                {words.partOf} <a href={request.href(parentPath(parent))}>{parent.name[request.lang]}</a>
              </p>
            ),
          },
        ]
      : []),
  ];
}

function placeFact({ latitude, longitude }: NonNullable<Stage['geo']>, words: Voice['words']): Fact {
  return {
    icon: 'map-pin',
    text: (
      <a class="link" href={`geo:${latitude},${longitude}`}>
        {words.place}
      </a>
    ),
  };
}

function parentPath(parent: Stage): string {
  return stagePath(parent.election, parent.id);
}

function insideOf(view: StageView, request: PageRequest, voice: Voice): VNode | undefined {
  const inside = view.shown.stages.filter(({ parent }) => parent === view.record.stage.id);
  if (inside.length === 0) return undefined;
  return (
    <Section title={voice.words.inside}>
      <Rail items={inside.map((stage) => railItem(shownStage(stage, request.now, voice)))} />
    </Section>
  );
}

function sources({ record, office }: StageView, request: PageRequest, { words, lang, format }: Voice): VNode {
  const { stage, changedAt, review } = record;
  const note = stage.note?.[lang];
  return (
    <Section title={words.sources}>
      <div class="prose">
        <p>
          {words.regulation(stage.regulation, stage.version)}.{' '}
          {words.lastChanged(request.format.dateTime(changedAt))}. {words.keptBy(office)}.{' '}
          {words.checked(format.date(review.checkedOn), format.date(review.by))}.
        </p>
        <ul>
          {stage.sources.map(({ url, title }) => (
            <li key={url}>
              <a href={url} rel="noopener external">
                {title ?? new URL(url).hostname}
              </a>
            </li>
          ))}
        </ul>
        {note && (
          <p class="mute">
            {words.note}: {note}
          </p>
        )}
      </div>
    </Section>
  );
}

function history(
  { history: versions, notes }: StageView,
  request: PageRequest,
  voice: Voice,
): VNode | undefined {
  if (versions.length === 0) return undefined;
  return (
    <Section title={voice.words.history}>
      <ul class="facts">
        {versions.map((version) => {
          const note = notes.get(version.at.toString());
          return (
            <li key={version.stage.version}>
              <div>
                {changeInWords(version, voice)}
                {note && <p>{textIn(note, request.lang)}</p>}
                <small>{request.format.dateTime(version.at)}</small>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function hasDate({ start, end }: Stage): boolean {
  return start !== undefined || end !== undefined;
}

function calendarPath(stage: Stage): string {
  return `${stagePath(stage.election, stage.id)}/${CALENDAR_FILE}`;
}
