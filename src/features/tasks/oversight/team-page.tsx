import type { Officer } from '../../../domain/officer.ts';
import { holderOf, isAskedOf, TASK_STAGES, taskStanding } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { BackLink, Empty, Section, Title } from '../../../ui/components/text.tsx';
import { OVERSIGHT_PATH } from '../constants.ts';
import { readStates, type StoredState } from '../reports.ts';
import { type DatedTask, tasksOf } from '../task-book.ts';
import { dueInWords, STAGE_WORDS, standingInWords, valueInWords } from '../words.ts';
import { oversightMessages } from './messages.ts';
import { listAddress } from './paths.ts';
import { placeInWords } from './places.ts';

/** Every task at one polling place, of all teams that work there. */
export async function teamPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, election, area, params, here } = request;
  const { place = '' } = params;
  const t = oversightMessages(lang);
  const [tasks, plan] = await Promise.all([tasksOf(context, election), context.officers.plan(election)]);
  const bodies = plan?.bodies.filter(({ level }) => level === 'place') ?? [];
  const teams = await Promise.all(
    bodies.map(({ id }) => context.officers.team({ election, body: id, area, place })),
  );
  const members = teams.flat();
  const states = await readStates(context.db, election, [place, ...members.map(({ id }) => id)]);
  const asked = tasks.filter(
    (task) => task.retiredAt === undefined && members.some((member) => isAskedOf(task, member)),
  );
  const where = placeInWords(context, { place, area });
  return {
    kind: 'page',
    title: t.teamTitle(where),
    within: here(OVERSIGHT_PATH),
    body: (
      <>
        <BackLink href={here(listAddress(OVERSIGHT_PATH, { wilayah: area }))} label={t.title} />
        <Title title={t.teamTitle(where)} />
        {asked.length === 0 && (
          <Empty icon="list-checks" title={t.none}>
            <p>{t.noneForOfficers}</p>
          </Empty>
        )}
        {TASK_STAGES.map((stage) => {
          const ofStage = asked.filter((task) => task.stage === stage);
          return (
            ofStage.length > 0 && (
              <Section key={stage} title={STAGE_WORDS[lang][stage]}>
                <ul class="window list task-list">
                  {ofStage.map((task) => (
                    <TeamRow
                      key={task.id}
                      task={task}
                      members={members.filter((member) => isAskedOf(task, member))}
                      states={states.filter((state) => state.task === task.id)}
                      place={place}
                      request={request}
                    />
                  ))}
                </ul>
              </Section>
            )
          );
        })}
      </>
    ),
  };
}

function TeamRow({
  task,
  members,
  states,
  place,
  request,
}: {
  readonly task: DatedTask;
  readonly members: readonly Officer[];
  readonly states: readonly StoredState[];
  readonly place: string;
  readonly request: OverseerRequest;
}) {
  const { lang, format, here, now, area } = request;
  const t = oversightMessages(lang);
  const moments = { opens: task.opensAt, due: task.dueAt, now };
  const done = members.filter((member) =>
    states.some(({ holder, state }) => holder === holderOf(task, member) && state === 'done'),
  ).length;
  const state = states.find(({ holder }) => holder === place);
  const standing =
    task.per === 'team'
      ? taskStanding(state?.state, moments)
      : taskStanding(done === members.length ? 'done' : undefined, moments);
  const note =
    task.per === 'officer'
      ? t.doneOfOfficers(format.number(done), format.number(members.length))
      : state && state.value !== null
        ? valueInWords(task, state.value, lang, format)
        : dueInWords(task, request);
  const href =
    task.per === 'team'
      ? here(`${OVERSIGHT_PATH}/${task.id}/${place}`)
      : here(listAddress(`${OVERSIGHT_PATH}/${task.id}`, { wilayah: area }));
  return (
    <li>
      <a href={href}>
        <div>
          <b>{task.title[lang]}</b>
          <small>{note}</small>
        </div>
        <Chip {...standingInWords(standing, lang)} />
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}
