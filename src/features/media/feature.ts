import { slugOf } from '../../domain/item.ts';
import type { Feature } from '../../platform/feature.ts';
import { readMedia } from '../../platform/media/store.ts';
import { mediaMigrations } from '../../platform/media/tables.ts';
import { isOpen, removeUnused } from './uses.ts';

/** A file that is withdrawn is to be gone from phones and proxies too, and soon. */
const MAX_AGE = 3600;
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
        const digest = digestOf(params['file']);
        const found = await readMedia(context.db, 'picture', digest);
        if (!found || !(await isOpen(context, digest))) return undefined;
        return { type: 'image/webp', body: found.bytes, maxAge: MAX_AGE, shared: true };
      },
    },
    {
      // Offered to be saved: a document is nothing that runs in the window's own name.
      path: '/media/:file{[\\w-]{43}\\.pdf}',
      async get({ params }) {
        const digest = digestOf(params['file']);
        const found = await readMedia(context.db, 'pdf', digest);
        if (!found || !(await isOpen(context, digest))) return undefined;
        const fileName = `${slugOf((found.name ?? '').replace(/\.pdf$/, '')) || 'dokumen'}.pdf`;
        return { type: 'application/pdf', body: found.bytes, maxAge: MAX_AGE, shared: true, fileName };
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

function digestOf(file: string | undefined): string {
  return file?.split('.', 1)[0] ?? '';
}
