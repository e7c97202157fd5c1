import type { Officer } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../platform/officers/contract.ts';
import { mayShowPhones, recordPhones } from '../../platform/officers/list-phones.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { FilterChips } from '../../ui/components/chip.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { Empty, LinkList, Pagination, Section, Title } from '../../ui/components/text.tsx';
import type { AskedMeasure } from './asked.ts';
import { seatsOf, shareOf } from './board.ts';
import { type Counter, placesOf, rowsOf } from './load.ts';
import { messages } from './messages.ts';
import { type MissingPlace, missingOfficers, missingPlaces, PAGE_SIZE, roleInWords } from './missing.ts';
import { Crumbs, emptyPage } from './page.tsx';
import { PhoneCell, type Phones, phonesOf, ShowPhones } from './phones.tsx';
import { AREA, linkTo, MAP, MEASURE, MISSING, PAGE, PLACE, ROOT, type Scope, scopeOf } from './scope.ts';
import { electionName, rowName } from './voice.ts';

/** Rows of vacant seats that are named; beyond them there is the table of areas. */
const MOST_VACANT = 60;
const LAST_PAGE = 2_000;

/** Who is missing of a measure, with telephone numbers once somebody asks for them. */
export async function missingPage(
  context: FeatureContext,
  counter: Counter,
  request: OverseerRequest | OverseerFormRequest,
): Promise<PageAnswer> {
  const scope = await scopeOf(context, request);
  if (!scope?.measure) return { kind: 'page', ...emptyPage(request) };
  const { measure } = scope;
  const place = request.query[PLACE];
  const page = pageOf(request);
  const [units, placeRows] = await Promise.all([counter(scope), placesOf(context, scope)]);
  const asked = place === undefined ? undefined : placeRows.filter(({ code }) => code === place);
  if (asked?.length === 0) return { kind: 'missing' };
  const counted = asked ?? units;
  const share = shareOf(counted, measure, scope.bodies);
  const ofOfficers = measure.unit === 'officer';
  const vacant = ofOfficers ? seatsOf(counted, scope.bodies, measure).vacant : 0;
  const people = ofOfficers ? await missingOfficers(context.db, scope, measure, { place, page, units }) : [];
  const places = ofOfficers
    ? { places: [], count: 0 }
    : await missingPlaces(context, scope, measure, { place, page });
  const called = [...people, ...places.places.flatMap(({ head }) => head ?? [])];
  const shown = 'form' in request && mayShowPhones(request);
  if (shown) {
    await recordPhones(context, request, {
      measure: measure.id,
      page,
      officers: called.length,
      ...(place !== undefined && { place }),
    });
  }
  const phones = await phonesOf(context, request, called, shown);
  const rows = ofOfficers && page === 1 ? rowsOf(context, scope, units, placeRows) : [];
  return {
    kind: 'page',
    ...view(context, request, {
      scope,
      measure,
      place: asked?.[0]?.displayNumber,
      election: await electionName(context, request),
      people,
      places: places.places,
      count: ofOfficers ? share.of - share.count - vacant : places.count,
      vacant,
      vacancies: rows.flatMap((row) => {
        if (place !== undefined && row.code !== place) return [];
        const count = seatsOf(row.units, scope.bodies, measure).vacant;
        return count > 0 ? [{ row, count }] : [];
      }),
      phones,
      page,
    }),
  };
}

function pageOf({ query }: OverseerRequest): number {
  const asked = Number(query[PAGE] ?? 1);
  return Number.isInteger(asked) && asked >= 1 && asked <= LAST_PAGE ? asked : 1;
}

interface View {
  readonly scope: Scope;
  readonly measure: AskedMeasure;
  /** Number of the one polling place that is asked about. */
  readonly place: string | undefined;
  readonly election: string;
  readonly people: readonly Officer[];
  readonly places: readonly MissingPlace[];
  readonly count: number;
  readonly vacant: number;
  readonly vacancies: readonly { readonly row: ReturnType<typeof rowsOf>[number]; readonly count: number }[];
  readonly phones: Phones;
  readonly page: number;
}

function view(context: FeatureContext, request: OverseerRequest, shown: View) {
  const { scope, measure, place, election, people, places, count, vacant, vacancies, phones, page } = shown;
  const { lang, format, query } = request;
  const t = messages(lang);
  const own: Record<string, string | undefined> = { [PLACE]: query[PLACE], [MAP]: undefined };
  const name = place === undefined ? scope.name : `${t.placeName(place)}, ${scope.name}`;
  const title = t.missingOf(measure.missing[lang], name);
  const ofOfficers = measure.unit === 'officer';
  const lead = ofOfficers
    ? t.missingLead(format.number(count), format.number(vacant))
    : t.missingPlacesLead(format.number(count));
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const to = (at: number) => linkTo(request, MISSING, { ...own, [PAGE]: at === 1 ? undefined : String(at) });
  return {
    title,
    within: oversightPath(request.overseer.kind, ROOT),
    body: (
      <>
        <Crumbs context={context} scope={scope} request={request} last={measure.missing[lang]} />
        <Title
          title={title}
          eyebrow={t.eyebrow(election, format.dateTime(request.now.toInstant()))}
          lead={lead}
        />
        <FilterChips
          label={t.measures}
          items={scope.measures.map(({ id, missing }) => ({
            label: missing[lang],
            href: linkTo(request, MISSING, { ...own, [MEASURE]: id }),
            current: id === measure.id,
          }))}
        />
        {count === 0 && vacant === 0 && (
          <Empty icon="circle-check" title={t.missingNone}>
            <p>{t.missingNoneText}</p>
          </Empty>
        )}
        <ShowPhones
          phones={phones}
          action={linkTo(request, MISSING, { ...own, [PAGE]: query[PAGE] })}
          request={request}
        />
        {people.length > 0 && <People {...shown} context={context} request={request} title={title} />}
        {places.length > 0 && <Places {...shown} context={context} request={request} title={title} />}
        {pages > 1 && (
          <Pagination
            label={t.pages}
            position={t.position(format.number(page), format.number(pages))}
            {...(page > 1 && { previous: { href: to(page - 1), label: t.previous } })}
            {...(page < pages && { next: { href: to(page + 1), label: t.next } })}
          />
        )}
        {vacancies.length > 0 && (
          <Section title={t.vacantTitle}>
            <LinkList
              items={vacancies.slice(0, MOST_VACANT).map(({ row, count: empty }) => ({
                href:
                  row.kind === 'place'
                    ? linkTo(request, `${ROOT}/tps/${row.code}`, { [AREA]: undefined, [MAP]: undefined })
                    : row.kind === 'own'
                      ? linkTo(request, ROOT, { [MAP]: undefined })
                      : linkTo(request, MISSING, { [MAP]: undefined, [AREA]: row.code }),
                title: rowName(row, scope, request),
                note: t.vacantLine(format.number(empty)),
              }))}
            />
          </Section>
        )}
      </>
    ),
  };
}

type TableProps = View & {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly title: string;
};

function People({ context, request, title, scope, people, phones }: TableProps) {
  const t = messages(request.lang);
  return (
    <DataTable
      caption={title}
      hideCaption
      columns={[{ label: t.name }, { label: t.phone }]}
      rows={people.map((officer) => ({
        key: officer.id,
        cells: [
          // In one cell, so that the number beside it stays on a phone's screen.
          <div key="name">
            {officer.name}
            <small class="seat">
              {roleInWords(scope.plan, officer, request.lang)}, {whereOf(context, officer)}
            </small>
          </div>,
          <PhoneCell key="phone" officer={officer} phones={phones} t={t} />,
        ],
      }))}
    />
  );
}

function Places({ context, request, title, places, phones }: TableProps) {
  const t = messages(request.lang);
  return (
    <DataTable
      caption={title}
      hideCaption
      columns={[{ label: t.places }, { label: t.head }, { label: t.phone }]}
      rows={places.map(({ code, displayNumber, area, head }) => ({
        key: code,
        cells: [
          <a
            key="place"
            href={linkTo(request, `${ROOT}/tps/${code}`, { [AREA]: undefined, [MAP]: undefined })}
          >
            {t.placeName(displayNumber)}, {context.areas.get(area)?.name ?? area}
          </a>,
          head?.name ?? t.vacantSeat,
          head ? <PhoneCell key="phone" officer={head} phones={phones} t={t} /> : '',
        ],
      }))}
    />
  );
}

/** "TPS 014, Depok Jaya", or the area of who has no polling place. */
function whereOf({ areas }: FeatureContext, { place, area }: Officer): string {
  const name = areas.get(area)?.name ?? area;
  return place === undefined ? name : `TPS ${place.slice(-3)}, ${name}`;
}
