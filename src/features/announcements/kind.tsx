import {
  type Announcement,
  type AnnouncementCategory,
  announcementSchema,
  LONGEST_BODY,
  LONGEST_SUMMARY,
  LONGEST_TITLE,
} from '../../domain/announcement.ts';
import type { SomeLanguages } from '../../domain/item.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { markdownToText } from '../../platform/markdown/markdown.ts';
import { defineKind } from '../../platform/publishing/define-kind.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import { Article } from './article.tsx';
import { announcementPath, KIND } from './constants.ts';
import { AnnouncementFields } from './fields.tsx';
import { announcementFromForm, announcementToForm, blankAnnouncement } from './form.ts';
import { verdictWords } from './messages.ts';

/** Announcements, which any agency writes. */
export function announcementKind({
  db,
  clock,
  city,
  officers,
}: Pick<FeatureContext, 'db' | 'clock' | 'city' | 'officers'>): ItemKind {
  return defineKind<Announcement>({
    id: KIND,
    label: { id: 'Pengumuman', en: 'Announcement' },
    plural: { id: 'Pengumuman', en: 'Announcements' },
    icon: 'megaphone',
    order: 10,
    owner: 'any',
    reviewAfterDays: 90,
    schema: announcementSchema,
    title: ({ title }) => title,
    text: announcementText,
    judges: ({ hoax }) =>
      hoax && {
        claim: hoax.claim,
        holds: hoax.verdict === 'true',
        verdict: { id: verdictWords('id')[hoax.verdict], en: verdictWords('en')[hoax.verdict] },
      },
    address: announcementPath,
    blank: async () => blankAnnouncement(),
    toForm: announcementToForm,
    fromForm: (request) => announcementFromForm({ db, clock }, request),
    async choices(_, { lang }) {
      const election = await officers.currentElection(clock().toZonedDateTimeISO(city.zone));
      const plan = election === undefined ? undefined : await officers.plan(election);
      return { bodies: (plan?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name[lang] })) };
    },
    fromSource: ({ title, summary, markdown, language, categories = [], image, attachments = [] }) => ({
      category: categoryOfWords(categories),
      title: { [language]: title.slice(0, LONGEST_TITLE) },
      summary: summary ? { [language]: summary.slice(0, LONGEST_SUMMARY) } : {},
      body: { [language]: markdown.slice(0, LONGEST_BODY) },
      attachments: [...attachments],
      ...(image && { image }),
    }),
    fields: (view) => <AnnouncementFields view={view} />,
    preview: (content, request) => <Article content={content} request={request} title />,
  });
}

/** Words by which sites file what is one of our categories; whatever else is news. A hoax notice needs more than a word. */
const CATEGORY_WORDS: readonly (readonly [RegExp, AnnouncementCategory])[] = [
  [/\b(lowongan|rekrutmen|seleksi|vacanc)/i, 'vacancy'],
  [/\b(jadwal|agenda|tahapan|schedule)/i, 'schedule'],
  [/\b(hasil|rekapitulasi|result)/i, 'result'],
  [/\b(pengumuman|announcement)/i, 'announcement'],
];

function categoryOfWords(words: readonly string[]): AnnouncementCategory {
  const found = CATEGORY_WORDS.find(([pattern]) => words.some((word) => pattern.test(word)));
  return found ? found[1] : 'news';
}

/** The words that readers read, without marks: what is signed, compared and searched. */
export function announcementText(content: Announcement): SomeLanguages {
  const { summary, body, hoax } = content;
  const inLanguage = (lang: 'id' | 'en') =>
    [
      hoax?.claim[lang],
      hoax && (body[lang] ?? hoax.claim[lang]) && verdictWords(lang)[hoax.verdict],
      summary[lang],
      body[lang] === undefined ? undefined : markdownToText(body[lang]),
    ]
      .filter(Boolean)
      .join('\n');
  const [id, en] = [inLanguage('id'), inLanguage('en')];
  return { ...(id && { id }), ...(en && { en }) };
}
