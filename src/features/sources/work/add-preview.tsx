import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems } from '../../../ui/components/workspace-form.tsx';
import { LEASE_JOB, readSoon } from '../jobs.ts';
import type { ReadParts } from '../read.ts';
import { addSource, DEFAULT_EVERY_SECONDS, listSources, type Source } from '../store.ts';
import { misfits, selectorStep } from './add-selectors.tsx';
import { FIELD, NEW_PATH, WORK_PATH } from './constants.ts';
import { knownAddresses, lookInside, type Preview, pushOf } from './looking.ts';
import { failureSentence, workMessages } from './messages.ts';
import { Handed, MannerFields } from './parts.tsx';
import { PreviewOf } from './preview.tsx';
import { mannerOf, type Place, placeOf, placeToForm } from './source-form.ts';

type GoodPlace = Place & { readonly ok: true };

/** What would come in from a source, and what is to become of it. Nothing is written. */
export async function previewStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffRequest,
  values: FormValues,
  problems: readonly FieldProblem[] = [],
): Promise<PageAnswer> {
  const t = workMessages(request.lang);
  const place = placeOf(values, t);
  if (!place.ok) {
    if (typedText(values, FIELD.kind) === 'list') {
      return { kind: 'page', ...selectorStep(request, values, { problems: place.problems }) };
    }
    return { kind: 'page', ...unreadable(request, place.problems[0]?.problem ?? '') };
  }
  const inside = await lookInside(parts, place);
  if (!inside.ok) {
    if (place.kind === 'list') {
      return { kind: 'page', ...selectorStep(request, values, { why: inside.why }) };
    }
    return { kind: 'page', ...unreadable(request, failureSentence(inside.why, request.lang)) };
  }
  const preview = inside.found;
  if (preview.kind === 'trial' && preview.trial.problem) {
    return {
      kind: 'page',
      ...selectorStep(request, values, { problems: misfits(preview.trial, request) }),
    };
  }
  const agency = typedText(values, FIELD.agency);
  const known = await knownAddresses(context, agency, addressesOf(preview));
  return { kind: 'page', ...previewPage(request, { place, values, preview, known, problems }) };
}

/** Adds the source that was looked at, and reads it at once. */
export async function saveStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const { form, lang, staff, address } = request;
  const t = workMessages(lang);
  const place = placeOf(form, t);
  const manner = mannerOf(form, t);
  if (!place.ok || !manner.ok) {
    return previewStep(context, parts, request, form, manner.ok ? [] : manner.problems);
  }
  const agency = typedText(form, FIELD.agency);
  const sources = await listSources(context.db, [agency]);
  if (sources.some((source) => isSame(source, place))) {
    return previewStep(context, parts, request, form, [{ field: FIELD.title, problem: t.taken }]);
  }
  const push = await pushOf(parts, place);
  const actor = { kind: 'staff', id: staff.id, name: staff.name, address } as const;
  const { kind, settings } = place;
  const id = await context.db
    .transaction()
    .execute((trx) => addSource(trx, { agency, kind, settings, ...manner.manner, push }, actor, parts.now()));
  await readSoon(context, id);
  if (push) await context.jobs.send(context.db, LEASE_JOB, {});
  return { kind: 'moved', to: request.href(`${WORK_PATH}/${id}`) };
}

/** Whether two sources read the same place. */
function isSame(source: Source, place: GoodPlace): boolean {
  return JSON.stringify(placeToForm(source)) === JSON.stringify(placeToForm(place));
}

function previewPage(
  request: StaffRequest,
  view: {
    readonly place: GoodPlace;
    readonly values: FormValues;
    readonly preview: Preview;
    readonly known: ReadonlySet<string>;
    readonly problems: readonly FieldProblem[];
  },
): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  const { place, values, preview, known, problems } = view;
  const handed = { [FIELD.agency]: typedText(values, FIELD.agency), ...placeToForm(place) };
  const manner = {
    [FIELD.title]: typedText(values, FIELD.title) || suggestedTitle(place),
    [FIELD.mode]: typedText(values, FIELD.mode) || 'review',
    [FIELD.every]: typedText(values, FIELD.every) || String(DEFAULT_EVERY_SECONDS),
  };
  const fields = { request, values: manner, problems };
  return {
    title: t.previewTitle,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(NEW_PATH)} label={t.back} />
        <FormProblems view={fields} />
        <Title title={t.previewTitle} lead={t.previewLead} />
        <PreviewOf preview={preview} request={request} known={known} />
        <Section title={t.settings}>
          <form class="form stack" method="post" noValidate action={href(NEW_PATH)}>
            <Handed values={handed} />
            <MannerFields view={fields} lang={lang} />
            <Actions>
              <Button icon="check" name={FIELD.step} value="simpan">
                {t.start}
              </Button>
              <LinkButton alt href={href(WORK_PATH)}>
                {t.cancel}
              </LinkButton>
            </Actions>
          </form>
        </Section>
      </>
    ),
  };
}

function unreadable(request: StaffRequest, reason: string): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  return {
    title: t.cannotRead,
    within: WORK_PATH,
    status: 422,
    body: (
      <>
        <BackLink href={href(NEW_PATH)} label={t.back} />
        <Title title={t.cannotRead} lead={reason} />
        <Actions>
          <LinkButton alt href={href(NEW_PATH)}>
            {t.back}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}

function addressesOf(preview: Preview): readonly string[] {
  if (preview.kind === 'trial') return preview.trial.listed.map(({ url }) => url);
  return preview.reading.items.flatMap(({ url }) => url ?? []);
}

/** A site is known by its host. */
function suggestedTitle(place: GoodPlace): string {
  const values = placeToForm(place);
  const address = typedText(values, FIELD.address) || typedText(values, 's-url');
  return URL.parse(address)?.hostname ?? typedText(values, FIELD.folder);
}
