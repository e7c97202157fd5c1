import { sql } from 'kysely';
import { textIn } from '../../../domain/item.ts';
import type { Officer } from '../../../domain/officer.ts';
import { certificateCode, LONGEST_NAME } from '../../../domain/training.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { HomePane, OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { placeWords, seatWords } from '../../../platform/officers/words.ts';
import type { FieldProblem } from '../../../platform/workspace/contract.ts';
import { Actions, Button } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { DataTable } from '../../../ui/components/table.tsx';
import { BackLink, Empty, More, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { MANAGE, OVERSIGHT_PATH } from '../constants.ts';
import { messages } from '../messages.ts';
import { markTrained } from '../passing.ts';
import { type Progress, readTraining, triesAllowed } from '../store.ts';
import { oversightMessages } from './messages.ts';
import { log } from './session-writing.ts';

/** The training of one officer, as those see it who watch over them. */
export async function personPage(
  context: FeatureContext,
  request: OverseerRequest,
  problems: readonly FieldProblem[] = [],
): Promise<PageAnswer> {
  const officer = await context.officers.find(request.params['officer'] ?? '');
  if (officer?.election !== request.election) return { kind: 'missing' };
  const { lang, here } = request;
  const t = oversightMessages(lang);
  const courses = await readTraining(context.db, officer);
  const plan = await context.officers.plan(officer.election);
  const view = { request, values: {}, problems };
  return {
    kind: 'page',
    title: officer.name,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <div class="stack">
        <BackLink href={here(OVERSIGHT_PATH)} label={t.back} />
        <FormProblems view={view} />
        <Title
          eyebrow={`${seatWords(plan, officer, lang)}, ${placeWords(context, { ...officer, place: officer.place ?? null })}`}
          title={officer.name}
        />
        {courses.length === 0 && <Empty icon="graduation-cap" title={t.noCourses} />}
        {
          await Promise.all(
            courses.map((progress) => courseSection(context, request, { officer, progress, problems })),
          )
        }
      </div>
    ),
  };
}

async function courseSection(
  context: FeatureContext,
  request: OverseerRequest,
  {
    officer,
    progress,
    problems,
  }: {
    readonly officer: Officer;
    readonly progress: Progress;
    readonly problems: readonly FieldProblem[];
  },
) {
  const { lang, format, here, may } = request;
  const t = oversightMessages(lang);
  const own = messages(lang);
  const { course, lessons, results, attended, certificate, standing } = progress;
  const path = here(`${OVERSIGHT_PATH}/petugas/${officer.id}`);
  const number = (value: number) => format.number(value);
  const rows = await Promise.all(
    lessons
      .filter(({ questions }) => questions.length > 0)
      .map(async (lesson) => {
        const result = results.find((one) => one.lesson === lesson.id);
        const used = result?.tries ?? 0;
        const allowed = await triesAllowed(context.db, { officer: officer.id, course, lesson: lesson.id });
        return {
          key: lesson.id,
          cells: [
            textIn(lesson.title, lang),
            result ? own.lessonScore(number(result.right), number(lesson.questions.length)) : '–',
            t.triesOf(number(used), number(allowed)),
            used >= allowed ? (
              <form key="more" method="post" action={path}>
                <Button alt name="kesempatan" value={`${course.id}/${lesson.id}`}>
                  {t.moreTries}
                </Button>
              </form>
            ) : (
              ''
            ),
          ],
        };
      }),
  );
  const isValid = certificate !== undefined && !certificate.withdrawn;
  const view = { request, values: {}, problems };
  return (
    <Section key={course.id} title={textIn(course.title, lang)}>
      <p>
        <Chip
          tone={isValid ? 'ok' : 'plain'}
          label={isValid ? t.passed : t.percent(number(standing.percent))}
        />{' '}
        {attended && <Chip tone="ok" label={own.wasThere(format.dateTime(attended.at))} />}
      </p>
      <DataTable
        caption={textIn(course.title, lang)}
        hideCaption
        columns={[{ label: t.lesson }, { label: t.score }, { label: t.tries }, { label: t.moreTries }]}
        rows={rows}
      />
      {certificate && (
        <p>
          {t.certificate} <b>{certificateCode(certificate.code)}</b>
          {certificate.withdrawn && `. ${own.withdrawn(certificate.withdrawn.reason)}`}
        </p>
      )}
      {certificate && may(MANAGE) && (
        <form method="post" action={path} class="form stack">
          <input type="hidden" name="sertifikat" value={certificate.code} />
          {certificate.withdrawn ? (
            <Actions>
              <Button alt name="aksi" value="berlaku">
                {t.restore}
              </Button>
            </Actions>
          ) : (
            <More summary={t.withdraw}>
              <TextField view={view} name="alasan" label={t.withdrawReason} hint={t.withdrawHint} />
              <Actions>
                <Button alt icon="circle-x" name="aksi" value="tarik">
                  {t.withdraw}
                </Button>
              </Actions>
            </More>
          )}
        </form>
      )}
    </Section>
  );
}

/** Gives more tries, or withdraws a certificate and makes it valid again; the last two are the office's. */
export async function changePerson(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const { form, lang, here, may } = request;
  const officer = await context.officers.find(request.params['officer'] ?? '');
  if (officer?.election !== request.election) return { kind: 'missing' };
  const more = typedText(form, 'kesempatan');
  if (more !== '') await giveTries(context, request, officer, more);
  const code = typedText(form, 'sertifikat');
  if (code !== '' && may(MANAGE)) {
    const withdraws = typedText(form, 'aksi') === 'tarik';
    const reason = typedText(form, 'alasan').trim().slice(0, LONGEST_NAME);
    if (withdraws && reason === '') {
      return personPage(context, request, [{ field: 'alasan', problem: oversightMessages(lang).noReason }]);
    }
    await setWithdrawn(context, request, { officer, code, reason: withdraws ? reason : null });
  }
  return { kind: 'moved', to: here(`${OVERSIGHT_PATH}/petugas/${officer.id}`) };
}

async function giveTries(
  context: FeatureContext,
  request: OverseerRequest,
  officer: Officer,
  subject: string,
): Promise<void> {
  const [courseId = '', lesson = ''] = subject.split('/');
  const progress = (await readTraining(context.db, officer)).find(({ course }) => course.id === courseId);
  if (!progress?.lessons.some(({ id }) => id === lesson)) return;
  const { tries } = progress.course;
  await context.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('training_more_tries')
      .values({
        officer: officer.id,
        course: courseId,
        lesson,
        tries,
        given_by: request.overseer.id,
        at: context.clock(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['officer', 'course', 'lesson'])
          .doUpdateSet({ tries: sql`training_more_tries.tries + ${tries}`, given_by: request.overseer.id }),
      )
      .execute();
    await log(context, trx, request, {
      action: 'training.tries.give',
      kind: 'officer',
      id: officer.id,
      after: { course: courseId, lesson },
    });
  });
}

async function setWithdrawn(
  context: FeatureContext,
  request: OverseerRequest,
  change: { readonly officer: Officer; readonly code: string; readonly reason: string | null },
): Promise<void> {
  const { officer, code, reason } = change;
  const at = context.clock();
  await context.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('training_certificate')
      .set({ withdrawn_at: reason === null ? null : at, withdrawn_reason: reason })
      .where('code', '=', code)
      .where('officer', '=', officer.id)
      .execute();
    await markTrained(trx, { election: officer.election, officer: officer.id }, at);
    await log(context, trx, request, {
      action: reason === null ? 'training.certificate.restore' : 'training.certificate.withdraw',
      kind: 'officer',
      id: officer.id,
      after: { code, ...(reason !== null && { reason }) },
    });
  });
}

/** The training of an officer on the page about them. */
export async function trainingPane(
  context: FeatureContext,
  officer: Officer,
  { lang, format, here }: OverseerRequest,
): Promise<HomePane | undefined> {
  const courses = await readTraining(context.db, officer);
  if (courses.length === 0) return undefined;
  const t = messages(lang);
  const isDone = courses.every(({ certificate }) => certificate && !certificate.withdrawn);
  const path = here(`${OVERSIGHT_PATH}/petugas/${officer.id}`);
  return {
    order: 40,
    icon: 'graduation-cap',
    title: t.title,
    href: path,
    tone: isDone ? 'ok' : 'warn',
    note: isDone ? t.passed : t.notYet,
    rows: courses.map(({ course, standing, certificate }) => ({
      title: textIn(course.title, lang),
      note: t.progress(format.number(standing.answered), format.number(standing.of)),
      href: path,
      state: certificate
        ? certificate.withdrawn
          ? { label: t.withdrawn(certificate.withdrawn.reason), tone: 'bad' as const }
          : { label: t.passed, tone: 'ok' as const }
        : { label: t.percent(format.number(standing.percent)), tone: 'plain' as const },
    })),
  };
}
