import type { SomeLanguages } from '../../domain/item.ts';
import type { Language } from '../../domain/text.ts';

/** Values of a form as they were typed; a name with several values keeps them in order. */
export type TypedValues = Readonly<Record<string, string | readonly string[]>>;

/** What the fields of a form are drawn from: what was typed, and what is wrong with it. */
export interface FormView {
  readonly request: { readonly lang: Language };
  readonly values: TypedValues;
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

/** The one value of a field, empty where nothing was typed. */
export function typedText(values: TypedValues, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

/** All values of a field of which several may be chosen. */
export function typedList(values: TypedValues, name: string): readonly string[] {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

/** Name of a field in one language: `title-id`. */
export function nameIn(name: string, language: Language): string {
  return `${name}-${language}`;
}

/** What was typed in both languages, without those that are empty. */
export function languagesOf(values: TypedValues, name: string): SomeLanguages {
  const id = typedText(values, nameIn(name, 'id')).trim();
  const en = typedText(values, nameIn(name, 'en')).trim();
  return { ...(id === '' ? {} : { id }), ...(en === '' ? {} : { en }) };
}

/** A text of one or two languages as the values of its two fields. */
export function languageValues(name: string, text: SomeLanguages): Readonly<Record<string, string>> {
  return { [nameIn(name, 'id')]: text.id ?? '', [nameIn(name, 'en')]: text.en ?? '' };
}

/** The id of a field's control, to which a problem leads. */
export function fieldId(name: string): string {
  return `f-${name}`;
}

/** What is wrong with a field. */
export function problemOf(view: FormView, name: string): string | undefined {
  return view.problems.find(({ field }) => field === name)?.problem;
}
