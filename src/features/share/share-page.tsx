import type { Page, PageRequest } from '../../platform/feature.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { QrCode } from '../../ui/components/qr-code.tsx';
import { BackLink, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { messages } from './messages.ts';
import type { Shared } from './shared.ts';

/** Ways to pass a page on: a short address, WhatsApp, a picture, a poster, a QR code. */
export function sharePage(shared: Shared, request: PageRequest): Page {
  const t = messages(request.lang);
  const { title, windowName } = shared;
  const message = t.message(title, windowName, shared.url('w'));
  return {
    title: t.title,
    noindex: true,
    scripts: ['share'],
    body: (
      <div class="stack share">
        <BackLink href={shared.address} label={t.back} />
        <Title eyebrow={windowName} title={title} />
        <Window>
          <div class="pane stack">
            <div>
              <small>{t.address}</small>
              <p class="share-address" id="share-address">
                {shared.shortAddress}
              </p>
              <small>{t.addressHint}</small>
            </div>
            <Actions>
              <LinkButton icon="message-circle" href={`https://wa.me/?text=${encodeURIComponent(message)}`}>
                {t.whatsApp}
              </LinkButton>
              <div hidden data-copy={shared.url()} data-copied={t.copied} data-mark="share-address">
                <Button alt type="button" icon="copy">
                  {t.copy}
                </Button>
                <p class="share-said" role="status" />
              </div>
              <div hidden data-share-title={`${title} · ${windowName}`} data-share-url={shared.url()}>
                <Button alt type="button" icon="share-2">
                  {t.otherApp}
                </Button>
              </div>
            </Actions>
          </div>
        </Window>
        <Window columns={2} class="share-kinds">
          <Pane title={t.picture}>
            <img
              class="share-picture"
              src={shared.link('/bagikan/gambar.png')}
              width={1080}
              height={1350}
              loading="lazy"
              alt={t.pictureAlt(title)}
            />
            <p class="mute">{t.pictureText}</p>
            <LinkButton alt icon="download" href={shared.link('/bagikan/gambar.png')} download="bagikan.png">
              {t.savePicture}
            </LinkButton>
          </Pane>
          <Pane title={t.poster}>
            <QrCode text={shared.url('p')} label={t.qrAlt(shared.url())} />
            <p class="mute">{t.posterText}</p>
            <LinkButton alt icon="printer" href={shared.link('/bagikan/poster')}>
              {t.openPoster}
            </LinkButton>
          </Pane>
          <Pane title={t.qr} class="span2">
            <p class="mute">{t.qrText}</p>
            <LinkButton alt icon="qr-code" href={shared.link('/bagikan/qr.svg')} download="qr.svg">
              {t.saveQr}
            </LinkButton>
          </Pane>
        </Window>
        <p class="mute">{t.counted}</p>
      </div>
    ),
  };
}
