import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of the ways in beside a passkey: the office's login, and a link by e-mail. */
export const letterMessages = defineMessages(
  {
    otherWays: 'Cara lain',
    byOffice: (name: string) => `Masuk dengan ${name}`,
    byLetter: 'Kirim tautan lewat e-mail',
    email: 'Alamat e-mail kantor',
    emailHint: 'Kami kirim tautan yang berlaku satu kali, paling lama 15 menit.',
    emailProblem: 'Isi alamat e-mail yang lengkap, misalnya nama@kantor.go.id.',
    problems: 'Periksa lagi isian ini',
    sent: 'Buka e-mail Anda',
    sentText:
      'Kalau alamat itu terdaftar, tautan masuk sampai dalam beberapa menit. Buka tautannya di perangkat ini.',
    notThere: 'Belum sampai? Lihat folder spam, atau minta tautan kepada operator kantor.',
    back: 'Ke halaman masuk',
    mailAway: 'E-mail belum bisa dikirim',
    mailAwayText:
      'Server e-mail sedang tidak bisa dihubungi. Coba beberapa menit lagi, atau pakai cara lain.',
    tooMany: 'Terlalu banyak permintaan',
    tooManyText: 'Tunggu satu menit, lalu coba lagi.',
    failedTitle: 'Belum masuk',
    unreachable: 'Akun kantor sedang tidak bisa dihubungi. Coba lagi nanti, atau pakai cara lain.',
    notInvited: 'Alamat e-mail akun ini tidak dikenal di sini. Minta operator kantor mengundang alamat itu.',
    unverified: 'Kantor belum memastikan alamat e-mail akun ini. Hubungi pengelola akun kantor.',
    over: 'Waktunya sudah lewat, atau halaman itu dibuka dua kali. Mulai sekali lagi dari sini.',
    refused: 'Anda batal masuk di halaman kantor. Coba lagi, atau pakai cara lain.',
    letterSubject: (window: string) => `Tautan masuk ke ${window}`,
    letterText: (name: string, window: string, link: string, minutes: string) =>
      `Halo ${name},\n\nbuka alamat ini untuk masuk ke ruang kerja ${window}:\n\n${link}\n\nTautan berlaku satu kali, paling lama ${minutes} menit. Jangan teruskan surat ini.\n\nTidak merasa meminta? Abaikan saja. Selama tautan tidak dipakai, tidak ada yang berubah.\n`,
  },
  {
    otherWays: 'Other ways',
    byOffice: (name: string) => `Sign in with ${name}`,
    byLetter: 'Send a link by e-mail',
    email: 'E-mail address at the office',
    emailHint: 'We send a link that works once, for at most 15 minutes.',
    emailProblem: 'Enter a whole e-mail address, such as name@office.go.id.',
    problems: 'Look at this again',
    sent: 'Open your e-mail',
    sentText: 'If that address is known, a link to sign in arrives within minutes. Open it on this device.',
    notThere: 'Nothing there? Look into the spam folder, or ask the operator of your office for a link.',
    back: 'To the sign-in page',
    mailAway: 'E-mail cannot be sent yet',
    mailAwayText: 'The mail server cannot be reached. Try in a few minutes, or take another way.',
    tooMany: 'Too many requests',
    tooManyText: 'Wait a minute, then try again.',
    failedTitle: 'Not signed in',
    unreachable: 'The office’s login cannot be reached. Try later, or take another way.',
    notInvited:
      'The e-mail address of this account is not known here. Ask the operator of your office to invite it.',
    unverified:
      'The office has not made sure of this account’s e-mail address. Ask whoever looks after its accounts.',
    over: 'It took too long, or the page was opened twice. Begin once more from here.',
    refused: 'You left the office’s page without signing in. Try again, or take another way.',
    letterSubject: (window: string) => `Link to sign in to ${window}`,
    letterText: (name: string, window: string, link: string, minutes: string) =>
      `Hello ${name},\n\nopen this address to sign in to the workspace of ${window}:\n\n${link}\n\nIt works once, for at most ${minutes} minutes. Do not pass this letter on.\n\nYou did not ask for it? Leave it. As long as the link is not used, nothing changes.\n`,
  },
);
