import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of the page of the audit log. */
export const messages = defineMessages(
  {
    title: 'Jejak',
    lead: 'Siapa melakukan apa, kapan, dari mana. Catatan ini hanya bertambah: tidak bisa diubah atau dihapus.',
    subject: 'Hal',
    subjectHint: 'Kode terbitan atau hal lain, seperti pada baris di bawah',
    person: 'Orang',
    action: 'Tindakan',
    anyAction: 'Semua tindakan',
    day: 'Hari',
    show: 'Tampilkan',
    clear: 'Tampilkan semua',
    filter: 'Saring',
    csv: 'Unduh CSV',
    jsonl: 'Unduh JSON Lines',
    lines: 'Baris jejak',
    from: (address: string) => `dari ${address}`,
    byCommand: 'lewat baris perintah',
    bySystem: 'sistem',
    byClock: 'Oleh jendela, menurut jadwal',
    changes: 'Lihat yang berubah',
    noChanges: 'Tanpa perubahan isi',
    onlyOf: (subject: string) => `Semua tentang ${subject}`,
    added: 'ditambah',
    removed: 'dihapus',
    clock: (shown: string) => `Jam mesin saat itu mundur: ${shown}`,
    none: 'Belum ada jejak',
    noneText: 'Begitu ada yang bekerja di ruang kerja, jejaknya muncul di sini.',
    noMatch: 'Tidak ada jejak yang cocok',
    noMatchText: 'Coba hari atau nama lain.',
    pages: 'Halaman jejak',
    newest: 'Terbaru',
    older: 'Sebelumnya',
    read: 'Membaca jejak instansinya',
    readAll: 'Membaca semua jejak',
    position: (line: string) => `Mulai baris ${line}`,
  },
  {
    title: 'Audit log',
    lead: 'Who did what, when, from where. This record only grows: nothing in it can be changed or removed.',
    subject: 'Thing',
    subjectHint: 'The code of an item or another thing, as in the lines below',
    person: 'Person',
    action: 'Deed',
    anyAction: 'All deeds',
    day: 'Day',
    show: 'Show',
    clear: 'Show all',
    filter: 'Narrow',
    csv: 'Download CSV',
    jsonl: 'Download JSON Lines',
    lines: 'Lines of the log',
    from: (address) => `from ${address}`,
    byCommand: 'on the command line',
    bySystem: 'the system',
    byClock: 'By the window, as scheduled',
    changes: 'See what changed',
    noChanges: 'No content changed',
    onlyOf: (subject) => `All about ${subject}`,
    added: 'added',
    removed: 'removed',
    clock: (shown) => `The machine’s clock was behind: ${shown}`,
    none: 'Nothing yet',
    noneText: 'As soon as somebody works in the workspace, it stands here.',
    noMatch: 'Nothing fits',
    noMatchText: 'Try another day or name.',
    pages: 'Pages of the log',
    newest: 'Newest',
    older: 'Earlier',
    read: 'Read the log of the own agency',
    readAll: 'Read the whole log',
    position: (line) => `From line ${line}`,
  },
);

/** Deeds in words, behind the name of the kind of thing. Others stand as they are in the log. */
const VERBS: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  create: { id: 'dibuat', en: 'created' },
  save: { id: 'disimpan', en: 'saved' },
  edit: { id: 'disunting', en: 'edited' },
  submit: { id: 'diajukan untuk diperiksa', en: 'sent to be reviewed' },
  'send-back': { id: 'dikembalikan', en: 'sent back' },
  publish: { id: 'diterbitkan', en: 'published' },
  schedule: { id: 'dijadwalkan', en: 'scheduled' },
  release: { id: 'terbit sesuai jadwal', en: 'published as scheduled' },
  discard: { id: 'drafnya dibuang', en: 'draft discarded' },
  confirm: { id: 'dipastikan masih benar', en: 'confirmed to be still true' },
  withdraw: { id: 'ditarik', en: 'withdrawn' },
  expire: { id: 'berakhir', en: 'expired' },
  invite: { id: 'diundang', en: 'invited' },
  rotate: { id: 'diganti', en: 'rotated' },
  revoke: { id: 'dicabut', en: 'revoked' },
  export: { id: 'diunduh', en: 'exported' },
};
const THINGS: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  signing: { id: 'Kunci tanda tangan', en: 'Signing key' },
  audit: { id: 'Jejak', en: 'Audit log' },
  staff: { id: 'Petugas', en: 'Staff' },
  area: { id: 'Wilayah', en: 'Area' },
};

/** Deeds that have words of their own. */
const DEEDS: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  'officers.refused': {
    id: 'Ditolak: meminta data wilayah lain',
    en: 'Refused: asked for another area’s data',
  },
  'session.link': { id: 'Masuk lewat tautan', en: 'Signed in by a link' },
  'session.office-login': { id: 'Masuk lewat akun kantor', en: 'Signed in by the office’s login' },
  'session.sign-out': { id: 'Keluar', en: 'Signed out' },
  'session.end': { id: 'Sesi diakhiri', en: 'Session ended' },
  'session.end-foreign-browser': {
    id: 'Sesi diakhiri karena dipakai dari peramban lain',
    en: 'Session ended, as it was used from another browser',
  },
  'passkey.add': { id: 'Passkey ditambahkan', en: 'Passkey added' },
  'passkey.remove': { id: 'Passkey dihapus', en: 'Passkey removed' },
  'passkey.rename': { id: 'Passkey diberi nama lain', en: 'Passkey renamed' },
  'passkey.reset': { id: 'Semua passkey dihapus', en: 'All passkeys removed' },
  'passkey.loss-confirm-first': {
    id: 'Passkey hilang, dipastikan rekan pertama',
    en: 'Loss of a passkey confirmed by a first colleague',
  },
  'passkey.loss-confirm-second': {
    id: 'Passkey hilang, dipastikan rekan kedua',
    en: 'Loss of a passkey confirmed by a second colleague',
  },
  'link.mail': { id: 'Tautan masuk dikirim lewat e-mail', en: 'Link to sign in sent by e-mail' },
  'link.make': { id: 'Tautan masuk dibuat', en: 'Link to sign in made' },
  'staff.add': { id: 'Petugas ditambahkan', en: 'Staff added' },
  'staff.duties': { id: 'Peran petugas diubah', en: 'Roles of staff changed' },
  'staff.end': { id: 'Petugas berhenti', en: 'Staff left' },
  'holiday.add': { id: 'Hari libur ditambahkan', en: 'Holiday added' },
};

/** A deed in words: "Pengumuman diterbitkan"; as it stands in the log where there are none. */
export function deedInWords(
  action: string,
  lang: 'id' | 'en',
  kinds: ReadonlyMap<string, { readonly label: { readonly id: string; readonly en: string } }>,
): string {
  const whole = DEEDS[action]?.[lang];
  if (whole) return whole;
  const [thing = '', verb = ''] = action.split('.', 2);
  const name = kinds.get(thing)?.label[lang] ?? THINGS[thing]?.[lang];
  const word = VERBS[verb]?.[lang];
  return name && word ? `${name} ${word}` : action;
}
