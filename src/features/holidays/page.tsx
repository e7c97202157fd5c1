import type { ComponentChildren } from 'preact';
import type { Holiday } from '../../domain/holiday.ts';
import { textIn } from '../../domain/item.ts';
import type { City } from '../../platform/city.ts';
import type { Page, PageRequest } from '../../platform/feature.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { AsOf, Empty, Section, Title } from '../../ui/components/text.tsx';
import { FigurePane, Window } from '../../ui/components/window.tsx';
import { CALENDAR_FILE, HOLIDAYS_PATH, yearPath } from './constants.ts';
import { kindWords, messages } from './messages.ts';
import type { RecordedHoliday } from './store.ts';

export interface YearView {
  readonly year: number;
  /** Other years that have holidays, the latest first. */
  readonly years: readonly number[];
  readonly holidays: readonly RecordedHoliday[];
  readonly city: Pick<City, 'electionOffice' | 'cityOffice'>;
}

/** The holidays of a year. */
export function yearPage({ year, years, holidays, city }: YearView, request: PageRequest): Page {
  const { lang, format, href, now } = request;
  const t = messages(lang);
  const title = t.yearTitle(String(year));
  const leave = holidays.filter(({ kind }) => kind === 'collective-leave').length;
  const lead = t.lead(format.number(holidays.length - leave), format.number(leave));
  const changedAt = holidays
    .map((holiday) => holiday.changedAt)
    .reduce<Temporal.Instant | undefined>(
      (latest, at) => (latest && Temporal.Instant.compare(latest, at) >= 0 ? latest : at),
      undefined,
    );
  return {
    title,
    description: lead,
    within: HOLIDAYS_PATH,
    ...(holidays.length === 0 && { noindex: true as const }),
    body: (
      <div class="stack">
        <Title title={title} {...(holidays.length > 0 && { lead })} />
        {years.length > 1 && (
          <FilterChips
            label={t.years}
            items={years.map((one) => ({
              label: String(one),
              href: href(yearPath(one)),
              current: one === year,
            }))}
          />
        )}
        {holidays.length === 0 ? (
          <Empty icon="calendar-days" title={t.noneTitle(String(year))}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <>
            <Next holidays={holidays} request={request} />
            <p>{t.officesClosed}</p>
            <ul class="window list">
              {holidays.map((holiday) => (
                <li key={holiday.id} class={isPast(holiday, now) ? 'list-line past' : 'list-line'}>
                  <HolidayWords holiday={holiday} request={request} />
                </li>
              ))}
            </ul>
            <Actions>
              <LinkButton icon="calendar-plus" href={href(`${yearPath(year)}/${CALENDAR_FILE}`)}>
                {t.calendar}
              </LinkButton>
            </Actions>
            <Sources holidays={holidays} request={request} />
            <AsOf>
              {changedAt && t.asOf(format.dateTime(changedAt))}{' '}
              {t.keptBy(city.electionOffice.name, city.cityOffice.name)}
            </AsOf>
          </>
        )}
      </div>
    ),
  };
}

function isPast({ date }: Holiday, now: Temporal.ZonedDateTime): boolean {
  return Temporal.PlainDate.compare(date, now.toPlainDate()) < 0;
}

interface Props {
  readonly holidays: readonly RecordedHoliday[];
  readonly request: PageRequest;
}

/** The one big thing: how long it is to the next day off. */
function Next({ holidays, request }: Props) {
  const { lang, format, now } = request;
  const today = now.toPlainDate();
  const next = holidays.find(({ date }) => Temporal.PlainDate.compare(date, today) >= 0);
  if (!next || next.date.year !== today.year) return null;
  const t = messages(lang);
  const { days } = today.until(next.date, { largestUnit: 'days' });
  const value = days === 0 ? t.today : days === 1 ? t.tomorrow : t.inDays(format.number(days));
  return (
    <Window>
      <FigurePane
        label={t.next}
        value={value}
        note={`${textIn(next.name, lang)}, ${format.date(next.date, { weekday: true })}`}
      />
    </Window>
  );
}

/** A holiday as lists show it: its day as on a leaf of a calendar, its name, and what kind it is. */
export function HolidayWords(props: {
  readonly holiday: Holiday;
  readonly request: Pick<PageRequest, 'lang' | 'format'>;
  /** More that stands below. */
  readonly children?: ComponentChildren;
}) {
  const { holiday, request, children } = props;
  const { lang, format } = request;
  const { date, kind, name } = holiday;
  const month = messages(lang).months.split(' ')[date.month - 1];
  return (
    <>
      <span class={`leaf ${kind}`} aria-hidden="true">
        <b>{date.day}</b>
        <small>{month}</small>
      </span>
      <div>
        <b>{textIn(name, lang)}</b>
        <small>
          <time dateTime={date.toString()}>{format.date(date, { weekday: true })}</time> ·{' '}
          <span class="whitespace-nowrap">{kindWords(lang)[kind]}</span>
        </small>
        {children}
      </div>
    </>
  );
}

/** Each source once. */
function Sources({ holidays, request }: Props) {
  const sources = new Map(holidays.map(({ source }) => [`${source.title} ${source.url}`, source]));
  return (
    <Section title={messages(request.lang).sources}>
      <ul class="prose">
        {[...sources].map(([key, { title, url }]) => (
          <li key={key}>
            {url === undefined ? (
              title
            ) : (
              <a href={url} rel="noopener external">
                {title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
