import { type DemoItem, envelope, on, published } from './items-story.ts';

/** Notices about what is passed around and does not hold. */
export function hoaxNotices(): readonly DemoItem[] {
  return [
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'hoax',
        title: {
          id: 'Pesan berantai: “Tanpa surat undangan tidak boleh memilih”',
          en: 'Chain message: “No invitation, no vote”',
        },
        summary: {
          id: 'Tidak benar. Warga yang ada di daftar pemilih cukup membawa KTP-el.',
          en: 'Not true. If you are on the voter list, your identity card is enough.',
        },
        body: {
          id: `Surat pemberitahuan membantu menemukan TPS, tetapi **bukan syarat untuk memilih**. Petugas mencocokkan KTP-el dengan daftar pemilih.

Belum menerima surat? Cek nama dan letak TPS di Cek Pemilih, lalu datang antara pukul 07.00 dan 13.00 dengan KTP-el.`,
          en: `The letter helps to find your polling place, but it is **not needed to vote**. Officers compare your identity card with the voter list.`,
        },
        hoax: {
          claim: {
            id: 'Yang tidak dapat surat undangan dari KPPS otomatis tidak boleh nyoblos tanggal 27, namanya dicoret.',
            en: 'Whoever got no invitation may not vote on the 27th; their name was struck off.',
          },
          verdict: 'false',
          seen: { where: 'pesan berantai WhatsApp', on: '2024-11-22' },
          evidence: [
            {
              title: 'Peraturan tentang pemungutan suara, JDIH KPU',
              url: 'https://jdih.kpu.go.id/',
            },
          ],
        },
      },
      envelope: envelope('Divisi hukum dan pengawasan', { urgency: 'important' }),
      story: published(on('11-23', '16:30')),
    },
    {
      kind: 'announcement',
      agency: 'kota',
      content: {
        category: 'hoax',
        title: {
          id: 'Foto antrean panjang itu bukan dari pemilihan tahun ini',
          en: 'That picture of a long queue is not from this year',
        },
        summary: { id: 'Fotonya asli, tetapi diambil pada Februari dan dipakai untuk cerita yang lain.' },
        body: {
          id: `Foto yang beredar menunjukkan antrean warga pada Februari 2024. Tulisan di bawahnya mengatakan pendaftaran pemilih sedang dibuka dan orang diminta datang membawa fotokopi KTP. **Itu tidak terjadi.**

Tidak ada pendaftaran ulang. Warga tidak perlu menyerahkan fotokopi KTP kepada siapa pun.`,
        },
        hoax: {
          claim: {
            id: 'Antre dari subuh buat daftar ulang pemilih. Kalau telat, hak pilih hangus. Bawa fotokopi KTP!',
          },
          verdict: 'out-of-context',
          seen: { where: 'unggahan di Facebook', on: '2024-11-17' },
          evidence: [{ title: 'Situs KPU', url: 'https://www.kpu.go.id/' }],
        },
      },
      envelope: envelope('Pemantauan media Diskominfo'),
      story: published(on('11-18', '16:50')),
    },
  ];
}
