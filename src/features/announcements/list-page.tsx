import { ANNOUNCEMENT_CATEGORIES } from '../../domain/announcement.ts';
import type { Urgency } from '../../domain/item.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { Button } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { SelectField } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, LinkList, More, Section, Title } from '../../ui/components/text.tsx';
import { NEWS_PATH, type NewsFilter, withFilter } from './constants.ts';
import { FEEDS, feedPath } from './feeds.ts';
import type { NewsView, PublishedAnnouncement } from './load.ts';
import { categoryWords, messages } from './messages.ts';
import { NewsList } from './news-list.tsx';

/** The list of what was announced, the newest first, narrowed by what a reader asked for. */
export function newsPage(
  context: Pick<FeatureContext, 'city' | 'areas'>,
  view: NewsView,
  request: PageRequest,
): Page {
  const t = messages(request.lang);
  const { filter, items } = view;
  const { electionOffice, cityOffice } = context.city;
  const isNarrowed = filter.area ?? filter.agency ?? filter.words ?? filter.category;
  const heading = nameOf(context, filter, request);
  return {
    title: filter.words ? t.titleFor(heading, filter.words) : heading,
    description: t.lead(electionOffice.name, cityOffice.name),
    within: NEWS_PATH,
    // Searches and later pages are many, and each leads to pages that are listed themselves.
    ...(filter.words || !view.first ? { noindex: true } : {}),
    feeds: FEEDS.map(({ format, type, name }) => ({
      href: request.href(feedPath(format, filter)),
      type,
      title: `${t.feedOf(heading)} (${name})`,
    })),
    body: (
      <div class="stack">
        <Title title={t.news} lead={t.lead(electionOffice.name, cityOffice.name)} />
        <FilterForm context={context} view={view} request={request} />
        <FilterChips label={t.categories} items={categoryChips(filter, request)} />
        {items.length === 0 ? (
          <Empty icon={isNarrowed ? 'search' : 'newspaper'} title={isNarrowed ? t.nothingFound : t.nothing}>
            <p>{isNarrowed ? t.nothingFoundWhy : t.nothingWhy}</p>
            {isNarrowed && (
              <a class="link" href={request.href(NEWS_PATH)}>
                {t.clear}
              </a>
            )}
          </Empty>
        ) : (
          daysOf(items, request).map(({ day, name, items: ofDay }) => (
            <Section key={day} title={name}>
              <NewsList context={context} items={ofDay} request={request} />
            </Section>
          ))
        )}
        <Turning view={view} request={request} />
        <Follow filter={filter} request={request} />
      </div>
    ),
  };
}

/** What a narrowed list is called: "Berita: Jadwal, Beji". */
function nameOf(
  { areas }: Pick<FeatureContext, 'areas'>,
  { area, category }: NewsFilter,
  { lang }: PageRequest,
): string {
  const t = messages(lang);
  const what = [category && categoryWords(lang)[category], area && areas.label(area)].filter(Boolean);
  return what.length === 0 ? t.news : t.feedOf(what.join(', '));
}

function categoryChips(filter: NewsFilter, { lang, href }: PageRequest) {
  const words = categoryWords(lang);
  return [
    {
      label: messages(lang).all,
      href: href(withFilter(NEWS_PATH, { ...filter, category: undefined })),
      current: filter.category === undefined,
    },
    ...ANNOUNCEMENT_CATEGORIES.map((category) => ({
      label: words[category],
      href: href(withFilter(NEWS_PATH, { ...filter, category })),
      current: filter.category === category,
    })),
  ];
}

/** Words first, as most people search; area and agency unfold below. */
function FilterForm(props: {
  readonly context: Pick<FeatureContext, 'city' | 'areas'>;
  readonly view: NewsView;
  readonly request: PageRequest;
}) {
  const { view, request, context } = props;
  const { filter } = view;
  const t = messages(request.lang);
  return (
    <search>
      <form class="news-filter stack" action={request.href(NEWS_PATH)}>
        <div class="search">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            value={filter.words ?? ''}
            placeholder={t.search}
            aria-label={t.search}
            autocomplete="off"
            enterkeyhint="search"
            maxLength={100}
          />
        </div>
        {filter.category && <input type="hidden" name="jenis" value={request.query['jenis'] ?? ''} />}
        <details class="more" open={Boolean(filter.area ?? filter.agency)}>
          <summary>
            <Icon name="chevron-down" />
            {t.filter}
          </summary>
          <div class="news-choices">
            <SelectField
              id="wilayah"
              name="wilayah"
              label={t.area}
              value={filter.area ?? ''}
              options={[
                { value: '', label: t.wholeCity(context.city.name) },
                ...areaOptions(context, request),
              ]}
            />
            <SelectField
              id="instansi"
              name="instansi"
              label={t.agency}
              value={filter.agency ?? ''}
              options={[
                { value: '', label: t.allAgencies },
                ...view.agencies.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Button icon="filter" alt>
              {t.filterNow}
            </Button>
          </div>
        </details>
      </form>
    </search>
  );
}

/** Each kecamatan with its kelurahan below it. */
function areaOptions({ city, areas }: Pick<FeatureContext, 'city' | 'areas'>, { lang }: PageRequest) {
  const t = messages(lang);
  return areas
    .children(city.area)
    .flatMap((district) => [
      { value: district.code, label: t.district(district.name) },
      ...areas
        .children(district.code)
        .map((village) => ({ value: village.code, label: `\u2003${village.name}` })),
    ]);
}

const FIRST: Readonly<Record<Urgency, number>> = { urgent: 0, important: 1, normal: 2 };

/** By the day of publication; what is urgent stands first within its day. */
function daysOf(items: readonly PublishedAnnouncement[], { now, format, lang }: PageRequest) {
  const t = messages(lang);
  const days = Map.groupBy(items, ({ publishedAt }) =>
    publishedAt.toZonedDateTimeISO(now.timeZoneId).toPlainDate().toString(),
  );
  const today = now.toPlainDate();
  return [...days].map(([day, ofDay]) => {
    const date = Temporal.PlainDate.from(day);
    const written = format.date(date, { weekday: true });
    const near = today.equals(date)
      ? t.today
      : today.subtract({ days: 1 }).equals(date)
        ? t.yesterday
        : undefined;
    return {
      day,
      name: near ? `${near}, ${format.date(date)}` : written,
      items: ofDay.toSorted((a, b) => FIRST[a.envelope.urgency] - FIRST[b.envelope.urgency]),
    };
  });
}

/** On to what is older, and back to the beginning. */
function Turning({ view, request }: { readonly view: NewsView; readonly request: PageRequest }) {
  const t = messages(request.lang);
  const { older, first, filter } = view;
  if (first && !older) return null;
  return (
    <nav class="pages" aria-label={t.pages}>
      {first ? (
        <span />
      ) : (
        <a href={request.href(withFilter(NEWS_PATH, filter))}>
          <Icon name="chevron-left" />
          {t.newest}
        </a>
      )}
      {older ? (
        <a href={request.href(withFilter(NEWS_PATH, filter, older))} rel="next">
          {t.older}
          <Icon name="chevron-right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

function Follow({ filter, request }: { readonly filter: NewsFilter; readonly request: PageRequest }) {
  const t = messages(request.lang);
  return (
    <More summary={t.follow}>
      <p class="mute">{t.followWhy}</p>
      <LinkList
        items={FEEDS.map(({ format, name }) => ({
          href: request.href(feedPath(format, filter)),
          title: name,
          icon: 'rss' as const,
        }))}
      />
    </More>
  );
}
