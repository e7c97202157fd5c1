import { TASK_STAGES } from '../../../domain/officer-task.ts';
import type { PageAnswer } from '../../../platform/feature.ts';
import type { OfficerRequest } from '../../../platform/officers/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Now } from '../../../ui/components/now.tsx';
import { Empty, Notice, Section, Title } from '../../../ui/components/text.tsx';
import type { IconName } from '../../../ui/icons.ts';
import { TASKS_PATH, taskPath } from '../constants.ts';
import { messages } from '../messages.ts';
import type { BookContext } from '../task-book.ts';
import { dueInWords, opensInWords, STAGE_WORDS, standingInWords } from '../words.ts';
import { nextTasks, type OwnTask, ownTasks, progressOf } from './own-tasks.ts';

/** All tasks of an officer, stage by stage. */
export async function listPage(context: BookContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, seat, now, format } = request;
  const t = messages(lang);
  const tasks = await ownTasks(context, officer, now);
  const { done, all } = progressOf(tasks);
  return {
    kind: 'page',
    title: t.title,
    within: TASKS_PATH,
    body: (
      <>
        <Title
          eyebrow={`${seat.role.name[lang]} ${seat.body.name[lang]}, ${seat.place}`}
          title={t.title}
          {...(tasks.length > 0 && { lead: t.progress(format.number(done), format.number(all)) })}
        />
        {tasks.length === 0 ? (
          <Empty icon="list-checks" title={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <NextTask tasks={tasks} request={request} />
        )}
        {TASK_STAGES.map((stage) => {
          const ofStage = tasks.filter(({ task }) => task.stage === stage);
          if (ofStage.length === 0) return null;
          return (
            <Section key={stage} title={STAGE_WORDS[lang][stage]}>
              <ul class="window list task-list">
                {ofStage.map((own) => (
                  <TaskRow key={own.task.id} own={own} request={request} />
                ))}
              </ul>
            </Section>
          );
        })}
      </>
    ),
  };
}

/** The one thing to do now, as large as it can be. */
function NextTask({
  tasks,
  request,
}: {
  readonly tasks: readonly OwnTask[];
  readonly request: OfficerRequest;
}) {
  const { lang, href } = request;
  const t = messages(lang);
  const [next] = nextTasks(tasks);
  if (!next) {
    const { done, all } = progressOf(tasks);
    if (done < all) return null;
    return (
      <Notice tone="ok" title={t.allDone}>
        <p>{t.allDoneText}</p>
      </Notice>
    );
  }
  return (
    <Now
      level={2}
      eyebrow={next.standing === 'conflict' ? t.conflictTitle : t.nextTask}
      title={next.task.title[lang]}
      when={[dueInWords(next.task, request)]}
      link={{ label: t.openTask, href: href(taskPath(next.task.id)) }}
    />
  );
}

const STANDING_ICON: Readonly<Record<OwnTask['standing'], IconName>> = {
  done: 'circle-check',
  conflict: 'triangle-alert',
  again: 'history',
  later: 'circle-dashed',
  open: 'circle-dashed',
  soon: 'circle-dot',
  overdue: 'clock',
};

function TaskRow({ own, request }: { readonly own: OwnTask; readonly request: OfficerRequest }) {
  const { task, standing } = own;
  const { lang, href } = request;
  const t = messages(lang);
  const { label, tone } = standingInWords(standing, lang);
  const when =
    standing === 'later' && task.opensAt ? opensInWords(task.opensAt, request) : dueInWords(task, request);
  const note = standing === 'done' || !own.counted ? undefined : when;
  return (
    <li>
      <a href={href(taskPath(task.id))}>
        <Icon name={STANDING_ICON[standing]} />
        <div>
          <b>{task.title[lang]}</b>
          {note && <small>{note}</small>}
          {!task.required && standing !== 'done' && <small>{t.optional}</small>}
        </div>
        <Chip label={label} tone={tone} icon={STANDING_ICON[standing]} />
      </a>
    </li>
  );
}
