import type { NikProblem, PassportProblem } from '../../../domain/nik.ts';
import type { Language } from '../../../domain/text.ts';
import type { NkkProblem } from '../../../sealed-roll/input.ts';

const id = {
  title: 'Cek daftar pemilih',
  lead: (election: string) => `Cari tahu apakah Anda terdaftar untuk ${election}, dan di TPS mana.`,
  pastLead: (election: string, day: string) =>
    `${election} sudah selesai pada ${day}. Anda masih bisa melihat di TPS mana Anda terdaftar waktu itu.`,
  pastChip: 'Sudah selesai',
  nik: 'NIK Anda',
  nikHint: '16 angka di KTP-el.',
  nikMissing: (missing: number) => `Kurang ${missing} angka lagi.`,
  paspor: 'Nomor paspor Anda',
  pasporHint: '6 sampai 9 huruf dan angka. Untuk pemilih yang terdaftar dengan paspor.',
  nkk: 'Nomor kartu keluarga',
  nkkHint: '16 angka di bagian atas kartu keluarga.',
  usePassport: 'Saya terdaftar dengan paspor',
  useNik: 'Pakai NIK saja',
  otherElections: 'Cek untuk pemilihan lain',
  check: 'Cek',
  checkAgain: 'Coba lagi',
  checking: 'Sedang dicek',
  privacy: 'Nomor Anda tidak meninggalkan HP ini.',
  how: 'Bagaimana bisa?',
  stuck: 'Kolomnya tetap tidak bisa diisi? Cek lewat server',

  blinding: 'Menyamarkan nomor',
  asking: (holders: string) => `Bertanya ke dua pemegang kunci: ${holders}`,
  opening: 'Membuka kotak catatan',
  proving: 'Memeriksa bukti jawaban',
  placing: 'Mengambil lokasi TPS',
  working: 'Banyak yang mengecek dari jaringan Anda. HP ini mengerjakan soal kecil dulu supaya boleh lanjut.',
  and: 'dan',

  notPossible: 'Nomor itu belum bisa dicek',
  registered: (list: string) => `Terdaftar dalam ${list}`,
  registeredPast: (list: string) => `Waktu itu terdaftar dalam ${list}`,
  yourPlace: (election: string) => `TPS Anda · ${election}`,
  yourPlacePast: (election: string) => `TPS Anda waktu itu · ${election}`,
  inList: (number: string) => `Nomor urut ${number} dalam daftar`,
  maskedName: (name: string) => `Nama: ${name}`,
  maskedNote: 'Hanya huruf depannya yang tersimpan.',
  villageCode: (code: string) => `Kelurahan dengan kode ${code}`,
  noPlace: 'Lokasi TPS belum bisa diambil',
  noPlaceText: 'Nomor TPS di atas sudah pasti. Alamatnya bisa dicoba lagi.',
  retryPlace: 'Ambil lokasi lagi',
  when: 'Kapan datang',
  bring: 'Yang dibawa',
  needed: 'Wajib',
  alsoOn: (lists: string) =>
    `Nama Anda juga ada di ${lists}. Anda memilih menurut daftar yang tampil di sini.`,
  notAsked: (lists: string) =>
    `${lists} belum bisa ditanya. Kalau Anda mengurus pindah memilih, cek lagi nanti.`,
  directions: 'Petunjuk arah',
  placePage: 'Halaman TPS ini',
  calendar: 'Tambah ke kalender',
  save: 'Simpan di HP ini',
  saved: 'Tersimpan di HP ini',
  savedText: 'Kartu ini bisa dibuka tanpa internet. Nomor Anda tidak ikut disimpan.',
  openCard: 'Buka kartu',
  notSaved: 'HP ini tidak mengizinkan penyimpanan. Ambil tangkapan layar saja.',
  forget: 'Hapus dari HP ini',
  forgotten: 'Kartu sudah dihapus dari HP ini.',
  another: 'Cek nomor lain',
  cardTitle: 'Kartu TPS saya',
  cardNote: 'Yang Anda simpan di HP ini.',
  cardNone: 'Belum ada kartu di HP ini',
  cardNoneText: 'Cek dulu, lalu tekan “Simpan di HP ini”. Kartunya nanti bisa dibuka tanpa internet.',
  cardGetting: 'Membuka kartu dari HP ini…',
  cardNeedsScript: 'Kartu hanya ada di HP ini. Peramban Anda tidak menjalankan skrip yang membacanya.',
  cardAsOf: (moment: string) =>
    `Disimpan ${moment}. Lokasi bisa berubah; cek lagi menjelang hari pemungutan suara.`,
  cardCheckAgain: 'Cek lagi',

  notOnRoll: (lists: string, city: string) => `Nomor itu tidak ada di ${lists} ${city}`,
  verified: 'Jawaban ini sudah dibuktikan di HP Anda: tidak ada yang dilewatkan.',
  whatNow: 'Yang bisa Anda lakukan',

  untrusted: 'Jawaban ini tidak bisa dipercaya',
  untrustedText:
    'Ada yang tidak cocok pada jawaban yang diterima HP Anda, jadi tidak kami tampilkan. Ini bukan berarti Anda tidak terdaftar. Coba lagi. Kalau tetap begini, beri tahu KPU.',
  unavailable: 'Jawabannya belum bisa diambil',
  notAnswer: 'Ini bukan berarti Anda tidak terdaftar.',
  offline: 'HP ini sedang tidak tersambung ke internet.',
  network: 'Sambungan internet terputus atau terlalu lambat.',
  holderAway: (holder: string) => `Pengecekan butuh dua pemegang kunci, dan ${holder} sedang tidak menjawab.`,
  tooMany: 'Terlalu banyak pengecekan dari jaringan Anda dalam satu menit.',
  wait: (seconds: number) =>
    seconds > 90 ? `Tunggu sekitar ${Math.ceil(seconds / 60)} menit.` : `Tunggu ${seconds} detik.`,
  noRoll: 'Daftarnya baru saja diganti. Muat ulang halaman ini.',
  serverTrouble: 'Sistem sedang ada gangguan.',

  byServerTitle: 'Cek lewat server',
  byServerWarning: 'Di sini nomor Anda dikirim ke server',
  byServerText:
    'Cara biasa menghitung semuanya di HP, dan butuh JavaScript. Di halaman ini server yang menghitung untuk Anda, jadi nomor Anda sampai ke server. Server tidak menyimpan dan tidak mencatatnya.',
  byServerDone:
    'Kali ini server yang menghitung untuk Anda. Nomor Anda tidak disimpan dan tidak dicatat. Tutup halaman ini kalau HP-nya dipakai bersama.',
  byServerSubmit: 'Kirim nomor dan cek',
  kind: 'Jenis nomor',
  kindNik: 'NIK (KTP-el)',
  kindPaspor: 'Paspor',
  typedNumber: 'Nomor Anda',
  typedNumberHint: 'NIK 16 angka, atau nomor paspor.',

  nikProblem: {
    empty: 'Isi NIK Anda dulu.',
    'not-digits': 'NIK hanya terdiri dari angka. Ada huruf atau tanda lain di dalamnya.',
    length: 'NIK harus tepat 16 angka. Hitung lagi angka di KTP-el Anda.',
    day: 'Angka ke-7 dan ke-8 (tanggal lahir) tidak mungkin. Isinya 01–31, atau 41–71 untuk perempuan.',
    month: 'Angka ke-9 dan ke-10 (bulan lahir) tidak mungkin. Isinya 01–12.',
    date: 'Tanggal lahir di angka ke-7 sampai ke-12 tidak ada di kalender.',
    serial: 'Empat angka terakhir tidak mungkin 0000.',
  } satisfies Record<NikProblem, string>,
  passportProblem: {
    empty: 'Isi nomor paspor Anda dulu.',
    characters: 'Nomor paspor hanya terdiri dari huruf dan angka.',
    length: 'Nomor paspor terdiri dari 6 sampai 9 huruf dan angka.',
  } satisfies Record<PassportProblem, string>,
  nkkProblem: {
    empty: 'Isi nomor kartu keluarga Anda dulu.',
    'not-digits': 'Nomor kartu keluarga hanya terdiri dari angka.',
    length: 'Nomor kartu keluarga harus tepat 16 angka.',
  } satisfies Record<NkkProblem, string>,
};

/** The words of the check, which both the page and the browser write. */
export type CheckWords = typeof id;

const en: CheckWords = {
  title: 'Check the voter list',
  lead: (election) => `Find out whether you are registered for ${election}, and at which polling place.`,
  pastLead: (election, day) =>
    `${election} was held on ${day}. You can still see at which polling place you were registered then.`,
  pastChip: 'Over',
  nik: 'Your NIK',
  nikHint: 'The 16 digits on your identity card (KTP-el).',
  nikMissing: (missing) => (missing === 1 ? 'One digit to go.' : `${missing} digits to go.`),
  paspor: 'Your passport number',
  pasporHint: '6 to 9 letters and digits. For voters who are registered by passport.',
  nkk: 'Family card number',
  nkkHint: 'The 16 digits at the top of your family card.',
  usePassport: 'I am registered by passport',
  useNik: 'Use a NIK instead',
  otherElections: 'Check for another election',
  check: 'Check',
  checkAgain: 'Try again',
  checking: 'Checking',
  privacy: 'Your number does not leave this phone.',
  how: 'How can that be?',
  stuck: 'You still cannot type? Check by the server',

  blinding: 'Disguising the number',
  asking: (holders) => `Asking both key holders: ${holders}`,
  opening: 'Opening the box of records',
  proving: 'Checking the proof of the answer',
  placing: 'Getting the polling place',
  working:
    'Many people are checking from your network. This phone solves a small puzzle first, to be let on.',
  and: 'and',

  notPossible: 'That number cannot be checked yet',
  registered: (list) => `Registered in the ${list}`,
  registeredPast: (list) => `Registered then in the ${list}`,
  yourPlace: (election) => `Your polling place · ${election}`,
  yourPlacePast: (election) => `Your polling place then · ${election}`,
  inList: (number) => `Number ${number} in the list`,
  maskedName: (name) => `Name: ${name}`,
  maskedNote: 'No more than first letters are stored.',
  villageCode: (code) => `Kelurahan with the code ${code}`,
  noPlace: 'The polling place’s address could not be had',
  noPlaceText: 'The number above is certain. Its address can be tried again.',
  retryPlace: 'Get the address again',
  when: 'When to come',
  bring: 'What to bring',
  needed: 'Required',
  alsoOn: (lists) => `Your name is also on the ${lists}. You vote by the list that is shown here.`,
  notAsked: (lists) =>
    `The ${lists} could not be asked. If you arranged to vote elsewhere, check again later.`,
  directions: 'Directions',
  placePage: 'Page of this polling place',
  calendar: 'Add to calendar',
  save: 'Keep on this phone',
  saved: 'Kept on this phone',
  savedText: 'This card opens without internet. Your number is not kept with it.',
  openCard: 'Open the card',
  notSaved: 'This phone does not let us keep anything. Take a screenshot instead.',
  forget: 'Remove from this phone',
  forgotten: 'The card has been removed from this phone.',
  another: 'Check another number',
  cardTitle: 'My polling place card',
  cardNote: 'The one you saved on this phone.',
  cardNone: 'No card on this phone yet',
  cardNoneText: 'Check first, then press “Keep on this phone”. The card then opens without internet.',
  cardGetting: 'Opening the card from this phone…',
  cardNeedsScript: 'The card is on this phone alone. Your browser does not run the script that reads it.',
  cardAsOf: (moment) => `Kept ${moment}. Places can change; check again shortly before voting day.`,
  cardCheckAgain: 'Check again',

  notOnRoll: (lists, city) => `That number is not on the ${lists} of ${city}`,
  verified: 'This answer was proved on your phone: nothing was left out.',
  whatNow: 'What you can do',

  untrusted: 'This answer cannot be trusted',
  untrustedText:
    'Something in the answer that your phone got does not fit, so we do not show it. It does not mean that you are not registered. Try again. If it stays like this, tell the election office.',
  unavailable: 'The answer could not be had',
  notAnswer: 'This does not mean that you are not registered.',
  offline: 'This phone is not connected to the internet.',
  network: 'The connection broke off or is too slow.',
  holderAway: (holder) => `A check needs both key holders, and ${holder} does not answer just now.`,
  tooMany: 'Too many checks from your network within a minute.',
  wait: (seconds) =>
    seconds > 90 ? `Wait about ${Math.ceil(seconds / 60)} minutes.` : `Wait ${seconds} seconds.`,
  noRoll: 'The list has just been replaced. Load this page again.',
  serverTrouble: 'The system has trouble just now.',

  byServerTitle: 'Check by the server',
  byServerWarning: 'Here your number is sent to the server',
  byServerText:
    'The usual way computes everything on your phone, and needs JavaScript. On this page the server computes for you, so your number reaches the server. The server neither keeps it nor logs it.',
  byServerDone:
    'This time the server computed for you. Your number was neither kept nor logged. Close this page if others use this phone.',
  byServerSubmit: 'Send the number and check',
  kind: 'Kind of number',
  kindNik: 'NIK (KTP-el)',
  kindPaspor: 'Passport',
  typedNumber: 'Your number',
  typedNumberHint: 'A NIK of 16 digits, or a passport number.',

  nikProblem: {
    empty: 'Type your NIK first.',
    'not-digits': 'A NIK is made of digits alone. There is a letter or another sign in it.',
    length: 'A NIK has exactly 16 digits. Count those on your identity card again.',
    day: 'The 7th and 8th digits (day of birth) are impossible. They are 01–31, or 41–71 for women.',
    month: 'The 9th and 10th digits (month of birth) are impossible. They are 01–12.',
    date: 'The date of birth in the 7th to 12th digits is not in the calendar.',
    serial: 'The last four digits cannot be 0000.',
  },
  passportProblem: {
    empty: 'Type your passport number first.',
    characters: 'A passport number is made of letters and digits alone.',
    length: 'A passport number has 6 to 9 letters and digits.',
  },
  nkkProblem: {
    empty: 'Type your family card number first.',
    'not-digits': 'A family card number is made of digits alone.',
    length: 'A family card number has exactly 16 digits.',
  },
};

const WORDS: Readonly<Record<Language, CheckWords>> = { id, en };

export function checkWords(lang: Language): CheckWords {
  return WORDS[lang];
}

/** "DPT, DPTb dan DPK" */
export function joined(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}
