import { mayUndo } from '../../../domain/officer-task.ts';
import type { PageAnswer } from '../../../platform/feature.ts';
import type { OfficerRequest } from '../../../platform/officers/contract.ts';
import { ActionForm } from '../../../ui/components/action-form.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { BackLink, type Fact, Facts, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { doneAction } from '../actions.ts';
import { TASKS_PATH, taskPath } from '../constants.ts';
import { History } from '../history.tsx';
import { messages } from '../messages.ts';
import { lastToUndo, leadsTask, readNames, readReports, type StoredReport } from '../reports.ts';
import type { BookContext } from '../task-book.ts';
import { dueInWords, nameOf, STAGE_WORDS, valueInWords } from '../words.ts';
import { type OwnTask, ownTasks } from './own-tasks.ts';
import { AnswerFields, SettleFields } from './task-fields.tsx';

interface TaskView {
  readonly own: OwnTask;
  readonly reports: readonly StoredReport[];
  readonly names: ReadonlyMap<string, string>;
}

/** One task: what, why and how, how it stands, and the form that says it is done. */
export async function taskPage(context: BookContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, now, href } = request;
  const own = (await ownTasks(context, officer, now)).find(({ task }) => task.id === request.params['task']);
  if (!own) return { kind: 'missing' };
  const { task, holder } = own;
  const reports = await readReports(context.db, { election: task.election, task: task.id, holder });
  const names = await readNames(
    context.db,
    reports.map((report) => report.officer),
  );
  const view = { own, reports, names };
  const t = messages(lang);
  return {
    kind: 'page',
    title: task.title[lang],
    within: TASKS_PATH,
    ...(task.photo?.place && { location: true as const }),
    body: (
      <>
        <BackLink href={href(TASKS_PATH)} label={t.title} />
        <Title eyebrow={STAGE_WORDS[lang][task.stage]} title={task.title[lang]} />
        <Standing view={view} request={request} />
        <Facts items={factsOf(own, request)} />
        <Section title={t.whyTitle}>
          <p>{task.why[lang]}</p>
        </Section>
        {task.how.length > 0 && (
          <Section title={t.howTitle}>
            <ol class="window steps">
              {task.how.map((step) => (
                <li key={step.id}>{step[lang]}</li>
              ))}
            </ol>
          </Section>
        )}
        <Deeds view={view} request={request} />
        {reports.length > 0 && (
          <More summary={t.historyTitle}>
            <History task={task} reports={reports} names={names} request={request} />
          </More>
        )}
      </>
    ),
  };
}

function factsOf({ task, counted }: OwnTask, request: OfficerRequest): Fact[] {
  const { lang } = request;
  const t = messages(lang);
  const due: Fact = {
    icon: 'clock',
    text: dueInWords(task, request),
    ...(task.required && !counted && { note: t.before }),
  };
  const who: Fact = { icon: 'users', text: task.per === 'team' ? t.byTeam : t.byEach };
  const photo: Fact[] = task.photo
    ? [{ icon: 'camera', text: task.photo.required ? t.withPhoto : t.mayPhoto }]
    : [];
  const law: Fact[] = task.law === undefined ? [] : [{ icon: 'landmark', text: t.law(task.law) }];
  return [due, who, ...photo, ...law];
}

/** How it stands, where something was reported. */
function Standing({ view, request }: { readonly view: TaskView; readonly request: OfficerRequest }) {
  const { own, reports, names } = view;
  const { task, state } = own;
  const { lang, format, officer, now } = request;
  const t = messages(lang);
  if (own.standing === 'later' && task.opensAt) {
    return (
      <Notice icon="clock">
        <p>{t.waiting(format.dateTime(task.opensAt.toInstant()))}</p>
      </Notice>
    );
  }
  if (!state) return null;
  if (state.state === 'conflict') {
    return (
      <Notice tone="warn" title={t.conflictTitle}>
        <p>{t.conflictText}</p>
      </Notice>
    );
  }
  if (state.state === 'again') {
    const asked = reports.find(({ id }) => id === state.report);
    return (
      <Notice tone="warn" title={t.againTitle}>
        <p>{t.againBy(nameOf(state, names, lang), format.dateTime(state.doneAt))}</p>
        {asked?.note !== undefined && <p>{t.againReason(asked.note)}</p>}
      </Notice>
    );
  }
  const who = state.officer === officer.id ? t.you : nameOf(state, names, lang);
  const photo = reports.findLast((report) => report.photo !== undefined);
  const when = format.dateTime(state.doneAt);
  return (
    <Notice tone="ok" title={t.doneTitle}>
      <p>{t.doneBy(who, when)}</p>
      {task.answer && state.value !== null && (
        <p>{t.reported(valueInWords(task, state.value, lang, format))}</p>
      )}
      {photo &&
        (photo.officer === officer.id && isFresh(photo, now) ? (
          <img
            class="task-photo"
            src={`/petugas/foto/${photo.photo}`}
            alt={t.photoAlt(task.title[lang])}
            loading="lazy"
          />
        ) : (
          <p>{t.photoKept}</p>
        ))}
    </Notice>
  );
}

/** A photo is loaded again for a while, and not each time for weeks on a phone that pays for it. */
function isFresh({ receivedAt }: StoredReport, now: Temporal.ZonedDateTime): boolean {
  return Temporal.Instant.compare(receivedAt.add({ hours: 48 }), now.toInstant()) > 0;
}

/** The forms that fit how it stands. */
function Deeds({ view, request }: { readonly view: TaskView; readonly request: OfficerRequest }) {
  const { own, reports, names } = view;
  const { task, state, standing } = own;
  const { lang, href, officer, now } = request;
  const t = messages(lang);
  if (standing === 'later') return null;
  const form = {
    lang,
    subject: task.id,
    title: task.title[lang],
    back: href(taskPath(task.id)),
  };
  if (state?.state === 'conflict') {
    return (
      <ActionForm {...form} kind="tasks.settle" once>
        <SettleFields task={task} reports={reports} names={names} request={request} />
        <Button icon="check">{t.settle}</Button>
      </ActionForm>
    );
  }
  const report = (label: string) => (
    <ActionForm {...form} kind={doneAction(task)} once {...(task.photo && { photo: task.photo })}>
      <AnswerFields task={task} request={request} />
      <Button icon="check">{label}</Button>
    </ActionForm>
  );
  if (!state || state.state === 'again') return report(t.markDone);
  const last = lastToUndo(reports, task, officer);
  return (
    <>
      {task.answer && <More summary={t.changeTitle}>{report(t.markAgain)}</More>}
      {last && mayUndo(last.doneAt, task.dueAt, now.toInstant()) && (
        <More summary={t.undoTitle}>
          <p class="mute">{leadsTask(task, officer) ? t.undoTextHead : t.undoText}</p>
          <ActionForm {...form} kind="tasks.undo" once>
            <Button alt icon="x">
              {t.undo}
            </Button>
          </ActionForm>
        </More>
      )}
    </>
  );
}
