import {
  ANNOUNCEMENT_CATEGORIES,
  type Announcement,
  announcementSchema,
  type Evidence,
  LONGEST_BODY,
  LONGEST_CLAIM,
  LONGEST_SUMMARY,
  LONGEST_TITLE,
  MOST_EVIDENCE,
  VERDICTS,
} from '../../domain/announcement.ts';
import type { SomeLanguages } from '../../domain/item.ts';
import { webAddress } from '../../domain/link.ts';
import {
  attachmentsToForm,
  imageFromForm,
  imageToForm,
  pdfAttachmentsFromForm,
} from '../../platform/media/forms.ts';
import type { MediaParts } from '../../platform/media/store.ts';
import type { ParsedContent } from '../../platform/publishing/kind.ts';
import type { FieldProblem, FormValues, StaffFormRequest } from '../../platform/workspace/contract.ts';
import {
  languagesOf,
  languageValues,
  nameIn,
  typedList,
  typedText,
} from '../../ui/components/form-values.ts';
import { type FormWords, formMessages } from './form-messages.ts';

/** What a new announcement starts from. */
export function blankAnnouncement(): FormValues {
  return { category: 'announcement' };
}

/** An announcement as the values of its form. */
export function announcementToForm(content: Announcement): FormValues {
  const { hoax } = content;
  return {
    category: content.category,
    bodies: content.bodies ?? [],
    ...languageValues('title', content.title),
    ...languageValues('summary', content.summary),
    ...languageValues('body', content.body),
    ...imageToForm('image', content.image),
    ...attachmentsToForm('attachments', content.attachments),
    ...(hoax && {
      ...languageValues('claim', hoax.claim),
      verdict: hoax.verdict,
      'seen-where': hoax.seen.where,
      'seen-url': hoax.seen.url ?? '',
      'seen-on': hoax.seen.on ?? '',
      ...Object.fromEntries(
        hoax.evidence.flatMap(({ title, url }, index) => [
          [`evidence-title-${index + 1}`, title],
          [`evidence-url-${index + 1}`, url],
        ]),
      ),
    }),
  };
}

/** Reads a posted form; every mistake is named by its field. */
export async function announcementFromForm(
  parts: MediaParts,
  request: StaffFormRequest,
): Promise<ParsedContent<Announcement>> {
  const t = formMessages(request.lang);
  const { form } = request;
  const image = await imageFromForm(parts, request, 'image');
  const attachments = await pdfAttachmentsFromForm(parts, request, 'attachments');
  const category = ANNOUNCEMENT_CATEGORIES.find((one) => one === typedText(form, 'category'));
  const hoax = category === 'hoax' ? readHoax(form, t) : undefined;
  // Whoever writes for citizens writes for no body, whatever was ticked before.
  const bodies = typedText(form, 'item-audience') === 'officers' ? typedList(form, 'bodies') : [];
  const problems: FieldProblem[] = [
    ...(category ? [] : [{ field: 'category', problem: t.noCategory }]),
    ...textProblems(form, 'title', {
      missing: t.noTitle,
      long: t.titleTooLong(LONGEST_TITLE),
      most: LONGEST_TITLE,
    }),
    ...textProblems(form, 'summary', { long: t.summaryTooLong(LONGEST_SUMMARY), most: LONGEST_SUMMARY }),
    ...textProblems(form, 'body', { missing: t.noBody, long: t.bodyTooLong, most: LONGEST_BODY }),
    ...(hoax?.problems ?? []),
    ...image.problems,
    ...attachments.problems,
  ];
  const values = { ...image.values, ...attachments.values };
  if (problems.length > 0) return { ok: false, problems, values };
  const content = announcementSchema.parse({
    category,
    title: languagesOf(form, 'title'),
    summary: languagesOf(form, 'summary'),
    body: languagesOf(form, 'body'),
    image: image.value,
    attachments: attachments.value,
    hoax: hoax?.value,
    ...(bodies.length > 0 && { bodies }),
  });
  return { ok: true, content };
}

interface TextRule {
  /** Said where it is empty in both languages; absent: it may be. */
  readonly missing?: string;
  readonly long: string;
  readonly most: number;
}

function textProblems(form: FormValues, name: string, rule: TextRule): FieldProblem[] {
  const text: SomeLanguages = languagesOf(form, name);
  const long = (['id', 'en'] as const)
    .filter((language) => (text[language]?.length ?? 0) > rule.most)
    .map((language) => ({ field: nameIn(name, language), problem: rule.long }));
  const isMissing = text.id === undefined && text.en === undefined;
  return isMissing && rule.missing ? [{ field: nameIn(name, 'id'), problem: rule.missing }] : long;
}

function readHoax(form: FormValues, t: FormWords) {
  const verdict = VERDICTS.find((one) => one === typedText(form, 'verdict'));
  const where = typedText(form, 'seen-where').trim();
  const url = typedText(form, 'seen-url').trim();
  const on = typedText(form, 'seen-on').trim();
  const evidence = readEvidence(form, t);
  const problems: FieldProblem[] = [
    ...textProblems(form, 'claim', {
      missing: t.noClaim,
      long: t.claimTooLong(LONGEST_CLAIM),
      most: LONGEST_CLAIM,
    }),
    ...(verdict ? [] : [{ field: 'verdict', problem: t.noVerdict }]),
    ...(where === '' ? [{ field: 'seen-where', problem: t.noSeen }] : []),
    ...(where.length > LONGEST_TITLE ? [{ field: 'seen-where', problem: t.textTooLong(LONGEST_TITLE) }] : []),
    ...(url !== '' && !webAddress(url) ? [{ field: 'seen-url', problem: t.badAddress }] : []),
    ...(on !== '' && !isDay(on) ? [{ field: 'seen-on', problem: t.badDate }] : []),
    ...evidence.problems,
  ];
  const value = {
    claim: languagesOf(form, 'claim'),
    verdict,
    seen: { where, ...(url && { url }), ...(on && { on }) },
    evidence: evidence.value,
  };
  return { value, problems };
}

function readEvidence(form: FormValues, t: FormWords) {
  const value: Evidence[] = [];
  const problems: FieldProblem[] = [];
  for (let number = 1; number <= MOST_EVIDENCE; number++) {
    const title = typedText(form, `evidence-title-${number}`).trim();
    const url = typedText(form, `evidence-url-${number}`).trim();
    if (title === '' && url === '') continue;
    if (title === '') problems.push({ field: `evidence-title-${number}`, problem: t.noEvidenceTitle });
    else if (title.length > LONGEST_TITLE)
      problems.push({ field: `evidence-title-${number}`, problem: t.textTooLong(LONGEST_TITLE) });
    const address = webAddress(url);
    if (!address) problems.push({ field: `evidence-url-${number}`, problem: t.badAddress });
    else value.push({ title, url: address });
  }
  if (value.length === 0 && problems.length === 0)
    problems.push({ field: 'evidence', problem: t.noEvidence });
  return { value, problems };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
