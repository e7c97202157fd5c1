import type { Officer } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { BackLink, Title } from '../../ui/components/text.tsx';
import { groupCode } from './code.ts';
import { INVITATIONS_PATH } from './invitations-page.tsx';
import { joinAddress, whatsAppLink } from './links.ts';
import { oversightMessages } from './oversight-messages.ts';
import type { HandingWay, InvitationPurpose } from './tables.ts';

/** The code of one officer, for whoever hands it out. Only ever the answer of a form: it has no address of its own. */
export function handedPage(
  { config, city }: FeatureContext,
  request: OverseerRequest,
  handed: {
    readonly officer: Officer;
    readonly purpose: InvitationPurpose;
    readonly way: HandingWay;
    readonly phone: string | undefined;
    readonly code: string;
    readonly until: Temporal.Instant;
  },
): PageAnswer {
  const { lang, here, format } = request;
  const t = oversightMessages(lang);
  const { officer, code } = handed;
  const link = joinAddress(config.publicUrl, code);
  const until = format.dateTime(handed.until);
  const title = handed.purpose === 'join' ? t.codeTitle : t.codePhoneTitle;
  const message = oversightMessages('id').message(officer.name, city.electionOffice.name, link, until);
  return {
    kind: 'page',
    title,
    body: (
      <div class="stack">
        <BackLink href={here(`${INVITATIONS_PATH}/petugas/${officer.id}`)} label={officer.name} />
        <Title title={title} eyebrow={officer.name} lead={t.codeUntil(until)} />
        <div class="join-code big">
          <div>
            <small>{title}</small>
            <b>{groupCode(code)}</b>
          </div>
        </div>
        {handed.way === 'whatsapp' ? (
          <>
            <p>{t.openWhatsAppNote}</p>
            <Actions>
              <LinkButton
                icon="message-circle"
                href={whatsAppLink(message, handed.phone)}
                rel="noopener noreferrer"
              >
                {t.openWhatsApp}
              </LinkButton>
            </Actions>
          </>
        ) : null}
        <p>
          {t.link}: <span class="join-link">{link}</span>
        </p>
      </div>
    ),
  };
}
