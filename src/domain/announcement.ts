import { z } from 'zod';
import type { SomeLanguages } from './item.ts';
import { webAddress } from './link.ts';
import { attachmentSchema, pictureSchema } from './media.ts';

/** What an announcement is about (`jenis`). `hoax`: a notice that says whether a claim is true. */
export const ANNOUNCEMENT_CATEGORIES = [
  'announcement',
  'news',
  'schedule',
  'result',
  'vacancy',
  'hoax',
] as const;
export type AnnouncementCategory = (typeof ANNOUNCEMENT_CATEGORIES)[number];

/** Categories as they stand in addresses. */
export const CATEGORY_SLUGS: Readonly<Record<AnnouncementCategory, string>> = {
  announcement: 'pengumuman',
  news: 'kabar',
  schedule: 'jadwal',
  result: 'hasil',
  vacancy: 'lowongan',
  hoax: 'hoaks',
};

/** The category of a word in an address. */
export function categoryOfSlug(slug: string | undefined): AnnouncementCategory | undefined {
  return ANNOUNCEMENT_CATEGORIES.find((category) => CATEGORY_SLUGS[category] === slug);
}

/** What was found of a claim. */
export const VERDICTS = ['false', 'altered', 'misleading', 'out-of-context', 'unproven', 'true'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const LONGEST_TITLE = 200;
export const LONGEST_SUMMARY = 500;
export const LONGEST_BODY = 60_000;
export const LONGEST_CLAIM = 1_000;
export const MOST_EVIDENCE = 8;

/** Text in one language or both, without empty ones. */
function someLanguages(longest: number) {
  const text = z.string().trim().max(longest).optional();
  return z
    .object({ id: text, en: text })
    .transform(({ id, en }): SomeLanguages => ({ ...(id && { id }), ...(en && { en }) }));
}

function textInSomeLanguage(longest: number) {
  return someLanguages(longest).refine(({ id, en }) => id !== undefined || en !== undefined);
}

const evidenceSchema = z.object({
  title: z.string().trim().min(1).max(LONGEST_TITLE),
  url: z.string().refine((text) => webAddress(text) !== undefined),
});

const hoaxSchema = z.object({
  /** What is being said, as it is being said. */
  claim: textInSomeLanguage(LONGEST_CLAIM),
  verdict: z.enum(VERDICTS),
  /** Where it was seen: "pesan berantai WhatsApp", the address of a post. */
  seen: z.object({
    where: z.string().trim().min(1).max(LONGEST_TITLE),
    url: z
      .string()
      .refine((text) => webAddress(text) !== undefined)
      .optional(),
    /** `2024-11-20` */
    on: z.iso.date().optional(),
  }),
  /** By what the verdict can be checked. */
  evidence: z.array(evidenceSchema).min(1).max(MOST_EVIDENCE),
});

/** What an announcement contains; the explanation of a hoax notice is its body. */
export const announcementSchema = z
  .object({
    category: z.enum(ANNOUNCEMENT_CATEGORIES),
    title: textInSomeLanguage(LONGEST_TITLE),
    summary: someLanguages(LONGEST_SUMMARY),
    /** Markdown. */
    body: textInSomeLanguage(LONGEST_BODY),
    image: pictureSchema.optional(),
    attachments: z.array(attachmentSchema).default([]),
    hoax: hoaxSchema.optional(),
    /** Ids of the bodies of officers that must read it, where it is for officers; absent: all of them. */
    bodies: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
          .max(40),
      )
      .min(1)
      .max(20)
      .optional(),
  })
  .refine(({ category, hoax }) => (category === 'hoax') === (hoax !== undefined));

export type Announcement = z.output<typeof announcementSchema>;
export type HoaxCheck = z.output<typeof hoaxSchema>;
export type Evidence = z.output<typeof evidenceSchema>;
