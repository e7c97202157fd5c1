import { textIn } from '../../domain/item.ts';
import { afterAction, isCurrent } from '../../domain/item-state.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import type { PublishedVersion } from '../../platform/publishing/reader.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { BackLink, Notice, Section, Title } from '../../ui/components/text.tsx';
import { ITEM_WORDS } from '../../ui/item-words.ts';
import { itemPath, kindPath, needsOther, type OpenedItem, openWorkItem } from './access.ts';
import { deedMessages } from './deed-messages.ts';
import { envelopeFacts, type ItemForm } from './differences.tsx';
import { currentForm } from './edit.ts';
import { CARRIED } from './edit-page.tsx';
import { deedInWords, type HistoryLine, historyOf } from './history.ts';
import { messages } from './messages.ts';
import { StateChips, titleOf } from './state.tsx';

/** An item's own page: where it stands, what can be done, what readers see, and who did what. */
export async function itemPage(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openWorkItem(context, request);
  return opened ? showItem(context, request, opened) : { kind: 'missing' };
}

/** The same after somebody's deed was refused because another one had come before it. */
export async function changedMeanwhile(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const opened = await openWorkItem(context, request);
  if (!opened) return { kind: 'missing' };
  const [last] = await historyOf(context.db, opened.item, 1);
  return showItem(context, request, opened, last);
}

async function showItem(
  context: FeatureContext,
  request: StaffRequest,
  opened: OpenedItem,
  meanwhile?: HistoryLine,
): Promise<PageAnswer> {
  const { item, kind } = opened;
  const { lang, href, format } = request;
  const t = messages(lang);
  const [form, versions, history] = await Promise.all([
    currentForm(context, item),
    context.publishing.reader.versions(item.id),
    historyOf(context.db, item),
  ]);
  const title = titleOf(item, lang);
  return {
    kind: 'page',
    title,
    within: kindPath(kind),
    ...(meanwhile ? { status: 409 as const } : {}),
    body: (
      <>
        <BackLink href={href(kindPath(kind))} label={t.back(kind.plural[lang])} />
        {meanwhile && <Meanwhile line={meanwhile} request={request} />}
        <Title title={title} eyebrow={`${kind.label[lang]} · ${agencyName(context, item.agency)}`} />
        <StateChips item={item} request={request} />
        {item.draft?.sentBack && (
          <Notice tone="warn" title={t.sentBackTitle(item.draft.sentBack.by)}>
            <p>{item.draft.sentBack.reason}</p>
          </Notice>
        )}
        {item.work === 'in-review' && opened.mayReview && needsOther(context, request, item) && (
          <Notice>
            <p>{t.ownDraft}</p>
          </Notice>
        )}
        <div class="deeds">
          <Deeds opened={opened} request={request} publicHref={publicHref(opened, form, request)} />
        </div>
        <div class="duo">
          <div class="stack">
            {form && (
              <section class="as-read" aria-label={item.draft ? t.draftSection : t.readersSection}>
                <p class="as-read-head">
                  <b>{item.draft ? t.draftSection : t.readersSection}</b>
                  {item.draft && (
                    <small>{t.writtenBy(item.draft.authors.map(({ name }) => name).join(', '))}</small>
                  )}
                </p>
                <div class="stack">{kind.preview(form.content, request)}</div>
              </section>
            )}
          </div>
          <div class="stack">
            {form && <Facts context={context} form={form} request={request} owner={item.owner.name} />}
            <Section title={t.historySection}>
              <ol class="window list history">
                {history.map((line) => (
                  <li key={`${line.at}${line.deed}`} class="list-line">
                    <div>
                      {line.name || deedMessages(lang).clock} {deedInWords(line.deed, lang)}
                      <small>{format.dateTime(line.at)}</small>
                    </div>
                  </li>
                ))}
              </ol>
              {versions.length > 0 && <Versions versions={versions} request={request} />}
            </Section>
          </div>
        </div>
      </>
    ),
  };
}

function publicHref(
  { item, kind }: OpenedItem,
  form: ItemForm | undefined,
  request: StaffRequest,
): string | undefined {
  if (item.shown === 'none' || !form) return undefined;
  return request.href(kind.address({ id: item.id, slug: item.slug, content: form.content }));
}

function Meanwhile({ line, request }: { readonly line: HistoryLine; readonly request: StaffRequest }) {
  const t = deedMessages(request.lang);
  return (
    <Notice tone="warn" title={t.meanwhile}>
      <p>
        {t.meanwhileBy(
          deedInWords(line.deed, request.lang),
          line.name || t.clock,
          request.format.dateTime(line.at),
        )}
      </p>
      <p>{t.meanwhileText}</p>
    </Notice>
  );
}

/** What this person can do with it now, the likeliest first. */
function Deeds({
  opened,
  request,
  publicHref,
}: {
  readonly opened: OpenedItem;
  readonly request: StaffRequest;
  readonly publicHref: string | undefined;
}) {
  const { item, mayWrite, mayReview } = opened;
  const t = messages(request.lang);
  const at = (page: string) => request.href(`${itemPath(item)}/${page}`);
  const isDraft = item.work === 'draft' && item.draft !== undefined;
  const toReview = mayReview && (item.work === 'in-review' || item.work === 'scheduled');
  return (
    <Actions>
      {toReview && (
        <LinkButton icon="eye" href={at('periksa')}>
          {t.toReview}
        </LinkButton>
      )}
      {mayWrite && isDraft && (
        <form method="post" action={request.href(itemPath(item))}>
          <input type="hidden" name={CARRIED.revision} value={item.draft?.revision} />
          <Button icon="check">{t.submit}</Button>
        </form>
      )}
      {mayWrite && (
        <LinkButton alt icon="pencil" href={at('sunting')}>
          {item.version > 0 && item.work === 'none' ? t.toCorrect : t.toEdit}
        </LinkButton>
      )}
      {mayReview && isCurrent(item.shown) && (
        <LinkButton alt icon="badge-check" href={at('konfirmasi')}>
          {t.toConfirm}
        </LinkButton>
      )}
      {mayReview && afterAction(item, 'withdraw') && (
        <LinkButton alt icon="circle-x" href={at('tarik')}>
          {t.toWithdraw}
        </LinkButton>
      )}
      {mayWrite && item.draft && (
        <LinkButton alt icon="trash-2" href={at('buang')}>
          {t.toDiscard}
        </LinkButton>
      )}
      {publicHref && (
        <LinkButton alt icon="external-link" href={publicHref}>
          {t.toReaders}
        </LinkButton>
      )}
    </Actions>
  );
}

function Facts({
  context,
  form,
  request,
  owner,
}: {
  readonly context: FeatureContext;
  readonly form: ItemForm;
  readonly request: StaffRequest;
  readonly owner: string;
}) {
  const t = messages(request.lang);
  return (
    <Section title={t.facts}>
      <dl class="window facts-table">
        {[{ label: t.owner, text: owner }, ...envelopeFacts(context, form.envelope, request)].map(
          ({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
    </Section>
  );
}

/** What readers were told with each version. */
function Versions({
  versions,
  request,
}: {
  readonly versions: readonly PublishedVersion[];
  readonly request: StaffRequest;
}) {
  const t = messages(request.lang);
  const words = ITEM_WORDS[request.lang];
  return (
    <ol class="window list history">
      {versions.map((version) => (
        <li key={version.version} class="list-line">
          <div>
            <b>{t.versionLine(version.version)}</b> {words.event[version.event]}
            {version.note && <p>{textIn(version.note, request.lang)}</p>}
            <small>{request.format.dateTime(version.at)}</small>
          </div>
        </li>
      ))}
    </ol>
  );
}
