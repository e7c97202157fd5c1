import { textIn } from '../../../domain/item.ts';
import { isShown, meetingStep } from '../../../domain/training.ts';
import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { placeWords } from '../../../platform/officers/words.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton, SearchBox } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { QrCode } from '../../../ui/components/qr-code.tsx';
import { BackLink, Empty, More, Notice, Pagination, Section, Title } from '../../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField, Tick } from '../../../ui/components/workspace-form.tsx';
import { ATTEND_PATH, OVERSIGHT_PATH, SESSIONS_PATH } from '../constants.ts';
import {
  codeAt,
  findSession,
  type Invited,
  readInvited,
  readSessions,
  type StoredSession,
} from '../sessions.ts';
import { findCourse, readCourses, type StoredCourse } from '../store.ts';
import { oversightMessages } from './messages.ts';
import { areasWithin, cancelSession, createSession, markByHand, readSessionForm } from './session-writing.ts';

interface SessionForm {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

/** The meetings of an area, and the form for another one. */
export async function sessionsPage(
  context: FeatureContext,
  request: OverseerRequest,
  form: SessionForm = { values: { area: request.area, from: '09:00', until: '12:00' }, problems: [] },
): Promise<PageAnswer> {
  const { lang, here, format, election, area } = request;
  const t = oversightMessages(lang);
  const courses = (await readCourses(context.db, { election, state: 'open' })).filter(
    ({ inPerson }) => inPerson,
  );
  const sessions = await readSessions(context.db, { election, area });
  const titles = new Map(courses.map(({ id, title }) => [id, textIn(title, lang)]));
  const view = { request, ...form };
  return {
    kind: 'page',
    title: t.meetingsTitle,
    ...(form.problems.length > 0 && { status: 422 as const }),
    body: (
      <div class="stack">
        <BackLink href={here(OVERSIGHT_PATH)} label={t.back} />
        <FormProblems view={view} />
        <Title eyebrow={context.areas.label(area)} title={t.meetingsTitle} lead={t.meetingsLead} />
        {sessions.length === 0 && <Empty icon="calendar-days" title={t.noMeetings} />}
        {sessions.length > 0 && (
          <ul class="window list">
            {sessions.map((session) => (
              <li key={session.code}>
                <a href={here(`${SESSIONS_PATH}/${session.code}`)}>
                  <Icon name="calendar-days" />
                  <div>
                    <b>{session.venue}</b>
                    <small>
                      {format.dateTime(session.startsAt)}, {context.areas.label(session.area)}
                    </small>
                    <small>
                      {[
                        titles.get(session.course) ?? session.course,
                        t.there(format.number(session.there)),
                      ].join(', ')}
                    </small>
                  </div>
                  {session.cancelled ? (
                    <Chip tone="bad" label={t.cancelled} />
                  ) : (
                    <Icon name="chevron-right" />
                  )}
                </a>
              </li>
            ))}
          </ul>
        )}
        {courses.length > 0 && (
          <Section title={t.add} id="tambah">
            <form class="form stack" method="post" action={here(SESSIONS_PATH)} noValidate>
              <ChoiceField
                view={view}
                name="course"
                label={t.course}
                options={courses.map(({ id, title }) => ({ value: id, label: textIn(title, lang) }))}
              />
              <ChoiceField
                view={view}
                name="area"
                label={t.area}
                options={areasWithin(context, request.overseer.area).map((code) => ({
                  value: code,
                  label: context.areas.label(code),
                }))}
              />
              <TextField view={view} name="venue" label={t.venue} hint={t.venueHint} />
              <TextField view={view} name="day" type="date" label={t.day} />
              <TextField view={view} name="from" type="time" label={t.from} />
              <TextField view={view} name="until" type="time" label={t.until} />
              <Tick
                type="checkbox"
                name="paper"
                value="ya"
                label={t.paper}
                hint={t.paperHint}
                checked={typedText(form.values, 'paper') === 'ya'}
              />
              <Actions>
                <Button icon="check">{t.save}</Button>
              </Actions>
            </form>
          </Section>
        )}
      </div>
    ),
  };
}

export async function addSession(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const read = await readSessionForm(context, request);
  if (!read.ok) return sessionsPage(context, request, { values: request.form, problems: read.problems });
  const code = await createSession(context, request, read.session);
  return { kind: 'moved', to: request.here(`${SESSIONS_PATH}/${code}`) };
}

interface SessionView {
  readonly session: StoredSession;
  readonly course: StoredCourse;
}

async function viewOf({ db }: FeatureContext, { params }: OverseerRequest): Promise<SessionView | undefined> {
  const session = await findSession(db, params['code'] ?? '');
  const course = session && (await findCourse(db, session.course));
  return session && course && { session, course };
}

/** One meeting: its code, and the list on which those are marked who could not scan it. */
export async function sessionPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const view = await viewOf(context, request);
  if (!view) return { kind: 'missing' };
  const { session, course } = view;
  const { lang, here, format, query } = request;
  const t = oversightMessages(lang);
  const path = here(`${SESSIONS_PATH}/${session.code}`);
  const words = query['q']?.slice(0, 100);
  const page = Math.max(Math.min(Number(query['halaman']) || 1, 10_000), 1);
  const { officers, more } = await readInvited(context.db, session, {
    bodies: course.bodies,
    words,
    page: page - 1,
    within: session.area,
  });
  const at = (number: number) =>
    `${path}?${new URLSearchParams({ ...(words ? { q: words } : {}), halaman: String(number) })}`;
  return {
    kind: 'page',
    title: session.venue,
    body: (
      <div class="stack">
        <BackLink href={here(SESSIONS_PATH)} label={t.meetingsTitle} />
        <Title
          eyebrow={textIn(course.title, lang)}
          title={session.venue}
          lead={`${format.dateTime(session.startsAt)}, ${context.areas.label(session.area)}`}
        >
          {!session.cancelled && (
            <LinkButton icon="qr-code" href={`${path}/lembar`}>
              {session.paper ? t.paperSheet : t.sheet}
            </LinkButton>
          )}
        </Title>
        {session.cancelled && (
          <Notice tone="bad">
            <p>{t.cancelled}</p>
          </Notice>
        )}
        <Section title={t.list}>
          <SearchBox action={path} label={t.search} value={words ?? ''} />
          {officers.length === 0 && <p>{t.nobody}</p>}
          <form method="post" action={at(page)}>
            <ul class="window list">
              {officers.map((officer) => (
                <InvitedLine key={officer.id} officer={officer} context={context} request={request} />
              ))}
            </ul>
          </form>
          <Pagination
            label={t.list}
            position={t.page(format.number(page))}
            {...(page > 1 && { previous: { href: at(page - 1), label: t.previous } })}
            {...(more && { next: { href: at(page + 1), label: t.next } })}
          />
        </Section>
        {!session.cancelled && (
          <More summary={t.cancel}>
            <form method="post" action={path}>
              <p>{t.cancelText}</p>
              <Button alt icon="circle-x" name="batal" value="ya">
                {t.cancel}
              </Button>
            </form>
          </More>
        )}
      </div>
    ),
  };
}

function InvitedLine(props: {
  readonly officer: Invited;
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
}) {
  const { officer, context, request } = props;
  const t = oversightMessages(request.lang);
  const { there, way, late } = officer;
  const by = { code: late ? t.hereLate : t.hereByCode, paper: t.hereByPaper, hand: t.hereByHand };
  const state = there === 'elsewhere' ? t.elsewhere : by[way ?? 'hand'];
  return (
    <li class="list-line">
      <Icon name={there ? 'circle-check' : 'circle-dashed'} />
      <div>
        <b>{officer.name}</b>
        <small>{placeWords(context, officer)}</small>
        {there && <small>{state}</small>}
      </div>
      {!there && (
        <Button alt name="hadir" value={officer.id}>
          {t.mark}
          <span class="vh"> {officer.name}</span>
        </Button>
      )}
      {there === 'here' && (way !== 'code' || late) && (
        <Button alt name="cabut" value={officer.id}>
          {t.unmark}
          <span class="vh"> {officer.name}</span>
        </Button>
      )}
    </li>
  );
}

/** Marks on the list, or cancels the meeting. */
export async function changeSession(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const view = await viewOf(context, request);
  if (!view) return { kind: 'missing' };
  const { session, course } = view;
  const { form, here, query } = request;
  if (typedText(form, 'batal') === 'ya') await cancelSession(context, request, session);
  for (const [name, there] of [
    ['hadir', true],
    ['cabut', false],
  ] as const) {
    const officer = typedText(form, name);
    if (officer !== '') await markByHand(context, request, { session, course, officer, there });
  }
  return {
    kind: 'moved',
    to: `${here(`${SESSIONS_PATH}/${session.code}`)}?${new URLSearchParams({
      ...(query['q'] ? { q: query['q'] } : {}),
      halaman: query['halaman'] ?? '1',
    })}`,
  };
}

/**
 * What is shown on the wall of a meeting: a code that is another one every two minutes, so that a photo of it is soon old;
 * where there is no network, one that is printed beforehand.
 */
export async function sheetPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const view = await viewOf(context, request);
  if (!view || view.session.cancelled) return { kind: 'missing' };
  return { kind: 'page', ...sheet(context, request, view) };
}

function sheet(context: FeatureContext, request: OverseerRequest, { session, course }: SessionView): Page {
  const { lang, here, format, now } = request;
  const t = oversightMessages(lang);
  const at = now.toInstant();
  const { step, secondsLeft } = meetingStep(at);
  const turning = isShown(session, at) ? codeAt(context, session.code, step) : undefined;
  const code = session.paper ? session.code : turning;
  const lead = session.paper ? t.paperLead : code === undefined ? t.sheetStale : t.sheetTurns;
  return {
    title: `${session.paper ? t.paperSheet : t.sheet}: ${session.venue}`,
    noindex: true,
    // A moment after it turned, so that clocks of screens need not agree with the window's.
    ...(session.paper ? {} : { refreshSeconds: secondsLeft + 1 }),
    body: (
      <div class="stack">
        <div class="poster-tools stack">
          <BackLink href={here(`${SESSIONS_PATH}/${session.code}`)} label={session.venue} />
          <p class="mute">{lead}</p>
        </div>
        <article class="poster">
          <header>
            <b>{context.city.windowName}</b>
            <span>{context.city.electionOffice.name}</span>
          </header>
          <h1>{textIn(course.title, lang)}</h1>
          {code !== undefined && (
            <>
              <QrCode
                text={`${context.config.publicUrl}${ATTEND_PATH}/${code}`}
                label={`${t.code} ${code}`}
              />
              <p class="poster-scan">{t.sheetScan}</p>
              <p>
                {t.sheetType}: <b class="share-address">{code}</b>
              </p>
            </>
          )}
          <footer>
            <b>{session.venue}</b>
            <span>{format.dateTime(session.startsAt)}</span>
          </footer>
        </article>
      </div>
    ),
  };
}
