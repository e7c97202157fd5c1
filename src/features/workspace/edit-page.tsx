import type { FeatureContext, Page } from '../../platform/feature.ts';
import type { FieldsView, ItemKind } from '../../platform/publishing/kind.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import type { FieldProblem, FormValues, StaffRequest } from '../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { typedText } from '../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../ui/components/text.tsx';
import { Window } from '../../ui/components/window.tsx';
import { ChoiceField, FormProblems } from '../../ui/components/workspace-form.tsx';
import { agenciesOf, itemPath, kindPath } from './access.ts';
import { DifferenceList, differences, type ItemForm } from './differences.tsx';
import { editMessages } from './edit-messages.ts';
import { EnvelopeFields, NoteFields } from './envelope-fields.tsx';

/** Names of what a form carries beside its fields. */
export const CARRIED = {
  action: 'aksi',
  revision: 'revisi',
  version: 'versi',
  agency: 'item-agency',
  subject: 'item-subject',
} as const;

/** What somebody else did to the item while this form was open. */
export type Conflict =
  | { readonly kind: 'saved'; readonly current: WorkItem; readonly theirs: ItemForm | undefined }
  | { readonly kind: 'gone' };

export interface EditView {
  readonly kind: ItemKind;
  /** Absent for a new one. */
  readonly item?: WorkItem | undefined;
  readonly subject?: string | undefined;
  /** From which draft and published version the form was made; both 0 for a new one. */
  readonly revision: number;
  readonly version: number;
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  /** What was typed, where it could be read: shown as readers will see it, or compared with a colleague's. */
  readonly typed?: ItemForm;
  readonly isPreview?: boolean;
  readonly conflict?: Conflict;
}

/** The form in which an item is written. */
export async function editPage(
  context: FeatureContext,
  request: StaffRequest,
  view: EditView,
): Promise<Page> {
  const { kind, item, problems = [], conflict } = view;
  const t = editMessages(request.lang);
  const label = kind.label[request.lang];
  const heading = !item ? t.newTitle(label) : item.version > 0 ? t.correctTitle(label) : t.editTitle(label);
  const isFaulty = problems.length > 0;
  const typed = view.isPreview ? view.typed : undefined;
  const consequences = typed && (await kind.consequences?.(typed.content, request));
  const choices = await kind.choices?.(view.values, request);
  const fields: FieldsView = { request, values: view.values, problems, ...(choices && { choices }) };
  const back = request.href(item ? itemPath(item) : kindPath(kind));
  return {
    title: heading,
    within: kindPath(kind),
    scripts: ['markdown-preview'],
    ...(isFaulty ? { status: 422 as const } : conflict ? { status: 409 as const } : {}),
    body: (
      <>
        <BackLink href={back} label={item ? titleFor(kind, item, request) : kind.plural[request.lang]} />
        <FormProblems view={fields} />
        <Title title={heading} />
        <Situation view={view} request={request} />
        {conflict?.kind === 'saved' && (
          <TheirDifferences context={context} request={request} view={view} conflict={conflict} />
        )}
        {view.isPreview && view.typed && <Preview kind={kind} typed={view.typed} request={request} />}
        {consequences && <Section title={t.consequences}>{consequences}</Section>}
        <form
          class="form wide stack"
          method="post"
          enctype="multipart/form-data"
          noValidate
          action={request.href(item ? `${itemPath(item)}/sunting` : `${kindPath(kind)}/baru`)}
        >
          <input type="hidden" name={CARRIED.revision} value={view.revision} />
          <input type="hidden" name={CARRIED.version} value={view.version} />
          {view.subject !== undefined && <input type="hidden" name={CARRIED.subject} value={view.subject} />}
          {/* Enter in a line of text presses the first button of a form, which must not be one further down. */}
          <button
            class="vh"
            type="submit"
            name={CARRIED.action}
            value={conflict ? 'pratinjau' : 'simpan'}
            tabIndex={-1}
            aria-hidden="true"
          >
            {t.save}
          </button>
          <div class="form-cols">
            <div class="stack">
              <h2>{t.content}</h2>
              {kind.fields(fields)}
              {item && item.version > 0 && <NoteFields view={fields} />}
            </div>
            <div class="form-side stack">
              <h2>{t.about}</h2>
              {!item && <AgencyField context={context} kind={kind} fields={fields} />}
              <EnvelopeFields view={fields} context={context} />
            </div>
          </div>
          <div class="form-end">
            <Actions>
              <Button name={CARRIED.action} value="ajukan" icon="check">
                {t.submit}
              </Button>
              <Button alt name={CARRIED.action} value="simpan">
                {conflict ? t.overwrite : t.save}
              </Button>
              <Button alt name={CARRIED.action} value="pratinjau" icon="eye">
                {t.preview}
              </Button>
              <LinkButton alt href={back}>
                {t.cancel}
              </LinkButton>
            </Actions>
          </div>
        </form>
      </>
    ),
  };
}

function titleFor(kind: ItemKind, item: WorkItem, { lang }: StaffRequest): string {
  return item.title[lang] ?? item.title.id ?? item.title.en ?? kind.label[lang];
}

/** What to know before writing on: sent back, waiting, scheduled, or saved by somebody else. */
function Situation({ view, request }: { readonly view: EditView; readonly request: StaffRequest }) {
  const t = editMessages(request.lang);
  const { item, conflict } = view;
  if (conflict?.kind === 'gone') {
    return (
      <Notice tone="warn" title={t.conflictGone}>
        <p>{t.conflictGoneText}</p>
      </Notice>
    );
  }
  if (conflict) return null;
  const draft = item?.draft;
  return (
    <>
      {draft?.sentBack && (
        <Notice tone="warn" title={t.sentBack(draft.sentBack.by)}>
          <p>{draft.sentBack.reason}</p>
        </Notice>
      )}
      {item?.work === 'in-review' && (
        <Notice>
          <p>{t.pullsBack}</p>
        </Notice>
      )}
      {item?.work === 'scheduled' && (
        <Notice tone="warn">
          <p>{t.unschedules}</p>
        </Notice>
      )}
    </>
  );
}

function TheirDifferences({
  context,
  request,
  view,
  conflict,
}: {
  readonly context: FeatureContext;
  readonly request: StaffRequest;
  readonly view: EditView;
  readonly conflict: Extract<Conflict, { kind: 'saved' }>;
}) {
  const t = editMessages(request.lang);
  const { current, theirs } = conflict;
  const draft = current.draft;
  const found =
    theirs && view.typed ? differences(context, view.kind, theirs, view.typed, request) : undefined;
  return (
    <>
      <Notice
        tone="warn"
        title={
          draft
            ? t.conflict(draft.updatedBy.name, request.format.dateTime(draft.updatedAt))
            : t.conflictPublished
        }
      >
        <p>{t.conflictText}</p>
        <p>
          <a href={request.href(itemPath(current))}>{t.theirs}</a>
        </p>
      </Notice>
      {found && (
        <Window>
          <div class="pane">
            {found.length === 0 ? (
              <p>{t.noDifference}</p>
            ) : (
              <DifferenceList items={found} added={t.added} removed={t.removed} />
            )}
          </div>
        </Window>
      )}
    </>
  );
}

function Preview({
  kind,
  typed,
  request,
}: {
  readonly kind: ItemKind;
  readonly typed: ItemForm;
  readonly request: StaffRequest;
}) {
  const t = editMessages(request.lang);
  return (
    <section class="as-read" aria-label={t.previewTitle}>
      <p class="as-read-head">
        <b>{t.previewTitle}</b>
        <small>{t.previewText}</small>
      </p>
      <div class="stack">{kind.preview(typed.content, request)}</div>
    </section>
  );
}

/** For whom one writes, where that is a choice. */
function AgencyField({
  context,
  kind,
  fields,
}: {
  readonly context: FeatureContext;
  readonly kind: ItemKind;
  readonly fields: FieldsView;
}) {
  const agencies = agenciesOf(context, fields.request, kind, 'write');
  const [only] = agencies;
  if (agencies.length === 1 && only) return <input type="hidden" name={CARRIED.agency} value={only.id} />;
  return (
    <ChoiceField
      view={fields}
      name={CARRIED.agency}
      label={editMessages(fields.request.lang).agency}
      options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** The number in a hidden field; one that was tampered with is the number of nothing. */
export function carriedNumber(form: FormValues, name: string): number {
  const text = typedText(form, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}
