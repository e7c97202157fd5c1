import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of the arithmetic helper. */
export const messages = defineMessages(
  {
    title: 'Hitung C.Hasil',
    lead: 'Periksa apakah angka di C.Hasil saling cocok, satu surat suara sekali hitung.',
    notOfficial: 'Ini alat bantu hitung, bukan formulir resmi',
    notOfficialText:
      'Yang berlaku hanya C.Hasil yang ditandatangani di TPS. Halaman ini tidak mengirim hasil ke mana pun.',
    keptHere: 'Angka hanya ada di HP ini sampai dihapus.',
    byServer:
      'Tanpa JavaScript, angka dikirim ke jendela untuk diperiksa saat tombol Periksa ditekan, lalu tidak disimpan.',
    contest: 'Surat suara',
    candidates: 'Jumlah calon atau pasangan calon',
    show: 'Pakai',
    voters: 'Data pemilih',
    users: 'Pengguna hak pilih',
    allLists: 'Semua daftar',
    disabled: 'Pemilih disabilitas yang memilih',
    ballots: 'Data penggunaan surat suara',
    votes: 'Perolehan suara, sah dan tidak sah',
    check: 'Periksa',
    clear: 'Hapus semua angka',
    clearSure: 'Hapus semua angka di halaman ini?',
    homeTitle: 'Hitung C.Hasil',
    homeNote: 'Periksa jumlah sebelum ditandatangani',
    noElection: 'Belum ada pemilihan',
    noElectionText: 'Alat ini muncul begitu pemilihannya direkam.',
  },
  {
    title: 'Check C.Hasil',
    lead: 'See whether the figures of C.Hasil agree, one ballot paper at a time.',
    notOfficial: 'A helper, and no official form',
    notOfficialText:
      'Only the C.Hasil that is signed at the polling place counts. This page sends results nowhere.',
    keptHere: 'The figures stay on this phone alone until you remove them.',
    byServer:
      'Without JavaScript, the button Check sends the figures to the window to be checked; they are not kept.',
    contest: 'Ballot paper',
    candidates: 'Number of candidates or pairs',
    show: 'Use it',
    voters: 'Voters on the lists',
    users: 'Who voted',
    allLists: 'All lists',
    disabled: 'Disabled voters who voted',
    ballots: 'Ballots',
    votes: 'Votes',
    check: 'Check',
    clear: 'Remove all figures',
    clearSure: 'Remove all figures on this page?',
    homeTitle: 'Check C.Hasil',
    homeNote: 'Check the sums before you sign',
    noElection: 'No election yet',
    noElectionText: 'This helper appears once its election is recorded.',
  },
);
