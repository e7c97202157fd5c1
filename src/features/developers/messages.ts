import { defineMessages } from '../../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    title: 'Untuk pengembang',
    lead: 'Semua yang ada di jendela ini juga bisa dibaca oleh program lain. Tanpa pendaftaran.',
    description: 'API terbuka: tahapan, TPS, pencarian, dan daftar pemilih tersegel.',
    openapi: 'Uraian OpenAPI 3.1',
    feeds: 'Kalender dan umpan',
    feedsText:
      'Setiap pemilihan punya kalender yang bisa dilanggani, dan perubahan tahapan ada dalam umpan Atom.',
    schema: 'Skema berkas tahapan',
    limits: 'Batas',
    limitsText:
      'Jawaban yang tidak berubah boleh disimpan selama yang dikatakan Cache-Control. Pemeriksaan pemilih dibatasi per alamat. Di atas batas itu, jawabannya 429 dengan Retry-After dan tugas kecil untuk komputer.',
    roll: 'Daftar pemilih tersegel',
    rollText:
      'Tidak ada alamat API yang menerima nomor identitas. Perangkat warga menyamarkan nomor itu sebelum bertanya, lalu memeriksa jawabannya sendiri.',
    errors: 'Kesalahan',
    errorsText: 'Setiap kesalahan adalah application/problem+json (RFC 9457) dengan kode yang tetap.',
    parameters: 'Parameter',
    required: 'wajib',
    optional: 'boleh kosong',
    answers: 'Jawaban',
    body: 'Isi permintaan',
    name: 'Nama',
    where: 'Di',
    meaning: 'Arti',
    status: 'Status',
  },
  {
    title: 'For developers',
    lead: 'Everything in this window can be read by other programs too. No registration.',
    description: 'Open API: stages, polling places, search and the sealed voter roll.',
    openapi: 'OpenAPI 3.1 description',
    feeds: 'Calendars and feeds',
    feedsText: 'Each election has a calendar to subscribe to, and changes of stages are an Atom feed.',
    schema: 'Schema of stage files',
    limits: 'Limits',
    limitsText:
      'Answers may be kept for as long as Cache-Control says. Voter checks are limited by address. Beyond that the answer is 429 with Retry-After and a small task for the computer.',
    roll: 'The sealed voter roll',
    rollText:
      'No address of the API takes an identity number. The citizen’s device blinds the number before it asks, and checks the answer itself.',
    errors: 'Errors',
    errorsText: 'Every error is application/problem+json (RFC 9457) with a code that does not change.',
    parameters: 'Parameters',
    required: 'required',
    optional: 'optional',
    answers: 'Answers',
    body: 'Request body',
    name: 'Name',
    where: 'In',
    meaning: 'Meaning',
    status: 'Status',
  },
);
