import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/text.ts';
import { Page, type PageAssets, type PageProps } from '../shell.tsx';

const PLACES = [
  { icon: 'house', label: 'Beranda', href: '/' },
  { icon: 'calendar-days', label: 'Tahapan', href: '/tahapan' },
  { icon: 'scan-search', label: 'Cek pemilih', href: '/cek' },
  { icon: 'menu', label: 'Lainnya', href: '/lainnya' },
] as const;

export interface SampleProps {
  readonly assets: PageAssets;
  readonly path: string;
  readonly title: string;
  readonly lang?: Language;
  readonly more?: Partial<PageProps>;
  readonly children: ComponentChildren;
}

/** A sample page of a sample city in the real frame. */
export function Sample({ assets, path, title, lang = 'id', more, children }: SampleProps) {
  return (
    <Page
      lang={lang}
      title={title}
      path={path}
      origin="https://jendela.example"
      city={{ name: 'Kota Depok', windowName: 'Jendela Depok', demo: true }}
      nav={PLACES.map((place) => ({ ...place, current: place.href === path }))}
      navGroups={[
        {
          title: 'KPU Kota Depok',
          items: [
            { icon: 'map-pinned', label: 'Cari TPS', href: '/tps' },
            { icon: 'badge-check', label: 'Periksa kabar', href: '/kabar' },
          ],
        },
      ]}
      assets={assets}
      footer={{
        owner: 'Jendela Depok dikelola Dinas Komunikasi dan Informatika Kota Depok.',
        links: [
          { label: 'Tentang', href: '/tentang' },
          { label: 'Privasi', href: '/privasi' },
          { label: 'Sumber data', href: '/sumber' },
          { label: 'Untuk pengembang', href: '/developers' },
        ],
      }}
      {...more}
    >
      {children}
    </Page>
  );
}
