import { textIn } from '../../domain/item.ts';
import { certificateCode } from '../../domain/training.ts';
import type { Page } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { Empty, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { CERTIFICATES_PATH, TRAINING_PATH } from './constants.ts';
import { messages } from './messages.ts';
import type { Certificate as OneCertificate, StoredCourse } from './store.ts';

/** A certificate with its course, as its officer's pages show it. */
type Own = OneCertificate & { readonly title: StoredCourse['title'] };

/** An officer's own certificate, to be taken along. */
export function OwnCertificate({
  certificate,
  request,
}: {
  readonly certificate: Own;
  readonly request: Pick<OfficerRequest, 'lang' | 'format' | 'href' | 'now'>;
}) {
  const { lang, format, href, now } = request;
  const t = messages(lang);
  const { code, issuedAt, withdrawn } = certificate;
  return (
    <Window>
      <Pane title={`${t.certificate}: ${textIn(certificate.title, lang)}`}>
        <p class="cert-code">{t.certificateCode(certificateCode(code))}</p>
        <p>{t.issuedOn(format.date(issuedAt.toZonedDateTimeISO(now.timeZoneId).toPlainDate()))}</p>
        {withdrawn ? (
          <p>
            <Chip tone="bad" label={t.withdrawn(withdrawn.reason)} />
          </p>
        ) : (
          <Actions>
            <LinkButton icon="download" href={href(`${CERTIFICATES_PATH}/${certificateCode(code)}.pdf`)}>
              {t.openCertificate}
            </LinkButton>
          </Actions>
        )}
      </Pane>
    </Window>
  );
}

/** All that an officer earned; theirs when their service is over as well. */
export function certificatesPage(certificates: readonly Own[], request: OfficerRequest): Page {
  const t = messages(request.lang);
  return {
    title: t.certificates,
    within: TRAINING_PATH,
    body: (
      <div class="stack">
        <Title title={t.certificates} lead={t.certificatesLead} />
        {certificates.length === 0 && (
          <Empty icon="badge-check" title={t.noCertificates}>
            <p>{t.noCertificatesText}</p>
          </Empty>
        )}
        {certificates.map((certificate) => (
          <OwnCertificate key={certificate.code} certificate={certificate} request={request} />
        ))}
      </div>
    ),
  };
}
