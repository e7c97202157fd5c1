import type { LineRow } from '../../platform/audit/line.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { exactWordChanges } from '../../platform/word-changes.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { Field, SelectField } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, More, Pagination, Title } from '../../ui/components/text.tsx';
import { WordChanges } from '../../ui/components/word-changes.tsx';
import { type Change, changesOf } from './changes.ts';
import { deedInWords, messages } from './messages.ts';
import { addressOf, CURSOR, FILTERS } from './query.ts';

export const LOG_PATH = '/kerja/jejak';

/** Words round a difference that are shown. */
const AROUND = 10;

export interface LogView {
  readonly rows: readonly LineRow[];
  /** Whether there are lines before these. */
  readonly more: boolean;
  readonly actions: readonly string[];
}

type LogContext = Pick<FeatureContext, 'city' | 'kinds'>;

/** The audit log: one line a deed, the newest first. */
export function logPage(view: LogView, context: LogContext, request: StaffRequest): PageAnswer {
  const t = messages(request.lang);
  const { query, href } = request;
  const path = href(LOG_PATH);
  const isNarrowed = FILTERS.some((name) => query[name]);
  const last = view.rows.at(-1);
  return {
    kind: 'page',
    title: t.title,
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        <Narrow view={view} context={context} request={request} isNarrowed={isNarrowed} />
        {view.rows.length === 0 ? (
          <Empty icon="history" title={isNarrowed ? t.noMatch : t.none}>
            <p>{isNarrowed ? t.noMatchText : t.noneText}</p>
          </Empty>
        ) : (
          <ol class="window list log" aria-label={t.lines}>
            {view.rows.map((row) => (
              <Line key={row.seq} row={row} context={context} request={request} />
            ))}
          </ol>
        )}
        {(view.more || query[CURSOR]) && (
          <Pagination
            label={t.pages}
            position={view.rows[0] ? t.position(request.format.number(view.rows[0].seq)) : ''}
            {...(query[CURSOR] ? { previous: { href: addressOf(path, query), label: t.newest } } : {})}
            {...(view.more && last
              ? { next: { href: addressOf(path, query, { [CURSOR]: String(last.seq) }), label: t.older } }
              : {})}
          />
        )}
        <Actions>
          <LinkButton alt icon="download" href={addressOf(`${path}/unduh.csv`, query)}>
            {t.csv}
          </LinkButton>
          <LinkButton alt icon="download" href={addressOf(`${path}/unduh.jsonl`, query)}>
            {t.jsonl}
          </LinkButton>
        </Actions>
      </div>
    ),
  };
}

function Narrow(props: {
  readonly view: LogView;
  readonly context: LogContext;
  readonly request: StaffRequest;
  readonly isNarrowed: boolean;
}) {
  const { view, context, request, isNarrowed } = props;
  const { query, href, lang } = request;
  const t = messages(lang);
  const options = view.actions.map((action) => ({
    value: action,
    label: deedInWords(action, lang, context.kinds),
  }));
  return (
    <details class="more" open={isNarrowed}>
      <summary>
        <Icon name="chevron-down" />
        {t.filter}
      </summary>
      <form class="log-filter" action={href(LOG_PATH)}>
        <Field id="orang" label={t.person} input={{ name: 'orang', value: query['orang'] ?? '' }} />
        <SelectField
          id="tindakan"
          name="tindakan"
          label={t.action}
          value={query['tindakan'] ?? ''}
          options={[{ value: '', label: t.anyAction }, ...options]}
        />
        <Field id="hari" label={t.day} input={{ name: 'hari', type: 'date', value: query['hari'] ?? '' }} />
        <Field
          id="hal"
          label={t.subject}
          hint={t.subjectHint}
          input={{ name: 'hal', value: query['hal'] ?? '', autocomplete: 'off', spellcheck: false }}
        />
        <Actions>
          <Button icon="filter">{t.show}</Button>
          {isNarrowed && (
            <LinkButton alt href={href(LOG_PATH)}>
              {t.clear}
            </LinkButton>
          )}
        </Actions>
      </form>
    </details>
  );
}

function Line(props: {
  readonly row: LineRow;
  readonly context: LogContext;
  readonly request: StaffRequest;
}) {
  const { row, context, request } = props;
  const { format, href, lang } = request;
  const t = messages(lang);
  const subject = `${row.subject_kind}/${row.subject_id}`;
  const changes = changesOf(row.before, row.after);
  const facts = [
    row.at && format.dateTime(row.at),
    row.agency === null ? undefined : agencyName(context, row.agency),
  ].filter(Boolean);
  return (
    <li class="log-line">
      <p class="log-deed">
        <b>{deedInWords(row.action, lang, context.kinds)}</b>{' '}
        <a href={addressOf(href(LOG_PATH), {}, { hal: subject })} aria-label={t.onlyOf(subject)}>
          {subject}
        </a>
        <span class="mute log-number">{format.number(row.seq)}</span>
      </p>
      <p>{actorIn(row, t)}</p>
      <p class="mute">{facts.join(' · ')}</p>
      {row.clock_at && <p class="mute">{t.clock(format.dateTime(row.clock_at))}</p>}
      {changes.length > 0 && (
        <More summary={t.changes}>
          <dl class="differences">
            {changes.map((change) => (
              <ChangedValue key={change.path} change={change} lang={lang} />
            ))}
          </dl>
        </More>
      )}
    </li>
  );
}

/** What the log calls the clock, which publishes and ends what staff had planned. */
const CLOCK = 'clock';

function actorIn(row: LineRow, t: ReturnType<typeof messages>): string {
  if (row.actor_kind === 'command') return `jendela ${row.actor_name}, ${t.byCommand}`;
  if (row.actor_kind === 'system' && row.actor_name === CLOCK) return t.byClock;
  if (row.actor_kind === 'system') return `${row.actor_name}, ${t.bySystem}`;
  return row.address === null ? row.actor_name : `${row.actor_name}, ${t.from(row.address)}`;
}

function ChangedValue({ change, lang }: { readonly change: Change; readonly lang: StaffRequest['lang'] }) {
  const t = messages(lang);
  const { path, before, after } = change;
  return (
    <div>
      <dt>{path}</dt>
      <dd>
        {before === undefined ? (
          <p class="words">{after}</p>
        ) : (
          <WordChanges
            changes={exactWordChanges(before, after ?? '')}
            added={t.added}
            removed={t.removed}
            around={AROUND}
          />
        )}
      </dd>
    </div>
  );
}
