import { taskStanding } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { LinkButton } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { BackLink, Empty, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { OVERSIGHT_PATH, teamPath } from '../constants.ts';
import { History } from '../history.tsx';
import { messages } from '../messages.ts';
import { readNames, readReports, readStates } from '../reports.ts';
import { tasksOf } from '../task-book.ts';
import { dueInWords, standingInWords, valueInWords } from '../words.ts';
import { oversightMessages } from './messages.ts';
import { listAddress } from './paths.ts';
import { placeInWords } from './places.ts';

/** One task at one polling place, or of one officer: how it stands, and all that was sent of it. */
export async function holderPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, election, area, params, here, format, now } = request;
  const { holder = '' } = params;
  const task = (await tasksOf(context, election)).find(({ id }) => id === params['task']);
  const officer = task?.per === 'officer' ? await context.officers.find(holder) : undefined;
  if (!task || (task.per === 'officer' && officer?.election !== election)) return { kind: 'missing' };
  const t = oversightMessages(lang);
  const [reports, states] = await Promise.all([
    readReports(context.db, { election, task: task.id, holder }),
    readStates(context.db, election, [holder]),
  ]);
  const state = states.find((one) => one.task === task.id);
  const names = await readNames(
    context.db,
    reports.map((report) => report.officer),
  );
  const standing = taskStanding(state?.state, { opens: task.opensAt, due: task.dueAt, now });
  const isPlace = /^\d{13}$/.test(holder);
  const place = isPlace ? holder : officer?.place;
  const where = placeInWords(context, { place, area });
  return {
    kind: 'page',
    title: `${task.title[lang]}: ${officer?.name ?? where}`,
    within: here(OVERSIGHT_PATH),
    body: (
      <>
        <BackLink
          href={here(listAddress(`${OVERSIGHT_PATH}/${task.id}`, { wilayah: area }))}
          label={task.title[lang]}
        />
        <Title
          eyebrow={officer ? where : task.title[lang]}
          title={officer?.name ?? where}
          lead={officer ? task.title[lang] : dueInWords(task, { lang, format, now })}
        >
          <Chip {...standingInWords(standing, lang)} />
        </Title>
        {state?.state === 'conflict' && (
          <Notice tone="warn" title={messages(lang).conflictTitle}>
            <p>{t.conflictText}</p>
          </Notice>
        )}
        {state?.state === 'done' && state.value !== null && (
          <Notice tone="ok" title={valueInWords(task, state.value, lang, format)}>
            <p>{format.dateTime(state.doneAt)}</p>
          </Notice>
        )}
        {reports.length === 0 ? (
          <Empty icon="list-checks" title={t.noReports}>
            <p>{t.noReportsText}</p>
          </Empty>
        ) : (
          <Section title={t.history}>
            <History
              task={task}
              reports={reports}
              names={names}
              request={request}
              photoHref={(photo) => here(`/foto/${photo}`)}
            />
          </Section>
        )}
        {place !== undefined && (
          <LinkButton alt icon="list-checks" href={here(teamPath(place))}>
            {t.allOfTeam}
          </LinkButton>
        )}
      </>
    ),
  };
}
