import { textIn } from '../../domain/item.ts';
import type { Page } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, Section, Title } from '../../ui/components/text.tsx';
import { Bar, Pane, Window } from '../../ui/components/window.tsx';
import { ATTEND_PATH, lessonPath, TRAINING_PATH } from './constants.ts';
import { type Messages, messages } from './messages.ts';
import { OwnCertificate } from './own-certificate.tsx';
import type { StoredSession } from './sessions.ts';
import type { Progress } from './store.ts';

/** A course of an officer with the meetings that they are invited to. */
export interface CourseView extends Progress {
  readonly meetings: readonly StoredSession[];
}

/** What an officer has to learn, and how far they have come. */
export function trainingPage(courses: readonly CourseView[], request: OfficerRequest): Page {
  const t = messages(request.lang);
  return {
    title: t.title,
    within: TRAINING_PATH,
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        {courses.length === 0 && (
          <Empty icon="graduation-cap" title={t.empty}>
            <p>{t.emptyText}</p>
          </Empty>
        )}
        {courses.map((view) => (
          <Course key={view.course.id} view={view} request={request} />
        ))}
      </div>
    ),
  };
}

function Course({ view, request }: { readonly view: CourseView; readonly request: OfficerRequest }) {
  const { lang, format, href } = request;
  const t = messages(lang);
  const { course, lessons, results, standing, certificate } = view;
  const best = new Map(results.map((result) => [result.lesson, result]));
  const number = (value: number) => format.number(value);
  const isPassed = certificate !== undefined && !certificate.withdrawn;
  return (
    <Section title={textIn(course.title, lang)}>
      <div class="stack">
        <p>{textIn(course.intro, lang)}</p>
        <Window columns="split">
          <Pane class="learn-head">
            <p class="fig">
              {number(standing.answered)}
              <small> / {number(standing.of)}</small>
            </p>
            <Bar
              value={standing.answered}
              max={Math.max(standing.of, 1)}
              label={t.progress(number(standing.answered), number(standing.of))}
            />
            <p>{t.progress(number(standing.answered), number(standing.of))}</p>
          </Pane>
          <Pane class="learn-head">
            <p>
              <Chip tone={isPassed ? 'ok' : 'plain'} label={isPassed ? t.passed : t.notYet} />
            </p>
            <p>
              {t.percent(number(standing.percent))}. {t.passMark(number(course.passMark))}.
            </p>
            {!isPassed && <Missing view={view} t={t} mark={number(course.passMark)} />}
          </Pane>
        </Window>
        <ul class="window list">
          {lessons.map((lesson, index) => {
            const result = best.get(lesson.id);
            const asked = lesson.questions.length;
            return (
              <li key={lesson.id}>
                <a href={href(lessonPath(course.id, lesson.id))}>
                  <Icon name={result ? 'circle-check' : asked === 0 ? 'book-open' : 'circle-dashed'} />
                  <div>
                    <small>{t.lesson(number(index + 1))}</small>
                    <b>{textIn(lesson.title, lang)}</b>
                    <small>
                      {result
                        ? t.lessonScore(number(result.right), number(asked))
                        : asked === 0
                          ? t.readOnly
                          : t.questionCount(number(asked))}
                    </small>
                  </div>
                  <Icon name="chevron-right" />
                </a>
              </li>
            );
          })}
        </ul>
        {course.inPerson && <InPerson view={view} request={request} />}
        {certificate && (
          <OwnCertificate certificate={{ ...certificate, title: course.title }} request={request} />
        )}
      </div>
    </Section>
  );
}

function Missing({
  view,
  t,
  mark,
}: {
  readonly view: CourseView;
  readonly t: Messages;
  readonly mark: string;
}) {
  const words = { lessons: t.missingLessons, score: t.missingScore(mark), 'in-person': t.missingInPerson };
  return (
    <ul class="plain-list">
      {view.standing.missing.map((what) => (
        <li key={what}>{words[what]}</li>
      ))}
    </ul>
  );
}

function InPerson({ view, request }: { readonly view: CourseView; readonly request: OfficerRequest }) {
  const { lang, format, href } = request;
  const t = messages(lang);
  const { attended, meetings } = view;
  return (
    <Window>
      <Pane title={t.inPerson}>
        {attended ? (
          <p>
            <Chip tone="ok" label={t.wasThere(format.dateTime(attended.at))} />
          </p>
        ) : (
          <>
            {meetings.length === 0 && <p class="mute">{t.noMeeting}</p>}
            <ul class="plain-list">
              {meetings.map(({ code, venue, startsAt }) => (
                <li key={code}>
                  <b>{venue}</b>, {format.dateTime(startsAt)}
                </li>
              ))}
            </ul>
            <Actions>
              <LinkButton alt icon="qr-code" href={href(ATTEND_PATH)}>
                {t.confirmThere}
              </LinkButton>
            </Actions>
          </>
        )}
      </Pane>
    </Window>
  );
}
