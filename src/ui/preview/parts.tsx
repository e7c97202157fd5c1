import { Actions, Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { ErrorSummary, Field, SelectField } from '../components/form.tsx';
import { DataTable } from '../components/table.tsx';
import {
  AsOf,
  BackLink,
  Breadcrumb,
  Empty,
  More,
  Notice,
  Pagination,
  Section,
  Title,
} from '../components/text.tsx';
import { TimelineChart } from '../components/timeline.tsx';
import { Bar, FigurePane, Pane, Window } from '../components/window.tsx';
import { ErrorPage } from '../error-page.tsx';
import type { PageAssets } from '../shell.tsx';
import { Sample } from './frame.tsx';
import { MONTHS, STAGES } from './stages.ts';

const ROWS = [
  ['Cinere', '257', '935', 52, '864 orang', 'bad'],
  ['Limo', '280', '1.137', 58, '823 orang', 'warn'],
  ['Cipayung', '445', '2.149', 69, '966 orang', 'warn'],
  ['Tapos', '512', '3.420', 94, 'lengkap', 'ok'],
] as const;

export function Form({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample assets={assets} path="/cek" title="Cek daftar pemilih">
      <BackLink href="/" label="Beranda" />
      <ErrorSummary
        title="Ada yang perlu dibetulkan"
        errors={[{ text: 'NIK harus 16 angka, baru ada 15', href: '#nik' }]}
      />
      <Title
        eyebrow="KPU Kota Depok"
        title="Cek daftar pemilih"
        lead="Ketik NIK dari KTP-el Anda. Angkanya diolah di HP ini dan tidak dikirim."
      />
      <form class="stack" action="/cek">
        <Field
          id="nik"
          label="NIK"
          hint="16 angka di bagian atas KTP-el"
          error="NIK harus 16 angka, baru ada 15"
          big
          input={{ inputMode: 'numeric', value: '3276 0112 0394 000', autocomplete: 'off' }}
        />
        <SelectField
          id="kec"
          name="kec"
          label="Kecamatan"
          options={[
            { value: '1', label: 'Pancoran Mas' },
            { value: '2', label: 'Beji' },
          ]}
        />
        <Actions>
          <Button icon="scan-search">Periksa sekarang</Button>
          <Button icon="trash-2" alt type="button">
            Hapus dari HP ini
          </Button>
        </Actions>
      </form>
      <Notice title="Yang dibawa ke TPS">
        <p>KTP-el dan surat pemberitahuan, bila sudah ada.</p>
      </Notice>
      <Notice tone="warn">
        <p>Lokasi TPS ini belum dipastikan. Periksa lagi sebelum 27 November.</p>
      </Notice>
      <Notice tone="bad" title="Jawaban tidak bisa diambil">
        <p>Pemegang kunci tidak menjawab. Coba lagi sebentar lagi.</p>
      </Notice>
      <More summary="Bagaimana NIK saya tetap aman?">
        <p>HP Anda menyamarkan NIK sebelum bertanya.</p>
      </More>
    </Sample>
  );
}

export function Work({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample assets={assets} path="/petugas" title="Petugas KPPS">
      <Breadcrumb
        label="Letak halaman"
        items={[
          { label: 'TPS', href: '/tps' },
          { label: 'Pancoran Mas', href: '/tps/1' },
          { label: 'Depok Jaya' },
        ]}
      />
      <Title eyebrow="Pilkada 2024 · per 24 November 2024, 14.05" title="Petugas KPPS">
        <Chip tone="plain" icon="map" label="Semua kecamatan" />
      </Title>
      <Window columns={4}>
        <FigurePane label="Diundang" value="46.000" note="seluruh TPS" />
        <FigurePane label="Bergabung" value="37.412" note="81% dari target" />
        <FigurePane label="Lulus bimtek" value="29.870" note="80% dari yang bergabung" />
        <FigurePane label="TPS siap" value="4.118" note="74% dari 5.570" />
      </Window>
      <DataTable
        caption="Bergabung per kecamatan"
        columns={[
          { label: 'Kecamatan' },
          { label: 'TPS', numeric: true },
          { label: 'Bergabung', numeric: true },
          { label: 'Menuju target' },
          { label: 'Yang perlu dihubungi' },
        ]}
        rows={ROWS.map(([name, tps, joined, percent, calls, tone]) => ({
          key: name,
          cells: [
            name,
            tps,
            joined,
            <Bar key="b" value={percent} label={`${name} menuju target`} />,
            <Chip key="c" tone={tone} label={calls} />,
          ],
        }))}
      />
      <Window>
        <Pane title="Tahapan">
          <TimelineChart
            items={STAGES.flatMap(({ name, start = '', end = start, state }) =>
              start ? [{ name, start, end, state }] : [],
            )}
            label="Tahapan menurut bulan"
            months={MONTHS}
            today={{ date: '2024-11-24', label: 'hari ini' }}
          />
        </Pane>
      </Window>
      <Pagination
        label="Halaman daftar"
        position="Halaman 2 dari 7"
        previous={{ href: '?hal=1', label: 'Sebelumnya' }}
        next={{ href: '?hal=3', label: 'Berikutnya' }}
      />
      <Section title="Pengumuman">
        <Empty icon="inbox" title="Belum ada pengumuman">
          <p>Yang terbit akan muncul di sini.</p>
        </Empty>
      </Section>
      <AsOf>Per 24 November 2024 pukul 09.00</AsOf>
    </Sample>
  );
}

export function Missing({ assets }: { readonly assets: PageAssets }) {
  return (
    <Sample assets={assets} path="/hilang" title="Halaman tidak ada">
      <ErrorPage kind="unavailable" lang="id" requestId="01JDEXAMPLE" />
    </Sample>
  );
}
