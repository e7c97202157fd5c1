import type { ComponentChildren } from 'preact';
import { taskStanding } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { Button, LinkButton } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Empty, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { OVERSIGHT_PATH, teamPath } from '../constants.ts';
import { History } from '../history.tsx';
import { messages } from '../messages.ts';
import { readNames, readReports, readStates, type StoredState } from '../reports.ts';
import { tasksOf } from '../task-book.ts';
import { dueInWords, standingInWords, valueInWords } from '../words.ts';
import { oversightMessages } from './messages.ts';
import { listAddress } from './paths.ts';
import { placeInWords } from './places.ts';
import { type Held, LONGEST_REASON, mayReopen, reopenTask } from './reopen.ts';

/** What was typed to ask for a task anew, where it did not get through. */
interface Asked {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

const REASON = 'alasan';
const SEEN = 'dibaca';

/** One task at one polling place, or of one officer: how it stands, and all that was sent of it. */
export async function holderPage(
  context: FeatureContext,
  request: OverseerRequest,
  asked?: Asked,
): Promise<PageAnswer> {
  const { lang, election, area, here, format, now } = request;
  const held = await heldOf(context, request);
  if (!held) return { kind: 'missing' };
  const { task, holder, officer } = held;
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
  const reopens = state && state.state !== 'again' && (await mayReopen(context, request, held));
  const standing = taskStanding(state?.state, { opens: task.opensAt, due: task.dueAt, now });
  const isPlace = /^\d{13}$/.test(holder);
  const place = isPlace ? holder : officer?.place;
  const where = placeInWords(context, { place, area });
  return {
    kind: 'page',
    title: asked ? t.reopen : `${task.title[lang]}: ${officer?.name ?? where}`,
    within: here(OVERSIGHT_PATH),
    ...(asked && { status: 422 as const }),
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
        {asked && <FormProblems view={{ request, ...asked }} />}
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
        {reopens && <ReopenForm state={state} request={request} held={held} asked={asked} />}
        {place !== undefined && (
          <LinkButton alt icon="list-checks" href={here(teamPath(place))}>
            {t.allOfTeam}
          </LinkButton>
        )}
      </>
    ),
  };
}

/** Asks for the task anew, where somebody may and something is done. */
export async function reopen(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, lang, here, format } = request;
  const held = await heldOf(context, request);
  if (!held) return { kind: 'missing' };
  if (!(await mayReopen(context, request, held))) {
    throw new Problem(403, 'not-allowed', 'Your own committee asks whoever watches over it.');
  }
  const t = oversightMessages(lang);
  const problem = (text: string) =>
    holderPage(context, request, { values: form, problems: [{ field: REASON, problem: text }] });
  const reason = typedText(form, REASON).trim();
  if (reason === '') return problem(t.reasonMissing);
  if (reason.length > LONGEST_REASON) return problem(t.reasonLong(format.number(LONGEST_REASON)));
  const outcome = await reopenTask(context, request, held, { reason, seen: typedText(form, SEEN) });
  if (outcome === 'changed') return problem(t.reopenChanged);
  return { kind: 'moved', to: here(`${OVERSIGHT_PATH}/${held.task.id}/${held.holder}`) };
}

/** The task and whose it is that an address names. */
async function heldOf(
  context: FeatureContext,
  { election, params: { task: id, holder = '' } }: OverseerRequest,
): Promise<Held | undefined> {
  const task = (await tasksOf(context, election)).find((one) => one.id === id);
  const officer = task?.per === 'officer' ? await context.officers.find(holder) : undefined;
  if (!task || (task.per === 'officer' && officer?.election !== election)) return undefined;
  return { task, holder, officer };
}

function ReopenForm({
  state,
  request,
  held: { task, holder },
  asked,
}: {
  readonly state: StoredState;
  readonly request: OverseerRequest;
  readonly held: Held;
  readonly asked: Asked | undefined;
}) {
  const { lang, here } = request;
  const t = oversightMessages(lang);
  // Open where something has to be mended in it.
  const Shown = asked ? OpenSection : More;
  return (
    <Shown summary={t.reopen}>
      <p class="mute">{t.reopenText}</p>
      <form
        class="form stack"
        method="post"
        noValidate
        action={here(`${OVERSIGHT_PATH}/${task.id}/${holder}`)}
      >
        <input type="hidden" name={SEEN} value={state.report} />
        <TextField
          view={{ request, values: asked?.values ?? {}, problems: asked?.problems ?? [] }}
          name={REASON}
          label={t.reason}
          hint={t.reasonHint}
          rows={3}
        />
        <Button alt icon="history">
          {t.reopen}
        </Button>
      </form>
    </Shown>
  );
}

function OpenSection({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
}) {
  return <Section title={summary}>{children}</Section>;
}
