import { type Officer, servicePhase } from '../../domain/officer.ts';
import { REST_WANTED_AFTER_HOURS, raisedBy } from '../../domain/officer-health.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { BackLink, Section, Title } from '../../ui/components/text.tsx';
import { beforeOpening, type CardReader, openedCard } from './card-pages.tsx';
import { CARE_PATH, hoursInWords, leadsTeam, TEAM_PATH } from './care-page.tsx';
import { type TeamRest, teamOf, teamRests, type VotingDay, votingDayOf } from './day.ts';
import { healthMessages, LEVEL_WORDS } from './messages.ts';
import { moment } from './parts.tsx';
import { readQuestions } from './questions.ts';
import { LEVEL_TONE } from './screening-pages.tsx';
import { sharedScreenings } from './store.ts';

/** What a head sees of their team: who has to be relieved, and what was shared with them. */
export async function teamPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  if (!leadsTeam(request)) return { kind: 'missing' };
  const { lang, officer, href, now } = request;
  const t = healthMessages(lang);
  const day = await votingDayOf(context, officer.election, now.toInstant());
  if (!day) return { kind: 'missing' };
  const rests = teamRests(await teamOf(context, officer), day, now);
  const others = rests.filter(({ officer: { id } }) => id !== officer.id).map((rest) => rest.officer);
  const [shared, { questions }] = await Promise.all([
    sharedScreenings(
      context.db,
      context.vault,
      others.map(({ id }) => id),
    ),
    readQuestions(context.db, officer.election),
  ]);
  return {
    kind: 'page',
    title: t.team,
    within: CARE_PATH,
    body: (
      <>
        <BackLink href={href(CARE_PATH)} label={t.back} />
        <Title title={t.team} lead={day.isOn ? t.teamLead : t.teamOff} />
        <ul class="window list">
          {rests.map((rest) => (
            <li key={rest.officer.id}>
              <MemberLine rest={rest} day={day} request={request} />
            </li>
          ))}
        </ul>
        <Section title={t.shared}>
          {shared.size === 0 ? (
            <p class="mute">{t.sharedNone}</p>
          ) : (
            <ul class="window list">
              {others.flatMap(({ id, name }) => {
                const screening = shared.get(id);
                if (!screening) return [];
                return (
                  <li key={id}>
                    <div class="list-line row-top">
                      <div>
                        <b>{name}</b>
                        {raisedBy(questions, screening.answers).map(({ question, answer }) => (
                          <small key={question.id}>
                            {question.text[lang]} {answer ? t.yes : t.no}
                          </small>
                        ))}
                        <Chip tone={LEVEL_TONE[screening.level]} label={LEVEL_WORDS[lang][screening.level]} />
                      </div>
                    </div>
                  </li>
                );
              })}
            </ul>
          )}
        </Section>
      </>
    ),
  };
}

function MemberLine({
  rest,
  day,
  request,
}: {
  readonly rest: TeamRest;
  readonly day: VotingDay;
  readonly request: OfficerRequest;
}) {
  const { lang, href } = request;
  const t = healthMessages(lang);
  const { officer, lastRest, hours, isOverdue } = rest;
  const said = lastRest ? t.lastRest(moment(lastRest, request)) : t.noRest;
  const isOther = officer.id !== request.officer.id;
  return (
    <div class="list-line row-top">
      <Icon name="user" />
      <div>
        <b>{officer.name}</b>
        {day.isOn && <small>{said}</small>}
        {isOverdue && <Chip tone="bad" label={t.overdue(String(REST_WANTED_AFTER_HOURS))} />}
        {day.isOn && !isOverdue && hours >= 1 && (
          <Chip tone="plain" icon="clock" label={t.without(hoursInWords(hours, request))} />
        )}
        {day.cardsOpen && isOther && (
          <p>
            <a class="link" href={href(`${TEAM_PATH}/${officer.id}/kartu`)}>
              <Icon name="id-card" />
              {t.openCard}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}

/** Before the head opens a card of their team. */
export async function teamCardPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const member = await memberOf(context, request);
  return member ? beforeOpening(context, request, member, readerOf(request, member)) : { kind: 'missing' };
}

/** The head opens it. */
export async function teamCardDeed(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const member = await memberOf(context, request);
  return member ? openedCard(context, request, member, readerOf(request, member)) : { kind: 'missing' };
}

/** Somebody of the very team that the officer leads today. */
async function memberOf(context: FeatureContext, request: OfficerRequest): Promise<Officer | undefined> {
  const { officer, params, now } = request;
  if (!leadsTeam(request) || servicePhase(officer, now.toPlainDate()) !== 'serving') return undefined;
  const team = await context.officers.team(officer);
  return team.find(({ id }) => id === params['id'] && id !== officer.id);
}

function readerOf({ officer, address, href }: OfficerRequest, member: Officer): CardReader {
  return {
    actor: { kind: 'officer', id: officer.id, name: officer.name, address },
    here: href(`${TEAM_PATH}/${member.id}/kartu`),
    back: href(TEAM_PATH),
  };
}
