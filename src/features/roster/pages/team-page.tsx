import {
  findBody,
  type OfficerBody,
  type OfficerPlan,
  type OfficerRole,
  seatsOf,
} from '../../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { BackLink, Section, Title } from '../../../ui/components/text.tsx';
import { LIST_PATH, PERMISSION, QUERY, teamPath } from '../constants.ts';
import { messages } from '../messages.ts';
import { everybodyOf } from '../people.ts';
import { linkTo, placeInWords } from '../scope.ts';
import { OfficerLine } from './officer-line.tsx';

/** A team as its path names it. */
export interface NamedTeam {
  readonly plan: OfficerPlan;
  readonly body: OfficerBody;
  readonly election: string;
  readonly area: string;
  readonly place?: string;
  readonly number?: string;
  readonly voters?: number;
}

/** The team of a path, in the election that is looked at; undefined where the election wants none there. */
export async function teamOf(
  context: FeatureContext,
  request: OverseerRequest,
): Promise<NamedTeam | undefined> {
  const { election, params, area } = request;
  const plan = await context.officers.plan(election);
  const body = plan && findBody(plan, params['body'] ?? '');
  if (!plan || !body) return undefined;
  const named = params['team'] ?? '';
  if (body.level !== 'place') {
    const levels = { district: 3, village: 4 } as const;
    return named === area && named.split('.').length === levels[body.level]
      ? { plan, body, election, area }
      : undefined;
  }
  const view = await context.capabilities.pollingPlaces?.find(election, named);
  if (!view) return undefined;
  const { code, displayNumber, voters } = view.place;
  return {
    plan,
    body,
    election,
    area: view.place.area,
    place: code,
    number: displayNumber,
    ...(voters !== undefined && { voters }),
  };
}

/** One team: who sits where, what is vacant, and who sat there before. */
export async function teamPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const team = await teamOf(context, request);
  if (!team) return { kind: 'missing' };
  const { plan, body } = team;
  const { lang, overseer } = request;
  const t = messages(lang);
  const everybody = await everybodyOf(context, { ...team, body: body.id });
  const seated = everybody.filter(({ left }) => !left);
  const former = everybody.filter(({ left }) => left);
  const where = placeInWords(context, team, lang);
  const line = { plan, context, request };
  return {
    kind: 'page',
    title: `${body.name[lang]} ${where}`,
    within: oversightPath(overseer.kind, LIST_PATH),
    body: (
      <>
        <BackLink
          href={linkTo(request, LIST_PATH, {
            [QUERY.area]: team.area === overseer.area ? undefined : team.area,
          })}
          label={t.backToList}
        />
        <Title title={where} eyebrow={body.fullName[lang]} />
        <ul class="window list">
          {body.roles.flatMap((role) => {
            const officers = seated.filter((officer) => officer.role === role.id);
            const vacant = Math.max(0, seatsOf(role, team.voters) - officers.length);
            return [
              ...officers.map((officer) => <OfficerLine key={officer.id} officer={officer} {...line} />),
              ...Array.from({ length: vacant }, (_, at) => (
                <VacantLine key={`${role.id}${at}`} role={role} team={team} request={request} />
              )),
            ];
          })}
        </ul>
        {former.length > 0 && (
          <Section title={t.former}>
            <ul class="window list">
              {former.map((officer) => (
                <OfficerLine key={officer.id} officer={officer} {...line} />
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  };
}

function VacantLine({
  role,
  team,
  request,
}: {
  readonly role: OfficerRole;
  readonly team: NamedTeam;
  readonly request: OverseerRequest;
}) {
  const { lang, may } = request;
  const t = messages(lang);
  const line = (
    <>
      <Icon name="circle-dashed" />
      <div>
        <b>{role.name[lang]}</b>
        <small>{may(PERMISSION.manage) ? t.fill : t.vacantSeat}</small>
      </div>
      <span class="states">
        <Chip tone="warn" label={t.vacantSeat} />
      </span>
    </>
  );
  if (!may(PERMISSION.manage)) return <li class="list-line">{line}</li>;
  return (
    <li>
      <a
        class="item-line"
        href={linkTo(request, `${teamPath(team.body.id, team)}/isi`, { [QUERY.role]: role.id })}
      >
        {line}
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}
