import type { Election } from '../../../domain/election.ts';
import type { Page, PageRequest } from '../../../platform/feature.ts';
import { SearchBox } from '../../../ui/components/button.tsx';
import { Empty, Section, Title } from '../../../ui/components/text.tsx';
import type { ElectionStanding } from '../elections.ts';
import { words } from '../messages.ts';
import type { PollingPlaceList } from '../store.ts';
import { AreaGrid } from './area-grid.tsx';
import { ElectionChips, ListStanding, PastNotice, UncheckedNotice } from './election-frame.tsx';

export interface AreaCount {
  readonly code: string;
  readonly name: string;
  readonly places: number;
}

interface OverviewView {
  readonly cityName: string;
  /** Name of the office that answers for the polling places. */
  readonly office: string;
  readonly standing: ElectionStanding;
  readonly elections: readonly Election[];
  readonly current: Election | undefined;
  /** Absent where the election has no polling places yet. */
  readonly list: PollingPlaceList | undefined;
  readonly districts: readonly AreaCount[];
}

/** All polling places of an election, by kecamatan. */
export function overviewPage(view: OverviewView, request: PageRequest): Page {
  const { standing, elections, list, districts, current } = view;
  const t = words(request.lang);
  const { number } = request.format;
  return {
    title: t.pageTitle(standing.name),
    description: t.description(view.cityName, standing.name),
    within: '/tps',
    body: (
      <div class="stack">
        <Title
          eyebrow={view.cityName}
          title={t.pageTitle(standing.name)}
          lead={list && t.lead(number(list.places), number(districts.length))}
        />
        <ElectionChips elections={elections} chosen={standing.election.id} request={request} />
        <PastNotice standing={standing} current={current} request={request} />
        <UncheckedNotice list={list} standing={standing} office={view.office} request={request} />
        <SearchBox action={request.href('/cari')} label={t.searchLabel} />
        {list ? (
          <Section title={t.chooseDistrict}>
            <AreaGrid
              areas={districts.map(({ code, name, places }) => ({
                name,
                href: request.href(`/tps/${standing.election.id}/${code}`),
                count: t.count(number(places)),
              }))}
            />
          </Section>
        ) : (
          <Empty icon="map-pinned" title={t.noneTitle(standing.name)}>
            <p>{t.noneBody}</p>
          </Empty>
        )}
        <ListStanding list={list} standing={standing} request={request} />
      </div>
    ),
  };
}

/** Before any election is known. */
export function noElectionPage(request: PageRequest): Page {
  const t = words(request.lang);
  return {
    title: t.findTitle,
    within: '/tps',
    body: (
      <div class="stack">
        <Title title={t.findTitle} />
        <Empty icon="map-pinned" title={t.noElectionTitle}>
          <p>{t.noElectionBody}</p>
        </Empty>
      </div>
    ),
  };
}
