import type { SendWords } from './send.ts';

interface OfficerWords extends SendWords {
  readonly kept: string;
  readonly sending: string;
  readonly waiting: string;
  readonly waitingSince: (time: string) => string;
  readonly seeQueue: string;
  readonly problems: string;
  readonly notKept: string;
  readonly tooLargePhoto: string;
  readonly states: Readonly<Record<'waiting' | 'problems' | 'conflict' | 'refused', string>>;
  readonly clear: string;
  readonly clearText: string;
  readonly count: (count: number) => string;
  readonly sendNow: string;
  readonly sendingNow: string;
  readonly later: string;
  readonly pause: string;
  readonly signedOut: string;
  readonly signIn: string;
  readonly read: string;
  readonly copy: string;
  readonly withPhoto: string;
  readonly othersWait: string;
  readonly leaveText: string;
  readonly leaveAndLose: string;
  readonly leaveOffline: string;
}

/** Words of what the phone keeps, in both languages. */
export const OFFICER_WORDS: Readonly<Record<'id' | 'en', OfficerWords>> = {
  id: {
    kept: 'Tersimpan di HP. Sedang dikirim…',
    sending: 'Menyimpan…',
    waiting: 'Belum terkirim',
    waitingSince: (time) => `Tersimpan di HP ini pukul ${time}. Terkirim sendiri saat ada jaringan.`,
    seeQueue: 'Lihat antrean',
    problems: 'Perbaiki dulu yang ini',
    notKept: 'Penyimpanan HP penuh atau ditolak, jadi formulir dikirim langsung.',
    tooLargePhoto: 'Foto ini lebih besar dari 12 MB dan tidak bisa dikecilkan di HP. Ambil foto baru.',
    states: {
      waiting: 'Belum terkirim',
      problems: 'Perlu diperbaiki',
      conflict: 'Ada catatan lain',
      refused: 'Tidak dihitung',
    },
    clear: 'Semua sudah terkirim',
    clearText: 'Tidak ada yang tertinggal di HP ini.',
    count: (count) => `${count} belum terkirim`,
    sendNow: 'Kirim sekarang',
    sendingNow: 'Mengirim…',
    later: 'Belum ada jaringan. Dicoba lagi sendiri; tidak ada yang hilang.',
    pause: 'Sedang banyak yang mengirim. Dikirim lagi sendiri sebentar lagi; tidak ada yang hilang.',
    signedOut: 'HP ini perlu masuk lagi sebelum bisa mengirim. Tidak ada yang hilang.',
    signIn: 'Masuk lagi',
    read: 'Sudah dibaca, hapus dari daftar',
    copy: 'Simpan salinan berkas',
    withPhoto: 'dengan foto',
    othersWait: 'Ada kiriman petugas lain di HP ini. Akan terkirim saat petugas itu masuk lagi.',
    leaveText:
      'Kalau keluar sekarang, kiriman ini dihapus dari HP dan tidak sampai. Kirim dulu, baru keluar.',
    leaveAndLose: 'Keluar dan hapus yang belum terkirim',
    leaveOffline: 'Belum ada jaringan. Tidak ada yang dihapus.',
    tooLarge: 'Fotonya terlalu besar untuk diterima. Tulis lagi dengan foto lain.',
    another: 'Kiriman ini ditulis petugas lain di HP ini.',
    notTaken: 'Kiriman ini tidak bisa diterima lagi. Buka halamannya dan tulis ulang.',
  },
  en: {
    kept: 'Kept on the phone. Sending…',
    sending: 'Keeping…',
    waiting: 'Not sent yet',
    waitingSince: (time) => `Kept on this phone at ${time}. It is sent by itself once there is a network.`,
    seeQueue: 'See what waits',
    problems: 'Mend this first',
    notKept: 'The phone’s storage is full or refused, so the form is sent at once.',
    tooLargePhoto: 'This photo is larger than 12 MB and the phone could not make it smaller. Take a new one.',
    states: {
      waiting: 'Not sent yet',
      problems: 'To be mended',
      conflict: 'Another record',
      refused: 'Does not count',
    },
    clear: 'Everything has been sent',
    clearText: 'Nothing is left on this phone.',
    count: (count) => `${count} not sent yet`,
    sendNow: 'Send now',
    sendingNow: 'Sending…',
    later: 'There is no network yet. It is tried again by itself; nothing is lost.',
    pause: 'Many are sending at this moment. It is sent again by itself shortly; nothing is lost.',
    signedOut: 'This phone has to sign in again before it can send. Nothing is lost.',
    signIn: 'Sign in again',
    read: 'Read, remove from the list',
    copy: 'Save a copy as a file',
    withPhoto: 'with a photo',
    othersWait: 'Another officer’s work waits on this phone. It is sent when they sign in again.',
    leaveText:
      'If you sign out now it is removed from the phone and never arrives. Send it first, then sign out.',
    leaveAndLose: 'Sign out and lose what was not sent',
    leaveOffline: 'There is no network yet. Nothing was removed.',
    tooLarge: 'The photo is too large to be taken. Write it again with another one.',
    another: 'Another officer wrote this on this phone.',
    notTaken: 'This can no longer be taken. Open its page and write it again.',
  },
};
