import { attachmentsToForm, pdfAttachmentsFromForm } from '../../platform/media/forms.ts';
import type { MediaParts } from '../../platform/media/store.ts';
import type { ParsedContent } from '../../platform/publishing/kind.ts';
import type { FieldProblem, FormValues, StaffFormRequest } from '../../platform/workspace/contract.ts';
import { languagesOf, languageValues, typedText } from '../../ui/components/form-values.ts';
import { textProblems } from '../../ui/components/text-problems.ts';
import {
  DOCUMENT_CATEGORIES,
  type DocumentContent,
  documentSchema,
  LONGEST_DESCRIPTION,
  LONGEST_NUMBER,
  LONGEST_TITLE,
} from './content.ts';
import { formMessages } from './messages.ts';

/** No document of the republic is older. */
const EARLIEST = Temporal.PlainDate.from('1945-08-17');

/** A document as the values of its form. */
export function documentToForm({
  category,
  title,
  number,
  date,
  description,
  file,
}: DocumentContent): FormValues {
  return {
    category,
    number: number ?? '',
    date,
    ...languageValues('title', title),
    ...languageValues('description', description),
    ...attachmentsToForm('file', [file]),
  };
}

/** Reads a posted form; every mistake is named by its field. */
export async function documentFromForm(
  parts: MediaParts,
  request: StaffFormRequest,
): Promise<ParsedContent<DocumentContent>> {
  const t = formMessages(request.lang);
  const { form } = request;
  const category = DOCUMENT_CATEGORIES.find((one) => one === typedText(form, 'category'));
  const number = typedText(form, 'number').trim();
  const date = typedText(form, 'date').trim();
  const dateProblem = problemOfDate(date, request);
  const file = await pdfAttachmentsFromForm(parts, request, 'file', { most: 1, required: true });
  const problems: FieldProblem[] = [
    ...(category ? [] : [{ field: 'category', problem: t.noCategory }]),
    ...textProblems(form, 'title', { missing: t.noTitle, long: t.titleTooLong, most: LONGEST_TITLE }),
    ...(number.length > LONGEST_NUMBER ? [{ field: 'number', problem: t.numberTooLong }] : []),
    ...(dateProblem ? [{ field: 'date', problem: dateProblem }] : []),
    ...file.problems,
    ...textProblems(form, 'description', { long: t.descriptionTooLong, most: LONGEST_DESCRIPTION }),
  ];
  if (problems.length > 0) return { ok: false, problems, values: file.values };
  const content = documentSchema.parse({
    category,
    title: languagesOf(form, 'title'),
    ...(number && { number }),
    date,
    description: languagesOf(form, 'description'),
    file: file.value[0],
  });
  return { ok: true, content };
}

function problemOfDate(date: string, { lang, now }: StaffFormRequest): string | undefined {
  const t = formMessages(lang);
  if (date === '') return t.noDate;
  const day = dayOf(date);
  const latest = now.toPlainDate().add({ years: 1 });
  const isPossible =
    day && Temporal.PlainDate.compare(day, EARLIEST) >= 0 && Temporal.PlainDate.compare(day, latest) <= 0;
  return isPossible ? undefined : t.badDate;
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    const day = Temporal.PlainDate.from(text);
    return day.toString() === text ? day : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
