import type { ComponentChildren } from 'preact';
import type { Holiday } from '../../../domain/holiday.ts';
import { parseHolidayJson } from '../../../domain/holiday-file.ts';
import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type { FieldProblem, StaffFormRequest, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { compareYear, type YearChanges } from '../changes.ts';
import { WORK_PATH } from '../constants.ts';
import { kindWords, workMessages } from '../messages.ts';
import { HolidayWords } from '../page.tsx';
import { plainHoliday, readYear } from '../store.ts';
import { fingerprint, importYear } from '../write.ts';
import { LARGEST_HOLIDAY_FILE, readHolidayUpload } from './read-upload.ts';

export const IMPORT_PATH = `${WORK_PATH}/berkas`;
/** A file, or what was read of it. */
export const LARGEST_IMPORT_FORM = LARGEST_HOLIDAY_FILE + 64 * 1024;

const FILE = 'file';
const SOURCE = 'source';
/** What was read, as it comes back with the person's yes. */
const CONTENT = 'isi';
const SEEN = 'perbedaan';

interface Year {
  readonly year: number;
  readonly holidays: readonly Holiday[];
}

export async function importForm(request: StaffRequest): Promise<PageAnswer> {
  return { kind: 'page', ...uploadPage(request, { values: {}, problems: [] }) };
}

/** Shows what a file would change, or does it once that was seen. */
export async function takeIn(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, uploads, lang } = request;
  const content = typedText(form, CONTENT);
  if (content !== '') return confirm(context, request, content);
  const refuse = (problem: string): PageAnswer => ({
    kind: 'page',
    ...uploadPage(request, { values: form, problems: [{ field: FILE, problem }] }),
  });
  const upload = uploads.find(({ field }) => field === FILE);
  if (!upload) return refuse(workMessages(lang).noFile);
  const read = readHolidayUpload(upload.bytes, typedText(form, SOURCE).trim(), lang);
  if (!read.ok) return refuse(read.problem);
  const changes = compareYear(await readYear(context.db, read.year), read.holidays);
  return { kind: 'page', ...previewPage(request, read, changes) };
}

async function confirm(
  context: FeatureContext,
  request: StaffFormRequest,
  content: string,
): Promise<PageAnswer> {
  const file = parseHolidayJson(content);
  // Nobody's form comes back otherwise than it was sent.
  if (!file.ok) return importForm(request);
  const { kind, changes } = await importYear(context, request, file, typedText(request.form, SEEN));
  if (kind === 'changed') {
    return { kind: 'page', ...previewPage(request, file, changes, { moved: true }) };
  }
  return { kind: 'moved', to: request.href(`${WORK_PATH}?tahun=${file.year}`) };
}

function uploadPage(
  request: StaffRequest,
  form: { readonly values: StaffFormRequest['form']; readonly problems: readonly FieldProblem[] },
): Page {
  const { lang, href } = request;
  const t = workMessages(lang);
  const view = { request, ...form };
  return {
    title: t.uploadTitle,
    within: WORK_PATH,
    ...(view.problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(WORK_PATH)} label={t.title} />
        <FormProblems view={view} />
        <Title title={t.uploadTitle} lead={t.uploadLead} />
        <form
          class="form stack"
          method="post"
          enctype="multipart/form-data"
          noValidate
          action={href(IMPORT_PATH)}
        >
          <FileField view={view} name={FILE} label={t.file} hint={t.fileHint} accept=".json,.csv" />
          <TextField view={view} name={SOURCE} label={t.fileSource} hint={t.fileSourceHint} optional />
          <Actions>
            <Button icon="eye">{t.show}</Button>
            <LinkButton alt href={href(WORK_PATH)}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}

function previewPage(request: StaffRequest, file: Year, changes: YearChanges, { moved = false } = {}): Page {
  const { lang, href, format } = request;
  const t = workMessages(lang);
  const { added, changed, removed, unchanged } = changes;
  const isSame = added.length + changed.length + removed.length === 0;
  const title = t.previewTitle(String(file.year));
  return {
    title,
    within: WORK_PATH,
    ...(moved && { status: 409 as const }),
    body: (
      <>
        <BackLink href={href(IMPORT_PATH)} label={t.back} />
        <Title title={title} lead={t.previewUnchanged(format.number(unchanged))} />
        {moved && (
          <Notice tone="warn">
            <p>{t.previewMoved}</p>
          </Notice>
        )}
        {isSame && (
          <Notice tone="ok">
            <p>{t.previewNothing}</p>
          </Notice>
        )}
        <Days title={t.added} holidays={added} request={request} />
        <Days
          title={t.changed}
          holidays={changed.map(({ after }) => after)}
          request={request}
          note={(at) => {
            const before = changed[at]?.before;
            return before && `${kindWords(lang)[before.kind]}, ${before.source.title}`;
          }}
        />
        <Days title={t.removed} holidays={removed} request={request} />
        {!isSame && (
          <form class="form" method="post" action={href(IMPORT_PATH)}>
            <input type="hidden" name={CONTENT} value={contentOf(file)} />
            <input type="hidden" name={SEEN} value={fingerprint(changes)} />
            <Actions>
              <Button icon="check">{t.take}</Button>
              <LinkButton alt href={href(IMPORT_PATH)}>
                {t.back}
              </LinkButton>
            </Actions>
          </form>
        )}
      </>
    ),
  };
}

function Days(props: {
  readonly title: string;
  readonly holidays: readonly Holiday[];
  readonly request: StaffRequest;
  /** What was recorded before. */
  readonly note?: (at: number) => ComponentChildren;
}) {
  const { title, holidays, request, note } = props;
  const { format } = request;
  if (holidays.length === 0) return null;
  return (
    <Section title={`${title} (${format.number(holidays.length)})`}>
      <ul class="window list">
        {holidays.map((holiday, at) => (
          <li key={`${holiday.date}${holiday.name.id}`} class="list-line">
            <HolidayWords holiday={holiday} request={request}>
              <small>{holiday.source.title}</small>
              {note && (
                <small>
                  <s>{note(at)}</s>
                </small>
              )}
            </HolidayWords>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was read, in the form in which files are read. */
function contentOf({ year, holidays }: Year): string {
  const basis = holidays[0]?.source;
  return JSON.stringify({
    year,
    basis: basis?.title ?? '',
    source: basis?.url ?? [],
    days: holidays.map((holiday) => {
      const { date, name, nameEn, kind, source } = plainHoliday(holiday);
      return {
        date,
        name,
        kind,
        ...(nameEn !== null && { nameEn }),
        ...(source !== basis?.title && { source }),
      };
    }),
  });
}
