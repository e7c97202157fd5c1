import { findRole, type Officer } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../platform/officers/contract.ts';
import { mayShowPhones, recordPhones } from '../../platform/officers/list-phones.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { Section, Title } from '../../ui/components/text.tsx';
import { Window } from '../../ui/components/window.tsx';
import { type AskedMeasure, isAsked } from './asked.ts';
import { shareOf } from './board.ts';
import { messages } from './messages.ts';
import { type PlaceTeam, placeTeam } from './missing.ts';
import { Crumbs, emptyPage } from './page.tsx';
import { PhoneCell, type Phones, phonesOf, ShowPhones } from './phones.tsx';
import { linkTo, ROOT, type Scope, scopeOf } from './scope.ts';
import { electionName, percentText } from './voice.ts';

/** One polling place: its team with what each has done, its vacant seats, and its own state. */
export async function placePage(
  context: FeatureContext,
  request: OverseerRequest | OverseerFormRequest,
): Promise<PageAnswer> {
  const scope = await scopeOf(context, request);
  if (!scope) return { kind: 'page', ...emptyPage(request) };
  const place = request.params['place'] ?? '';
  const team = await placeTeam(context, scope, place);
  if (!team) return { kind: 'missing' };
  const shown = 'form' in request && mayShowPhones(request);
  if (shown) await recordPhones(context, request, { place, officers: team.officers.length });
  const phones = await phonesOf(context, request, team.officers, shown);
  return {
    kind: 'page',
    ...view(context, request, scope, team, phones, await electionName(context, request)),
  };
}

function view(
  context: FeatureContext,
  request: OverseerRequest,
  scope: Scope,
  team: PlaceTeam,
  phones: Phones,
  election: string,
) {
  const { lang, format } = request;
  const t = messages(lang);
  const { unit } = team;
  const name = t.placeName(unit.displayNumber);
  const placeMeasures = scope.measures.filter((measure) => measure.unit === 'place');
  const measures = scope.measures.filter((measure) => measure.unit === 'officer');
  const askedOf = (body: string): readonly AskedMeasure[] =>
    measures.filter((measure) => isAsked(measure, body, unit.area));
  return {
    title: `${name}, ${scope.name}`,
    within: oversightPath(request.overseer.kind, ROOT),
    body: (
      <>
        <Crumbs context={context} scope={scope} request={request} last={name} />
        <Title
          title={`${name}, ${context.areas.get(unit.area)?.name ?? unit.area}`}
          eyebrow={t.eyebrow(election, format.dateTime(request.now.toInstant()))}
        />
        <Window columns={4}>
          {measures.map((measure) => {
            const share = shareOf([unit], measure, scope.bodies);
            return (
              <div key={measure.id} class="pane fig-pane">
                <small>{measure.label[lang]}</small>
                <div class="fig">{t.ofDash(format.number(share.count), format.number(share.of))}</div>
                <small>{percentText(share)}</small>
              </div>
            );
          })}
          {placeMeasures.map((measure) => (
            <div key={measure.id} class="pane fig-pane">
              <small>{measure.label[lang]}</small>
              <MarkChip at={team.placeMarks.get(measure.id)} request={request} />
            </div>
          ))}
        </Window>
        <ShowPhones
          phones={phones}
          action={linkTo(request, `${ROOT}/tps/${unit.code}`, {})}
          request={request}
        />
        {scope.plan.bodies
          .filter(({ level, id }) => level === 'place' && scope.bodies.some((body) => body.id === id))
          .map((body) => (
            <Section key={body.id} title={t.team(body.name[lang])}>
              <DataTable
                caption={t.team(body.name[lang])}
                hideCaption
                stacked
                columns={[
                  { label: t.name },
                  ...askedOf(body.id).map(({ label }) => ({ label: label[lang] })),
                  { label: t.phone, wide: true },
                ]}
                rows={seats(team.officers, body).map(({ key, role, officer }) => ({
                  key,
                  cells: [
                    <div key="name">
                      {officer?.name ?? <Chip tone="bad" label={t.vacantSeat} />}
                      <small class="seat">{role.name[lang]}</small>
                    </div>,
                    ...askedOf(body.id).map(({ id }) =>
                      officer ? (
                        <MarkChip key={id} at={team.marks.get(officer.id)?.get(id)} request={request} />
                      ) : (
                        ''
                      ),
                    ),
                    officer ? <PhoneCell key="phone" officer={officer} phones={phones} t={t} /> : '',
                  ],
                }))}
              />
            </Section>
          ))}
      </>
    ),
  };
}

function MarkChip({
  at,
  request,
}: {
  readonly at: Temporal.Instant | undefined;
  readonly request: OverseerRequest;
}) {
  const t = messages(request.lang);
  if (!at) return <Chip tone="plain" icon="circle-dashed" label={t.notYet} />;
  return (
    <span title={t.since(request.format.dateTime(at))}>
      <Chip tone="ok" label={t.done} />
    </span>
  );
}

interface Seat {
  readonly key: string;
  readonly role: Scope['bodies'][number]['roles'][number];
  readonly officer?: Officer;
}

/** Every seat of a team, filled or not, and whoever sits beyond them. */
function seats(officers: readonly Officer[], body: Scope['bodies'][number]): readonly Seat[] {
  const own = officers.filter((officer) => officer.body === body.id);
  return body.roles.flatMap((role): readonly Seat[] => {
    const holders = own.filter((officer) => findRole(body, officer.role)?.id === role.id);
    return Array.from({ length: Math.max(role.seats, holders.length) }, (_, at) => {
      const officer = holders[at];
      return { key: `${role.id} ${at}`, role, ...(officer && { officer }) };
    });
  });
}
