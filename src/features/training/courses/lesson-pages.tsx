import { randomUUID } from 'node:crypto';
import { textIn } from '../../../domain/item.ts';
import { sizeInWords } from '../../../domain/media.ts';
import { MOST_CHOICES, MOST_QUESTIONS } from '../../../domain/training.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { nameIn, typedList, typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { ImageField } from '../../../ui/components/media.tsx';
import { BackLink, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import {
  BothLanguages,
  FieldGroup,
  FormProblems,
  MarkdownField,
  TextField,
  Tick,
} from '../../../ui/components/workspace-form.tsx';
import { COURSES_PATH } from '../constants.ts';
import { LessonBody, QuestionFields } from '../lesson-page.tsx';
import { findCourse, readLessons, type StoredCourse, type StoredLesson } from '../store.ts';
import { type EditedForm, Meanwhile, REVISION, revisionOf, statusOf } from './course-pages.tsx';
import { lessonFromForm, lessonToForm, questionFromForm, questionToForm } from './forms.ts';
import { courseMessages } from './messages.ts';
import { arrangeLessons, saveLesson, saveQuestions } from './write.ts';

interface Place {
  readonly course: StoredCourse;
  /** Absent: a new one. */
  readonly lesson?: StoredLesson;
  readonly path: string;
}

/** The course and lesson of an address. */
async function placeOf({ db }: FeatureContext, request: OverseerRequest): Promise<Place | undefined> {
  const { params, election, here } = request;
  const course = await findCourse(db, params['course'] ?? '');
  if (course?.election !== election) return undefined;
  const path = here(`${COURSES_PATH}/${course.id}`);
  const id = params['lesson'];
  if (id === undefined) return { course, path };
  const lesson = (await readLessons(db, course.id)).find((one) => one.id === id);
  return lesson && { course, lesson, path };
}

/** The form of a lesson, with its questions below. */
export async function lessonEditPage(
  context: FeatureContext,
  request: OverseerRequest,
  form?: EditedForm,
): Promise<PageAnswer> {
  const place = await placeOf(context, request);
  if (!place) return { kind: 'missing' };
  const { course, lesson, path } = place;
  const { lang, format } = request;
  const t = courseMessages(lang);
  const edited = form ?? { values: lesson ? lessonToForm(lesson) : {} };
  const view = { request, values: edited.values, problems: edited.problems ?? [] };
  const heading = lesson ? textIn(lesson.title, lang) : t.addLesson;
  return {
    kind: 'page',
    title: heading,
    scripts: ['markdown-preview'],
    ...statusOf(edited),
    body: (
      <div class="stack">
        <BackLink href={path} label={textIn(course.title, lang)} />
        <FormProblems view={view} />
        <Title title={heading}>
          {lesson && (
            <LinkButton alt icon="eye" href={`${path}/${lesson.id}/pratinjau`}>
              {t.preview}
            </LinkButton>
          )}
        </Title>
        <Meanwhile form={edited} lang={lang} />
        {lesson && (
          <Section title={`${t.questions} (${format.number(lesson.questions.length)})`}>
            <ol class="window list">
              {lesson.questions.map((question) => (
                <li key={question.id}>
                  <a href={`${path}/${lesson.id}/soal/${question.id}`}>
                    <div>
                      <b>{textIn(question.text, lang)}</b>
                    </div>
                    <Icon name="chevron-right" />
                  </a>
                </li>
              ))}
            </ol>
            {lesson.questions.length < MOST_QUESTIONS && (
              <LinkButton alt icon="plus" href={`${path}/${lesson.id}/soal/baru`}>
                {t.addQuestion}
              </LinkButton>
            )}
          </Section>
        )}
        <form
          class="form stack"
          method="post"
          enctype="multipart/form-data"
          action={lesson ? `${path}/${lesson.id}` : `${path}/baru`}
          noValidate
        >
          <input type="hidden" name={REVISION} value={course.revision} />
          {!lesson && <TextField view={view} name="id" label={t.id} hint={t.idHint} />}
          <BothLanguages view={view} names={['title', 'body']}>
            {(language) => (
              <>
                <TextField view={view} name={nameIn('title', language)} label={t.title} language={language} />
                <MarkdownField
                  view={view}
                  name={nameIn('body', language)}
                  label={t.body}
                  language={language}
                />
              </>
            )}
          </BothLanguages>
          <ImageField view={view} name="picture" label={t.picture} optional />
          <VideoFields view={view} />
          <Actions>
            <Button icon="check" name="aksi" value="simpan">
              {t.save}
            </Button>
          </Actions>
          {lesson && (
            <More summary={t.remove}>
              <Button alt icon="trash-2" name="aksi" value="hapus">
                {t.remove}
              </Button>
            </More>
          )}
        </form>
      </div>
    ),
  };
}

type View = {
  readonly request: OverseerRequest;
  readonly values: EditedForm['values'];
  readonly problems: NonNullable<EditedForm['problems']>;
};

function VideoFields({ view }: { readonly view: View }) {
  const t = courseMessages(view.request.lang);
  const kept = typedText(view.values, 'video-kept');
  const bytes = Number(typedText(view.values, 'video-size'));
  return (
    <FieldGroup view={view} name="video-group" label={t.video} optional>
      {kept !== '' && (
        <>
          <input type="hidden" name="video-kept" value={kept} />
          <p>{t.videoKept(sizeInWords(bytes, view.request.lang))}</p>
          <Tick type="checkbox" name="video-remove" value="ya" label={t.videoRemove} checked={false} />
        </>
      )}
      <FileField
        view={view}
        name="video"
        label={t.videoChoose}
        hint={t.videoHint}
        accept="video/mp4,video/webm"
      />
      <BothLanguages view={view} names={['about', 'transcript']}>
        {(language) => (
          <>
            <TextField
              view={view}
              name={nameIn('about', language)}
              label={t.videoAbout}
              language={language}
              optional
            />
            <TextField
              view={view}
              name={nameIn('transcript', language)}
              label={t.transcript}
              hint={t.transcriptHint}
              language={language}
              rows={5}
              optional
            />
          </>
        )}
      </BothLanguages>
    </FieldGroup>
  );
}

export async function changeLesson(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const place = await placeOf(context, request);
  if (!place) return { kind: 'missing' };
  const { course, lesson, path } = place;
  const { form, lang } = request;
  const at = { course: course.id, revision: revisionOf(request) };
  if (lesson && typedText(form, 'aksi') === 'hapus') {
    const outcome = await arrangeLessons(context, request, at, { lesson: lesson.id, deed: 'remove' });
    if (outcome === 'done') return { kind: 'moved', to: path };
    return lessonEditPage(context, request, { values: lessonToForm(lesson), meanwhile: true });
  }
  const parsed = await lessonFromForm(context, request, lesson?.id);
  if (!parsed.ok) {
    const values = { ...form, ...parsed.values };
    return lessonEditPage(context, request, { values, problems: parsed.problems });
  }
  const outcome = await saveLesson(context, request, at, {
    lesson: parsed.value,
    isNew: lesson === undefined,
  });
  const values = { ...form, ...lessonToForm(parsed.value) };
  if (outcome === 'taken') {
    const problems = [{ field: 'id', problem: courseMessages(lang).taken }];
    return lessonEditPage(context, request, { values, problems });
  }
  if (outcome === 'changed') return lessonEditPage(context, request, { values, meanwhile: true });
  return { kind: 'moved', to: `${path}/${parsed.value.id}` };
}

/** A lesson as officers will see it. */
export async function previewPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const place = await placeOf(context, request);
  if (!place?.lesson) return { kind: 'missing' };
  const { lesson, path } = place;
  const { lang, format } = request;
  const t = courseMessages(lang);
  return {
    kind: 'page',
    title: t.preview,
    body: (
      <div class="stack">
        <BackLink href={`${path}/${lesson.id}`} label={t.back} />
        <Notice>
          <p>{t.previewLead}</p>
        </Notice>
        <Title title={textIn(lesson.title, lang)} />
        <LessonBody lesson={lesson} request={request} />
        <Section title={t.questions}>
          <div class="stack">
            {lesson.questions.map((question, index) => (
              <QuestionFields
                key={question.id}
                question={question}
                number={format.number(index + 1)}
                lang={lang}
              />
            ))}
          </div>
        </Section>
      </div>
    ),
  };
}

/** The form of one question; `baru` is a new one. */
export async function questionPage(
  context: FeatureContext,
  request: OverseerRequest,
  form?: EditedForm,
): Promise<PageAnswer> {
  const place = await placeOf(context, request);
  const id = request.params['question'] ?? '';
  const question = place?.lesson?.questions.find((one) => one.id === id);
  if (!place?.lesson || (!question && id !== 'baru')) return { kind: 'missing' };
  const { course, lesson, path } = place;
  const { lang } = request;
  const t = courseMessages(lang);
  const edited = form ?? { values: question ? questionToForm(question) : {} };
  const view = { request, values: edited.values, problems: edited.problems ?? [] };
  const heading = question ? t.question : t.addQuestion;
  return {
    kind: 'page',
    title: heading,
    ...statusOf(edited),
    body: (
      <div class="stack">
        <BackLink href={`${path}/${lesson.id}`} label={textIn(lesson.title, lang)} />
        <FormProblems view={view} />
        <Title title={heading} />
        <Meanwhile form={edited} lang={lang} />
        {course.state === 'open' && (
          <Notice tone="warn">
            <p>{t.changesAnswers}</p>
          </Notice>
        )}
        <form class="form stack" method="post" action={`${path}/${lesson.id}/soal/${id}`} noValidate>
          <input type="hidden" name={REVISION} value={course.revision} />
          <p class="mute">{t.choicesLead}</p>
          <BothLanguages
            view={view}
            names={['text', 'explanation', ...numbers.map((number) => `choice-${number}`)]}
          >
            {(language) => (
              <>
                <TextField
                  view={view}
                  name={nameIn('text', language)}
                  label={t.question}
                  language={language}
                  rows={2}
                />
                {numbers.map((number) => (
                  <div key={number} class="stack">
                    <TextField
                      view={view}
                      name={nameIn(`choice-${number}`, language)}
                      label={t.choice(number)}
                      language={language}
                      optional={number > 2}
                    />
                    {language === 'id' && (
                      <Tick
                        type="checkbox"
                        name={`right-${number}`}
                        value="ya"
                        id={`f-right-${number}`}
                        label={t.choiceRight(number)}
                        checked={typedList(view.values, `right-${number}`).includes('ya')}
                      />
                    )}
                  </div>
                ))}
                <TextField
                  view={view}
                  name={nameIn('explanation', language)}
                  label={t.explanation}
                  hint={t.explanationHint}
                  language={language}
                  rows={3}
                />
              </>
            )}
          </BothLanguages>
          <Actions>
            <Button icon="check" name="aksi" value="simpan">
              {t.save}
            </Button>
            {question && (
              <Button alt icon="trash-2" name="aksi" value="hapus">
                {t.remove}
              </Button>
            )}
          </Actions>
        </form>
      </div>
    ),
  };
}

const numbers = Array.from({ length: MOST_CHOICES }, (_, index) => index + 1);

export async function changeQuestion(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const place = await placeOf(context, request);
  const asked = request.params['question'] ?? '';
  if (!place?.lesson) return { kind: 'missing' };
  const { course, lesson, path } = place;
  const { form } = request;
  const at = { course: course.id, revision: revisionOf(request) };
  const removes = typedText(form, 'aksi') === 'hapus';
  const id = asked === 'baru' ? `s-${randomUUID().slice(0, 8)}` : asked;
  const parsed = removes ? undefined : questionFromForm(request, id);
  if (parsed && !parsed.ok)
    return questionPage(context, request, { values: form, problems: parsed.problems });
  const outcome = await saveQuestions(context, request, at, {
    lesson: lesson.id,
    edit(questions) {
      const index = questions.findIndex((one) => one.id === id);
      if (!parsed) return index < 0 ? undefined : questions.toSpliced(index, 1);
      if (index >= 0) return questions.with(index, parsed.value);
      return asked === 'baru' && questions.length < MOST_QUESTIONS ? [...questions, parsed.value] : undefined;
    },
  });
  if (outcome !== 'done') return questionPage(context, request, { values: form, meanwhile: true });
  return { kind: 'moved', to: `${path}/${lesson.id}` };
}
