import { type DemoItem, envelope, on, published } from './items-story.ts';

/** What the election office tells its field officers, and nobody else. */
export function officerInstructions(): readonly DemoItem[] {
  return [
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'announcement',
        title: {
          id: 'Antar surat pemberitahuan 23–26 November, minta tanda terima',
          en: 'Hand out notification letters on 23–26 November, against a receipt',
        },
        summary: {
          id: 'Antar dari rumah ke rumah, jangan dititipkan. Yang tidak sampai kembali ke PPS paling lambat 26 November.',
          en: 'From door to door, never left with others. What cannot be delivered goes back to PPS by 26 November.',
        },
        body: {
          id: `1. Bagi RT di antara anggota. Pergi berdua.
2. Minta tanda tangan di lembar tanda terima.
3. Pemilih meninggal, pindah, atau tidak dikenal: tulis sebabnya, jangan ditebak.
4. Kembalikan sisanya ke PPS dengan formulir pengembalian, **paling lambat 26 November pukul 16.00**.

Hujan? Bungkus surat dengan plastik. Jangan mengantar setelah pukul 21.00.`,
          en: `1. Share the RT among you. Go in pairs.
2. Have the receipt signed.
3. Voters who died, moved or are unknown: write down why, do not guess.
4. Give the rest back to PPS with its form, **by 26 November, 16:00**.`,
        },
      },
      envelope: envelope('Surat KPU kepada PPK, PPS, dan KPPS', {
        audience: 'officers',
        urgency: 'important',
        expires: on('11-26', '18:00'),
      }),
      story: published(on('11-20', '08:30')),
    },
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'announcement',
        title: {
          id: 'Istirahat bergilir itu tugas, bukan kelonggaran',
          en: 'Taking turns to rest is a duty, not a favour',
        },
        summary: {
          id: 'Tidak ada yang bekerja lebih dari empat jam tanpa duduk. Sakit kepala, sesak, atau nyeri dada: berhenti dan minta bantuan.',
          en: 'Nobody works for more than four hours without sitting down. Headache, short breath, pain in the chest: stop and ask for help.',
        },
        body: {
          id: `Pada pemilu yang lalu petugas meninggal karena kelelahan. Itu tidak boleh terulang.

- Sepakati giliran istirahat **sebelum** hari pemungutan suara. Rencananya ada di halaman Kesehatan.
- Minum tiap jam. Makan siang bergilir, dua orang sekali.
- Yang punya darah tinggi, sakit jantung, atau gula: beri tahu ketua, bawa obat.
- Tombol **Minta bantuan** memberi tahu ketua, PPS, dan PPK sekaligus.`,
          en: `In past elections officers died of exhaustion. That must not happen again.

- Agree on turns to rest **before** voting day. The plan is on the page Health.
- Drink every hour. Have lunch in turns, two at a time.
- Whoever has high blood pressure, heart disease or diabetes: tell the head, bring your medicine.
- The button **Ask for help** tells the head, PPS and PPK at once.`,
        },
      },
      envelope: envelope('Surat edaran KPU tentang kesehatan petugas', {
        audience: 'officers',
        urgency: 'urgent',
        expires: on('11-28', '12:00'),
      }),
      story: published(on('11-23', '07:45')),
    },
  ];
}
