import { HOLIDAY_KINDS } from '../../../domain/holiday.ts';
import { textIn } from '../../../domain/item.ts';
import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { nameIn, typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../../ui/components/text.tsx';
import {
  BothLanguages,
  FormProblems,
  RadioField,
  TextField,
} from '../../../ui/components/workspace-form.tsx';
import { WORK_PATH } from '../constants.ts';
import { kindWords, workMessages } from '../messages.ts';
import { findHoliday, type RecordedHoliday } from '../store.ts';
import { addHoliday, changeHoliday, removeHoliday, type WriteOutcome } from '../write.ts';
import { holidayFromForm, holidayToForm } from './form.ts';
import { yearOf } from './list-page.tsx';

const VERSION = 'versi';
const ACTION = 'aksi';

interface EditView {
  /** Absent for a new one. */
  readonly holiday?: { readonly id: number; readonly version: number };
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  /** What somebody else did to it while the form was open. */
  readonly meanwhile?: { readonly current?: RecordedHoliday };
}

/** The empty form of a holiday. */
export async function newForm(request: StaffRequest): Promise<PageAnswer> {
  const year = yearOf(request);
  const values = { kind: 'national', ...(year !== request.now.year && { date: `${year}-01-01` }) };
  return { kind: 'page', ...editPage(request, { values }) };
}

export async function create(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, lang } = request;
  const parsed = holidayFromForm(form, lang);
  if (!parsed.ok) return { kind: 'page', ...editPage(request, { values: form, problems: parsed.problems }) };
  const outcome = await addHoliday(context, request, parsed.holiday);
  return afterWriting(request, outcome, parsed.holiday.date.year, { values: form });
}

/** The form of a recorded holiday. */
export async function editForm({ db }: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const holiday = await findHoliday(db, idOf(request));
  if (!holiday) return { kind: 'missing' };
  return { kind: 'page', ...editPage(request, { holiday, values: holidayToForm(holiday) }) };
}

/** Changes or removes it. */
export async function save(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, lang } = request;
  const versionText = typedText(form, VERSION);
  const version = /^\d{1,9}$/.test(versionText) ? Number(versionText) : -1;
  const holiday = { id: idOf(request), version };
  if (typedText(form, ACTION) === 'hapus') {
    const before = await findHoliday(context.db, holiday.id);
    const outcome = await removeHoliday(context, request, holiday);
    return afterWriting(request, outcome, before?.date.year ?? request.now.year, { holiday, values: form });
  }
  const parsed = holidayFromForm(form, lang);
  if (!parsed.ok) {
    return { kind: 'page', ...editPage(request, { holiday, values: form, problems: parsed.problems }) };
  }
  const outcome = await changeHoliday(context, request, holiday, parsed.holiday);
  return afterWriting(request, outcome, parsed.holiday.date.year, { holiday, values: form });
}

function afterWriting(
  request: StaffRequest,
  outcome: WriteOutcome,
  year: number,
  view: EditView,
): PageAnswer {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'moved', to: request.href(`${WORK_PATH}?tahun=${year}`) };
    case 'taken': {
      const problems = [{ field: 'date', problem: workMessages(request.lang).taken }];
      return { kind: 'page', ...editPage(request, { ...view, problems }) };
    }
    case 'changed': {
      const { current } = outcome;
      // Saved again, it is meant: over what is there now, or as a new one where nothing is.
      const next = current
        ? { values: view.values, holiday: current, meanwhile: { current } }
        : { values: view.values, meanwhile: {} };
      return { kind: 'page', ...editPage(request, next) };
    }
  }
}

function editPage(request: StaffRequest, view: EditView): Page {
  const { lang, href } = request;
  const { holiday, problems = [], meanwhile } = view;
  const t = workMessages(lang);
  const fields = { request, values: view.values, problems };
  const heading = holiday ? t.changeTitle : t.add;
  return {
    title: heading,
    within: WORK_PATH,
    ...(problems.length > 0 ? { status: 422 as const } : meanwhile ? { status: 409 as const } : {}),
    body: (
      <>
        <BackLink href={href(WORK_PATH)} label={t.title} />
        <FormProblems view={fields} />
        <Title title={heading} />
        {meanwhile && <Meanwhile current={meanwhile.current} request={request} />}
        <form
          class="form stack"
          method="post"
          noValidate
          action={href(holiday ? `${WORK_PATH}/${holiday.id}` : `${WORK_PATH}/baru`)}
        >
          {holiday && <input type="hidden" name={VERSION} value={holiday.version} />}
          <TextField view={fields} name="date" type="date" label={t.date} />
          <BothLanguages view={fields} names={['name']}>
            {(language) => (
              <TextField view={fields} name={nameIn('name', language)} label={t.name} language={language} />
            )}
          </BothLanguages>
          <RadioField
            view={fields}
            name="kind"
            label={t.kind}
            options={HOLIDAY_KINDS.map((kind) => ({ value: kind, label: kindWords(lang)[kind] }))}
          />
          <TextField view={fields} name="source" label={t.source} hint={t.sourceHint} />
          <TextField view={fields} name="url" type="url" label={t.sourceUrl} optional />
          <Actions>
            <Button icon="check" name={ACTION} value="simpan">
              {t.save}
            </Button>
            <LinkButton alt href={href(WORK_PATH)}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
        {holiday && (
          <Section title={t.remove}>
            <form class="form stack" method="post" action={href(`${WORK_PATH}/${holiday.id}`)}>
              <input type="hidden" name={VERSION} value={holiday.version} />
              <p class="mute">{t.removeText}</p>
              <Actions>
                <Button alt icon="trash-2" name={ACTION} value="hapus">
                  {t.remove}
                </Button>
              </Actions>
            </form>
          </Section>
        )}
      </>
    ),
  };
}

function Meanwhile({
  current,
  request,
}: {
  readonly current: RecordedHoliday | undefined;
  readonly request: StaffRequest;
}) {
  const { lang, format } = request;
  const t = workMessages(lang);
  if (!current) {
    return (
      <Notice tone="warn" title={t.goneTitle}>
        <p>{t.goneText}</p>
      </Notice>
    );
  }
  const line = [
    format.date(current.date, { weekday: true }),
    textIn(current.name, lang),
    kindWords(lang)[current.kind],
  ].join(', ');
  return (
    <Notice tone="warn" title={t.changedTitle}>
      <p>{t.changedText(line)}</p>
    </Notice>
  );
}

function idOf({ params }: StaffRequest): number {
  return Number(params['id']);
}
