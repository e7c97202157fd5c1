import { textIn } from '../../../domain/item.ts';
import { MOST_LESSONS } from '../../../domain/training.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { nameIn, typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { BackLink, Empty, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import {
  BothLanguages,
  CheckboxesField,
  FormProblems,
  TextField,
} from '../../../ui/components/workspace-form.tsx';
import { COURSES_PATH } from '../constants.ts';
import { findCourse, readCourses, readLessons, type StoredCourse, type StoredLesson } from '../store.ts';
import { courseFromForm, courseToForm } from './forms.ts';
import { courseMessages } from './messages.ts';
import { addCourse, arrangeLessons, saveCourse, setState, type WriteOutcome } from './write.ts';

/** Field that names the revision that a form was made from. */
export const REVISION = 'versi';

export interface EditedForm {
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  /** Somebody else changed the course while the form was open. */
  readonly meanwhile?: boolean;
}

/** The status of a form's page. */
export function statusOf({ problems = [], meanwhile }: EditedForm) {
  if (problems.length > 0) return { status: 422 as const };
  return meanwhile ? { status: 409 as const } : {};
}

/** Said where somebody else was quicker. */
export function Meanwhile({
  form,
  lang,
}: {
  readonly form: EditedForm;
  readonly lang: OverseerRequest['lang'];
}) {
  const t = courseMessages(lang);
  if (!form.meanwhile) return null;
  return (
    <Notice tone="warn" title={t.changedTitle}>
      <p>{t.changedText}</p>
    </Notice>
  );
}

/** The revision that a form names; one that cannot be where it names none. */
export function revisionOf({ form }: Pick<OverseerFormRequest, 'form'>): number {
  const typed = typedText(form, REVISION);
  return /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
}

const TONES = { draft: 'plain', open: 'ok', retired: 'warn' } as const;

/** All courses of the election. */
export async function coursesPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, here, election, format } = request;
  const t = courseMessages(lang);
  const courses = await readCourses(context.db, { election });
  const lessons = await Promise.all(courses.map(({ id }) => readLessons(context.db, id)));
  return {
    kind: 'page',
    title: t.courses,
    body: (
      <div class="stack">
        <Title title={t.courses} lead={t.lead}>
          <LinkButton icon="plus" href={here(`${COURSES_PATH}/baru`)}>
            {t.add}
          </LinkButton>
        </Title>
        {courses.length === 0 && (
          <Empty icon="book-open" title={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        )}
        {courses.length > 0 && (
          <ul class="window list">
            {courses.map((course, index) => (
              <li key={course.id}>
                <a href={here(`${COURSES_PATH}/${course.id}`)}>
                  <Icon name="book-open" />
                  <div>
                    <b>{textIn(course.title, lang)}</b>
                    <small>
                      {t.counts(
                        format.number(lessons[index]?.length ?? 0),
                        format.number(
                          (lessons[index] ?? []).reduce((sum, one) => sum + one.questions.length, 0),
                        ),
                      )}
                    </small>
                  </div>
                  <Chip tone={TONES[course.state]} label={t[course.state]} />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    ),
  };
}

/** The form of a course that is not there yet. */
export async function newCoursePage(
  context: FeatureContext,
  request: OverseerRequest,
  form: EditedForm = { values: { passMark: '75', tries: '5' } },
): Promise<PageAnswer> {
  const { lang, here } = request;
  const t = courseMessages(lang);
  const view = { request, values: form.values, problems: form.problems ?? [] };
  return {
    kind: 'page',
    title: t.add,
    ...statusOf(form),
    body: (
      <div class="stack">
        <BackLink href={here(COURSES_PATH)} label={t.courses} />
        <FormProblems view={view} />
        <Title title={t.add} />
        <form class="form stack" method="post" action={here(`${COURSES_PATH}/baru`)} noValidate>
          <TextField view={view} name="id" label={t.id} hint={t.idHint} />
          <CourseFields view={view} bodies={await bodiesOf(context, request)} />
          <Actions>
            <Button icon="check">{t.save}</Button>
          </Actions>
        </form>
      </div>
    ),
  };
}

export async function addCourseForm(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const t = courseMessages(request.lang);
  const parsed = courseFromForm(request, { election: request.election });
  const again = (problems: readonly FieldProblem[]) =>
    newCoursePage(context, request, { values: request.form, problems });
  if (!parsed.ok) return again(parsed.problems);
  const outcome = await addCourse(context, request, parsed.value);
  if (outcome === 'taken') return again([{ field: 'id', problem: t.taken }]);
  return { kind: 'moved', to: request.here(`${COURSES_PATH}/${parsed.value.id}`) };
}

async function bodiesOf({ officers }: FeatureContext, { election, lang }: OverseerRequest) {
  const plan = await officers.plan(election);
  return (plan?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name[lang] }));
}

function CourseFields({
  view,
  bodies,
}: {
  readonly view: {
    readonly request: OverseerRequest;
    readonly values: FormValues;
    readonly problems: readonly FieldProblem[];
  };
  readonly bodies: readonly { readonly value: string; readonly label: string }[];
}) {
  const t = courseMessages(view.request.lang);
  return (
    <>
      <BothLanguages view={view} names={['title', 'intro']}>
        {(language) => (
          <>
            <TextField view={view} name={nameIn('title', language)} label={t.title} language={language} />
            <TextField
              view={view}
              name={nameIn('intro', language)}
              label={t.intro}
              language={language}
              rows={3}
            />
          </>
        )}
      </BothLanguages>
      <CheckboxesField view={view} name="bodies" label={t.bodies} options={bodies} />
      <TextField view={view} name="passMark" type="number" label={t.passMark} />
      <TextField view={view} name="tries" type="number" label={t.tries} />
      <CheckboxesField
        view={view}
        name="inPerson"
        label={t.settings}
        options={[{ value: 'ya', label: t.inPerson }]}
      />
    </>
  );
}

/** One course: its lessons, whether it is open, and its settings. */
export async function coursePage(
  context: FeatureContext,
  request: OverseerRequest,
  form?: EditedForm,
): Promise<PageAnswer> {
  const course = await findCourse(context.db, request.params['course'] ?? '');
  if (course?.election !== request.election) return { kind: 'missing' };
  const lessons = await readLessons(context.db, course.id);
  const { lang, here } = request;
  const t = courseMessages(lang);
  const edited = form ?? { values: courseToForm(course) };
  const view = { request, values: edited.values, problems: edited.problems ?? [] };
  const path = here(`${COURSES_PATH}/${course.id}`);
  return {
    kind: 'page',
    title: textIn(course.title, lang),
    ...statusOf(edited),
    body: (
      <div class="stack">
        <BackLink href={here(COURSES_PATH)} label={t.courses} />
        <FormProblems view={view} />
        <Title
          title={textIn(course.title, lang)}
          lead={<Chip tone={TONES[course.state]} label={t[course.state]} />}
        />
        <Meanwhile form={edited} lang={lang} />
        <Section title={t.lessons}>
          <Lessons course={course} lessons={lessons} request={request} />
          {lessons.length < MOST_LESSONS && (
            <LinkButton alt icon="plus" href={`${path}/baru`}>
              {t.addLesson}
            </LinkButton>
          )}
        </Section>
        <form method="post" action={path} class="stack">
          <input type="hidden" name={REVISION} value={course.revision} />
          <p class="mute">{course.state === 'open' ? t.retireText : t.openText}</p>
          <Actions>
            {course.state === 'open' ? (
              <Button alt icon="circle-x" name="keadaan" value="retired">
                {t.retire}
              </Button>
            ) : (
              <Button icon="send" name="keadaan" value="open">
                {course.state === 'retired' ? t.reopen : t.openCourse}
              </Button>
            )}
          </Actions>
        </form>
        <More summary={t.settings}>
          <form class="form stack" method="post" action={path} noValidate>
            <input type="hidden" name={REVISION} value={course.revision} />
            <CourseFields view={view} bodies={await bodiesOf(context, request)} />
            <Actions>
              <Button icon="check" name="keadaan" value="simpan">
                {t.save}
              </Button>
            </Actions>
          </form>
        </More>
      </div>
    ),
  };
}

function Lessons(props: {
  readonly course: StoredCourse;
  readonly lessons: readonly StoredLesson[];
  readonly request: OverseerRequest;
}) {
  const { course, lessons, request } = props;
  const { lang, here, format } = request;
  const t = courseMessages(lang);
  const path = here(`${COURSES_PATH}/${course.id}`);
  return (
    <form method="post" action={path}>
      <input type="hidden" name={REVISION} value={course.revision} />
      <ol class="window list">
        {lessons.map((lesson, index) => (
          <li key={lesson.id} class="list-line">
            <Icon name={lesson.video ? 'image' : 'file-text'} />
            <div>
              <a class="link" href={`${path}/${lesson.id}`}>
                <b>{textIn(lesson.title, lang)}</b>
              </a>
              <small>
                {format.number(lesson.questions.length)} {t.questions}
              </small>
            </div>
            {index > 0 && (
              <Button alt name="naik" value={lesson.id}>
                {t.up}
                <span class="vh"> {textIn(lesson.title, lang)}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </form>
  );
}

/** Changes a course's settings or state, or the order of its lessons. */
export async function changeCourse(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const { form, params, here, election } = request;
  const id = params['course'] ?? '';
  const course = await findCourse(context.db, id);
  if (course?.election !== election) return { kind: 'missing' };
  const at = { course: id, revision: revisionOf(request) };
  const wanted = typedText(form, 'keadaan');
  const up = typedText(form, 'naik');
  let outcome: WriteOutcome;
  if (up !== '') outcome = await arrangeLessons(context, request, at, { lesson: up, deed: 'up' });
  else if (wanted === 'open' || wanted === 'retired') outcome = await setState(context, request, at, wanted);
  else {
    const parsed = courseFromForm(request, { election, id });
    if (!parsed.ok) return coursePage(context, request, { values: form, problems: parsed.problems });
    outcome = await saveCourse(context, request, at, parsed.value);
    if (outcome !== 'done') return coursePage(context, request, { values: form, meanwhile: true });
  }
  if (outcome !== 'done')
    return coursePage(context, request, { values: courseToForm(course), meanwhile: true });
  return { kind: 'moved', to: here(`${COURSES_PATH}/${id}`) };
}
