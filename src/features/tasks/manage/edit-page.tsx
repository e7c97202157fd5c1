import { findBody, type OfficerBody } from '../../../domain/officer.ts';
import type { OfficerTask } from '../../../domain/officer-task.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems } from '../../../ui/components/workspace-form.tsx';
import { MANAGE_PATH, OVERSIGHT_PATH } from '../constants.ts';
import { listAddress } from '../oversight/paths.ts';
import { type RecordedTask, readTasks } from '../task-book.ts';
import { TaskFields } from './fields.tsx';
import { slug, taskFromForm, taskToForm } from './form.ts';
import { manageMessages } from './messages.ts';
import { doneCounts, retireTask, type Touched, touchedBy, writeTask } from './write.ts';

const VERSION = 'versi';
const ACTION = 'aksi';
/** The version for which somebody has read what their change touches. */
const SEEN = 'dibaca';

interface EditView {
  readonly body: OfficerBody;
  /** Absent for a new one. */
  readonly task?: RecordedTask;
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  /** What the change would do to what is done, where nobody has agreed to that yet. */
  readonly touched?: { readonly done: number; readonly what: readonly Touched[] };
  readonly changedMeanwhile?: true;
}

export async function newTaskForm(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const body = await bodyOf(context, request, request.query['badan'] ?? '');
  if (!body) return { kind: 'missing' };
  const values = {
    per: 'team',
    kinds: ['required'],
    photo: 'none',
    answer: 'none',
    'due-from': 'voting-day',
  };
  return editPage(request, { body, values });
}

export async function createTask(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, lang, election, here, query } = request;
  const body = await bodyOf(context, request, query['badan'] ?? '');
  if (!body) return { kind: 'missing' };
  const id = await freeId(context, election, `${body.id}-${slug(typedText(form, 'title-id'))}`);
  const parsed = taskFromForm(form, { id, election, body: body.id, roles: rolesOf(body), options: [] }, lang);
  const problems = parsed.ok ? placeProblem(parsed.task, body, lang) : parsed.problems;
  if (!parsed.ok || problems.length > 0) return editPage(request, { body, values: form, problems });
  await writeTask(context, request, parsed.task, undefined);
  return { kind: 'moved', to: here(listAddress(MANAGE_PATH, { badan: body.id })) };
}

export async function editTaskForm(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const found = await taskAndBody(context, request);
  if (!found) return { kind: 'missing' };
  return editPage(request, { ...found, values: taskToForm(found.task) });
}

/** Changes a task, or says that it is asked for no longer, or again. */
export async function saveTask(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, lang, election, here } = request;
  const found = await taskAndBody(context, request);
  if (!found) return { kind: 'missing' };
  const { task, body } = found;
  const done = { kind: 'moved', to: here(listAddress(MANAGE_PATH, { badan: body.id })) } as const;
  const deed = typedText(form, ACTION);
  if (deed === 'cabut' || deed === 'pulihkan') {
    await retireTask(context, request, election, { id: task.id, retired: deed === 'cabut' });
    return done;
  }
  const options = task.answer?.kind === 'choice' ? task.answer.options : [];
  const of = { id: task.id, election, body: body.id, roles: rolesOf(body), options };
  const parsed = taskFromForm(form, of, lang);
  const problems = parsed.ok ? placeProblem(parsed.task, body, lang) : parsed.problems;
  const view = { task, body, values: form };
  if (!parsed.ok || problems.length > 0) return editPage(request, { ...view, problems });
  const what = touchedBy(task, parsed.task);
  const count = (await doneCounts(context.db, election)).get(task.id) ?? 0;
  const hasRead = typedText(form, SEEN) === String(task.version);
  if (count > 0 && what.length > 0 && !hasRead) {
    return editPage(request, { ...view, touched: { done: count, what } });
  }
  const version = typedText(form, VERSION);
  const outcome = await writeTask(context, request, parsed.task, Number(version));
  return outcome === 'done' ? done : editPage(request, { ...view, changedMeanwhile: true });
}

async function bodyOf(
  { officers }: FeatureContext,
  { election }: OverseerRequest,
  id: string,
): Promise<OfficerBody | undefined> {
  const plan = await officers.plan(election);
  return plan && findBody(plan, id);
}

async function taskAndBody(
  context: FeatureContext,
  request: OverseerRequest,
): Promise<{ readonly task: RecordedTask; readonly body: OfficerBody } | undefined> {
  const tasks = await readTasks(context.db, request.election);
  const task = tasks.find(({ id }) => id === request.params['task']);
  const body = task && (await bodyOf(context, request, task.body));
  return task && body && { task, body };
}

function rolesOf({ roles }: OfficerBody): readonly string[] {
  return roles.map(({ id }) => id);
}

/** Only teams of polling places make one ready. */
function placeProblem(task: OfficerTask, { level }: OfficerBody, lang: 'id' | 'en'): readonly FieldProblem[] {
  if (!task.ready || level === 'place') return [];
  return [{ field: 'kinds', problem: manageMessages(lang).readyPerTeam }];
}

async function freeId({ db }: FeatureContext, election: string, wanted: string): Promise<string> {
  const taken = new Set((await readTasks(db, election)).map(({ id }) => id));
  const plain = wanted.slice(0, 56).replace(/-+$/, '');
  if (!taken.has(plain)) return plain;
  for (let number = 2; ; number++) if (!taken.has(`${plain}-${number}`)) return `${plain}-${number}`;
}

function editPage(request: OverseerRequest, view: EditView): PageAnswer {
  const { lang, here, format } = request;
  const { task, body, problems = [], touched, changedMeanwhile } = view;
  const t = manageMessages(lang);
  const heading = task ? t.changeTitle : t.add;
  const address = task ? `${MANAGE_PATH}/${task.id}` : listAddress(`${MANAGE_PATH}/baru`, { badan: body.id });
  const back = here(listAddress(MANAGE_PATH, { badan: body.id }));
  const touchedWords: Readonly<Record<Touched, string>> = {
    answer: t.touchedAnswer,
    per: t.touchedPer,
    photo: t.touchedPhoto,
    due: t.touchedDue,
    ready: t.touchedReady,
  };
  return {
    kind: 'page',
    title: heading,
    within: here(OVERSIGHT_PATH),
    ...(problems.length > 0
      ? { status: 422 as const }
      : touched || changedMeanwhile
        ? { status: 409 as const }
        : {}),
    body: (
      <>
        <BackLink href={back} label={t.title} />
        <FormProblems view={{ request, values: view.values, problems }} />
        <Title eyebrow={body.name[lang]} title={heading} />
        {changedMeanwhile && (
          <Notice tone="warn" title={t.changedTitle}>
            <p>{t.changedText}</p>
          </Notice>
        )}
        {touched && (
          <Notice tone="warn" title={t.touchedTitle(format.number(touched.done))}>
            {touched.what.map((one) => (
              <p key={one}>{touchedWords[one]}</p>
            ))}
          </Notice>
        )}
        <form class="form stack" method="post" noValidate action={here(address)}>
          {task && <input type="hidden" name={VERSION} value={task.version} />}
          {task && touched && <input type="hidden" name={SEEN} value={task.version} />}
          <TaskFields view={{ request, values: view.values, problems }} body={body} />
          <Actions>
            <Button icon="check" name={ACTION} value="simpan">
              {touched ? t.saveAnyway : t.save}
            </Button>
            <LinkButton alt href={back}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
        {task && (
          <Section title={task.retiredAt ? t.restore : t.retire}>
            <form class="form stack" method="post" action={here(address)}>
              {!task.retiredAt && <p class="mute">{t.retireText}</p>}
              <Actions>
                <Button
                  alt
                  icon={task.retiredAt ? 'history' : 'x'}
                  name={ACTION}
                  value={task.retiredAt ? 'pulihkan' : 'cabut'}
                >
                  {task.retiredAt ? t.restore : t.retire}
                </Button>
              </Actions>
            </form>
          </Section>
        )}
      </>
    ),
  };
}
