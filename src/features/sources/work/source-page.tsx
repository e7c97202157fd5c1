import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import { agencyName } from '../../../platform/publishing/item-facts.ts';
import type { FieldProblem, FormValues, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { FormProblems, RadioField } from '../../../ui/components/workspace-form.tsx';
import type { ListTrial } from '../readers/list-page.ts';
import type { Source } from '../store.ts';
import { FIELD, WORK_PATH } from './constants.ts';
import { failureSentence, workMessages } from './messages.ts';
import { CannotRead, HealthChip, kindWord, MannerFields, readInWords, SelectorFields } from './parts.tsx';
import { TrialOf } from './preview.tsx';
import { type RecentItem, RecentItems, recentItems } from './recent.tsx';
import { placeToForm } from './source-form.ts';

/** Names of what can be done with a source, as its buttons send them. */
export const DEED = 'aksi';

/** What a form of a source is shown again with. */
export interface SourceView {
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
  readonly trial?: ListTrial;
  readonly why?: string;
}

/** A source: how it is, what it brought, and all that can be done with it. */
export async function sourcePage(
  context: FeatureContext,
  request: StaffRequest,
  source: Source,
  view: SourceView = {},
): Promise<PageAnswer> {
  const recent = await recentItems(context.db, source);
  return { kind: 'page', ...pageOf(context, request, source, recent, view) };
}

function pageOf(
  context: FeatureContext,
  request: StaffRequest,
  source: Source,
  recent: readonly RecentItem[],
  view: SourceView,
): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  const { problems = [], trial, why } = view;
  const fields = { request, values: view.values ?? valuesOf(source), problems };
  const action = href(`${WORK_PATH}/${source.id}`);
  return {
    title: source.title,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(WORK_PATH)} label={t.title} />
        <FormProblems view={fields} />
        <Title title={source.title} eyebrow={agencyName(context, source.agency)}>
          <HealthChip source={source} request={request} />
        </Title>
        {why !== undefined && <CannotRead why={why} request={request} />}
        <State source={source} request={request} action={action} />
        {trial && <TrialOf trial={trial} request={request} known={new Set()} />}
        <Section title={t.recent}>
          <RecentItems items={recent} request={request} />
        </Section>
        <Section title={t.settings}>
          <form class="form stack" method="post" noValidate action={action}>
            <MannerFields view={fields} lang={lang} />
            {source.kind === 'list' && <SelectorFields view={fields} lang={lang} />}
            <Actions>
              <Button icon="check" name={DEED} value="simpan">
                {t.save}
              </Button>
              {source.kind === 'list' && (
                <Button alt icon="scan-search" name={DEED} value="coba">
                  {t.test}
                </Button>
              )}
            </Actions>
          </form>
        </Section>
        {source.kind !== 'folder' && <Push source={source} request={request} action={action} />}
        <Section title={t.remove}>
          <form class="form stack" method="post" noValidate action={action}>
            <p class="mute">{t.removeText}</p>
            <RadioField
              view={fields}
              name={FIELD.items}
              label={t.removeItems}
              options={[
                { value: 'tetap', label: t.removeKeep },
                { value: 'tarik', label: t.removeWithdraw },
              ]}
            />
            <Actions>
              <Button alt icon="x" name={DEED} value="hapus">
                {t.remove}
              </Button>
            </Actions>
          </form>
        </Section>
      </>
    ),
  };
}

interface PartProps {
  readonly source: Source;
  readonly request: StaffRequest;
  readonly action: string;
}

/** As of when it was read, what is wrong, and what can be done about it. */
function State({ source, request, action }: PartProps) {
  const { format, lang } = request;
  const t = workMessages(lang);
  const { failing, paused, lastOkAt } = source;
  return (
    <Section title={t.health}>
      <div class="stack">
        {failing && !paused ? (
          <Notice tone="bad" title={readInWords(source, request)}>
            <p>{failureSentence(failing.why, lang)}</p>
            {lastOkAt && <p>{t.lastRead(format.dateTime(lastOkAt))}</p>}
            <p>{t.nextRead(format.dateTime(source.nextAt))}</p>
            <p>{t.stateKept}</p>
          </Notice>
        ) : (
          <p>{readInWords(source, request)}</p>
        )}
        <dl class="item-facts">
          <dt>{t.way}</dt>
          <dd>
            {kindWord(source.kind, t)}
            <br />
            <span class="mute">{placeInWords(source)}</span>
          </dd>
        </dl>
        <form method="post" action={action}>
          <Actions>
            {!paused && (
              <Button icon="refresh-cw" name={DEED} value="baca">
                {t.readNow}
              </Button>
            )}
            <Button
              alt
              icon={paused ? 'check' : 'circle-dashed'}
              name={DEED}
              value={paused ? 'lanjut' : 'jeda'}
            >
              {paused ? t.resume : t.pause}
            </Button>
          </Actions>
        </form>
      </div>
    </Section>
  );
}

/** How the source tells of what is new by itself. */
function Push({ source, request, action }: PartProps) {
  const { format, lang } = request;
  const t = workMessages(lang);
  const { push } = source;
  const hub = push && (URL.parse(push.hub)?.hostname ?? push.hub);
  return (
    <Section title={t.push}>
      <div class="stack">
        {push && hub && (
          <p>{push.leaseUntil ? t.pushHub(hub, format.dateTime(push.leaseUntil)) : t.pushAsked(hub)}</p>
        )}
        <p>{t.webhookText}</p>
        <form method="post" action={action}>
          <Actions>
            <Button alt icon="key-round" name={DEED} value="rahasia">
              {t.webhookShow}
            </Button>
          </Actions>
        </form>
      </div>
    </Section>
  );
}

/** A source as the values of its form. */
export function valuesOf(source: Source): FormValues {
  return {
    ...placeToForm(source),
    [FIELD.title]: source.title,
    [FIELD.mode]: source.mode,
    [FIELD.every]: String(source.everySeconds),
  };
}

function placeInWords(source: Source): string {
  const values = placeToForm(source);
  return typedText(values, FIELD.address) || typedText(values, 's-url') || typedText(values, FIELD.folder);
}
