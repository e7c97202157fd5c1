import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { LINK_MINUTES, linkPath } from '../../platform/sign-in/links.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { BackLink, Notice, Title } from '../../ui/components/text.tsx';
import { adminMessages } from './admin-messages.ts';

/** The one page on which a link stands: whoever made it hands it over. */
export function linkShown(
  context: FeatureContext,
  request: StaffRequest,
  person: string,
  token: string,
  back: { readonly href: string; readonly label: string },
): PageAnswer {
  const t = adminMessages(request.lang);
  return {
    kind: 'page',
    title: t.linkTitle,
    body: (
      <>
        <BackLink {...back} />
        <Title title={t.linkTitle} lead={t.linkText(person, request.format.number(LINK_MINUTES))} />
        <Notice icon="key-round" title={person}>
          <p class="staff-link">
            <code>{`${context.config.publicUrl}${linkPath(token)}`}</code>
          </p>
        </Notice>
      </>
    ),
  };
}
