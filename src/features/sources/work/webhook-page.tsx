import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button } from '../../../ui/components/button.tsx';
import { BackLink, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { webhookSecret } from '../push.ts';
import { nodeSnippet, wordpressSnippet } from '../snippets.ts';
import type { Source } from '../store.ts';
import { WORK_PATH } from './constants.ts';
import { workMessages } from './messages.ts';
import { DEED } from './source-page.tsx';

/** Address, secret and the lines for the site. Only ever the answer of a form: it has no address of its own. */
export function webhookPage(context: FeatureContext, request: StaffRequest, source: Source): PageAnswer {
  const { href, lang } = request;
  const t = workMessages(lang);
  const action = href(`${WORK_PATH}/${source.id}`);
  const target = {
    url: `${context.config.publicUrl}/api/v1/push/webhook/${source.id}`,
    secret: webhookSecret(context, source),
  };
  return {
    kind: 'page',
    title: t.webhookTitle,
    within: WORK_PATH,
    body: (
      <>
        <BackLink href={action} label={source.title} />
        <Title title={t.webhookTitle} lead={t.webhookLead} eyebrow={source.title} />
        <dl class="item-facts">
          <dt>{t.webhookAddress}</dt>
          <dd>
            <code class="source-secret">{target.url}</code>
          </dd>
          <dt>{t.webhookSecret}</dt>
          <dd>
            <code class="source-secret">{target.secret}</code>
          </dd>
        </dl>
        <Lines title={t.webhookWordpress} code={wordpressSnippet(target)} />
        <Lines title={t.webhookNode} code={nodeSnippet(target)} />
        <Notice tone="warn" title={t.webhookNew}>
          <p>{t.webhookNewText}</p>
        </Notice>
        <form method="post" action={action}>
          <Actions>
            <Button alt icon="refresh-cw" name={DEED} value="rahasia-baru">
              {t.webhookNew}
            </Button>
          </Actions>
        </form>
      </>
    ),
  };
}

function Lines({ title, code }: { readonly title: string; readonly code: string }) {
  return (
    <Section title={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable from the keyboard. */}
      <pre class="source-lines" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </Section>
  );
}
