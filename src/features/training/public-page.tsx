import type { PageAnswer, PageRequest, Recognised } from '../../platform/feature.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Notice, Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

/** Where the QR of a certificate leads: whether it is real, today. */
export function publicCertificatePage(recognised: Recognised, request: PageRequest): PageAnswer {
  const t = messages(request.lang);
  const { tone, title, lines } = recognised;
  return {
    kind: 'page',
    title,
    noindex: true,
    within: '/periksa',
    body: (
      <div class="stack">
        <Title title={t.certificate} />
        <Notice tone={tone} title={title}>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
        <Actions>
          <LinkButton alt icon="badge-check" href={request.href('/periksa')}>
            {t.checkOther}
          </LinkButton>
        </Actions>
      </div>
    ),
  };
}
