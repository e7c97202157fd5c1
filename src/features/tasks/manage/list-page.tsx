import { TASK_STAGES } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { BackLink, Empty, Section, Title } from '../../../ui/components/text.tsx';
import { MANAGE_PATH, OVERSIGHT_PATH } from '../constants.ts';
import { oversightMessages } from '../oversight/messages.ts';
import { listAddress } from '../oversight/paths.ts';
import { type DatedTask, type RecordedTask, readTasks, tasksOf } from '../task-book.ts';
import { dueInWords, STAGE_WORDS } from '../words.ts';
import { manageMessages } from './messages.ts';
import { doneCounts, moveTaskBy } from './write.ts';

const TASK = 'tugas';
const MOVE = 'geser';

/** The tasks of a body in their order, each to be changed and moved. */
export async function manageListPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, election, here, query } = request;
  const t = manageMessages(lang);
  const plan = await context.officers.plan(election);
  const body =
    plan?.bodies.find(({ id }) => id === query['badan']) ??
    plan?.bodies.find(({ id }) => id === 'kpps') ??
    plan?.bodies[0];
  const [dated, all, counts] = await Promise.all([
    tasksOf(context, election),
    readTasks(context.db, election),
    doneCounts(context.db, election),
  ]);
  const ofBody = all.filter((task) => task.body === body?.id);
  const row = (task: RecordedTask, moves?: { readonly up: boolean; readonly down: boolean }) => (
    <TaskRow
      key={task.id}
      task={task}
      dated={dated.find(({ id }) => id === task.id)}
      done={counts.get(task.id) ?? 0}
      moves={moves}
      request={request}
    />
  );
  const live = ofBody.filter(({ retiredAt }) => retiredAt === undefined);
  const retired = ofBody.filter(({ retiredAt }) => retiredAt !== undefined);
  return {
    kind: 'page',
    title: t.title,
    within: here(OVERSIGHT_PATH),
    body: (
      <>
        <BackLink href={here(OVERSIGHT_PATH)} label={oversightMessages(lang).title} />
        <Title title={t.title} lead={t.lead} />
        {!plan || !body ? (
          <Empty icon="users" title={t.noPlan}>
            <p>{t.noPlanText}</p>
          </Empty>
        ) : (
          <>
            <FilterChips
              label={t.bodies}
              items={plan.bodies.map(({ id, name }) => ({
                label: name[lang],
                href: here(listAddress(MANAGE_PATH, { badan: id })),
                current: id === body.id,
              }))}
            />
            <Actions>
              <LinkButton icon="plus" href={here(listAddress(`${MANAGE_PATH}/baru`, { badan: body.id }))}>
                {t.add}
              </LinkButton>
            </Actions>
            {live.length === 0 && <Empty icon="list-checks" title={t.none} />}
            {TASK_STAGES.map((stage) => {
              const ofStage = live.filter((task) => task.stage === stage);
              return (
                ofStage.length > 0 && (
                  <Section key={stage} title={STAGE_WORDS[lang][stage]}>
                    <ol class="window list task-order">
                      {ofStage.map((task, at) => row(task, { up: at > 0, down: at < ofStage.length - 1 }))}
                    </ol>
                  </Section>
                )
              );
            })}
            {retired.length > 0 && (
              <Section title={t.retiredTitle}>
                <ul class="window list task-order">{retired.map((task) => row(task))}</ul>
              </Section>
            )}
          </>
        )}
      </>
    ),
  };
}

function TaskRow({
  task,
  dated,
  done,
  moves,
  request,
}: {
  readonly task: RecordedTask;
  readonly dated: DatedTask | undefined;
  readonly done: number;
  readonly moves: { readonly up: boolean; readonly down: boolean } | undefined;
  readonly request: OverseerRequest;
}) {
  const { lang, format, here } = request;
  const t = manageMessages(lang);
  const notes = [
    dated && dueInWords(dated, request),
    task.required ? undefined : t.advice,
    done > 0 ? t.doneCount(format.number(done)) : undefined,
  ].filter((note) => note !== undefined);
  return (
    <li>
      <a href={here(`${MANAGE_PATH}/${task.id}`)}>
        <div>
          <b>{task.title[lang]}</b>
          <small>{notes.join(', ')}</small>
        </div>
      </a>
      {moves && (
        <form method="post" action={here(listAddress(MANAGE_PATH, { badan: task.body }))}>
          <input type="hidden" name={TASK} value={task.id} />
          <MoveButton by="naik" label={t.up(task.title[lang])} on={moves.up} />
          <MoveButton by="turun" label={t.down(task.title[lang])} on={moves.down} />
        </form>
      )}
    </li>
  );
}

function MoveButton({
  by,
  label,
  on,
}: {
  readonly by: 'naik' | 'turun';
  readonly label: string;
  readonly on: boolean;
}) {
  return (
    <button type="submit" class={`move ${by}`} name={MOVE} value={by} disabled={!on}>
      <Icon name="chevron-down" />
      <span class="vh">{label}</span>
    </button>
  );
}

/** Moves a task, and shows the list again. */
export async function moveInList(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, election, here, query } = request;
  const by = typedText(form, MOVE) === 'naik' ? -1 : 1;
  await moveTaskBy(context, request, election, { id: typedText(form, TASK), by });
  return { kind: 'moved', to: here(listAddress(MANAGE_PATH, { badan: query['badan'] })) };
}
