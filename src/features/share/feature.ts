import type { Feature, FeatureContext, FileRoute, PageAnswer, PageRoute } from '../../platform/feature.ts';
import { drawQrPicture } from '../../platform/pictures/qr-picture.ts';
import { withChannel } from '../../platform/views/channels.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { qrSvg } from '../../ui/qr.ts';
import { messages } from './messages.ts';
import { posterPage } from './poster-page.tsx';
import { sharePage } from './share-page.tsx';
import { createSharing } from './shared.ts';
import { addressOf, parseShort } from './short-link.ts';
import { shareMigrations } from './tables.ts';

const PAGE = ['untuk'];

/** Passing pages on: short addresses, WhatsApp, a picture with a QR code, a poster for a notice board. */
export const share: Feature = {
  id: 'share',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: shareMigrations,
  onEveryPage: {
    foot: (address, lang) => ({
      icon: 'share-2',
      label: messages(lang).share,
      href: `/bagikan?untuk=${encodeURIComponent(address)}`,
    }),
  },
  pages,
  files,
};

function pages(context: FeatureContext): PageRoute[] {
  const sharing = createSharing(context);
  return [
    {
      path: '/s/:code',
      fresh: true,
      async get({ params }): Promise<PageAnswer> {
        const short = parseShort(params['code'] ?? '');
        const address = short && (await addressOf(context.db, short.code));
        if (!short || address === undefined) return { kind: 'missing' };
        return { kind: 'moved', to: withChannel(address, short.channel), status: 302 };
      },
    },
    {
      path: '/bagikan',
      query: PAGE,
      async get(request): Promise<PageAnswer> {
        const shared = await sharing(request);
        return shared ? { kind: 'page', ...sharePage(shared, request) } : { kind: 'missing' };
      },
    },
    {
      path: '/bagikan/poster',
      query: PAGE,
      async get(request): Promise<PageAnswer> {
        const shared = await sharing(request);
        return shared ? { kind: 'page', ...posterPage(shared, request) } : { kind: 'missing' };
      },
    },
  ];
}

function files(context: FeatureContext): FileRoute[] {
  const sharing = createSharing(context);
  const look = pictureLook(context.city.ink);
  return [
    {
      path: '/bagikan/gambar.png',
      query: PAGE,
      async get(request) {
        const shared = await sharing(request);
        const body =
          shared &&
          (await drawQrPicture({
            look,
            windowName: shared.windowName,
            offices: shared.offices,
            title: shared.title,
            url: shared.url('k'),
            shortAddress: shared.shortAddress,
            invitation: messages(request.lang).invitation,
          }));
        return body && { type: 'image/png', body };
      },
    },
    {
      path: '/bagikan/qr.svg',
      query: PAGE,
      async get(request) {
        const shared = await sharing(request);
        return shared && { type: 'image/svg+xml', body: qrSvg(shared.url('q')), fileName: 'qr.svg' };
      },
    },
  ];
}
