import { corrected, type DemoItem, type DemoPlaces, envelope, on, published } from './items-story.ts';

/** Announcements of the election office. */
export function officeNotices({ kelurahan }: DemoPlaces): readonly DemoItem[] {
  const notice = (item: Omit<DemoItem, 'kind' | 'agency'>): DemoItem => ({
    kind: 'announcement',
    agency: 'kpu',
    ...item,
  });
  return [
    notice({
      content: {
        category: 'announcement',
        title: {
          id: `Lapangan tergenang, satu TPS di ${kelurahan.name} pindah tempat`,
          en: `Flooded field: one polling place in ${kelurahan.name} has moved`,
        },
        summary: {
          id: 'TPS di lapangan RW 03 dipindah ke balai warga, sekitar 200 meter dari tempat semula. Nomor TPS tetap.',
          en: 'The polling place on the RW 03 field is now in the community hall, some 200 metres away. Its number stays the same.',
        },
        body: {
          id: `Hujan semalam menggenangi lapangan RW 03, ${kelurahan.name}. Supaya aman dan bisa dilewati kursi roda, tempat memilih dipindah ke balai warga RW 03.

- Nomor TPS dan daftar pemilihnya **tidak berubah**.
- Surat pemberitahuan yang sudah diterima tetap berlaku.
- Petugas memasang tanda arah di lapangan lama mulai Selasa sore.

Warga yang perlu dibantu ke tempat baru bisa menghubungi ketua RT atau petugas TPS.`,
          en: `Last night's rain flooded the field of RW 03, ${kelurahan.name}. The polling place is now in the RW 03 community hall, which wheelchairs can reach.

- Its number and voter list have **not changed**.
- Notification letters that were handed out are still good.
- Signs at the old field show the way from Tuesday afternoon.`,
        },
      },
      envelope: envelope(`Berita acara PPS ${kelurahan.name}`, {
        areas: [kelurahan.code],
        urgency: 'urgent',
        expires: on('11-27', '18:00'),
      }),
      story: published(on('11-24', '07:20')),
    }),
    notice({
      content: {
        category: 'schedule',
        title: {
          id: 'Rabu, 27 November: TPS buka pukul 07.00 sampai 13.00',
          en: 'Wednesday 27 November: polling places are open from 7:00 to 13:00',
        },
        summary: {
          id: 'Bawa KTP-el. Yang sudah antre sebelum pukul 13.00 tetap dilayani sampai selesai.',
          en: 'Bring your identity card. Whoever is in the queue by 13:00 will still vote.',
        },
        body: {
          id: `Pemungutan suara berlangsung satu hari saja.

1. **07.00** TPS dibuka, dimulai dengan sumpah petugas di depan warga.
2. **07.00–13.00** warga yang ada di daftar pemilih memberikan suara.
3. **12.00–13.00** giliran warga yang belum ada di daftar, di TPS sesuai alamat KTP-el, selama surat suara masih ada.
4. **Setelah 13.00** suara dihitung di tempat yang sama. Siapa pun boleh melihat.

Jam mengikuti waktu setempat. Letak TPS bisa dicari di menu Cari TPS.`,
          en: `Voting is on one day only.

1. **7:00** Polling places open with the oath of the officers.
2. **7:00–13:00** Everybody on the voter list votes.
3. **12:00–13:00** Those who are not on the list vote at the polling place of the address on their identity card, as long as there are ballots.
4. **After 13:00** Votes are counted in the same place. Anybody may watch.

Times are local.`,
        },
      },
      envelope: envelope('Tahapan Pilkada 2024', {
        urgency: 'important',
        expires: on('11-28', '00:00'),
      }),
      story: published(on('11-18', '09:00')),
    }),
    notice({
      content: {
        category: 'announcement',
        title: { id: 'Masa tenang 24–26 November: kampanye berhenti', en: 'Quiet period: no campaigning' },
        summary: {
          id: 'Selama tiga hari tidak boleh ada kampanye dalam bentuk apa pun, termasuk di media sosial.',
          en: 'For three days nobody campaigns, on social media neither.',
        },
        body: {
          id: `Mulai hari ini sampai Selasa warga punya waktu untuk menimbang pilihan dengan tenang.

- Pasangan calon, tim, dan pendukung tidak berkampanye.
- Spanduk dan baliho kampanye diturunkan.
- Menjanjikan atau memberi uang supaya orang memilih calon tertentu dilarang kapan pun.

Melihat pelanggaran? Laporkan ke Bawaslu atau pengawas di kelurahan.`,
          en: `From today until Tuesday people weigh their choice in peace. Nobody campaigns, and banners come down. To promise or give money for votes is forbidden at any time. Report what you see to Bawaslu.`,
        },
      },
      envelope: envelope('Tahapan Pilkada 2024', { urgency: 'important', expires: on('11-27', '00:00') }),
      story: published(on('11-24', '06:00')),
    }),
    notice({
      content: {
        category: 'news',
        title: {
          id: 'Surat pemberitahuan memilih mulai dibagikan ke rumah',
          en: 'Notification letters are being brought to homes',
        },
        summary: {
          id: 'Petugas TPS mengantar surat pemberitahuan sampai 26 November. Belum dapat? KTP-el saja sudah cukup.',
          en: 'Officers bring them until 26 November. Without one, your identity card is enough.',
        },
        body: {
          id: `Petugas TPS (KPPS) mendatangi rumah warga untuk menyerahkan surat pemberitahuan. Surat ini memuat nomor TPS, alamat, dan jamnya.

**Kalau surat belum sampai**, tidak perlu khawatir. Selama nama ada di daftar pemilih, cukup datang membawa KTP-el. Status dan letak TPS bisa dilihat di menu Cek Pemilih.

Pembagian surat **gratis**. Tidak ada biaya, dan tidak ada tautan yang perlu dibuka.`,
          en: `Officers of the polling places (KPPS) bring the letters to your home. A letter names your polling place and its hours. **If yours has not come**, your identity card is enough as long as you are on the voter list. The letter is free of charge.`,
        },
      },
      envelope: envelope('Divisi teknis penyelenggaraan', { expires: on('11-27', '13:00') }),
      story: published(on('11-23', '10:30')),
    }),
    notice({
      content: {
        category: 'announcement',
        title: { id: 'Jam layanan tatap muka di kantor KPU sampai hari pemungutan suara' },
        summary: { id: 'Senin–Jumat 08.00–16.00, Sabtu 08.00–12.00. Minggu tutup.' },
        body: {
          id: `Warga yang ingin bertanya langsung bisa datang ke kantor KPU.

| hari | jam |
| --- | --- |
| Senin–Jumat | 08.00–16.00 |
| Sabtu | 08.00–12.00 |
| Minggu | tutup |

Layanan tidak dipungut biaya.`,
        },
      },
      envelope: envelope('Sekretariat KPU', { expires: on('11-30', '00:00') }),
      story: [
        ...published(on('11-05', '08:45')),
        ...corrected(
          on('11-19', '14:10'),
          {
            summary: { id: 'Senin–Jumat 08.00–16.00, Sabtu dan Minggu 08.00–15.00.' },
            body: {
              id: `Warga yang ingin bertanya langsung bisa datang ke kantor KPU. Menjelang hari pemungutan suara kantor juga buka pada hari Minggu.

| hari | jam |
| --- | --- |
| Senin–Jumat | 08.00–16.00 |
| Sabtu dan Minggu | 08.00–15.00 |

Layanan tidak dipungut biaya.`,
            },
          },
          {
            id: 'Sabtu buka lebih lama, sampai pukul 15.00. Hari Minggu yang semula tutup sekarang juga buka.',
          },
        ),
      ],
    }),
    notice({
      content: {
        category: 'vacancy',
        title: { id: 'Dicari petugas cadangan untuk beberapa TPS' },
        summary: { id: 'Untuk menggantikan petugas yang berhalangan karena sakit.' },
        body: {
          id: `Beberapa TPS memerlukan petugas cadangan. Syaratnya: warga setempat, sehat, paling muda 17 tahun, lulusan SMA atau sederajat, dan bukan anggota partai politik.

Pendaftaran lewat PPS di kelurahan, dengan membawa KTP-el dan surat keterangan sehat.`,
        },
      },
      envelope: envelope('Divisi sumber daya manusia', { expires: on('11-26', '16:00') }),
      story: [
        ...published(on('11-12', '11:00')),
        {
          deed: 'withdraw',
          at: on('11-21', '15:25'),
          reason: {
            id: 'Semua tempat sudah terisi. Pendaftaran ditutup lebih cepat dari yang diumumkan; terima kasih kepada yang sudah mendaftar.',
            en: 'All places are filled, so that registration closed earlier than announced.',
          },
        },
      ],
    }),
    notice({
      content: {
        category: 'schedule',
        title: { id: 'Kampanye berlangsung sampai 23 November', en: 'Campaigning lasts until 23 November' },
        summary: { id: 'Hari Sabtu adalah hari terakhir. Setelah itu masa tenang.' },
        body: {
          id: `Hari terakhir kampanye adalah **Sabtu, 23 November**. Arus lalu lintas di sekitar tempat pertemuan bisa tersendat pada sore hari; petugas mengatur jalan.`,
          en: `The last day of campaigning is **Saturday 23 November**. Expect traffic near meetings in the afternoon.`,
        },
      },
      envelope: envelope('Tahapan Pilkada 2024', { expires: on('11-24', '00:00') }),
      story: [...published(on('11-15', '13:00')), { deed: 'expire', at: on('11-24', '00:00') }],
    }),
    notice({
      content: {
        category: 'news',
        title: { id: 'Surat suara sudah dilipat dan dihitung, siap dikirim ke kecamatan' },
        summary: {
          id: 'Penyortiran disaksikan Bawaslu dan polisi. Surat suara yang rusak dipisahkan dan dicatat.',
        },
        body: {
          id: `Penyortiran dan pelipatan surat suara selesai pada Rabu sore. Setiap lembar diperiksa: warnanya, cetakannya, dan lipatannya. Lembar yang rusak dipisahkan, dicatat, lalu dimusnahkan sebelum hari pemungutan suara sesuai aturan.

Kotak suara dikirim ke kecamatan mulai Minggu, dan sampai di TPS paling lambat sehari sebelum pemungutan suara.`,
        },
      },
      envelope: envelope('Divisi logistik'),
      story: published(on('11-21', '09:40')),
    }),
    notice({
      content: {
        category: 'result',
        title: {
          id: 'Daftar pemilih tetap sudah bisa diperiksa siapa saja',
          en: 'The final voter list can be checked by everybody',
        },
        summary: {
          id: 'Nama sendiri bisa dicek dari HP tanpa mengirimkan NIK ke siapa pun.',
          en: 'Check your own name on your phone; your number is sent to nobody.',
        },
        body: {
          id: `Daftar pemilih tetap (DPT) untuk pemilihan kepala daerah sudah ditetapkan dalam rapat terbuka.

- **Cek dari HP**: buka Cek Pemilih dan ketik NIK. Nomornya disamarkan di HP sendiri.
- **Cek di kelurahan**: daftar ditempel di papan pengumuman, tanpa NIK lengkap.

Nama tidak ada? Lihat Tanya Jawab: masih ada cara untuk memilih.`,
          en: `The final voter list for the local election has been settled in an open meeting. Check it on your phone, where your number is disguised before anything is sent, or on the notice board of your kelurahan.`,
        },
      },
      envelope: envelope('Rapat pleno terbuka'),
      story: published(on('10-28', '10:00')),
    }),
  ];
}
