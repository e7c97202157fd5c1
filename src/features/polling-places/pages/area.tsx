import type { Area } from '../../../domain/area.ts';
import type { Election } from '../../../domain/election.ts';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import type { Page, PageRequest } from '../../../platform/feature.ts';
import { BackLink, Empty, Section, Title } from '../../../ui/components/text.tsx';
import type { ElectionStanding } from '../elections.ts';
import { words } from '../messages.ts';
import type { PollingPlaceList } from '../store.ts';
import { AreaGrid } from './area-grid.tsx';
import { ListStanding, PastNotice, UncheckedNotice } from './election-frame.tsx';
import type { AreaCount } from './overview.tsx';
import { PlaceList } from './place-list.tsx';

interface AreaViewBase {
  readonly standing: ElectionStanding;
  readonly current: Election | undefined;
  readonly list: PollingPlaceList | undefined;
  /** Name of the office that answers for the polling places. */
  readonly office: string;
  readonly district: Area;
}

interface DistrictView extends AreaViewBase {
  readonly villages: readonly (AreaCount & Pick<Area, 'kind'>)[];
}

/** The kelurahan of a kecamatan. */
export function districtPage(view: DistrictView, request: PageRequest): Page {
  const { standing, district, villages } = view;
  const t = words(request.lang);
  const { number } = request.format;
  const root = `/tps/${standing.election.id}`;
  const name = t.district(district.name);
  const total = villages.reduce((sum, { places }) => sum + places, 0);
  return {
    title: `${t.areaTitle(name)} · ${standing.name}`,
    within: '/tps',
    body: (
      <div class="stack">
        <BackLink href={request.href(root)} label={t.pageTitle(standing.name)} />
        <Title title={t.areaTitle(name)} lead={t.count(number(total))} />
        <PastNotice standing={standing} current={view.current} request={request} />
        <UncheckedNotice list={view.list} standing={standing} office={view.office} request={request} />
        <Section title={t.chooseVillage(t.villageKind(villages[0]?.kind ?? 'kelurahan'))}>
          <AreaGrid
            areas={villages.map((village) => ({
              name: village.name,
              href: request.href(`${root}/${village.code}`),
              count: t.count(number(village.places)),
            }))}
          />
        </Section>
        <ListStanding list={view.list} standing={standing} request={request} />
      </div>
    ),
  };
}

interface VillageView extends AreaViewBase {
  readonly village: Area;
  /** Areas of the same name elsewhere in the city, with what tells them apart. */
  readonly namesakes: readonly { readonly village: Area; readonly district: Area }[];
  readonly places: readonly PollingPlace[];
}

/** The polling places of a kelurahan. */
export function villagePage(view: VillageView, request: PageRequest): Page {
  const { standing, village, district, places } = view;
  const t = words(request.lang);
  const name = t.village(village.kind, village.name);
  const districtName = t.district(district.name);
  const root = `/tps/${standing.election.id}`;
  return {
    title: `${t.areaTitle(name)}, ${districtName} · ${standing.name}`,
    within: '/tps',
    body: (
      <div class="stack">
        <BackLink href={request.href(`${root}/${district.code}`)} label={districtName} />
        <Title
          eyebrow={standing.name}
          title={t.areaTitle(name)}
          lead={`${districtName}, ${t.count(request.format.number(places.length))}`}
        />
        <Namesakes view={view} request={request} />
        <PastNotice standing={standing} current={view.current} request={request} />
        <UncheckedNotice list={view.list} standing={standing} office={view.office} request={request} />
        {places.length > 0 ? (
          <PlaceList places={places} request={request} />
        ) : (
          <Empty icon="map-pinned" title={t.noneHereTitle(name)}>
            <p>{t.noneBody}</p>
          </Empty>
        )}
        <ListStanding list={view.list} standing={standing} request={request} />
      </div>
    ),
  };
}

function Namesakes({ view, request }: { readonly view: VillageView; readonly request: PageRequest }) {
  const t = words(request.lang);
  return (
    <>
      {view.namesakes.map(({ village, district }) => (
        <a
          key={village.code}
          class="link"
          href={request.href(`/tps/${view.standing.election.id}/${village.code}`)}
        >
          {t.namesake(t.village(village.kind, village.name), t.district(district.name))}
        </a>
      ))}
    </>
  );
}
