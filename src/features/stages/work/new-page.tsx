import { slugOf } from '../../../domain/item.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { StaffFormRequest, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Title } from '../../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { WORK_PATH } from '../constants.ts';
import { findRecord, readerOf } from '../load.ts';
import type { ElectionRecord } from '../reader.ts';
import { KIND, subjectOf } from './content.ts';
import { ELECTION } from './list-names.ts';
import { workMessages } from './messages.ts';

const NAME = 'name';
/** As a stage file allows, with room for a number. */
const LONGEST_ID = 56;

/** Asks what a new stage is called: its id, and so its address, follows from that. */
export async function newPage(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const record = await findRecord(readerOf(context), request.query[ELECTION] ?? '');
  return record ? namePage(record, request, {}) : { kind: 'missing' };
}

export async function begin(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const record = await findRecord(readerOf(context), request.query[ELECTION] ?? '');
  if (!record) return { kind: 'missing' };
  const t = workMessages(request.lang);
  const name = typedText(request.form, NAME).trim();
  const id = slugOf(name);
  const problem =
    name === ''
      ? t.noName
      : id === ''
        ? t.nameWithoutLetters
        : name.length > LONGEST_ID
          ? t.nameTooLong
          : undefined;
  if (problem !== undefined) return namePage(record, request, request.form, problem);
  const subject = subjectOf({ election: record.election.id, stage: freeId(id, record) });
  return {
    kind: 'moved',
    to: request.href(`/kerja/${KIND}/baru?subjek=${encodeURIComponent(subject)}`),
  };
}

/** The id, with a number where another stage has it. */
function freeId(id: string, { records }: ElectionRecord): string {
  if (!records.has(id)) return id;
  let number = 2;
  while (records.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}

function namePage(
  { election }: ElectionRecord,
  request: StaffRequest,
  values: StaffFormRequest['form'],
  problem?: string,
): PageAnswer {
  const { lang, href } = request;
  const t = workMessages(lang);
  const back = href(`${WORK_PATH}?${ELECTION}=${election.id}`);
  const view = { request, values, problems: problem === undefined ? [] : [{ field: NAME, problem }] };
  return {
    kind: 'page',
    title: t.newTitle,
    within: WORK_PATH,
    ...(problem !== undefined && { status: 422 as const }),
    body: (
      <>
        <BackLink href={back} label={t.title} />
        <FormProblems view={view} />
        <Title title={t.newTitle} lead={t.newLead(election.name[lang])} />
        <form
          class="form stack"
          method="post"
          noValidate
          action={href(`${WORK_PATH}/baru?${ELECTION}=${election.id}`)}
        >
          <TextField view={view} name={NAME} label={t.newName} />
          <Actions>
            <Button icon="arrow-right">{t.next}</Button>
            <LinkButton alt href={back}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}
