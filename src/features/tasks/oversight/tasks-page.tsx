import { findBody } from '../../../domain/officer.ts';
import { TASK_STAGES } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { Chip, FilterChips } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Section, Title } from '../../../ui/components/text.tsx';
import { Bar } from '../../../ui/components/window.tsx';
import { MANAGE_PATH, MANAGE_PERMISSION, OVERSIGHT_PATH } from '../constants.ts';
import { tasksOf } from '../task-book.ts';
import { dueInWords, STAGE_WORDS } from '../words.ts';
import { AreaCrumbs } from './area-crumbs.tsx';
import { countTasks, type TaskCount } from './counts.ts';
import { oversightMessages } from './messages.ts';
import { listAddress } from './paths.ts';

/** Every task with how far it has come in an area, one body at a time. */
export async function tasksPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, election, area, query, here, may } = request;
  const t = oversightMessages(lang);
  const [all, plan] = await Promise.all([tasksOf(context, election), context.officers.plan(election)]);
  const live = all.filter(({ retiredAt }) => retiredAt === undefined);
  const bodies = plan?.bodies.filter(({ id }) => live.some((task) => task.body === id)) ?? [];
  const body =
    bodies.find(({ id }) => id === query['badan']) ?? bodies.find(({ id }) => id === 'kpps') ?? bodies[0];
  const counts = await countTasks(
    context.db,
    { election, area },
    live.filter((task) => task.body === body?.id),
  );
  const mayManage = request.overseer.kind === 'staff' && may(MANAGE_PERMISSION);
  return {
    kind: 'page',
    title: t.title,
    within: here(OVERSIGHT_PATH),
    body: (
      <>
        <AreaCrumbs
          context={context}
          request={request}
          href={(code) => here(listAddress(OVERSIGHT_PATH, { wilayah: code, badan: body?.id }))}
        />
        <Title title={t.title} lead={t.lead(context.areas.label(area))} />
        {mayManage && (
          <Actions>
            <LinkButton alt icon="pencil" href={here(MANAGE_PATH)}>
              {t.manage}
            </LinkButton>
          </Actions>
        )}
        {bodies.length > 1 && (
          <FilterChips
            label={t.bodies}
            items={bodies.map(({ id }) => ({
              label: (plan && findBody(plan, id)?.name[lang]) ?? id,
              href: here(listAddress(OVERSIGHT_PATH, { wilayah: area, badan: id })),
              current: id === body?.id,
            }))}
          />
        )}
        {counts.length === 0 ? (
          <Empty icon="list-checks" title={t.none}>
            <p>{mayManage ? t.noneText : t.noneForOfficers}</p>
          </Empty>
        ) : (
          TASK_STAGES.map((stage) => {
            const ofStage = counts.filter(({ task }) => task.stage === stage);
            return (
              ofStage.length > 0 && (
                <Section key={stage} title={STAGE_WORDS[lang][stage]}>
                  <ul class="window list task-counts">
                    {ofStage.map((count) => (
                      <CountRow key={count.task.id} count={count} request={request} />
                    ))}
                  </ul>
                </Section>
              )
            );
          })
        )}
      </>
    ),
  };
}

function CountRow({ count, request }: { readonly count: TaskCount; readonly request: OverseerRequest }) {
  const { task, asked, done, conflicts } = count;
  const { lang, format, here, now, area } = request;
  const t = oversightMessages(lang);
  const isLate = task.required && done < asked && Temporal.ZonedDateTime.compare(task.dueAt, now) < 0;
  const isOpen = task.opensAt === undefined || Temporal.ZonedDateTime.compare(task.opensAt, now) <= 0;
  return (
    <li>
      <a href={here(listAddress(`${OVERSIGHT_PATH}/${task.id}`, { wilayah: area }))}>
        <div>
          <b>{task.title[lang]}</b>
          <small>
            {dueInWords(task, request)}, {task.per === 'team' ? t.perTeam : t.perOfficer}
          </small>
          {isOpen && asked > 0 && <Bar value={done} max={asked} label={t.progressOf(task.title[lang])} />}
        </div>
        <div class="task-figures">
          <b class="tabular">{t.count(format.number(done), format.number(asked))}</b>
          {task.ready && <Chip tone="plain" icon="map-pin" label={t.ready} />}
          {isLate && <Chip tone="warn" label={t.late} />}
          {conflicts > 0 && <Chip tone="bad" label={t.conflicts(format.number(conflicts))} />}
        </div>
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}
