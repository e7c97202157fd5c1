import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { WorkItem } from '../../../platform/publishing/publishing.ts';
import type { FieldProblem, FormValues, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { Chip, FilterChips } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { electionPath, WORK_PATH } from '../constants.ts';
import { readerOf } from '../load.ts';
import { stateWords as showingWords } from '../messages.ts';
import type { ElectionRecord, StageRecord } from '../reader.ts';
import { uncheckedStages } from '../review.ts';
import { scheduleInWords, voiceOf } from '../schedule.ts';
import { byConcern } from '../standing.ts';
import { sectionsOf, showingOf } from '../view.ts';
import { KIND, subjectOf } from './content.ts';
import { ELECTION, REVIEW_UNTIL, reviewUntilFor } from './list-names.ts';
import { kindWords, stateWords, workMessages } from './messages.ts';

/** Most changes that are marked in the list; who has more open at once looks at the list of changes. */
const MOST_MARKED = 500;

/** What was typed into the form below the list, where it was refused. */
interface Typed {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

/** The stages of an election as they are recorded, each with the way to change it. */
export async function listPage(
  context: FeatureContext,
  request: StaffRequest,
  typed?: Typed,
): Promise<PageAnswer> {
  const { lang, href, now, query } = request;
  const t = workMessages(lang);
  const records = byId(await readerOf(context).records());
  const concerns = byConcern([...records.values()], now).map(({ election }) => election.id);
  const record = records.get(query[ELECTION] ?? '') ?? records.get(concerns[0] ?? '');
  if (!record) {
    return {
      kind: 'page',
      title: t.title,
      within: WORK_PATH,
      body: (
        <Empty icon="calendar-days" title={t.noElections} level={1}>
          <p>{t.noElectionsText}</p>
        </Empty>
      ),
    };
  }
  const office = context.city.electionOffice.id;
  const works = await worksOf(context, office);
  const mayWrite = request.may(`${KIND}.write`, office);
  const { id, name } = record.election;
  const view = { record, works, request, mayWrite };
  return {
    kind: 'page',
    title: `${t.title}: ${name[lang]}`,
    within: WORK_PATH,
    ...(typed && { status: 422 as const }),
    body: (
      <>
        {typed && <FormProblems view={{ request, ...typed }} />}
        <Title eyebrow={name[lang]} title={t.title} lead={t.lead} />
        {records.size > 1 && (
          <FilterChips
            label={t.elections}
            items={concerns.map((one) => ({
              label: records.get(one)?.election.name[lang] ?? one,
              href: href(`${WORK_PATH}?${ELECTION}=${one}`),
              current: one === id,
            }))}
          />
        )}
        <Actions>
          {mayWrite && (
            <LinkButton icon="plus" href={href(`${WORK_PATH}/baru?${ELECTION}=${id}`)}>
              {t.add}
            </LinkButton>
          )}
          <LinkButton alt icon="inbox" href={href(`/kerja/${KIND}`)}>
            {t.changes}
          </LinkButton>
          <LinkButton alt icon="external-link" href={href(electionPath(id))}>
            {t.toReaders}
          </LinkButton>
        </Actions>
        <StageSections {...view} />
        <ReviewSection record={record} request={request} office={office} typed={typed} />
      </>
    ),
  };
}

interface ListView {
  readonly record: ElectionRecord;
  readonly works: ReadonlyMap<string, WorkItem>;
  readonly request: StaffRequest;
  readonly mayWrite: boolean;
}

function StageSections(view: ListView) {
  const { record, request } = view;
  const t = workMessages(request.lang);
  const all = [...record.records.values()];
  const standing = all.filter(({ withdrawnAt }) => !withdrawnAt);
  const removed = all.filter(({ withdrawnAt }) => withdrawnAt);
  return (
    <>
      {sectionsOf(standing).map(({ group, items }) => (
        <Section key={group?.stage.id ?? ''} title={group?.stage.name[request.lang] ?? t.others}>
          <StageList {...view} items={group ? [group, ...items] : items} />
        </Section>
      ))}
      {removed.length > 0 && (
        <Section title={t.removed}>
          <StageList {...view} items={removed} />
        </Section>
      )}
    </>
  );
}

function StageList({ items, ...view }: ListView & { readonly items: readonly StageRecord[] }) {
  return (
    <ul class="window list">
      {items.map((item) => (
        <StageLine key={item.stage.id} item={item} {...view} />
      ))}
    </ul>
  );
}

function StageLine({ item, record, works, request, mayWrite }: ListView & { readonly item: StageRecord }) {
  const { lang, href, now } = request;
  const { stage } = item;
  const t = workMessages(lang);
  const work = works.get(subjectOf({ election: stage.election, stage: stage.id }));
  const unchecked = uncheckedStages(record, now).includes(item);
  const words = (
    <>
      <div>
        <b>{stage.name[lang]}</b>
        {stage.kind !== 'group' && <small>{scheduleInWords(stage, voiceOf(request))}</small>}
      </div>
      <span class="states">
        {stage.kind === 'group' && !item.withdrawnAt ? (
          <Chip tone="plain" label={kindWords(lang).group} />
        ) : (
          <Chip
            tone={showingOf(stage, now) === 'running' && !item.withdrawnAt ? 'ink' : 'plain'}
            label={showingWords(lang)[item.withdrawnAt ? 'withdrawn' : showingOf(stage, now)]}
          />
        )}
        {unchecked && <Chip tone="warn" label={t.unchecked} />}
        {work && work.work !== 'none' && <Chip icon="pencil" label={stateWords(lang)[work.work]} />}
        {item.item !== undefined && <Chip tone="plain" icon="user" label={t.byStaff} />}
      </span>
    </>
  );
  const subject = encodeURIComponent(subjectOf({ election: stage.election, stage: stage.id }));
  const to = work ? `/kerja/${KIND}/${work.id}` : `/kerja/${KIND}/baru?subjek=${subject}`;
  return (
    <li>
      {work || mayWrite ? (
        <a class="item-line" href={href(to)}>
          {words}
          <Icon name="chevron-right" />
        </a>
      ) : (
        <div class="list-line">{words}</div>
      )}
    </li>
  );
}

/** By when somebody looks at all of them again, and the form that says that somebody did. */
function ReviewSection(props: {
  readonly record: ElectionRecord;
  readonly request: StaffRequest;
  readonly office: string;
  readonly typed: Typed | undefined;
}) {
  const { record, request, office, typed } = props;
  const { lang, format, href, now } = request;
  const t = workMessages(lang);
  const { checkedOn, by } = record.review;
  const due = uncheckedStages(record, now).length;
  const until = reviewUntilFor(now.toPlainDate()).toString();
  const view = {
    request,
    values: typed?.values ?? { [REVIEW_UNTIL]: until },
    problems: typed?.problems ?? [],
  };
  return (
    <Section title={t.review}>
      <div class="stack">
        {due > 0 && (
          <Notice tone="warn" title={t.reviewDue(due)}>
            <p>{t.reviewText}</p>
          </Notice>
        )}
        <p>{t.reviewLine(format.date(checkedOn), format.date(by))}</p>
        {request.may(`${KIND}.review`, office) && (
          <form
            class="form stack"
            method="post"
            noValidate
            action={href(`${WORK_PATH}?${ELECTION}=${record.election.id}`)}
          >
            <TextField view={view} name={REVIEW_UNTIL} type="date" label={t.reviewUntil} />
            <Actions>
              <Button alt icon="badge-check">
                {t.reviewConfirm}
              </Button>
            </Actions>
          </form>
        )}
      </div>
    </Section>
  );
}

function byId(records: readonly ElectionRecord[]): ReadonlyMap<string, ElectionRecord> {
  return new Map(records.map((record) => [record.election.id, record]));
}

/** The items about stages, by what they are about. */
async function worksOf(
  { publishing }: FeatureContext,
  office: string,
): Promise<ReadonlyMap<string, WorkItem>> {
  const items = await publishing.list({ kind: KIND, agencies: [office], limit: MOST_MARKED });
  return new Map(items.flatMap((item) => (item.subject === undefined ? [] : [[item.subject, item]])));
}
