import { languagesOf, nameIn, type TypedValues } from './form-values.ts';

export interface TextRule {
  /** Said where it is empty in both languages; absent: it may be. */
  readonly missing?: string;
  readonly long: string;
  readonly most: number;
}

/** What is wrong with a text that is typed in one language or both, by the names of its fields. */
export function textProblems(
  form: TypedValues,
  name: string,
  rule: TextRule,
): readonly { readonly field: string; readonly problem: string }[] {
  const text = languagesOf(form, name);
  if (rule.missing !== undefined && text.id === undefined && text.en === undefined) {
    return [{ field: nameIn(name, 'id'), problem: rule.missing }];
  }
  return (['id', 'en'] as const)
    .filter((language) => (text[language]?.length ?? 0) > rule.most)
    .map((language) => ({ field: nameIn(name, language), problem: rule.long }));
}
