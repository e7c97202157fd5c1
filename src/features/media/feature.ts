import { slugOf } from '../../domain/item.ts';
import type { Feature } from '../../platform/feature.ts';
import { readMedia } from '../../platform/media/store.ts';
import { mediaMigrations } from '../../platform/media/tables.ts';

/** Pictures and documents that stand in what staff publish, each under the digest of its bytes. */
export const media: Feature = {
  id: 'media',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: mediaMigrations,
  files: ({ db }) => [
    {
      path: '/media/:file{[\\w-]{43}\\.webp}',
      async get({ params }) {
        const found = await readMedia(db, 'picture', digestOf(params['file']));
        return found && { type: 'image/webp', body: found.bytes, immutable: true, shared: true };
      },
    },
    {
      // Offered to be saved: a document is nothing that runs in the window's own name.
      path: '/media/:file{[\\w-]{43}\\.pdf}',
      async get({ params }) {
        const found = await readMedia(db, 'pdf', digestOf(params['file']));
        if (!found) return undefined;
        const fileName = `${slugOf((found.name ?? '').replace(/\.pdf$/, '')) || 'dokumen'}.pdf`;
        return { type: 'application/pdf', body: found.bytes, immutable: true, shared: true, fileName };
      },
    },
  ],
};

function digestOf(file: string | undefined): string {
  return file?.split('.', 1)[0] ?? '';
}
