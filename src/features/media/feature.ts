import { slugOf } from '../../domain/item.ts';
import type { Feature, FeatureContext } from '../../platform/feature.ts';
import { readMedia } from '../../platform/media/store.ts';
import { mediaMigrations } from '../../platform/media/tables.ts';
import { isOpen, removeUnused } from './uses.ts';

/** A file that is withdrawn is to be gone from phones and proxies too, and soon. */
const SHARED = { maxAge: 3600, shared: true } as const;
const SWEEP_SECONDS = 24 * 3600;

/** Pictures and documents that stand in what staff publish, each under the digest of its bytes. */
export const media: Feature = {
  id: 'media',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: mediaMigrations,
  // A page that is read without a network is read with its pictures; a document is opened, and not fetched by a page.
  offline: { data: ['/media/'] },
  files: (context) => [
    {
      path: '/media/:file{[\\w-]{43}\\.webp}',
      async get({ params }) {
        const found = await openFile(context, 'picture', params['file']);
        return found && { ...SHARED, type: 'image/webp', body: found.bytes };
      },
    },
    {
      // Offered to be saved: a document is nothing that runs in the window's own name.
      path: '/media/:file{[\\w-]{43}\\.pdf}',
      async get({ params }) {
        const found = await openFile(context, 'pdf', params['file']);
        if (!found) return undefined;
        const fileName = `${slugOf((found.name ?? '').replace(/\.pdf$/, '')) || 'dokumen'}.pdf`;
        return { ...SHARED, type: 'application/pdf', body: found.bytes, fileName };
      },
    },
  ],
  jobs: (context) => [
    {
      name: 'media.sweep',
      everySeconds: SWEEP_SECONDS,
      run: async (_, signal) => {
        await removeUnused(context, signal);
      },
    },
  ],
};

/** A file by the last part of its address, where it is given to everybody. Its bytes are many, and asked for last. */
async function openFile(context: FeatureContext, kind: 'picture' | 'pdf', file: string | undefined) {
  const digest = file?.split('.', 1)[0] ?? '';
  return (await isOpen(context, digest)) ? readMedia(context.db, kind, digest) : undefined;
}
