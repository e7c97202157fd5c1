import { z } from 'zod';
import type { SomeLanguages } from '../../domain/item.ts';
import type { PublicKind } from '../../platform/publishing/public-item.ts';

/** Id of the kind, which stands in permissions and settings. */
export const KIND = 'question';
export const QUESTIONS_PATH = '/tanya';
export const SHARE_IMAGE = 'gambar.png';

export const LONGEST_QUESTION = 200;
export const LONGEST_ANSWER = 20_000;

/** What a question is about, in the order in which people meet it. */
export const TOPICS = [
  'voter-list',
  'moving',
  'voting-day',
  'access',
  'candidates',
  'officers',
  'results',
  'window',
  'other',
] as const;

export type Topic = (typeof TOPICS)[number];

const TOPIC_SLUGS: Readonly<Record<Topic, string>> = {
  'voter-list': 'daftar-pemilih',
  moving: 'pindah-memilih',
  'voting-day': 'hari-pemungutan-suara',
  access: 'kemudahan',
  candidates: 'peserta',
  officers: 'petugas',
  results: 'hasil',
  window: 'jendela',
  other: 'lainnya',
};

/** A topic as it stands in an address: the anchor of its part of the list. */
export function slugOfTopic(topic: Topic): string {
  return TOPIC_SLUGS[topic];
}

function inSomeLanguage(longest: number) {
  const text = z.string().trim().max(longest).optional();
  return z
    .object({ id: text, en: text })
    .transform(({ id, en }): SomeLanguages => ({ ...(id && { id }), ...(en && { en }) }))
    .refine(({ id, en }) => id !== undefined || en !== undefined);
}

/** What a question contains. */
export const questionSchema = z.object({
  topic: z.enum(TOPICS),
  question: inSomeLanguage(LONGEST_QUESTION),
  /** Markdown. */
  answer: inSomeLanguage(LONGEST_ANSWER),
});

export type QuestionContent = z.output<typeof questionSchema>;

/** Questions as the pages of items know them. */
export const PUBLIC_QUESTION: PublicKind<QuestionContent> = {
  id: KIND,
  schema: questionSchema,
  path: QUESTIONS_PATH,
};
