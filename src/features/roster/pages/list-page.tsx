import { findBody, type Officer, type OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { Chip, FilterChips } from '../../../ui/components/chip.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { DataTable } from '../../../ui/components/table.tsx';
import { BackLink, Empty, Pagination, Section, Title } from '../../../ui/components/text.tsx';
import { ERASURE_PATH, IMPORT_PATH, LIST_PATH, PERMISSION, QUERY, teamPath } from '../constants.ts';
import { messages } from '../messages.ts';
import { findPeople } from '../people.ts';
import { linkTo, placeInWords } from '../scope.ts';
import { seatsByArea, seatsOf, type Team, teamsIn } from '../teams.ts';
import { FilterForm, SEARCH, SearchForm } from './list-forms.tsx';
import { OfficerLine } from './officer-line.tsx';

const PAGE_SIZE = 40;
const SHORTEST_SEARCH = 3;

const STATES = {
  kosong: ({ officers, seats }: Team) => officers < seats,
  lengkap: ({ officers, seats }: Team) => officers === seats,
  menunggu: ({ officers, joined }: Team) => joined < officers,
  berlebih: ({ officers, seats }: Team) => officers > seats,
} as const;

/** Teams of an area with their seats, vacant ones at every level, narrowed as the query says. */
export async function listPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  return page(context, request);
}

/** Officers by a name or a number, which never stands in an address. */
export async function searchPage(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { election, area, lang, here } = request;
  const t = messages(lang);
  const words = typedText(request.form, SEARCH).trim();
  const plan = await context.officers.plan(election);
  if (!plan || words.length < SHORTEST_SEARCH) return page(context, request, t.searchEmpty);
  const found = await findPeople(context, { election, area, words });
  const shown = /\d{4}/.test(words) ? t.foundNumber : words;
  return {
    kind: 'page',
    title: t.foundTitle(shown),
    within: oversightPath(request.overseer.kind, LIST_PATH),
    body: (
      <>
        <BackLink href={here(LIST_PATH)} label={t.backToList} />
        <Title title={t.foundTitle(shown)} />
        <SearchForm request={request} />
        <Found found={found} plan={plan} context={context} request={request} />
      </>
    ),
  };
}

function Found(props: {
  readonly found: readonly Officer[];
  readonly plan: OfficerPlan;
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
}) {
  const t = messages(props.request.lang);
  if (props.found.length === 0) {
    return (
      <Empty icon="search" title={t.foundNone}>
        <p>{t.foundNoneText}</p>
      </Empty>
    );
  }
  return (
    <ul class="window list">
      {props.found.map((officer) => (
        <OfficerLine key={officer.id} officer={officer} withPlace {...props} />
      ))}
    </ul>
  );
}

async function page(
  context: FeatureContext,
  request: OverseerRequest,
  problem?: string,
): Promise<PageAnswer> {
  const { election, area, lang } = request;
  const t = messages(lang);
  const plan = await context.officers.plan(election);
  const within = oversightPath(request.overseer.kind, LIST_PATH);
  if (!plan) {
    return {
      kind: 'page',
      title: t.title,
      within,
      body: (
        <Empty icon="users" title={t.noPlan} level={1}>
          <p>{t.noPlanText}</p>
        </Empty>
      ),
    };
  }
  const all = await teamsIn(context, plan, area);
  const chosen = findBody(plan, request.query[QUERY.body] ?? '');
  const teams = chosen ? all.filter(({ body }) => body.id === chosen.id) : all;
  return {
    kind: 'page',
    title: t.title,
    within,
    ...(problem && { status: 422 as const }),
    body: (
      <>
        <Title title={t.title} lead={t.lead} eyebrow={areaName(context, area)}>
          <Deeds request={request} />
        </Title>
        <Elections context={context} request={request} plans={await context.officers.plans()} />
        <SearchForm request={request} problem={problem} />
        <Vacancies context={context} request={request} teams={teams} />
        <Section title={t.teams} id="tim">
          <div class="stack">
            <FilterForm context={context} request={request} plan={plan} />
            <Teams
              context={context}
              request={request}
              teams={teams.filter((team) => matches(team, request))}
            />
          </div>
        </Section>
      </>
    ),
  } satisfies { kind: 'page' } & Page;
}

function areaName({ areas, city }: FeatureContext, area: string): string {
  return area === city.area ? city.name : areas.label(area);
}

function Deeds({ request }: { readonly request: OverseerRequest }) {
  const { may, here, lang } = request;
  const t = messages(lang);
  return (
    <Actions>
      {may(PERMISSION.manage) && (
        <LinkButton icon="upload" href={here(IMPORT_PATH)}>
          {t.import}
        </LinkButton>
      )}
      {may(PERMISSION.see) && (
        <LinkButton alt icon="trash-2" href={here(ERASURE_PATH)}>
          {t.erasures}
        </LinkButton>
      )}
    </Actions>
  );
}

/** Staff may look at other elections; PPK and PPS at their own. */
function Elections({
  request,
  plans,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly plans: readonly OfficerPlan[];
}) {
  if (request.overseer.kind !== 'staff' || plans.length < 2) return null;
  return (
    <FilterChips
      label={messages(request.lang).elections}
      items={plans.map(({ election }) => ({
        label: election,
        href: `${request.here(LIST_PATH)}?${QUERY.election}=${election}`,
        current: election === request.election,
      }))}
    />
  );
}

/** Seats of what is directly inside, each with a way there. */
function Vacancies(props: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly teams: readonly Team[];
}) {
  const { context, request, teams } = props;
  const { area, lang, format } = request;
  const t = messages(lang);
  const inside = seatsByArea(context, teams, area);
  const whole = seatsOf(teams);
  const cells = (seats: { readonly seats: number; readonly officers: number }) => [
    format.number(seats.seats),
    format.number(seats.officers),
    format.number(seats.seats - seats.officers),
  ];
  const rows = inside.map((row) => ({
    key: row.area,
    cells: [
      <a
        key="name"
        class="link"
        href={linkTo(request, LIST_PATH, { [QUERY.area]: row.area, [QUERY.page]: undefined })}
      >
        {context.areas.get(row.area)?.name ?? row.area}
      </a>,
      ...cells(row),
    ],
  }));
  return (
    <Section title={t.seatsIn(areaName(context, area))}>
      <DataTable
        caption={t.seatsIn(areaName(context, area))}
        hideCaption
        columns={[
          { label: t.area },
          { label: t.seats, numeric: true },
          { label: t.filled, numeric: true },
          { label: t.vacant, numeric: true },
        ]}
        rows={[...rows, { key: 'whole', cells: [areaName(context, area), ...cells(whole)] }]}
      />
    </Section>
  );
}

function matches(team: Team, { query }: OverseerRequest): boolean {
  const state = query[QUERY.state] ?? '';
  const number = (query[QUERY.place] ?? '').replace(/\D/g, '');
  if (Object.hasOwn(STATES, state) && !STATES[state as keyof typeof STATES](team)) return false;
  if (number === '') return true;
  return team.place === number || team.number === number.padStart(3, '0');
}

function Teams(props: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly teams: readonly Team[];
}) {
  const { context, request, teams } = props;
  const { lang, format, query } = request;
  const t = messages(lang);
  if (teams.length === 0) {
    return (
      <Empty icon="users" title={t.noTeams}>
        <p>{t.noTeamsText}</p>
      </Empty>
    );
  }
  const pages = Math.ceil(teams.length / PAGE_SIZE);
  const asked = Number(query[QUERY.page] ?? '1');
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const to = (number: number) => `${linkTo(request, LIST_PATH, { [QUERY.page]: String(number) })}#tim`;
  return (
    <>
      <p class="mute">{t.teamsCount(format.number(teams.length))}</p>
      <ul class="window list">
        {teams.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE).map((team) => (
          <li key={`${team.body.id}${team.place ?? team.area}`}>
            <TeamLine context={context} request={request} team={team} />
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <Pagination
          label={t.pages}
          position={t.position(format.number(at), format.number(pages))}
          {...(at > 1 && { previous: { href: to(at - 1), label: t.previous } })}
          {...(at < pages && { next: { href: to(at + 1), label: t.next } })}
        />
      )}
    </>
  );
}

function TeamLine({
  context,
  request,
  team,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly team: Team;
}) {
  const { lang, format, here, query } = request;
  const t = messages(lang);
  const election = query[QUERY.election];
  return (
    <a
      class="item-line"
      href={here(teamPath(team.body.id, team)) + (election ? `?${QUERY.election}=${election}` : '')}
    >
      <div>
        <b>
          {team.body.name[lang]} {placeInWords(context, team, lang)}
        </b>
        <small>
          {t.ofSeats(format.number(team.officers), format.number(team.seats))}
          {' · '}
          {t.joinedOf(format.number(team.joined))}
        </small>
      </div>
      <span class="states">
        <SeatChip team={team} request={request} />
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}

/** How a team stands, in one word and its colour. */
export function SeatChip({ team, request }: { readonly team: Team; readonly request: OverseerRequest }) {
  const { lang, format } = request;
  const t = messages(lang);
  const vacant = team.seats - team.officers;
  if (team.seats === 0) return <Chip tone="warn" label={t.unplanned} />;
  if (vacant > 0) return <Chip tone="warn" label={t.vacantChip(format.number(vacant))} />;
  if (vacant < 0) return <Chip tone="bad" label={t.overChip(format.number(-vacant))} />;
  return <Chip tone="ok" label={t.fullChip} />;
}
