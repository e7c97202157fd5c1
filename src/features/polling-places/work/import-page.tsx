import type { VNode } from 'preact';
import type { Election } from '../../../domain/election.ts';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import { POLLING_PLACE_COLUMNS } from '../../../domain/polling-place-row.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { FileFault, presentable } from '../../../platform/tables/fault.ts';
import type { FieldProblem, StaffFormRequest, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems } from '../../../ui/components/workspace-form.tsx';
import { IMPORT_PERMISSION, WORK_PATH } from '../constants.ts';
import {
  type ImportReport,
  importPollingPlaces,
  previewPollingPlaces,
} from '../import/import-polling-places.ts';
import { isEmptyPlan, type PlacePlan, planDigest } from '../import/plan.ts';
import type { ImportProblem } from '../import/problem.ts';
import { addressLine } from '../links.ts';
import { words } from '../messages.ts';
import { faultWords, problemWords } from './fault-words.ts';
import { ELECTION } from './list-names.ts';
import { chosenElection } from './list-page.tsx';
import { workMessages } from './messages.ts';
import { dropUpload, findUpload, keepUpload } from './uploads.ts';

export const IMPORT_PATH = `${WORK_PATH}/berkas`;
const LARGEST_FILE = 8 * 1024 * 1024;
export const LARGEST_IMPORT_FORM = LARGEST_FILE + 64 * 1024;

const FILE = 'file';
/** The file that the person said yes to. */
const UPLOAD = 'kiriman';
/** Of each list of a preview so many are shown; the rest is counted. */
const MOST_SHOWN = 50;

type Preview = Omit<ImportReport, 'outcome' | 'changes'>;

export async function importForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const election = await openElection(context, request);
  return election ? { kind: 'page', ...uploadPage(election, request) } : { kind: 'missing' };
}

/** Shows what a file would change, or does it once that was seen. */
export async function takeIn(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const election = await openElection(context, request);
  if (!election) return { kind: 'missing' };
  const upload = typedText(request.form, UPLOAD);
  return upload === ''
    ? showDifference(context, request, election)
    : takeAgreed(context, request, election, upload);
}

/** @throws Problem `not-allowed`: a file replaces the polling places of the election office, and no other's may */
async function openElection(context: FeatureContext, request: StaffRequest): Promise<Election | undefined> {
  if (!request.may(IMPORT_PERMISSION, context.city.electionOffice.id)) {
    throw new Problem(403, 'not-allowed', 'Your role does not include this.');
  }
  return (await chosenElection(context, request)).election;
}

async function showDifference(
  context: FeatureContext,
  request: StaffFormRequest,
  election: Election,
): Promise<PageAnswer> {
  const t = workMessages(request.lang);
  const refuse = (problem: string): PageAnswer => ({
    kind: 'page',
    ...uploadPage(election, request, [{ field: FILE, problem }]),
  });
  const upload = request.uploads.find(({ field }) => field === FILE);
  if (!upload) return refuse(t.noFile);
  if (upload.bytes.length > LARGEST_FILE) return refuse(t.fileTooLarge);
  const bytes = Buffer.from(upload.bytes);
  const preview = await readUpload(context, election, bytes);
  if (preview instanceof FileFault) return refuse(faultInWords(preview, request));
  if (!preview.plan) return { kind: 'page', ...refusedPage(election, request, preview) };
  const seen = planDigest(preview.plan);
  const kept = { election: election.id, name: presentable(upload.name), bytes, seen };
  const id = await keepUpload(context.db, request.staff.id, kept, context.clock());
  return { kind: 'page', ...previewPage(election, request, preview, preview.plan, id) };
}

async function readUpload(
  context: FeatureContext,
  election: Election,
  file: Buffer,
): Promise<Preview | FileFault> {
  try {
    return await previewPollingPlaces({ ...importParts(context), file, election: election.id });
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
}

function importParts({ db, areas, city, capabilities }: FeatureContext) {
  const { elections } = capabilities;
  if (!elections) throw new Error('Polling places belong to elections, which are switched off.');
  return { db, areas, city, elections };
}

async function takeAgreed(
  context: FeatureContext,
  request: StaffFormRequest,
  election: Election,
  id: string,
): Promise<PageAnswer> {
  const { staff, address, href, lang } = request;
  const office = context.city.electionOffice.id;
  const upload = await findUpload(context.db, staff.id, id, context.clock());
  if (upload?.election !== election.id) {
    const problems = [{ field: FILE, problem: workMessages(lang).previewGone }];
    return { kind: 'page', ...uploadPage(election, request, problems) };
  }
  const report = await importPollingPlaces({
    ...importParts(context),
    file: upload.bytes,
    election: election.id,
    clock: context.clock,
    agreed: upload.seen,
    afterwards: (trx, plan) =>
      appendAudit(trx, {
        actor: { kind: 'staff', id: staff.id, name: staff.name, address },
        action: IMPORT_PERMISSION,
        subject: { kind: 'election', id: election.id },
        agency: office,
        after: {
          file: upload.name,
          added: plan.added.length,
          changed: plan.changed.length,
          removed: plan.removed.length,
        },
      }),
  });
  if (report.outcome === 'plan-changed' && report.plan) {
    const kept = { ...upload, seen: planDigest(report.plan) };
    const next = await keepUpload(context.db, staff.id, kept, context.clock());
    const page = previewPage(election, request, report, report.plan, next, { moved: true });
    return { kind: 'page', ...page };
  }
  await dropUpload(context.db, staff.id);
  return { kind: 'moved', to: href(`${WORK_PATH}?${ELECTION}=${election.id}`) };
}

function faultInWords({ code, line, message }: FileFault, { lang, format }: StaffRequest): string {
  const t = workMessages(lang);
  // Which columns, which part: the fault's own words say more than its kind.
  const detail = presentable(message);
  const where = line === undefined ? detail : t.atLine(format.number(line), detail);
  return `${faultWords(lang)[code]} (${where})`;
}

function uploadPage(election: Election, request: StaffRequest, problems: readonly FieldProblem[] = []): Page {
  const { lang, href } = request;
  const t = workMessages(lang);
  const view = { request, values: {}, problems };
  const back = href(`${WORK_PATH}?${ELECTION}=${election.id}`);
  return {
    title: t.uploadTitle,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={back} label={t.title} />
        <FormProblems view={view} />
        <Title title={t.uploadTitle} lead={t.uploadLead(election.name[lang])} />
        <form
          class="form stack"
          method="post"
          enctype="multipart/form-data"
          noValidate
          action={href(`${IMPORT_PATH}?${ELECTION}=${election.id}`)}
        >
          <FileField view={view} name={FILE} label={t.file} hint={t.fileHint} accept=".csv,.xlsx" />
          <More summary={t.fileColumns}>
            <p>
              <code>{POLLING_PLACE_COLUMNS.join(', ')}</code>
            </p>
          </More>
          <Actions>
            <Button icon="eye">{t.show}</Button>
            <LinkButton alt href={back}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}

/** Lines that cannot be taken; nothing of the file is kept. */
function refusedPage(election: Election, request: StaffRequest, preview: Preview): Page {
  const { lang, href, format } = request;
  const t = workMessages(lang);
  return {
    title: t.uploadTitle,
    within: WORK_PATH,
    status: 422,
    body: (
      <>
        <BackLink href={href(`${IMPORT_PATH}?${ELECTION}=${election.id}`)} label={t.uploadTitle} />
        <Title title={t.uploadTitle} />
        <Notice tone="bad" title={t.refusedTitle(format.number(preview.refusedLines))}>
          <p>{t.refusedText}</p>
        </Notice>
        <Problems problems={preview.problems} request={request} />
      </>
    ),
  };
}

function previewPage(
  election: Election,
  request: StaffRequest,
  preview: Preview,
  plan: PlacePlan,
  upload: string,
  { moved = false } = {},
): Page {
  const { lang, href, format } = request;
  const t = workMessages(lang);
  const back = href(`${IMPORT_PATH}?${ELECTION}=${election.id}`);
  return {
    title: t.previewTitle,
    within: WORK_PATH,
    ...(moved && { status: 409 as const }),
    body: (
      <>
        <BackLink href={back} label={t.uploadTitle} />
        <Title
          eyebrow={election.name[lang]}
          title={t.previewTitle}
          lead={t.previewUnchanged(format.number(plan.unchanged))}
        />
        {moved && (
          <Notice tone="warn">
            <p>{t.previewMoved}</p>
          </Notice>
        )}
        {isEmptyPlan(plan) && (
          <Notice tone="ok">
            <p>{t.previewNothing}</p>
          </Notice>
        )}
        {plan.kept.length > 0 && (
          <Notice>
            <p>{t.previewKept(format.number(plan.kept.length))}</p>
          </Notice>
        )}
        {preview.warnings.length > 0 && (
          <Section title={t.warningsTitle(format.number(preview.warnings.length))}>
            <Problems problems={preview.warnings} request={request} />
          </Section>
        )}
        <Places title={t.added} places={plan.added} request={request} />
        <Places
          title={t.changed}
          places={plan.changed.map(({ after }) => after)}
          was={plan.changed.map(({ before }) => before)}
          request={request}
        />
        <Places title={t.removed} places={plan.removed} request={request} />
        {!isEmptyPlan(plan) && (
          <form class="form" method="post" action={back}>
            <input type="hidden" name={UPLOAD} value={upload} />
            <Actions>
              <Button icon="check">{t.take}</Button>
              <LinkButton alt href={back}>
                {t.cancel}
              </LinkButton>
            </Actions>
          </form>
        )}
      </>
    ),
  };
}

function Problems({
  problems,
  request,
}: {
  readonly problems: readonly ImportProblem[];
  readonly request: StaffRequest;
}) {
  const { lang, format } = request;
  const t = workMessages(lang);
  const shown = problems.slice(0, MOST_SHOWN);
  return (
    <>
      <ul class="window list">
        {shown.map(({ line, field, code, why }) => (
          <li key={`${line}${field}${code}`} class="list-line">
            <div>
              <b>
                {t.atLine(format.number(line), field)}. {problemWords(lang)[code]}
              </b>
              <small lang="en">{why}</small>
            </div>
          </li>
        ))}
      </ul>
      {problems.length > shown.length && (
        <p class="mute">{t.more(format.number(problems.length - shown.length))}</p>
      )}
    </>
  );
}

function Places(props: {
  readonly title: string;
  readonly places: readonly PollingPlace[];
  /** The same as they are recorded, place by place. */
  readonly was?: readonly PollingPlace[];
  readonly request: StaffRequest;
}): VNode | null {
  const { title, places, was, request } = props;
  const { lang, format } = request;
  const t = workMessages(lang);
  if (places.length === 0) return null;
  const shown = places.slice(0, MOST_SHOWN);
  return (
    <Section title={`${title} (${format.number(places.length)})`}>
      <ul class="window list">
        {shown.map((place, at) => {
          const before = was?.[at];
          return (
            <li key={place.code} class="list-line">
              <div>
                <b>
                  {words(lang).tps(place.displayNumber)} <small>{place.code}</small>
                </b>
                <small>{inWords(place, request)}</small>
                {before && (
                  <small>
                    <s>{inWords(before, request)}</s>
                  </small>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {places.length > shown.length && (
        <p class="mute">{t.more(format.number(places.length - shown.length))}</p>
      )}
    </Section>
  );
}

/** What of a polling place changes most often, in one line. */
function inWords(place: PollingPlace, { lang, format }: StaffRequest): string {
  const t = workMessages(lang);
  const { coordinates, status, voters } = place;
  return [
    addressLine(place),
    coordinates ? `${coordinates.latitude}, ${coordinates.longitude}` : '',
    status.kind === 'confirmed' ? `${t.confirmed} ${format.date(status.since)}` : t.provisional,
    voters === undefined ? '' : t.votersLine(format.number(voters)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
