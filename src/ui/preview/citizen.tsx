import { Actions, LinkButton } from '../components/button.tsx';
import { Chip, FilterChips } from '../components/chip.tsx';
import { Home } from '../components/home.tsx';
import { Icon } from '../components/icon.tsx';
import { PollingPlaceCard } from '../components/polling-place.tsx';
import { Rail, type RailItem } from '../components/rail.tsx';
import { LinkList, Section, Title } from '../components/text.tsx';
import { TimelineChart } from '../components/timeline.tsx';
import { Pane, TileGrid, Window } from '../components/window.tsx';
import type { PageAssets } from '../shell.tsx';
import { Sample } from './frame.tsx';
import { MONTHS, STAGES } from './stages.ts';

const railItem = ({ name, date, state, box }: (typeof STAGES)[number]): RailItem => ({
  name,
  date,
  state,
  stateLabel: state === 'done' ? 'selesai' : state === 'current' ? 'berlangsung' : 'akan datang',
  href: `/tahapan/${name.toLowerCase().replaceAll(' ', '-')}`,
  box: box && [<Icon key="i" name="circle-check" />, <p key="p">{box}</p>],
});

export function HomeSample({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample
      assets={assets}
      path="/"
      title="Jendela Depok"
      more={{ asOf: 'Per 24 November 2024 pukul 09.00' }}
    >
      <Home
        now={{
          eyebrow: 'Sedang berlangsung',
          title: 'Masa tenang',
          count: { value: '3', label: 'hari lagi menuju pemungutan suara' },
          when: ['Rabu, 27 November 2024', 'pukul 07.00–13.00'],
        }}
        search={{ action: '/cari', label: 'Cari layanan, TPS, berita' }}
        services={
          <Section title="KPU Kota Depok" link={{ label: 'Semua', href: '/kpu' }}>
            <TileGrid
              tiles={[
                {
                  icon: 'scan-search',
                  title: 'Cek daftar pemilih',
                  note: 'Tanpa mengirim NIK Anda',
                  href: '/cek',
                },
                { icon: 'map-pinned', title: 'Cari TPS', note: '2.763 TPS', href: '/tps' },
                { icon: 'calendar-days', title: 'Tahapan', note: '24 tahap, 1 berjalan', href: '/tahapan' },
                { icon: 'badge-check', title: 'Periksa kabar', note: 'Asli dari KPU?', href: '/kabar' },
              ]}
            />
          </Section>
        }
        next={{ title: 'Berikutnya', children: <Rail items={STAGES.slice(-3).map(railItem)} /> }}
      >
        <Section title="Terbaru">
          <LinkList
            items={[
              {
                href: '/1',
                title: 'Yang dibawa ke TPS pada hari pemungutan suara',
                note: '22 November 2024',
                icon: 'megaphone',
              },
              {
                href: '/2',
                title: '12 TPS di Sukmajaya pindah tempat',
                note: '20 November 2024',
                icon: 'map-pin',
              },
            ]}
          />
        </Section>
      </Home>
    </Sample>
  );
}

export function Stages({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample assets={assets} path="/tahapan" title="Tahapan Pilkada 2024">
      <Title eyebrow="Pemilihan serentak" title="Tahapan Pilkada 2024">
        <FilterChips
          label="Saring tahapan"
          items={[
            { label: 'Semua tahap', href: '/tahapan', current: true },
            { label: 'Berjalan', href: '/tahapan?keadaan=berjalan' },
            { label: 'Berikutnya', href: '/tahapan?keadaan=berikutnya' },
          ]}
        />
      </Title>
      <div class="duo stack">
        <Rail items={STAGES.slice(-7).map(railItem)} />
        <Window class="stick">
          <Pane title="Dalam satu gambar">
            <TimelineChart
              items={STAGES.flatMap(({ name, start, end, state }) =>
                start ? [{ name, start, ...(end ? { end } : {}), state }] : [],
              )}
              label="Tahapan Pilkada 2024 menurut bulan, Februari 2024 sampai Desember 2024."
              months={MONTHS}
              today={{ date: '2024-11-24', label: 'hari ini' }}
            />
          </Pane>
        </Window>
      </div>
    </Sample>
  );
}

export function Answer({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample assets={assets} path="/cek" title="Terdaftar">
      <Chip tone="ok" label="Terdaftar dalam DPT" />
      <div class="duo stack">
        <PollingPlaceCard
          level={1}
          eyebrow="Tempat pemungutan suara Anda"
          number="014"
          village="Kelurahan Depok Jaya"
          district="Kecamatan Pancoran Mas"
          map={{
            label:
              'TPS 014 pada 6,3972° Lintang Selatan, 106,8113° Bujur Timur, dengan empat TPS di dekatnya.',
            coordinates: '6,3972° LS · 106,8113° BT',
            north: 'U',
            nearby: [
              { east: 190, north: 60, label: '015' },
              { east: -240, north: -20, label: '013' },
              { east: -130, north: 110, label: '012' },
              { east: 330, north: -70, label: '021' },
            ],
          }}
          facts={[
            {
              icon: 'map-pin',
              text: 'Halaman SDN Depok Jaya 3, Jl. Nusantara Raya',
              note: 'Lokasi dipastikan 20 November 2024. Bisa untuk kursi roda.',
            },
            { icon: 'arrow-right', text: 'Pindah dari TPS 027 pada Pemilu Februari 2024' },
            { icon: 'list-ordered', text: 'Nomor urut 312 dalam daftar' },
          ]}
        />
        <div class="stack">
          <Actions>
            <LinkButton href="geo:-6.3972,106.8113" icon="navigation">
              Petunjuk arah
            </LinkButton>
            <LinkButton href="#simpan" icon="bookmark" alt>
              Simpan di HP ini
            </LinkButton>
          </Actions>
          <p class="row row-top mute">
            <Icon name="lock" />
            <span>
              NIK Anda tidak meninggalkan HP ini. <a href="/privasi">Bagaimana bisa?</a>
            </span>
          </p>
        </div>
      </div>
    </Sample>
  );
}
