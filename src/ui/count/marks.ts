import {
  COUNT_COLUMNS,
  type CountCheck,
  type CountFinding,
  type CountShape,
  countField,
} from '../../domain/count-check.ts';
import type { Language } from '../../domain/text.ts';
import { COUNT_WORDS } from './words.ts';

/** A form with what its lists are called: `DPT` for `permanent`. */
export interface NamedShape extends CountShape {
  readonly names: Readonly<Record<string, string>>;
}

/** What is said beside one number. */
export interface CountMark {
  readonly field: string;
  readonly text: string;
  /** Strange, but it can be so. */
  readonly hint: boolean;
}

/** What is said beside the numbers of a form, in the order in which its rules stand. */
export function countMarks(
  shape: NamedShape,
  check: CountCheck,
  lang: Language,
  format: (value: number) => string,
): readonly CountMark[] {
  const words = COUNT_WORDS[lang];
  return [
    ...check.unreadable.map((field) => ({ field, text: words.unreadable, hint: false })),
    ...check.findings.map((finding) => ({
      field: finding.rule.at,
      text: `${words.finding(finding, listOf(shape, finding), format)} ${whereOf(finding, lang)}`,
      hint: finding.rule.hint ?? false,
    })),
  ];
}

/** What stands above the form: whether all agrees, what does not, or how far it is checked. */
export function countStanding(
  check: CountCheck,
  lang: Language,
  format: (value: number) => string,
): { readonly tone: 'info' | 'ok' | 'bad'; readonly text: string } {
  const words = COUNT_WORDS[lang];
  const wrong = check.findings.filter(({ rule }) => !rule.hint).length + check.unreadable.length;
  if (wrong > 0) return { tone: 'bad', text: words.problems(format(wrong)) };
  if (check.checked === 0) return { tone: 'info', text: words.begin };
  return check.checked === check.rules
    ? { tone: 'ok', text: words.allAgrees }
    : { tone: 'info', text: words.partly(format(check.checked), format(check.rules)) };
}

function whereOf({ rule }: CountFinding, lang: Language): string {
  const words = COUNT_WORDS[lang];
  return words.where(rule.sections.map((section) => words.sections[section]));
}

function listOf(shape: NamedShape, { rule }: CountFinding): string {
  const list = shape.lists.find((id) =>
    COUNT_COLUMNS.some((column) => rule.at === countField(`users-${id}`, column)),
  );
  return list === undefined ? '' : (shape.names[list] ?? list);
}
