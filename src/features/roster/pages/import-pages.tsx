import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import type { FileFaultCode } from '../../../platform/tables/fault.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { Chip } from '../../../ui/components/chip.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { BackLink, More, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, Tick } from '../../../ui/components/workspace-form.tsx';
import { IMPORT_PATH, LIST_PATH, PERMISSION, QUERY } from '../constants.ts';
import { type RosterPlan, type RosterStop, stopOf } from '../import/plan.ts';
import { PROBLEM_CSV_HEAD, problemCsv, problemsOf } from '../import/problems.ts';
import { previewRoster } from '../import/take.ts';
import {
  agree,
  dropImport,
  findImport,
  type ImportRecord,
  keepUpload,
  latestImports,
} from '../import/uploads.ts';
import { faultWords, importMessages } from '../import-messages.ts';
import { messages } from '../messages.ts';
import { electionInWords } from '../scope.ts';
import { PlanTable, ProblemSections, problemLists } from './import-parts.tsx';

const LARGEST_FILE = 12 * 1024 * 1024;
export const LARGEST_IMPORT_FORM = LARGEST_FILE + 64 * 1024;
const REFRESH_SECONDS = 3;

const FIELD = { file: 'file', leave: 'keluar', skip: 'lewati', seen: 'dilihat', deed: 'tindakan' } as const;
const DEED = { show: 'hitung', take: 'masukkan', drop: 'buang' } as const;

/** Where a file is sent, and what was sent lately. */
export async function uploadPage(
  context: FeatureContext,
  request: OverseerRequest,
  problem?: string,
): Promise<PageAnswer> {
  const { lang, here, format, election } = request;
  const t = importMessages(lang);
  const view = { request, values: {}, problems: problem ? [{ field: FIELD.file, problem }] : [] };
  const latest = await latestImports(context, election);
  return {
    kind: 'page',
    title: t.title,
    within: oversightPath(request.overseer.kind, LIST_PATH),
    ...(problem && { status: 422 as const }),
    body: (
      <>
        <BackLink href={here(LIST_PATH)} label={messages(lang).backToList} />
        <FormProblems view={view} />
        <Title title={t.title} eyebrow={await electionInWords(context, election, lang)} lead={t.lead} />
        <form
          class="form stack"
          method="post"
          enctype="multipart/form-data"
          noValidate
          action={`${here(IMPORT_PATH)}?${QUERY.election}=${election}`}
        >
          <FileField view={view} name={FIELD.file} label={t.file} hint={t.fileHint} accept=".csv,.xlsx" />
          <More summary={t.columns}>
            <p>{t.columnsText}</p>
          </More>
          <Actions>
            <Button icon="upload">{t.read}</Button>
          </Actions>
        </form>
        {latest.length > 0 && (
          <Section title={t.latest}>
            <ul class="window list">
              {latest.map((one) => (
                <li key={one.id}>
                  <a class="item-line" href={here(`${IMPORT_PATH}/${one.id}`)}>
                    <div>
                      <b>{one.file_name}</b>
                      <small>{t.sent(one.by_name, format.dateTime(one.created_at))}</small>
                    </div>
                    <span class="states">
                      <StateChip record={one} request={request} />
                    </span>
                    <Icon name="chevron-right" />
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  };
}

function StateChip({
  record,
  request,
}: {
  readonly record: ImportRecord;
  readonly request: OverseerRequest;
}) {
  const t = importMessages(request.lang);
  const { state } = record;
  if (state === 'taken') return <Chip tone="ok" label={t.taken} />;
  if (state === 'refused' || state === 'failed') return <Chip tone="bad" label={t[state]} />;
  return <Chip tone="warn" icon="clock" label={state === 'read' ? t.readState : t[state]} />;
}

/** Keeps the file, sealed, until a job has read it. */
export async function sendFile(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const t = importMessages(request.lang);
  const upload = request.uploads.find(({ field }) => field === FIELD.file);
  if (!upload || upload.bytes.length === 0) return uploadPage(context, request, t.noFile);
  if (upload.bytes.length > LARGEST_FILE) return uploadPage(context, request, t.tooLarge);
  if (!(await context.officers.plan(request.election))) {
    return uploadPage(context, request, faultWords(request.lang)['unknown-election']);
  }
  const id = await keepUpload(context, request, upload);
  return { kind: 'moved', to: request.here(`${IMPORT_PATH}/${id}`) };
}

/** One import: how far it is, what it would do, or what became of it. */
export async function importPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const record = await findImport(context, request.params['import'] ?? '');
  if (!record) return { kind: 'missing' };
  if (record.state === 'read') return preview(context, request, record, {});
  return progressPage(context, request, record);
}

/** Counts again by other wishes, takes in what was shown, or puts the file away. */
export async function importDeed(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, here } = request;
  const record = await findImport(context, request.params['import'] ?? '');
  if (!record) return { kind: 'missing' };
  const deed = typedText(form, FIELD.deed);
  if (deed === DEED.drop) {
    await dropImport(context, record.id);
    return { kind: 'moved', to: here(IMPORT_PATH) };
  }
  if (record.state !== 'read') return progressPage(context, request, record);
  const leaveGone = typedText(form, FIELD.leave) !== '';
  const skipRefused = typedText(form, FIELD.skip) !== '';
  if (deed !== DEED.take) return preview(context, request, record, { leaveGone, skipRefused });
  const plan = await planOf(context, record, leaveGone);
  const stop = stopOf(plan, { leaveGone, skipRefused });
  if (stop) return preview(context, request, record, { leaveGone, skipRefused, stop });
  const seen = typedText(form, FIELD.seen);
  if (seen !== plan.digest || !(await agree(context, record.id, { leaveGone, skipRefused, seen }))) {
    return preview(context, request, record, { leaveGone, skipRefused, stop: 'changedText' });
  }
  return { kind: 'moved', to: here(`${IMPORT_PATH}/${record.id}`) };
}

/** Every problem by line, as a file. */
export async function reportFile(context: FeatureContext, request: OverseerRequest): Promise<Response> {
  const record = await findImport(context, request.params['import'] ?? '');
  if (!record) throw new Problem(404, 'unknown-item', 'There is no such import.');
  let text = PROBLEM_CSV_HEAD;
  for await (const problem of problemsOf(context.db, record.id)) text += problemCsv(problem);
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="laporan-impor-petugas.csv"',
      'cache-control': 'no-store',
    },
  });
}

interface Wishes {
  readonly leaveGone?: boolean;
  readonly skipRefused?: boolean;
  readonly stop?: RosterStop | 'changedText';
}

function planOf(
  { db }: FeatureContext,
  { id, election }: ImportRecord,
  leaveGone: boolean,
): Promise<RosterPlan> {
  return previewRoster(db, { import: id, election, leaveGone });
}

async function preview(
  context: FeatureContext,
  request: OverseerRequest,
  record: ImportRecord,
  { leaveGone = false, skipRefused = false, stop }: Wishes,
): Promise<PageAnswer> {
  const { lang, here, format } = request;
  const t = importMessages(lang);
  const plan = await planOf(context, record, leaveGone);
  return {
    kind: 'page',
    title: t.previewTitle,
    within: oversightPath(request.overseer.kind, LIST_PATH),
    ...(stop && { status: stop === 'changedText' ? (409 as const) : (422 as const) }),
    body: (
      <>
        <BackLink href={here(IMPORT_PATH)} label={t.title} />
        <Title
          title={t.previewTitle}
          eyebrow={await electionInWords(context, record.election, lang)}
          lead={`${record.file_name}. ${t.sent(record.by_name, format.dateTime(record.created_at))}`}
        />
        {stop && (
          <Notice tone="warn">
            <p>{t[stop]}</p>
          </Notice>
        )}
        <PlanTable plan={plan} leaveGone={leaveGone} request={request} />
        <form class="form stack" method="post" action={here(`${IMPORT_PATH}/${record.id}`)}>
          <input type="hidden" name={FIELD.seen} value={plan.digest} />
          {(plan.gone > 0 || plan.taken > 0) && (
            <Tick
              type="checkbox"
              name={FIELD.leave}
              value="ya"
              label={t.leaveGone}
              hint={t.leaveGoneHint}
              checked={leaveGone}
            />
          )}
          {plan.refused + plan.taken > 0 && (
            <Tick type="checkbox" name={FIELD.skip} value="ya" label={t.skipRefused} checked={skipRefused} />
          )}
          <Actions>
            <Button icon="check" name={FIELD.deed} value={DEED.take}>
              {t.take}
            </Button>
            {(plan.gone > 0 || plan.taken > 0) && (
              <Button alt icon="refresh-cw" name={FIELD.deed} value={DEED.show}>
                {t.show}
              </Button>
            )}
            <Button alt icon="trash-2" name={FIELD.deed} value={DEED.drop}>
              {t.drop}
            </Button>
          </Actions>
        </form>
        <ProblemSections lists={await problemLists(context, record.id)} record={record} request={request} />
      </>
    ),
  };
}

async function progressPage(
  context: FeatureContext,
  request: OverseerRequest,
  record: ImportRecord,
): Promise<PageAnswer> {
  const { lang, here, format } = request;
  const t = importMessages(lang);
  const { state } = record;
  const isOver = state === 'taken' || state === 'refused' || state === 'failed';
  return {
    kind: 'page',
    title: t.title,
    within: oversightPath(request.overseer.kind, LIST_PATH),
    ...(!isOver && { refreshSeconds: REFRESH_SECONDS }),
    body: (
      <>
        <BackLink href={here(IMPORT_PATH)} label={t.title} />
        <Title
          title={record.file_name || t.title}
          eyebrow={await electionInWords(context, record.election, lang)}
          lead={t.sent(record.by_name, format.dateTime(record.created_at))}
        />
        <p class="states">
          <StateChip record={record} request={request} />
        </p>
        {isOver ? (
          <Ended record={record} request={request} />
        ) : (
          <Notice icon="clock">
            <p role="status">
              {state === 'taking' || state === 'agreed'
                ? t.progressTaking(format.number(record.done), format.number(record.lines))
                : t.progressReading(format.number(record.lines))}
            </p>
            <p>{t.refreshes}</p>
            <p>
              <a class="link" href={here(`${IMPORT_PATH}/${record.id}`)}>
                {t.refresh}
              </a>
            </p>
          </Notice>
        )}
        {isOver && (
          <ProblemSections lists={await problemLists(context, record.id)} record={record} request={request} />
        )}
      </>
    ),
  };
}

function Ended({ record, request }: { readonly record: ImportRecord; readonly request: OverseerRequest }) {
  const { lang, here, may } = request;
  const t = importMessages(lang);
  const again = may(PERMISSION.manage) && (
    <Actions>
      <LinkButton icon="upload" href={here(IMPORT_PATH)}>
        {t.again}
      </LinkButton>
    </Actions>
  );
  if (record.state === 'taken') {
    return (
      <Notice tone="ok" title={t.doneTitle}>
        <p>
          <a class="link" href={here(LIST_PATH)}>
            {t.toList}
          </a>
        </p>
      </Notice>
    );
  }
  const words: Readonly<Partial<Record<string, string>>> = faultWords(lang) satisfies Record<
    FileFaultCode,
    string
  >;
  return (
    <>
      <Notice tone="bad" title={record.state === 'failed' ? t.failed : t.refused}>
        <p>{record.state === 'failed' ? t.failedText : (words[record.fault ?? ''] ?? t.failedText)}</p>
        {record.fault_text && (
          <p class="mute" lang="en">
            {record.fault_text}
          </p>
        )}
      </Notice>
      {again}
    </>
  );
}
