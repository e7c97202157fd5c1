import { HOLIDAY_KINDS, HOLIDAY_YEARS, type Holiday } from '../../../domain/holiday.ts';
import { webAddress } from '../../../domain/link.ts';
import { dayFrom } from '../../../domain/typed-date.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { languagesOf, languageValues, typedText } from '../../../ui/components/form-values.ts';
import { workMessages } from '../messages.ts';

const LONGEST_NAME = 200;
const LONGEST_SOURCE = 300;

/** A holiday as the values of its form. */
export function holidayToForm({ date, name, kind, source }: Holiday): FormValues {
  return {
    date: date.toString(),
    kind,
    ...languageValues('name', name),
    source: source.title,
    url: source.url ?? '',
  };
}

export type ParsedHoliday =
  | { readonly ok: true; readonly holiday: Holiday }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads a posted form, and finds all that is wrong with it. */
export function holidayFromForm(form: FormValues, lang: Lang): ParsedHoliday {
  const t = workMessages(lang);
  const problems: FieldProblem[] = [];
  const report = (field: string, problem: string) => void problems.push({ field, problem });
  const text = (field: string) => typedText(form, field).trim();

  const date = dayFrom(text('date'));
  if (!date) report('date', t.badDate);
  else if (date.year < HOLIDAY_YEARS.first || date.year > HOLIDAY_YEARS.last) {
    report('date', t.badYear(HOLIDAY_YEARS.first, HOLIDAY_YEARS.last));
  }
  const kind = HOLIDAY_KINDS.find((known) => known === text('kind'));
  if (!kind) report('kind', t.badKind);
  const { id, en } = languagesOf(form, 'name');
  if (id === undefined) report('name-id', t.noName);
  else if (id.length > LONGEST_NAME) report('name-id', t.tooLong(LONGEST_NAME));
  if ((en ?? '').length > LONGEST_NAME) report('name-en', t.tooLong(LONGEST_NAME));
  const title = text('source');
  if (title === '') report('source', t.noSource);
  else if (title.length > LONGEST_SOURCE) report('source', t.tooLong(LONGEST_SOURCE));
  const url = text('url') === '' ? undefined : webAddress(text('url'));
  if (text('url') !== '' && url === undefined) report('url', t.badUrl);

  if (problems.length > 0 || !date || !kind || id === undefined) return { ok: false, problems };
  return {
    ok: true,
    holiday: {
      date,
      kind,
      name: { id, ...(en !== undefined && { en }) },
      source: { title, ...(url !== undefined && { url }) },
    },
  };
}
