import { textIn } from '../../domain/item.ts';
import type { Answers, Question } from '../../domain/training.ts';
import type { Page } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { readText } from '../../ui/components/item-page.tsx';
import { BackLink, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { lessonPath, TRAINING_PATH } from './constants.ts';
import type { LessonView } from './lesson-page.tsx';
import { messages } from './messages.ts';

/** What an officer last answered. */
export interface LastAnswers {
  readonly answers: Answers;
  readonly correct: number;
  readonly wrong: readonly string[];
}

/** Their last answers, each with why it is so. What is right is shown where they found it, and to all whose tries are used. */
export function answersPage(view: LessonView, last: LastAnswers, request: OfficerRequest): Page {
  const { course, lesson, next, triesLeft } = view;
  const { lang, format, href } = request;
  const t = messages(lang);
  const path = href(lessonPath(course.id, lesson.id));
  const isPerfect = last.wrong.length === 0;
  return {
    title: t.answersTitle,
    within: TRAINING_PATH,
    body: (
      <div class="stack">
        <BackLink href={path} label={t.toLesson} />
        <Title
          eyebrow={textIn(lesson.title, lang)}
          title={t.lessonScore(format.number(last.correct), format.number(lesson.questions.length))}
        />
        <Window>
          {lesson.questions.map((question, index) => (
            <Answered
              key={question.id}
              question={question}
              number={format.number(index + 1)}
              chosen={Object.hasOwn(last.answers, question.id) ? (last.answers[question.id] ?? []) : []}
              isWrong={last.wrong.includes(question.id)}
              tells={triesLeft <= 0}
              request={request}
            />
          ))}
        </Window>
        <Actions>
          {!isPerfect && triesLeft > 0 && (
            <LinkButton alt={next !== undefined} icon="refresh-cw" href={`${path}#soal`}>
              {t.retry}
            </LinkButton>
          )}
          {next ? (
            <LinkButton icon="arrow-right" href={href(lessonPath(course.id, next.id))}>
              {t.next}
            </LinkButton>
          ) : (
            <LinkButton alt icon="arrow-left" href={href(TRAINING_PATH)}>
              {t.back}
            </LinkButton>
          )}
        </Actions>
      </div>
    ),
  };
}

function Answered(props: {
  readonly question: Question;
  readonly number: string;
  readonly chosen: readonly number[];
  readonly isWrong: boolean;
  /** Whether what would have been right is told. */
  readonly tells: boolean;
  readonly request: OfficerRequest;
}) {
  const { question, number, chosen, isWrong, tells, request } = props;
  const { lang } = request;
  const t = messages(lang);
  const text = readText(question.text, lang);
  const words = (which: (index: number, right: boolean) => boolean) =>
    question.choices
      .filter(({ right = false }, index) => which(index, right))
      .map((choice) => textIn(choice.text, lang))
      .join('; ');
  const given = words((index) => chosen.includes(index));
  return (
    <Pane class="answered">
      <p>
        <Chip tone={isWrong ? 'warn' : 'ok'} label={isWrong ? t.wrong : t.right} />
      </p>
      <h2 lang={text.lang}>
        {number}. {text.text}
      </h2>
      <p>
        <span class="mute">{t.yourAnswer}:</span> {given === '' ? t.noAnswer : given}
      </p>
      {isWrong && tells && (
        <p>
          <span class="mute">{t.rightAnswer}:</span> {words((_, right) => right)}
        </p>
      )}
      {/* The explanation mostly says what is right; it is what they came to learn. */}
      <p>{textIn(question.explanation, lang)}</p>
    </Pane>
  );
}
