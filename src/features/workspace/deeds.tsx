import type { VNode } from 'preact';
import type { SomeLanguages } from '../../domain/item.ts';
import { afterAction, type ItemAction } from '../../domain/item-state.ts';
import type { FeatureContext, Page, PageAnswer } from '../../platform/feature.ts';
import type { FieldsView } from '../../platform/publishing/kind.ts';
import { PublishingRefusal, type WorkItem } from '../../platform/publishing/publishing.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { languagesOf, nameIn } from '../../ui/components/form-values.ts';
import { BackLink, Title } from '../../ui/components/text.tsx';
import { BothLanguages, FormProblems, TextField } from '../../ui/components/workspace-form.tsx';
import type { IconName } from '../../ui/icons.ts';
import { actorOf, itemPath, kindPath, notAllowed, type OpenedItem, openWorkItem } from './access.ts';
import { deedMessages } from './deed-messages.ts';
import { CARRIED, carriedNumber } from './edit-page.tsx';
import { datesFromForm, dateTimeValues, FIELD, nextReview } from './envelope.ts';
import { DateFields } from './envelope-fields.tsx';
import { changedMeanwhile } from './item-page.tsx';
import { titleOf } from './state.tsx';

export const LONGEST_REASON = 1_000;
const REASON = 'alasan';

/** Codes of what comes from somebody having been quicker. */
const MEANWHILE: ReadonlySet<PublishingRefusal['code']> = new Set(['changed-meanwhile', 'not-possible']);

/** Does something with an item and goes back to it; where another deed came before, it says which. */
export async function deedOrMeanwhile(
  context: FeatureContext,
  request: StaffRequest,
  item: WorkItem,
  deed: () => Promise<unknown>,
): Promise<PageAnswer> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof PublishingRefusal) || !MEANWHILE.has(error.code)) throw error;
    return changedMeanwhile(context, request);
  }
  return { kind: 'moved', to: request.href(itemPath(item)) };
}

/** Hands a draft to a reviewer, from the item's page. */
export async function submit(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const opened = await openWorkItem(context, request);
  if (!opened) return { kind: 'missing' };
  if (!opened.mayWrite) throw notAllowed();
  const revision = carriedNumber(request.form, CARRIED.revision);
  return deedOrMeanwhile(context, request, opened.item, () =>
    context.publishing.submit(actorOf(request), opened.item.id, revision),
  );
}

/** Asks before a draft is put away. */
export async function discardForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'discard', 'mayWrite');
  return opened.kind === 'answer' ? opened.answer : discardPage(request, opened.opened);
}

export async function discard(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'discard', 'mayWrite');
  if (opened.kind === 'answer') return opened.answer;
  const { item, kind } = opened.opened;
  const revision = carriedNumber(request.form, CARRIED.revision);
  const answer = await deedOrMeanwhile(context, request, item, () =>
    context.publishing.discard(actorOf(request), item.id, revision),
  );
  const isGone = answer.kind === 'moved' && item.version === 0;
  return isGone ? { kind: 'moved', to: request.href(kindPath(kind)) } : answer;
}

/** Asks why an item is taken back. */
export async function withdrawForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'withdraw', 'mayReview');
  return opened.kind === 'answer' ? opened.answer : withdrawPage(request, opened.opened, {}, []);
}

export async function withdraw(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'withdraw', 'mayReview');
  if (opened.kind === 'answer') return opened.answer;
  const { item } = opened.opened;
  const reason = languagesOf(request.form, REASON);
  const problems = reasonProblems(reason, request);
  if (problems.length > 0) return withdrawPage(request, opened.opened, request.form, problems);
  const version = carriedNumber(request.form, CARRIED.version);
  return deedOrMeanwhile(context, request, item, () =>
    context.publishing.withdraw(actorOf(request), item.id, version, reason),
  );
}

/** Asks whether an item is still true, and until when. */
export async function confirmForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'confirm', 'mayReview');
  if (opened.kind === 'answer') return opened.answer;
  const { item, kind } = opened.opened;
  const expires = item.expiresAt?.toZonedDateTimeISO(request.now.timeZoneId);
  const values = { [FIELD.reviewOn]: nextReview(kind, request).toString(), ...dateTimeValues(expires) };
  return confirmPage(context, request, opened.opened, values, []);
}

export async function confirm(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const opened = await openFor(context, request, 'confirm', 'mayReview');
  if (opened.kind === 'answer') return opened.answer;
  const { item } = opened.opened;
  const { until, problems } = datesFromForm(request, request.form);
  if (problems.length > 0) return confirmPage(context, request, opened.opened, request.form, problems);
  const version = carriedNumber(request.form, CARRIED.version);
  return deedOrMeanwhile(context, request, item, () =>
    context.publishing.confirm(actorOf(request), item.id, version, until),
  );
}

type Opened =
  | { readonly kind: 'opened'; readonly opened: OpenedItem }
  | { readonly kind: 'answer'; readonly answer: PageAnswer };

/** The item where the deed is possible; else what happened to it. @throws Problem `not-allowed` */
async function openFor(
  context: FeatureContext,
  request: StaffRequest,
  action: ItemAction,
  right: 'mayWrite' | 'mayReview',
): Promise<Opened> {
  const opened = await openWorkItem(context, request);
  if (!opened) return { kind: 'answer', answer: { kind: 'missing' } };
  if (!opened[right]) throw notAllowed();
  if (afterAction(opened.item, action)) return { kind: 'opened', opened };
  return { kind: 'answer', answer: await changedMeanwhile(context, request) };
}

function reasonProblems(reason: SomeLanguages, { lang }: StaffRequest): readonly FieldProblem[] {
  const t = deedMessages(lang);
  const problems: FieldProblem[] = [];
  if (reason.id === undefined) problems.push({ field: nameIn(REASON, 'id'), problem: t.reasonNeeded });
  for (const language of ['id', 'en'] as const) {
    if ((reason[language]?.length ?? 0) > LONGEST_REASON) {
      problems.push({ field: nameIn(REASON, language), problem: t.reasonTooLong(LONGEST_REASON) });
    }
  }
  return problems;
}

function discardPage(request: StaffRequest, { item, kind }: OpenedItem): PageAnswer {
  const t = deedMessages(request.lang);
  return {
    kind: 'page',
    ...deedPage({
      request,
      item,
      within: kindPath(kind),
      heading: t.discardTitle(titleOf(item, request.lang)),
      text: item.version === 0 ? t.discardNewText : t.discardText,
      page: 'buang',
      button: { label: t.discard, icon: 'trash-2' },
      fields: { request, values: {}, problems: [] },
      children: null,
    }),
  };
}

function withdrawPage(
  request: StaffRequest,
  { item, kind }: OpenedItem,
  values: FormValues,
  problems: readonly FieldProblem[],
): PageAnswer {
  const t = deedMessages(request.lang);
  const fields: FieldsView = { request, values, problems };
  return {
    kind: 'page',
    ...deedPage({
      request,
      item,
      within: kindPath(kind),
      heading: t.withdrawTitle(titleOf(item, request.lang)),
      text: t.withdrawText,
      page: 'tarik',
      button: { label: t.withdraw, icon: 'circle-x' },
      fields,
      children: (
        <BothLanguages view={fields} names={[REASON]}>
          {(language) => (
            <TextField
              view={fields}
              name={nameIn(REASON, language)}
              label={t.reason}
              hint={t.withdrawReasonHint}
              language={language}
              rows={3}
            />
          )}
        </BothLanguages>
      ),
    }),
  };
}

async function confirmPage(
  context: FeatureContext,
  request: StaffRequest,
  { item, kind }: OpenedItem,
  values: FormValues,
  problems: readonly FieldProblem[],
): Promise<PageAnswer> {
  const t = deedMessages(request.lang);
  const fields: FieldsView = { request, values, problems };
  const published = await context.publishing.reader.find(item.id);
  return {
    kind: 'page',
    ...deedPage({
      request,
      item,
      within: kindPath(kind),
      heading: t.confirmTitle(titleOf(item, request.lang)),
      text: t.confirmText,
      page: 'konfirmasi',
      button: { label: t.confirm, icon: 'badge-check' },
      fields,
      before: published && (
        <section class="as-read" aria-label={t.preview}>
          <p class="as-read-head">
            <b>{t.preview}</b>
          </p>
          <div class="stack">{kind.preview(published.content, request)}</div>
        </section>
      ),
      children: <DateFields view={fields} />,
    }),
  };
}

/** One question about an item, with its fields and its button. */
function deedPage(deed: {
  readonly request: StaffRequest;
  readonly item: WorkItem;
  readonly within: string;
  readonly heading: string;
  readonly text: string;
  /** Last part of its address. */
  readonly page: string;
  readonly button: { readonly label: string; readonly icon: IconName };
  readonly fields: FieldsView;
  readonly before?: VNode | undefined;
  readonly children: VNode | null;
}): Page {
  const { request, item, heading, fields, button } = deed;
  const t = deedMessages(request.lang);
  const back = request.href(itemPath(item));
  const isFaulty = fields.problems.length > 0;
  return {
    title: heading,
    within: deed.within,
    ...(isFaulty ? { status: 422 as const } : {}),
    body: (
      <>
        <BackLink href={back} label={titleOf(item, request.lang)} />
        <FormProblems view={fields} />
        <Title title={heading} lead={deed.text} />
        {deed.before}
        <form class="form stack" method="post" action={`${back}/${deed.page}`} noValidate>
          <input type="hidden" name={CARRIED.version} value={item.version} />
          <input type="hidden" name={CARRIED.revision} value={item.draft?.revision ?? 0} />
          {deed.children}
          <Actions>
            <Button icon={button.icon}>{button.label}</Button>
            <LinkButton alt href={back}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}
