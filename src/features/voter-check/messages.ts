import { defineMessages } from '../../platform/i18n/messages.ts';

/** What the server alone writes; the words that the browser writes too are with the check's island. */
export const messages = defineMessages(
  {
    tile: 'Cek daftar pemilih',
    tileNote: 'Tanpa mengirim NIK Anda',
    navigation: 'Cek pemilih',
    description: 'Cek apakah Anda terdaftar sebagai pemilih dan di TPS mana, tanpa mengirim NIK Anda.',
    asOf: (list: string, voters: string, moment: string) => `${list}: ${voters} pemilih, disegel ${moment}.`,
    hours: (opens: string, closes: string) => `pukul ${opens}–${closes}`,

    noRollTitle: 'Daftar pemilih belum diterbitkan',
    noRollText:
      'Begitu KPU menerbitkan daftar pemilih, Anda bisa mengeceknya di sini. Tanpa akun, tanpa mengirim NIK.',

    village: (kind: string, name: string) => `${kind === 'desa' ? 'Desa' : 'Kelurahan'} ${name}`,
    district: (name: string) => `Kecamatan ${name}`,
    moved: (places: string) => `Pindah dari TPS ${places} pada pemilihan sebelumnya`,

    latestTitle: (list: string, election: string) => `${list} ${election} bisa dicek`,
    latestNote: (voters: string) => `${voters} pemilih`,

    leadComing: 'Anda masih bisa ikut memilih. Ini yang perlu dilakukan.',
    leadToday: 'Hari ini hari pemungutan suara. Anda masih bisa ikut memilih.',
    leadTodayOver: 'TPS sudah tutup hari ini.',
    leadPast: (election: string, day: string) => `Pemungutan suara ${election} sudah lewat, pada ${day}.`,
    sameNumber: 'Cocokkan nomornya',
    sameNumberText:
      'Bandingkan lagi dengan KTP-el, angka demi angka. Satu angka keliru sudah cukup untuk tidak ketemu.',
    otherCity: (city: string) => `Ber-KTP di luar ${city}?`,
    otherCityText: (city: string) =>
      `Di sini hanya ada daftar ${city}. Anda terdaftar di kota atau kabupaten sesuai alamat KTP-el.`,
    askToBeAdded: 'Minta dimasukkan ke daftar',
    askToBeAddedText: (office: string) =>
      `Daftar ini masih sementara. Bawa KTP-el dan kartu keluarga ke PPS di kelurahan Anda atau ke ${office} sebelum daftar pemilih tetap ditetapkan.`,
    onTheDay: 'Datang ke TPS dengan KTP-el',
    onTheDayText: (day: string, hours: string, law: string) =>
      `${day}, ${hours}, di TPS sesuai alamat RT/RW pada KTP-el. Anda dicatat sebagai pemilih tambahan, selama surat suara masih ada (${law}).`,
    onTheDayNowText: (hours: string, law: string) =>
      `Hari ini, ${hours}, di TPS sesuai alamat RT/RW pada KTP-el. Anda dicatat sebagai pemilih tambahan, selama surat suara masih ada (${law}).`,
    moveTitle: 'Sedang tinggal di tempat lain?',
    moveUntil: (day: string, lateDay: string) =>
      `Yang terdaftar di tempat lain bisa mengurus pindah memilih paling lambat ${day}. Kalau sakit, kena bencana, ditahan, atau bertugas: paling lambat ${lateDay}.`,
    moveLate: (day: string, lateDay: string) =>
      `Batas umum pindah memilih sudah lewat (${day}). Kalau sakit, kena bencana, ditahan, atau bertugas, masih bisa sampai ${lateDay}.`,
    moveOver: (lateDay: string) => `Batas mengurus pindah memilih sudah lewat (${lateDay}).`,
    tell: (office: string) => `Lapor ke ${office}`,
    tellText: 'Bawa KTP-el dan kartu keluarga, supaya nama Anda masuk untuk pemilihan berikutnya.',

    howTitle: 'Nomor Anda tetap di HP',
    howLead: 'Begini caranya Anda bisa mengecek daftar pemilih tanpa memberi tahu siapa pun NIK Anda.',
    howPictureLabel:
      'HP menyamarkan nomor, dua pemegang kunci masing-masing memutar kunci tanpa melihat nomornya, lalu HP membuka satu kotak catatan.',
    howPhone: 'HP Anda',
    howDisguised: 'disamarkan',
    howOpens: 'buka satu kotak',
    howNotSeen: 'tak melihat nomor',
    howBox: 'Daftar tersegel',
    howStep1: 'HP menyamarkan nomor',
    howStep1Text:
      'Nomor Anda dicampur dengan angka acak yang hanya ada di HP. Hasilnya berbeda setiap kali, dan tidak bisa dibalik menjadi NIK.',
    howStep2: (office: string, city: string) => `${office} dan ${city} masing-masing memutar kunci`,
    howStep2Text:
      'Keduanya memegang separuh kunci, dan hanya melihat nomor yang tersamar. Satu pihak saja tidak bisa membuka apa-apa.',
    howStep3: 'HP membuka satu kotak',
    howStep3Text:
      'HP menggabungkan kedua jawaban menjadi kunci satu kotak catatan. Kotak itu diambil bersama puluhan kotak lain, dan hanya kotak Anda yang terbuka.',
    howStep4: 'HP memeriksa jawabannya',
    howStep4Text:
      'Tanda tangan KPU, dan bukti dari kedua pemegang kunci, diperiksa di HP. Jawaban “tidak terdaftar” yang dipalsukan akan ketahuan.',
    howLimits: 'Yang perlu Anda tahu',
    howLimit1:
      'Setelah nomor ketemu, HP mengambil lokasi TPS. Server melihat TPS mana yang dibuka dan dari alamat jaringan mana, tetapi bukan NIK siapa.',
    howLimit2:
      'Kunci publik KPU untuk memeriksa tanda tangan datang bersama halaman ini. Aplikasi lain bisa menanamnya sendiri.',
    howLimit3:
      'Di “cek lewat server”, nomor Anda dikirim ke server. Pakai hanya kalau cara biasa tidak jalan.',
    howLimit4: 'Isi kotak hanya: jenis daftar, TPS, nomor urut, dan huruf depan nama.',
    back: 'Cek daftar pemilih',
    developers: 'Rincian untuk pengembang',
  },
  {
    tile: 'Check the voter list',
    tileNote: 'Without sending your NIK',
    navigation: 'Voter check',
    description:
      'Check whether you are a registered voter and at which polling place, without sending your NIK.',
    asOf: (list, voters, moment) => `${list}: ${voters} voters, sealed ${moment}.`,
    hours: (opens, closes) => `${opens}–${closes}`,

    noRollTitle: 'No voter list has been published yet',
    noRollText:
      'Once the election office publishes the voter list, you can check it here. No account, and no NIK sent.',

    village: (kind, name) => `${kind === 'desa' ? 'Desa' : 'Kelurahan'} ${name}`,
    district: (name) => `Kecamatan ${name}`,
    moved: (places) => `Moved from polling place ${places} of the election before`,

    latestTitle: (list, election) => `${list} of ${election} can be checked`,
    latestNote: (voters) => `${voters} voters`,

    leadComing: 'You can still vote. This is what to do.',
    leadToday: 'Today is voting day. You can still vote.',
    leadTodayOver: 'Polling places have closed today.',
    leadPast: (election, day) => `Voting for ${election} is over; it was on ${day}.`,
    sameNumber: 'Compare the number',
    sameNumberText:
      'Compare it with your identity card once more, digit by digit. One wrong digit is enough not to be found.',
    otherCity: (city) => `Does your card say another place than ${city}?`,
    otherCityText: (city) =>
      `Only the list of ${city} is here. You are registered in the city or regency on your identity card.`,
    askToBeAdded: 'Ask to be added',
    askToBeAddedText: (office) =>
      `This list is still provisional. Take your identity card and family card to the PPS of your kelurahan or to ${office} before the final list is settled.`,
    onTheDay: 'Go to the polling place with your KTP-el',
    onTheDayText: (day, hours, law) =>
      `${day}, ${hours}, at the polling place of the RT/RW on your identity card. You are written down as an additional voter, while ballots last (${law}).`,
    onTheDayNowText: (hours, law) =>
      `Today, ${hours}, at the polling place of the RT/RW on your identity card. You are written down as an additional voter, while ballots last (${law}).`,
    moveTitle: 'Staying somewhere else?',
    moveUntil: (day, lateDay) =>
      `Who is registered elsewhere can arrange to vote here until ${day}. When ill, hit by a disaster, detained or on duty: until ${lateDay}.`,
    moveLate: (day, lateDay) =>
      `The usual last day to arrange voting elsewhere has passed (${day}). When ill, hit by a disaster, detained or on duty, it is possible until ${lateDay}.`,
    moveOver: (lateDay) => `The last day to arrange voting elsewhere has passed (${lateDay}).`,
    tell: (office) => `Tell ${office}`,
    tellText: 'Bring your identity card and family card, so that you are on the list for the next election.',

    howTitle: 'Your number stays on your phone',
    howLead: 'How you can check the voter list without telling anybody your NIK.',
    howPictureLabel:
      'The phone disguises the number, two key holders each turn their key without seeing the number, and the phone opens one box of records.',
    howPhone: 'Your phone',
    howDisguised: 'disguised',
    howOpens: 'opens one box',
    howNotSeen: 'sees no number',
    howBox: 'Sealed list',
    howStep1: 'The phone disguises the number',
    howStep1Text:
      'Your number is mixed with random digits that exist on your phone alone. It comes out different each time, and cannot be turned back into a NIK.',
    howStep2: (office, city) => `${office} and ${city} each turn a key`,
    howStep2Text:
      'Each holds half of the key and sees the disguised number alone. One of them by itself can open nothing.',
    howStep3: 'The phone opens one box',
    howStep3Text:
      'The phone puts both answers together to the key of one box. It fetches that box among dozens of others, and only yours opens.',
    howStep4: 'The phone checks the answer',
    howStep4Text:
      'The election office’s signature, and a proof from both key holders, are checked on the phone. A forged “not registered” is found out.',
    howLimits: 'What you should know',
    howLimit1:
      'Once a number is found, the phone fetches the polling place. The server sees which one was opened and from which network address, but not whose number it was.',
    howLimit2:
      'The election office’s public key, which checks the signature, comes with this page. Other apps can build it in.',
    howLimit3:
      'In “check by the server”, your number is sent to the server. Use it only when the usual way does not work.',
    howLimit4:
      'A box holds no more than: kind of list, polling place, number in the list, first letters of the name.',
    back: 'Check the voter list',
    developers: 'Details for developers',
  },
);
