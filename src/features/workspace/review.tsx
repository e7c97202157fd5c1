import type { ComponentChildren } from 'preact';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { FieldsView } from '../../platform/publishing/kind.ts';
import { type Draft, PublishingRefusal } from '../../platform/publishing/publishing.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../platform/workspace/contract.ts';
import { Button } from '../../ui/components/button.tsx';
import { typedText } from '../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { FormProblems, TextField } from '../../ui/components/workspace-form.tsx';
import {
  actorOf,
  itemPath,
  kindPath,
  needsOther,
  notAllowed,
  type OpenedItem,
  openWorkItem,
} from './access.ts';
import { dayFrom, isTooFar, timeFrom } from './dates.ts';
import { deedMessages } from './deed-messages.ts';
import { deedOrMeanwhile, LONGEST_REASON } from './deeds.tsx';
import { DifferenceList, differences } from './differences.tsx';
import { CARRIED, carriedNumber } from './edit-page.tsx';
import { changedMeanwhile } from './item-page.tsx';
import { titleOf } from './state.tsx';

const REASON = 'alasan';
const ON = 'terbit-tanggal';
const AT = 'terbit-pukul';
const MORNING = '08:00';

/** What waits for a decision: as readers will see it, what differs from what they see, and what follows from it. */
export async function reviewForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openForReview(context, request);
  if (!opened) return { kind: 'missing' };
  return opened.draft
    ? reviewPage(context, request, opened, opened.draft, {
        [ON]: request.now.toPlainDate().add({ days: 1 }).toString(),
        [AT]: MORNING,
      })
    : { kind: 'moved', to: request.href(itemPath(opened.item)) };
}

/** Publishes, schedules, or sends back. */
export async function decide(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const opened = await openForReview(context, request);
  if (!opened) return { kind: 'missing' };
  const { item, draft } = opened;
  const { form } = request;
  const { publishing } = context;
  const revision = carriedNumber(form, CARRIED.revision);
  const actor = actorOf(request);
  if (!draft) return changedMeanwhile(context, request);
  const again = (problems: readonly FieldProblem[]) =>
    reviewPage(context, request, opened, draft, form, problems);

  const publishAt = async (at: Temporal.Instant | undefined) => {
    try {
      return await deedOrMeanwhile(context, request, item, () =>
        publishing.publish(actor, item.id, revision, at),
      );
    } catch (error) {
      const problem = error instanceof PublishingRefusal ? whyNot(error, request.lang) : undefined;
      if (problem === undefined) throw error;
      return again([{ field: REASON, problem }]);
    }
  };

  const action = typedText(form, CARRIED.action);
  if (action === 'kembalikan') {
    const t = deedMessages(request.lang);
    const reason = typedText(form, REASON).trim();
    if (reason === '') return again([{ field: REASON, problem: t.reasonNeeded }]);
    if (reason.length > LONGEST_REASON) {
      return again([{ field: REASON, problem: t.reasonTooLong(LONGEST_REASON) }]);
    }
    return deedOrMeanwhile(context, request, item, () =>
      publishing.sendBack(actor, item.id, revision, reason),
    );
  }
  if (action === 'jadwalkan') {
    const when = momentFrom(request);
    if (!when.ok) return again(when.problems);
    return publishAt(when.at);
  }
  return action === 'terbitkan' ? publishAt(undefined) : again([]);
}

/** Why a version cannot be published as it is, in words that lead to sending it back; undefined for other reasons. */
function whyNot({ code }: PublishingRefusal, lang: StaffRequest['lang']): string | undefined {
  const t = deedMessages(lang);
  if (code === 'date-passed') return t.datesOver;
  if (code === 'does-not-fit') return t.doesNotFit;
  return code === 'note-missing' ? t.noteMissing : undefined;
}

/** The item with what is to be decided about it, if anything is. @throws Problem `not-allowed` */
async function openForReview(
  context: FeatureContext,
  request: StaffRequest,
): Promise<(OpenedItem & { readonly draft: Draft | undefined }) | undefined> {
  const opened = await openWorkItem(context, request);
  if (!opened) return undefined;
  if (!opened.mayReview) throw notAllowed();
  const { draft } = opened.item;
  return { ...opened, draft: draft?.work === 'draft' ? undefined : draft };
}

/** The moment that was typed, in the city's zone. */
function momentFrom({
  form,
  now,
  lang,
}: StaffFormRequest):
  | { readonly ok: true; readonly at: Temporal.Instant }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] } {
  const t = deedMessages(lang);
  const on = dayFrom(typedText(form, ON));
  const at = timeFrom(typedText(form, AT));
  if (!on || !at) {
    return {
      ok: false,
      problems: [
        ...(on ? [] : [{ field: ON, problem: t.dateNeeded }]),
        ...(at ? [] : [{ field: AT, problem: t.timeNeeded }]),
      ],
    };
  }
  const moment = on.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: at });
  if (Temporal.ZonedDateTime.compare(moment, now) <= 0) {
    return { ok: false, problems: [{ field: ON, problem: t.datePassed }] };
  }
  if (isTooFar(on, now.toPlainDate())) return { ok: false, problems: [{ field: ON, problem: t.tooFar }] };
  return { ok: true, at: moment.toInstant() };
}

async function reviewPage(
  context: FeatureContext,
  request: StaffRequest,
  { item, kind }: OpenedItem,
  draft: Draft,
  values: FormValues,
  problems: readonly FieldProblem[] = [],
): Promise<PageAnswer> {
  const { lang, href } = request;
  const t = deedMessages(lang);
  const [published, consequences] = await Promise.all([
    context.publishing.reader.find(item.id),
    kind.consequences?.(draft.content, request),
  ]);
  const title = titleOf({ title: kind.title(draft.content) }, lang);
  const heading = t.reviewTitle(title);
  const changes = published && differences(context, kind, published, draft, request);
  const fields: FieldsView = { request, values, problems };
  return {
    kind: 'page',
    title: heading,
    within: kindPath(kind),
    ...(problems.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <BackLink href={href(itemPath(item))} label={titleOf(item, lang)} />
        <FormProblems view={fields} />
        <Title
          title={heading}
          eyebrow={`${kind.label[lang]} · ${draft.authors.map(({ name }) => name).join(', ')}`}
        />
        {changes && (
          <Section title={t.differences}>
            <Window>
              <div class="pane">
                {changes.length === 0 ? (
                  <p>{t.noDifferences}</p>
                ) : (
                  <DifferenceList items={changes} added={t.added} removed={t.removed} />
                )}
              </div>
              {draft.note && (
                <Pane title={t.noteForReaders}>
                  <p>{textIn(draft.note, lang)}</p>
                </Pane>
              )}
            </Window>
          </Section>
        )}
        {consequences && <Section title={t.consequences}>{consequences}</Section>}
        <section class="as-read" aria-label={t.preview}>
          <p class="as-read-head">
            <b>{t.preview}</b>
          </p>
          <div class="stack">{kind.preview(draft.content, request)}</div>
        </section>
        <Section title={t.decide}>
          <Decision
            fields={fields}
            draft={draft}
            action={href(`${itemPath(item)}/periksa`)}
            mayPublish={item.work === 'in-review' && !needsOther(context, request, item)}
            isOwn={needsOther(context, request, item)}
          />
        </Section>
      </>
    ),
  };
}

/** Each decision is a form of its own, so that a key pressed in one field never takes another. */
function Decision({
  fields,
  draft,
  action,
  mayPublish,
  isOwn,
}: {
  readonly fields: FieldsView;
  readonly draft: Draft;
  readonly action: string;
  readonly mayPublish: boolean;
  readonly isOwn: boolean;
}) {
  const t = deedMessages(fields.request.lang);
  const revision = <input type="hidden" name={CARRIED.revision} value={draft.revision} />;
  const form = (value: string, title: string, children: ComponentChildren) => (
    <form class="pane stack" method="post" action={action} noValidate>
      <h3>{title}</h3>
      {revision}
      <input type="hidden" name={CARRIED.action} value={value} />
      {children}
    </form>
  );
  return (
    <>
      {isOwn && (
        <Notice tone="warn" title={t.secondPerson}>
          <p>{t.secondPersonText}</p>
        </Notice>
      )}
      <div class="window decision">
        {mayPublish &&
          form(
            'terbitkan',
            t.publishHead,
            <>
              <p class="mute">{t.publishText}</p>
              <Button icon="check">{t.publish}</Button>
            </>,
          )}
        {mayPublish &&
          form(
            'jadwalkan',
            t.scheduleHead,
            <>
              <div class="pair">
                <TextField view={fields} name={ON} label={t.scheduleOn} type="date" />
                <TextField view={fields} name={AT} label={t.scheduleAt} type="time" />
              </div>
              <p class="mute">{t.scheduleAtHint(fields.request.now.timeZoneId)}</p>
              <Button alt icon="clock">
                {t.schedule}
              </Button>
            </>,
          )}
        {form(
          'kembalikan',
          t.sendBackHead,
          <>
            <TextField view={fields} name={REASON} label={t.reason} hint={t.reasonHint} rows={3} />
            <Button alt icon="arrow-left">
              {t.sendBack}
            </Button>
          </>,
        )}
      </div>
    </>
  );
}
