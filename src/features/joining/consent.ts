import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Lang } from '../../platform/i18n/messages.ts';

/**
 * What an officer agrees to, by the day on which it was written. Another text is another version: which one somebody
 * saw is kept with their answer, and the text with it.
 */
export const CONSENT_VERSION = '2026-11-24';

interface ConsentFacts {
  /** "KPU Kota Depok", "Diskominfo Kota Depok". */
  readonly electionOffice: string;
  readonly cityOffice: string;
  /** Days after the term until what is personal is erased. */
  readonly eraseAfterDays: number;
}

/** The paragraphs of the consent: what is kept, why, how long, and what somebody may ask for (UU 27/2022 art. 5–13, 20). */
export function consentParagraphs(
  lang: Lang,
  { electionOffice, cityOffice, eraseAfterDays }: ConsentFacts,
): readonly { readonly title: string; readonly text: string }[] {
  const days = String(eraseAfterDays);
  if (lang === 'en') {
    return [
      {
        title: 'What is kept',
        text: 'Name, NIK, telephone, team, and what you send from here: tasks, reports, lessons. NIK and telephone are stored locked. Health is kept only if you fill it in.',
      },
      {
        title: 'What for',
        text: `So that ${electionOffice} can guide and help its officers in this election (UU 27/2022 art. 20: legal duty and public task; your consent for this phone and for what you add yourself). ${cityOffice} runs the window on its behalf.`,
      },
      {
        title: 'How long',
        text: `Erased at most ${days} days after your term. You may see your data, have it corrected, or take this consent back: ask your committee. Work in the field goes on without it.`,
      },
    ];
  }
  return [
    {
      title: 'Yang disimpan',
      text: 'Nama, NIK, telepon, tim, dan yang dikirim dari sini: tugas, laporan, pelajaran. NIK dan telepon disimpan terkunci. Data kesehatan hanya kalau diisi sendiri.',
    },
    {
      title: 'Untuk apa',
      text: `Supaya ${electionOffice} bisa memandu dan menolong petugasnya pada pemilihan ini (UU 27/2022 pasal 20: kewajiban hukum dan tugas umum; persetujuan untuk HP ini dan untuk yang diisi sendiri). ${cityOffice} menjalankan jendela ini atas namanya.`,
    },
    {
      title: 'Berapa lama',
      text: `Dihapus paling lambat ${days} hari setelah masa kerja. Data boleh dilihat, dibetulkan, dan persetujuan boleh ditarik: sampaikan kepada panitia. Tugas di lapangan tetap jalan tanpa ini.`,
    },
  ];
}

/** Keeps the text of this version in a language, before the first answer refers to it; known is what it kept before. */
async function keepText(
  db: Kysely<DatabaseSchema>,
  { lang, facts, at }: Pick<Consent, 'lang' | 'facts' | 'at'>,
): Promise<void> {
  const text = consentParagraphs(lang, facts)
    .map((paragraph) => `${paragraph.title}\n${paragraph.text}`)
    .join('\n\n');
  await db
    .insertInto('officer_consent_text')
    .values({ version: CONSENT_VERSION, lang, text, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Consent {
  readonly officer: string;
  readonly lang: Lang;
  readonly facts: ConsentFacts;
  readonly given: 'self' | 'in-person';
  readonly at: Temporal.Instant;
}

/** Writes down that somebody agreed, and the text as they saw it. Agreeing again to the same changes nothing. */
export async function keepConsent(trx: Transaction<DatabaseSchema>, consent: Consent): Promise<void> {
  const { officer, lang, given, at } = consent;
  const kept = await trx
    .selectFrom('officer_consent_text')
    .select('version')
    .where('version', '=', CONSENT_VERSION)
    .where('lang', '=', lang)
    .executeTakeFirst();
  if (!kept) await keepText(trx, consent);
  await trx
    .insertInto('officer_consent')
    .values({ officer, version: CONSENT_VERSION, lang, at, given })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
