import type { ItemEnvelope, SomeLanguages } from '../../domain/item.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import { PublishingRefusal, type WorkItem } from '../../platform/publishing/publishing.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../platform/workspace/contract.ts';
import { typedText } from '../../ui/components/form-values.ts';
import { actorOf, agenciesOf, itemPath, notAllowed, openKind, openWorkItem } from './access.ts';
import type { ItemForm } from './differences.tsx';
import { CARRIED, type Conflict, carriedNumber, type EditView, editPage } from './edit-page.tsx';
import { blankEnvelope, envelopeFromForm, envelopeToForm } from './envelope.ts';

/** The empty form of a new item. With a subject that has an item already, on to that one. */
export async function newForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const kind = openKind(context, request);
  if (!kind) return { kind: 'missing' };
  if (agenciesOf(context, request, kind, 'write').length === 0) throw notAllowed();
  const { subjek: subject } = request.query;
  const known = subject === undefined ? undefined : await context.publishing.findBySubject(kind.id, subject);
  if (known) return { kind: 'moved', to: request.href(`${itemPath(known)}/sunting`) };
  const values = { ...blankEnvelope(kind, request), ...(await kind.blank(subject)) };
  return {
    kind: 'page',
    ...(await editPage(context, request, { kind, subject, revision: 0, version: 0, values })),
  };
}

/** The form of an item: its draft, or what is published where nobody has begun a draft. */
export async function editForm(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openWorkItem(context, request);
  if (!opened) return { kind: 'missing' };
  const { kind, item, mayWrite } = opened;
  if (!mayWrite) throw notAllowed();
  const form = await currentForm(context, item);
  if (!form) return { kind: 'missing' };
  const values = {
    ...envelopeToForm(form.envelope, item.draft?.note, kind, request),
    ...kind.toForm(form.content),
  };
  return { kind: 'page', ...(await editPage(context, request, { kind, item, ...standing(item), values })) };
}

/** Takes a new item in. */
export async function createFromForm(
  context: FeatureContext,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const kind = openKind(context, request);
  if (!kind) return { kind: 'missing' };
  const agencies = agenciesOf(context, request, kind, 'write');
  const agency = agencies.find(({ id }) => id === typedText(request.form, CARRIED.agency)) ?? agencies[0];
  if (!agency) throw notAllowed();
  const subject = typedText(request.form, CARRIED.subject) || undefined;
  const view = { kind, subject, revision: 0, version: 0 };
  const typed = await readTyped(context, request, kind, false);
  const again = await answerWithoutSaving(context, request, view, typed);
  if (again || !typed.ok) return again ?? { kind: 'missing' };
  try {
    const item = await context.publishing.create(
      actorOf(request),
      { kind: kind.id, agency: agency.id, subject },
      typed.draft,
    );
    return await afterSaving(context, request, item);
  } catch (error) {
    if (!(error instanceof PublishingRefusal) || error.code !== 'changed-meanwhile') throw error;
    // Somebody else began an item about the same thing.
    const known = subject && (await context.publishing.findBySubject(kind.id, subject));
    if (!known) throw error;
    return conflicting(context, request, { kind, item: known }, typed);
  }
}

/** Takes a changed item in, and says so where somebody else was quicker. */
export async function saveFromForm(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const kind = openKind(context, request);
  if (!kind) return { kind: 'missing' };
  const opened = await openWorkItem(context, request);
  if (opened && !opened.mayWrite) throw notAllowed();
  const revision = carriedNumber(request.form, CARRIED.revision);
  const version = carriedNumber(request.form, CARRIED.version);
  const typed = await readTyped(context, request, kind, version > 0);
  if (!opened) return gone(context, request, kind, typed);
  const { item } = opened;
  const again = await answerWithoutSaving(context, request, { kind, item, revision, version }, typed);
  if (again || !typed.ok) return again ?? { kind: 'missing' };
  // A draft that was begun on a version that readers no longer see would take back what changed since.
  if (item.version !== version) return conflicting(context, request, { kind, item }, typed);
  try {
    const saved = await context.publishing.save(actorOf(request), item.id, revision, typed.draft);
    return saved.kind === 'saved'
      ? await afterSaving(context, request, saved.item)
      : await conflicting(context, request, { kind, item: saved.current }, typed);
  } catch (error) {
    if (!(error instanceof PublishingRefusal) || error.code !== 'unknown-item') throw error;
    return gone(context, request, kind, typed);
  }
}

type Typed =
  | {
      readonly ok: true;
      readonly values: FormValues;
      readonly draft: {
        readonly content: unknown;
        readonly envelope: ItemEnvelope;
        readonly note?: SomeLanguages;
      };
    }
  | { readonly ok: false; readonly values: FormValues; readonly problems: readonly FieldProblem[] };

async function readTyped(
  context: FeatureContext,
  request: StaffFormRequest,
  kind: ItemKind,
  needsNote: boolean,
): Promise<Typed> {
  const content = await kind.fromForm(request);
  const envelope = envelopeFromForm(context, request, request.form, { needsNote });
  if (content.ok && envelope.ok) {
    const { note } = envelope;
    // What was sent as a file is shown by the form of what was made of it.
    const values = { ...request.form, ...kind.toForm(content.content) };
    return {
      ok: true,
      values,
      draft: { content: content.content, envelope: envelope.envelope, ...(needsNote ? { note } : {}) },
    };
  }
  return {
    ok: false,
    values: {
      ...request.form,
      ...(content.ok ? kind.toForm(content.content) : content.values),
    },
    problems: [...(content.ok ? [] : content.problems), ...(envelope.ok ? [] : envelope.problems)],
  };
}

/** The form again, with what is wrong or as a preview; undefined where it is to be saved. */
async function answerWithoutSaving(
  context: FeatureContext,
  request: StaffFormRequest,
  view: Omit<EditView, 'values'>,
  typed: Typed,
): Promise<PageAnswer | undefined> {
  const { values } = typed;
  if (!typed.ok) {
    return {
      kind: 'page',
      ...(await editPage(context, request, { ...view, values, problems: typed.problems })),
    };
  }
  if (typedText(request.form, CARRIED.action) !== 'pratinjau') return undefined;
  const page = await editPage(context, request, { ...view, values, typed: typed.draft, isPreview: true });
  return { kind: 'page', ...page };
}

async function afterSaving(
  context: FeatureContext,
  request: StaffFormRequest,
  item: WorkItem,
): Promise<PageAnswer> {
  if (typedText(request.form, CARRIED.action) === 'ajukan' && item.draft) {
    await context.publishing.submit(actorOf(request), item.id, item.draft.revision);
  }
  return { kind: 'moved', to: request.href(itemPath(item)) };
}

/** Nothing was written: both texts are compared, and the form keeps its own. Saved again, it is meant. */
async function conflicting(
  context: FeatureContext,
  request: StaffFormRequest,
  { kind, item }: { readonly kind: ItemKind; readonly item: WorkItem },
  typed: Extract<Typed, { ok: true }>,
): Promise<PageAnswer> {
  const conflict: Conflict = { kind: 'saved', current: item, theirs: await currentForm(context, item) };
  const view = { kind, item, ...standing(item), values: typed.values, typed: typed.draft, conflict };
  return { kind: 'page', ...(await editPage(context, request, view)) };
}

/** The draft was discarded meanwhile: what was typed becomes a new item, if it is saved. */
async function gone(
  context: FeatureContext,
  request: StaffFormRequest,
  kind: ItemKind,
  { values }: Typed,
): Promise<PageAnswer> {
  const view = { kind, revision: 0, version: 0, values, conflict: { kind: 'gone' } as const };
  return { kind: 'page', ...(await editPage(context, request, view)) };
}

/** What a form of the item is made from. */
function standing(item: WorkItem): Pick<EditView, 'revision' | 'version'> {
  return { revision: item.draft?.revision ?? 0, version: item.version };
}

/** The draft, or what readers see where there is none. */
export async function currentForm(
  { publishing }: Pick<FeatureContext, 'publishing'>,
  item: WorkItem,
): Promise<ItemForm | undefined> {
  return item.draft ?? (await publishing.reader.find(item.id));
}
