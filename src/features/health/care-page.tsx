import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Button, LinkButton } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { LinkList, Section, Title } from '../../ui/components/text.tsx';
import type { IconName } from '../../ui/icons.ts';
import { RESTED } from './actions.ts';
import { dayPlan, type PlannedRest, teamOf, votingDayOf } from './day.ts';
import { HELP_PATH } from './help-page.tsx';
import { healthMessages, REST_WORDS } from './messages.ts';

export const CARE_PATH = '/petugas/kesehatan';
export const SCREENING_PATH = `${CARE_PATH}/saringan`;
export const RESULT_PATH = `${CARE_PATH}/hasil`;
export const CARD_PATH = `${CARE_PATH}/kartu`;
export const TEAM_PATH = `${CARE_PATH}/tim`;

const REST_ICONS: Readonly<Record<PlannedRest['kind'], IconName>> = {
  pause: 'coffee',
  meal: 'utensils',
  sleep: 'bed',
};

/** Whether the officer leads their team. */
export function leadsTeam({ seat }: OfficerRequest): boolean {
  return seat.body.head === seat.role.id;
}

/** The day's pauses, and the way to all else. Nothing of anybody's health stands here: it is kept on the phone. */
export async function carePage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, href, now, format } = request;
  const t = healthMessages(lang);
  const day = await votingDayOf(context, officer.election, now.toInstant());
  const plan = day ? dayPlan(await teamOf(context, officer), officer, day, now.toInstant()) : [];
  return {
    kind: 'page',
    title: t.title,
    body: (
      <>
        <Title title={t.title} lead={t.lead} />
        <LinkButton icon="heart-pulse" href={href(HELP_PATH)}>
          {t.toHelp}
        </LinkButton>
        <Section title={t.day}>
          {day === undefined || plan.length === 0 ? (
            <p class="mute">{t.dayNone}</p>
          ) : (
            <>
              <p class="mute rest-day">{format.date(day.date, { weekday: true })}</p>
              <ol class="window list rests">
                {plan.map((rest) => (
                  <li key={rest.round}>
                    <RestLine rest={rest} request={request} isOn={day.isOn} />
                  </li>
                ))}
              </ol>
              <p class="row drink">
                <Icon name="droplets" />
                <span>{t.drink}</span>
              </p>
            </>
          )}
        </Section>
        <LinkList
          items={[
            { icon: 'heart-pulse', title: t.screening, href: href(SCREENING_PATH) },
            { icon: 'lock', title: t.seeResult, href: href(RESULT_PATH) },
            { icon: 'id-card', title: t.card, href: href(CARD_PATH) },
            ...(leadsTeam(request) ? [{ icon: 'users' as const, title: t.team, href: href(TEAM_PATH) }] : []),
          ]}
        />
      </>
    ),
  };
}

function RestLine({
  rest,
  request,
  isOn,
}: {
  readonly rest: PlannedRest;
  readonly request: OfficerRequest;
  readonly isOn: boolean;
}) {
  const { lang, format, href } = request;
  const t = healthMessages(lang);
  const what = REST_WORDS[lang][rest.kind];
  const times = t.slot(format.time(rest.from), format.time(rest.until));
  const standing = isOn ? rest.standing : rest.standing === 'done' ? 'done' : 'coming';
  return (
    <div class={`list-line row-top rest is-${standing}`}>
      <Icon name={REST_ICONS[rest.kind]} />
      <div>
        <div class="rest-head">
          <b>{what}</b>
          {standing === 'done' && <Chip tone="ok" label={t.done} />}
          {standing === 'now' && <Chip tone="ink" icon="clock" label={t.now} />}
        </div>
        <span class="rest-time num">{times}</span>
        <small>{rest.coveredBy ? t.covered(rest.coveredBy.name) : t.alone}</small>
        {rest.covers.map(({ officer, from }) => (
          <small key={officer.id}>{t.covers(officer.name, format.time(from))}</small>
        ))}
        {standing === 'late' && <p class="rest-late">{t.late}</p>}
        {(standing === 'now' || standing === 'late') && (
          <ActionForm
            lang={lang}
            kind={RESTED}
            subject={rest.round}
            title={t.restedTitle(what)}
            back={href(CARE_PATH)}
            once
          >
            <Button alt={standing === 'late'} icon="check">
              {t.rested}
            </Button>
          </ActionForm>
        )}
      </div>
    </div>
  );
}

/** Hours as a person says them. */
export function hoursInWords(hours: number, { format }: Pick<OfficerRequest, 'format'>): string {
  return format.number(Math.floor(hours));
}
