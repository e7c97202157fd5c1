import type { Page, PageRequest } from '../../platform/feature.ts';
import { Button } from '../../ui/components/button.tsx';
import { QrCode } from '../../ui/components/qr-code.tsx';
import { BackLink } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';
import type { Shared } from './shared.ts';

/** Longer titles are set smaller, so that four lines hold them. */
const LONG_TITLE = 60;

/** A sheet of A4 for a notice board: one big line, one big QR code, and who says it, as of when, until when. */
export function posterPage(shared: Shared, request: PageRequest): Page {
  const t = messages(request.lang);
  const { title, windowName } = shared;
  const long = title.length > LONG_TITLE;
  return {
    title: t.posterTitle(title),
    noindex: true,
    scripts: ['share'],
    body: (
      <div class="stack">
        <div class="poster-tools stack">
          <BackLink href={shared.link('/bagikan')} label={t.posterBack} />
          <p class="mute">{t.printHint}</p>
          <div hidden data-print>
            <Button type="button" icon="printer">
              {t.print}
            </Button>
          </div>
        </div>
        <article class="poster">
          <header>
            <b>{windowName}</b>
            <span>{shared.offices}</span>
          </header>
          <h1 class={long ? 'long' : undefined}>{title}</h1>
          <QrCode text={shared.url('p')} label={t.qrAlt(shared.url())} />
          <p class="poster-scan">{t.scan}</p>
          <p>
            {t.orType}: <b class="share-address">{shared.shortAddress}</b>
          </p>
          <footer>
            {shared.isExample && <b>{t.exampleData}</b>}
            <span>{t.asOf(request.format.date(request.now.toPlainDate()))}</span>
            <b>
              {shared.until.kind === 'expires'
                ? t.validUntil(request.format.date(shared.until.day))
                : t.lookAgain(request.format.date(shared.until.day))}
            </b>
          </footer>
        </article>
      </div>
    ),
  };
}
