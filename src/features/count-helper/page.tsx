import type { ComponentChildren } from 'preact';
import {
  BALLOT_FIELDS,
  COUNT_COLUMNS,
  type CountCheck,
  candidateField,
  checkCount,
  countField,
  MOST_CANDIDATES,
  VOTE_FIELDS,
} from '../../domain/count-check.ts';
import { type Contest, contestsIn, type Election } from '../../domain/election.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { SelectField } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, Notice, Title } from '../../ui/components/text.tsx';
import { type CountMark, countMarks, countStanding, type NamedShape } from '../../ui/count/marks.ts';
import { COUNT_WORDS } from '../../ui/count/words.ts';
import { COUNT_PATH } from './constants.ts';
import { messages } from './messages.ts';

/** Lists by which people vote on the day. */
const VOTING_LISTS = ['permanent', 'moved', 'additional'];
const USUAL_CANDIDATES = 3;

interface CountView {
  readonly contests: readonly Contest[];
  readonly contest: Contest;
  readonly shape: NamedShape;
  readonly typed: Readonly<Record<string, string>>;
  readonly check: CountCheck;
  readonly marks: readonly CountMark[];
  readonly request: OfficerRequest;
}

/** The count form of one contest, checked as one types, or by the window where there is no script. */
export async function countPage(
  { capabilities, city, areas }: FeatureContext,
  request: OfficerRequest,
  typed: Readonly<Record<string, string>> = {},
): Promise<PageAnswer> {
  const { lang, officer, format } = request;
  const t = messages(lang);
  const election = await capabilities.elections?.find(officer.election);
  const area = areas.get(city.area);
  const contests = election && area ? contestsIn(election, area) : [];
  const wanted = typed['surat'] ?? request.query['surat'];
  const contest = contests.find(({ id }) => id === wanted) ?? contests[0];
  if (!election || !contest) {
    const body = (
      <Empty icon="calculator" title={t.noElection} level={1}>
        <p>{t.noElectionText}</p>
      </Empty>
    );
    return { kind: 'page', title: t.title, body };
  }
  const shape = shapeOf(election, typed['calon'] ?? request.query['calon']);
  const check = checkCount(shape, typed);
  const marks = countMarks(shape, check, lang, (value) => format.number(value));
  return {
    kind: 'page',
    title: t.title,
    scripts: ['count'],
    body: <CountForm view={{ contests, contest, shape, typed, check, marks, request }} />,
  };
}

function shapeOf({ lists }: Election, candidates: string | undefined): NamedShape {
  const voting = lists.filter(({ kind }) => VOTING_LISTS.includes(kind));
  const count = /^\d{1,2}$/.test(candidates ?? '') ? Number(candidates) : USUAL_CANDIDATES;
  return {
    lists: voting.map(({ kind }) => kind),
    names: Object.fromEntries(voting.map(({ kind, code }) => [kind, code])),
    candidates: Math.min(Math.max(count, 1), MOST_CANDIDATES),
  };
}

function CountForm({ view }: { readonly view: CountView }) {
  const { contests, contest, shape, check, request } = view;
  const { lang, href, format } = request;
  const t = messages(lang);
  const words = COUNT_WORDS[lang];
  const standing = countStanding(check, lang, (value) => format.number(value));
  const counts = Array.from({ length: MOST_CANDIDATES }, (_, at) => String(at + 1));
  return (
    <>
      <Title title={t.title} lead={t.lead} />
      <Notice tone="warn" title={t.notOfficial}>
        <p>{t.notOfficialText}</p>
      </Notice>
      <form class="form count-choice" action={href(COUNT_PATH)}>
        <SelectField
          id="f-surat"
          name="surat"
          label={t.contest}
          value={contest.id}
          options={contests.map(({ id, name }) => ({ value: id, label: name[lang] }))}
        />
        <SelectField
          id="f-calon"
          name="calon"
          label={t.candidates}
          value={String(shape.candidates)}
          options={counts.map((value) => ({ value, label: value }))}
        />
        <span data-without-script>
          <Button alt>{t.show}</Button>
        </span>
      </form>
      <form
        class="form stack count"
        method="post"
        action={href(COUNT_PATH)}
        noValidate
        data-count={shape.lists.map((list) => `${list}=${shape.names[list] ?? list}`).join(' ')}
      >
        <input type="hidden" name="surat" value={contest.id} />
        <input type="hidden" name="calon" value={shape.candidates} />
        <div class={`count-standing ${standing.tone}`} data-standing role="status">
          <Icon name="calculator" />
          <b>{standing.text}</b>
          <a href={`#f-${view.marks[0]?.field ?? ''}`} hidden={view.marks.length === 0} data-first>
            {words.toFirst}
          </a>
        </div>
        <CountGroup title={t.voters}>
          {shape.lists.map((list) => (
            <CountRow key={list} view={view} row={`voters-${list}`} label={shape.names[list] ?? list} />
          ))}
        </CountGroup>
        <CountGroup title={t.users}>
          {shape.lists.map((list) => (
            <CountRow key={list} view={view} row={`users-${list}`} label={shape.names[list] ?? list} />
          ))}
          <CountRow view={view} row="users" label={t.allLists} />
          <CountRow view={view} row="disabled" label={t.disabled} />
        </CountGroup>
        <CountGroup title={t.ballots}>
          {BALLOT_FIELDS.map((field) => (
            <CountLine key={field} view={view} field={field} label={words.fields[field] ?? field} />
          ))}
        </CountGroup>
        <CountGroup title={t.votes}>
          {Array.from({ length: shape.candidates }, (_, at) => (
            <CountLine
              key={candidateField(at + 1)}
              view={view}
              field={candidateField(at + 1)}
              label={words.candidate(at + 1)}
              isCandidate
            />
          ))}
          {VOTE_FIELDS.map((field) => (
            <CountLine key={field} view={view} field={field} label={words.fields[field] ?? field} />
          ))}
        </CountGroup>
        <noscript>
          <p class="mute">{t.byServer}</p>
        </noscript>
        <p class="mute count-kept" data-with-script hidden>
          <Icon name="lock" />
          {t.keptHere}
        </p>
        <Actions>
          <Button icon="check">{t.check}</Button>
          <button class="btn alt" type="button" data-clear={t.clearSure} hidden>
            <Icon name="trash-2" />
            {t.clear}
          </button>
        </Actions>
      </form>
    </>
  );
}

function CountGroup({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset class="window count-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** Men, women and both, side by side. */
function CountRow({
  view,
  row,
  label,
}: {
  readonly view: CountView;
  readonly row: string;
  readonly label: string;
}) {
  const words = COUNT_WORDS[view.request.lang];
  return (
    <div class="count-row">
      <b>{label}</b>
      <div class="count-cells">
        {COUNT_COLUMNS.map((column) => (
          <label key={column} for={`f-${countField(row, column)}`}>
            <small>{words.columns[column]}</small>
            <CountInput view={view} field={countField(row, column)} />
          </label>
        ))}
      </div>
      {COUNT_COLUMNS.map((column) => (
        <Mark key={column} view={view} field={countField(row, column)} />
      ))}
    </div>
  );
}

function CountLine({
  view,
  field,
  label,
  isCandidate = false,
}: {
  readonly view: CountView;
  readonly field: string;
  readonly label: string;
  /** The script adds and takes away such lines. */
  readonly isCandidate?: boolean;
}) {
  return (
    <div class="count-row" data-candidate={isCandidate ? '' : undefined}>
      <label class="count-line" for={`f-${field}`}>
        <span>{label}</span>
        <CountInput view={view} field={field} />
      </label>
      <Mark view={view} field={field} />
    </div>
  );
}

function CountInput({ view, field }: { readonly view: CountView; readonly field: string }) {
  const { typed, check, marks, request } = view;
  const expected = check.expected.get(field);
  const isWrong = marks.some((mark) => mark.field === field && !mark.hint);
  return (
    <input
      class="input"
      id={`f-${field}`}
      name={field}
      value={typed[field] ?? ''}
      placeholder={expected === undefined ? '' : request.format.number(expected)}
      inputMode="numeric"
      autocomplete="off"
      maxLength={11}
      aria-describedby={`n-${field}`}
      aria-invalid={isWrong ? 'true' : undefined}
    />
  );
}

/** What does not agree, beside the number. */
function Mark({ view, field }: { readonly view: CountView; readonly field: string }) {
  const own = view.marks.filter((mark) => mark.field === field);
  return (
    <p
      class={own.some(({ hint }) => !hint) ? 'count-mark' : 'count-mark hint-only'}
      id={`n-${field}`}
      hidden={own.length === 0}
    >
      {own.map(({ text }) => text).join(' ')}
    </p>
  );
}
