import type { VNode } from 'preact';
import { textIn } from '../../domain/item.ts';
import type { Page } from '../../platform/feature.ts';
import type { PublishedItem } from '../../platform/publishing/reader.ts';
import type { Told } from '../../platform/views/suppress.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { AsOf, BackLink, Empty, More, Section, Title } from '../../ui/components/text.tsx';
import { FigurePane, Pane, Window } from '../../ui/components/window.tsx';
import { DayChart } from './chart.tsx';
import { messages } from './messages.ts';
import type { Month } from './month.ts';
import { inWords, type Line, type Report, type Voice } from './report.ts';

export const ROOT = '/kerja/statistik';

/** An item with how often its page was opened. */
export interface ViewedItem {
  readonly item: PublishedItem;
  readonly kind: string;
  readonly told: Told;
}

/** Statistics over all pages, and of each item of the person's agencies. */
export function overviewPage(
  view: { readonly report: Report; readonly month: Month; readonly items: readonly ViewedItem[] },
  request: StaffRequest,
): Page {
  const { report, month, items } = view;
  const voice = voiceOf(request);
  const t = voice.words;
  return {
    title: t.title,
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        <Months month={month} path={ROOT} request={request} />
        <ReportBody report={report} month={month} request={request} times={t.times} />
        {report.byPage.length > 0 && (
          <Section title={t.byPage}>
            <LinesTable caption={t.byPage} column={t.page} lines={report.byPage} voice={voice} />
          </Section>
        )}
        <Section title={t.items}>
          {items.length === 0 ? (
            <p class="mute">{t.noItems}</p>
          ) : (
            <DataTable
              caption={t.items}
              hideCaption
              columns={[{ label: t.item }, { label: t.views, numeric: true }]}
              rows={items.map(({ item, kind, told }) => ({
                key: item.id,
                cells: [
                  <span key="title">
                    <small>{kind}</small>
                    <br />
                    <a href={`${request.href(itemPath(item))}?bulan=${month.month}`}>
                      {textIn(item.title, request.lang)}
                    </a>
                  </span>,
                  inWords(told, voice),
                ],
              }))}
            />
          )}
        </Section>
        <CsvLink path={ROOT} month={month} request={request} />
      </div>
    ),
  };
}

/** Statistics of one item. */
export function itemPage(
  view: {
    readonly report: Report;
    readonly month: Month;
    readonly item: PublishedItem;
    readonly kind: string;
    readonly address: string;
  },
  request: StaffRequest,
): Page {
  const { report, month, item, kind, address } = view;
  const t = voiceOf(request).words;
  const title = textIn(item.title, request.lang);
  const path = itemPath(item);
  return {
    title: `${t.title}: ${title}`,
    within: ROOT,
    body: (
      <div class="stack">
        <BackLink href={`${request.href(ROOT)}?bulan=${month.month}`} label={t.back} />
        <Title title={title} eyebrow={kind}>
          <a class="link" href={request.href(address)}>
            {t.openPage}
          </a>
        </Title>
        <Months month={month} path={path} request={request} />
        <ReportBody report={report} month={month} request={request} times={t.timesItem} />
        <CsvLink path={path} month={month} request={request} />
      </div>
    ),
  };
}

function ReportBody(props: {
  readonly report: Report;
  readonly month: Month;
  readonly request: StaffRequest;
  readonly times: string;
}): VNode {
  const { report, month, request, times } = props;
  const voice = voiceOf(request);
  const t = voice.words;
  if (report.total.kind !== 'figure') {
    return (
      <Empty icon="chart-column" title={t.tooFew}>
        <p>{t.tooFewText}</p>
      </Empty>
    );
  }
  if (report.total.value === 0) {
    return (
      <Empty icon="chart-column" title={t.nothing}>
        <p>{t.nothingText}</p>
      </Empty>
    );
  }
  const { format } = request;
  const lines = [...report.byDay, ...report.byChannel, ...report.byArea, ...report.byPage];
  return (
    <div class="stack">
      <Window>
        <FigurePane label={t.total} value={format.number(report.total.value)} note={times} />
        <Pane title={t.byDay}>
          <DayChart
            days={report.byDay}
            label={t.chart(monthInWords(month, request))}
            number={format.number}
            dayWord={(day) => shortDay(day, request)}
          />
          <More summary={t.asTable}>
            <LinesTable caption={t.byDay} column={t.day} lines={report.byDay} voice={voice} />
          </More>
        </Pane>
      </Window>
      <div class="duo">
        <Section title={t.byChannel}>
          <LinesTable caption={t.byChannel} column={t.channel} lines={report.byChannel} voice={voice} />
        </Section>
        <Section title={t.byArea}>
          <div class="stack">
            <LinesTable caption={t.byArea} column={t.area} lines={report.byArea} voice={voice} />
            <p class="mute">{t.areaHint}</p>
          </div>
        </Section>
      </div>
      {lines.some(({ told }) => told.kind === 'small') && <p class="mute">{t.tooFewText}</p>}
      {lines.some(({ told }) => told.kind === 'held-back') && <p class="mute">{t.heldBackWhy}</p>}
      <AsOf>{t.asOf(format.dateTime(request.now.toInstant()))}</AsOf>
    </div>
  );
}

function LinesTable(props: {
  readonly caption: string;
  readonly column: string;
  readonly lines: readonly Line[];
  readonly voice: Voice;
}) {
  const { caption, column, lines, voice } = props;
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={[{ label: column }, { label: voice.words.views, numeric: true }]}
      rows={lines.map(({ name, told }) => ({ key: name, cells: [name, inWords(told, voice)] }))}
    />
  );
}

function Months({
  month,
  path,
  request,
}: {
  readonly month: Month;
  readonly path: string;
  readonly request: StaffRequest;
}) {
  const t = voiceOf(request).words;
  const to = (other: Temporal.PlainYearMonth) => `${request.href(path)}?bulan=${other}`;
  return (
    <FilterChips
      label={t.month}
      items={[
        ...(month.older ? [{ label: t.older, href: to(month.older), icon: 'arrow-left' as const }] : []),
        { label: monthInWords(month, request), href: to(month.month), current: true },
        ...(month.newer ? [{ label: t.newer, href: to(month.newer), icon: 'arrow-right' as const }] : []),
      ]}
    />
  );
}

function CsvLink({
  path,
  month,
  request,
}: {
  readonly path: string;
  readonly month: Month;
  readonly request: StaffRequest;
}) {
  return (
    <Actions>
      <LinkButton alt icon="download" href={`${request.href(`${path}/data.csv`)}?bulan=${month.month}`}>
        {voiceOf(request).words.csv}
      </LinkButton>
    </Actions>
  );
}

/** The voice of a request. */
export function voiceOf({ lang, format }: Pick<StaffRequest, 'lang' | 'format'>): Voice {
  return { lang, format, words: messages(lang) };
}

function itemPath({ kind, id }: PublishedItem): string {
  return `${ROOT}/${kind}/${id}`;
}

/** "November 2024": a date without its day, as the formatter writes it. */
function monthInWords({ month }: Month, { format }: Pick<StaffRequest, 'format'>): string {
  return format.date(month.toPlainDate({ day: 1 })).replace(/^\d+ /, '');
}

/** "8 Nov". */
function shortDay(day: Temporal.PlainDate, { format }: Pick<StaffRequest, 'format'>): string {
  const [number = '', month = ''] = format.date(day).split(' ');
  return `${number} ${month.slice(0, 3)}`;
}
