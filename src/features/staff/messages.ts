import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of sign-in. */
export const messages = defineMessages(
  {
    signIn: 'Masuk',
    signInLead: 'Untuk petugas yang bekerja di jendela ini. Warga tidak perlu masuk.',
    linkTitle: 'Masuk ke ruang kerja',
    linkLead: 'Tautan ini mengantar Anda ke ruang kerja. Tautan hanya berlaku satu kali.',
    linkButton: 'Masuk sekarang',
    linkOverTitle: 'Tautan tidak berlaku',
    linkOver: 'Tautan ini sudah dipakai atau sudah terlalu lama. Minta tautan yang baru.',
    again: 'Ke halaman masuk',
  },
  {
    signIn: 'Sign in',
    signInLead: 'For staff who work in this window. Citizens need not sign in.',
    linkTitle: 'Sign in to the workspace',
    linkLead: 'This link leads you into the workspace. It works once.',
    linkButton: 'Sign in now',
    linkOverTitle: 'The link is not valid',
    linkOver: 'This link was used already, or it is too old. Ask for a new one.',
    again: 'To the sign-in page',
  },
);
