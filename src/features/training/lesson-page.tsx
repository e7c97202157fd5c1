import { textIn } from '../../domain/item.ts';
import { sizeInWords } from '../../domain/media.ts';
import { hasSeveral, type Lesson, type LessonVideo, type Question } from '../../domain/training.ts';
import type { Page, PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { PictureView } from '../../ui/components/media.tsx';
import { BackLink, More, Notice, Section, Title } from '../../ui/components/text.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { ANSWER_PREFIX, ASKED } from './actions.ts';
import { ANSWER, answersPath, lessonPath, TRAINING_PATH, VIDEO_PATH } from './constants.ts';
import { messages } from './messages.ts';
import type { StoredCourse, StoredLesson } from './store.ts';

export interface LessonView {
  readonly course: StoredCourse;
  readonly lesson: StoredLesson;
  /** Counted from 1. */
  readonly number: number;
  readonly next: StoredLesson | undefined;
  readonly triesLeft: number;
  readonly answered: boolean;
}

/** A lesson: what it says, and the questions after it. What is right is not on the phone. */
export function lessonPage(view: LessonView, request: OfficerRequest): Page {
  const { course, lesson, number, next, answered } = view;
  const { lang, format, href } = request;
  const t = messages(lang);
  const title = textIn(lesson.title, lang);
  return {
    title,
    within: TRAINING_PATH,
    body: (
      <div class="stack">
        <BackLink href={href(TRAINING_PATH)} label={t.back} />
        <Title eyebrow={`${textIn(course.title, lang)}, ${t.lesson(format.number(number))}`} title={title} />
        <LessonBody lesson={lesson} request={request} />
        {lesson.questions.length > 0 && (
          <Section title={t.questions} id="soal">
            {answered && (
              <LinkButton alt icon="list-checks" href={href(answersPath(course.id, lesson.id))}>
                {t.lastAnswers}
              </LinkButton>
            )}
            <Questions view={view} request={request} title={title} />
          </Section>
        )}
        {next && (
          <LinkButton alt icon="arrow-right" href={href(lessonPath(course.id, next.id))}>
            {t.next}: {textIn(next.title, lang)}
          </LinkButton>
        )}
      </div>
    ),
  };
}

/** Text, picture and film of a lesson; the office sees the same before it opens the course. */
export function LessonBody({
  lesson,
  request,
}: {
  readonly lesson: Lesson;
  readonly request: Pick<PageRequest, 'lang' | 'href'>;
}) {
  const { lang } = request;
  const body = readText(lesson.body, lang);
  return (
    <>
      {lesson.video && <Video video={lesson.video} request={request} />}
      {lesson.picture && <PictureView picture={lesson.picture} lang={lang} first />}
      <Prose html={markdownToHtml(body.text)} lang={lang} of={body} />
    </>
  );
}

function Video({
  video,
  request,
}: {
  readonly video: LessonVideo;
  readonly request: Pick<PageRequest, 'lang'>;
}) {
  const { lang } = request;
  const t = messages(lang);
  const address = `${VIDEO_PATH}/${video.digest}`;
  const size = sizeInWords(video.bytes, lang);
  const transcript = readText(video.transcript, lang);
  const about = textIn(video.about, lang);
  return (
    <div class="window film">
      {/* biome-ignore lint/a11y/useMediaCaption: all that is said and seen stands below as text, which needs no network */}
      <video controls preload="none" playsinline aria-label={about} src={address} />
      <div class="pane">
        <b>{about}</b>
        <LinkButton
          alt
          icon="download"
          href={address}
          download={`bimtek.${video.type.slice(6)}`}
          data-keep-file=""
          data-keeping={t.videoKeeping(size)}
          data-kept={t.videoKept}
          data-failed={t.videoFailed}
        >
          {t.saveVideo(size)}
        </LinkButton>
        <p class="mute" data-keep-say="" role="status">
          {t.saveVideoText}
        </p>
        <More summary={t.transcript}>
          <Prose html={markdownToHtml(transcript.text)} lang={lang} of={transcript} />
        </More>
      </div>
    </div>
  );
}

function Questions({
  view,
  request,
  title,
}: {
  readonly view: LessonView;
  readonly request: OfficerRequest;
  readonly title: string;
}) {
  const { course, lesson, triesLeft } = view;
  const { lang, format, href } = request;
  const t = messages(lang);
  if (triesLeft <= 0) {
    return (
      <Notice tone="warn" title={t.noMoreTries}>
        <p>{t.noMoreTriesText}</p>
      </Notice>
    );
  }
  return (
    <ActionForm
      lang={lang}
      kind={ANSWER}
      subject={`${course.id}/${lesson.id}`}
      title={`${t.questions}: ${title}`}
      back={href(lessonPath(course.id, lesson.id))}
      class="stack"
    >
      <p class="mute">{t.questionsLead(format.number(triesLeft))}</p>
      <input type="hidden" name={ASKED} value={lesson.asked} />
      {lesson.questions.map((question, index) => (
        <QuestionFields key={question.id} question={question} number={format.number(index + 1)} lang={lang} />
      ))}
      <Actions>
        <Button icon="send">{t.send}</Button>
      </Actions>
    </ActionForm>
  );
}

/** A question with its choices; nothing in it tells which is right. */
export function QuestionFields(props: {
  readonly question: Question;
  readonly number: string;
  readonly lang: PageRequest['lang'];
}) {
  const { question, number, lang } = props;
  const t = messages(lang);
  const several = hasSeveral(question);
  const text = readText(question.text, lang);
  return (
    <fieldset class="field wide question">
      <legend lang={text.lang}>
        {number}. {text.text}
      </legend>
      <p class="hint">{several ? t.severalAnswers : t.oneAnswer}</p>
      {question.choices.map((choice, index) => (
        <Tick
          key={choice.text.id}
          type={several ? 'checkbox' : 'radio'}
          name={`${ANSWER_PREFIX}${question.id}`}
          value={String(index)}
          label={textIn(choice.text, lang)}
          checked={false}
        />
      ))}
    </fieldset>
  );
}
