import { wholeNumber } from './whole-number.ts';

/**
 * The sums of the count form (C.Hasil) of one contest at one polling place: which numbers have to agree. The form is laid
 * out so that each number can be checked against others; the rules here are that layout, and nothing of it is official.
 * Each rule names the parts of the form that it compares, by what they are called there, as their numbers differ from one
 * election's form to the next.
 */

/** Parts of the form, in its order. */
export type CountSection = 'voters' | 'users' | 'ballots' | 'disabled' | 'candidates' | 'totals';

/** What a form has: its lists of voters, and as many lines of candidates as the contest. */
export interface CountShape {
  /** Ids of the lists in the order of the form: `permanent`, `moved`, `additional`. */
  readonly lists: readonly string[];
  readonly candidates: number;
}

/** Most lines of candidates that a form may have here. */
export const MOST_CANDIDATES = 40;

/** Counted apart by sex, and together. */
export const COUNT_COLUMNS = ['men', 'women', 'total'] as const;
export type CountColumn = (typeof COUNT_COLUMNS)[number];

/** The four numbers of ballots, as the form has them. */
export const BALLOT_FIELDS = ['received', 'used', 'spoiled', 'unused'] as const;
export const VOTE_FIELDS = ['valid', 'invalid', 'votes'] as const;

/** Rows with a number for men, for women and for both: `voters-permanent`, `users-moved`, `users`, `disabled`. */
export function countRows({ lists }: CountShape): string[] {
  return [
    ...lists.map((list) => `voters-${list}`),
    ...lists.map((list) => `users-${list}`),
    'users',
    'disabled',
  ];
}

/** Name of a number in a row: `users-permanent-men`. */
export function countField(row: string, column: CountColumn): string {
  return `${row}-${column}`;
}

/** Name of a line of candidates, counted from 1. */
export function candidateField(line: number): string {
  return `candidate-${line}`;
}

/** Every number of a form. */
export function countFields(shape: CountShape): string[] {
  return [
    ...countRows(shape).flatMap((row) => COUNT_COLUMNS.map((column) => countField(row, column))),
    ...BALLOT_FIELDS,
    ...candidateFields(shape),
    ...VOTE_FIELDS,
  ];
}

function candidateFields({ candidates }: CountShape): string[] {
  return Array.from({ length: candidates }, (_, at) => candidateField(at + 1));
}

/** What kind of agreement it is; with `row` or `column` it names one of several. */
export type CountRuleKind =
  | 'sexes'
  | 'lists'
  | 'users-within-voters'
  | 'disabled-within-users'
  | 'ballots'
  | 'used-by-users'
  | 'candidates'
  | 'valid-and-invalid'
  | 'votes-by-used'
  | 'received-for-voters';

export interface CountRule {
  readonly kind: CountRuleKind;
  /** The row or column that it is about, where there are several of its kind. */
  readonly of?: string;
  /** Parts of the form that it compares; one where it stays within that. */
  readonly sections: readonly CountSection[];
  /** The number beside which it is said. */
  readonly at: string;
  /** Numbers that are added up. */
  readonly left: readonly string[];
  /** Numbers that they have to equal, or may not exceed. */
  readonly right: readonly string[];
  readonly relation: 'equal' | 'at-most';
  /** True for what is strange but can be so. */
  readonly hint?: true;
}

/** All that has to agree in a form. */
export function countRules(shape: CountShape): CountRule[] {
  const { lists } = shape;
  const equal = { relation: 'equal' } as const;
  const atMost = { relation: 'at-most' } as const;
  const usersIn = (column: CountColumn) => lists.map((list) => countField(`users-${list}`, column));
  const total = (row: string) => countField(row, 'total');
  return [
    ...countRows(shape).map((row): CountRule => {
      const left = [countField(row, 'men'), countField(row, 'women')];
      return {
        kind: 'sexes',
        of: row,
        sections: [sectionOf(row)],
        at: total(row),
        left,
        right: [total(row)],
        ...equal,
      };
    }),
    ...COUNT_COLUMNS.map((column): CountRule => {
      const sum = countField('users', column);
      return {
        kind: 'lists',
        of: column,
        sections: ['users'],
        at: sum,
        left: usersIn(column),
        right: [sum],
        ...equal,
      };
    }),
    ...lists.flatMap((list) =>
      COUNT_COLUMNS.map((column): CountRule => {
        const at = countField(`users-${list}`, column);
        const right = [countField(`voters-${list}`, column)];
        const of = `${list}-${column}`;
        return {
          kind: 'users-within-voters',
          of,
          sections: ['voters', 'users'],
          at,
          left: [at],
          right,
          ...atMost,
        };
      }),
    ),
    ...COUNT_COLUMNS.map((column): CountRule => {
      const at = countField('disabled', column);
      const right = [countField('users', column)];
      return {
        kind: 'disabled-within-users',
        of: column,
        sections: ['disabled', 'users'],
        at,
        left: [at],
        right,
        ...atMost,
      };
    }),
    {
      kind: 'ballots',
      sections: ['ballots'],
      at: 'received',
      left: ['used', 'spoiled', 'unused'],
      right: ['received'],
      ...equal,
    },
    {
      kind: 'used-by-users',
      sections: ['ballots', 'users'],
      at: 'used',
      left: ['used'],
      right: [total('users')],
      ...equal,
    },
    {
      kind: 'candidates',
      sections: ['candidates', 'totals'],
      at: 'valid',
      left: candidateFields(shape),
      right: ['valid'],
      ...equal,
    },
    {
      kind: 'valid-and-invalid',
      sections: ['totals'],
      at: 'votes',
      left: ['valid', 'invalid'],
      right: ['votes'],
      ...equal,
    },
    {
      kind: 'votes-by-used',
      sections: ['totals', 'ballots'],
      at: 'votes',
      left: ['votes'],
      right: ['used'],
      ...equal,
    },
    ...(lists.includes('permanent')
      ? [
          {
            kind: 'received-for-voters',
            sections: ['voters', 'ballots'],
            at: 'received',
            left: [total('voters-permanent')],
            right: ['received'],
            ...atMost,
            hint: true,
          } as const,
        ]
      : []),
  ];
}

function sectionOf(row: string): CountSection {
  if (row === 'disabled') return 'disabled';
  return row.startsWith('voters-') ? 'voters' : 'users';
}

/** Two numbers that do not agree. */
export interface CountFinding {
  readonly rule: CountRule;
  /** What the added numbers come to. */
  readonly left: number;
  readonly right: number;
  /** By how much they differ; always above zero. */
  readonly difference: number;
}

export interface CountCheck {
  readonly findings: readonly CountFinding[];
  /** Fields that hold something which is no count. */
  readonly unreadable: readonly string[];
  /** What a field that is still empty has to be, as others say it. */
  readonly expected: ReadonlyMap<string, number>;
  /** How many rules could be looked at, and how many there are. */
  readonly checked: number;
  readonly rules: number;
}

/**
 * Checks what stands in a form. Nothing is said of numbers that are still missing: a total that is not written yet is
 * taken from its parts, and a rule that lacks a number waits.
 */
export function checkCount(shape: CountShape, typed: Readonly<Record<string, string>>): CountCheck {
  const written = new Map<string, number>();
  const unreadable: string[] = [];
  for (const field of countFields(shape)) {
    const text = (typed[field] ?? '').trim();
    const value = wholeNumber(text);
    if (value !== undefined) written.set(field, value);
    else if (text !== '') unreadable.push(field);
  }
  const rules = countRules(shape);
  const expected = expectedTotals(rules, written, new Set(unreadable));
  const known = (field: string) => written.get(field) ?? expected.get(field);
  const findings: CountFinding[] = [];
  let checked = 0;
  for (const rule of rules) {
    const left = sumOf(rule.left, known);
    const right = sumOf(rule.right, known);
    if (left === undefined || right === undefined) continue;
    checked++;
    const agrees = rule.relation === 'equal' ? left === right : left <= right;
    if (!agrees) findings.push({ rule, left, right, difference: Math.abs(left - right) });
  }
  return { findings, unreadable, expected, checked, rules: rules.length };
}

/** Rules whose right side is the total of the left, as the form asks for it. */
const TOTALS: ReadonlySet<CountRuleKind> = new Set([
  'sexes',
  'lists',
  'ballots',
  'candidates',
  'valid-and-invalid',
]);

/** Totals that are not written, from their parts: by sex first, by list else. */
function expectedTotals(
  rules: readonly CountRule[],
  written: ReadonlyMap<string, number>,
  unreadable: ReadonlySet<string>,
): Map<string, number> {
  const expected = new Map<string, number>();
  const known = (field: string) => written.get(field) ?? expected.get(field);
  for (const { kind, left, right } of rules) {
    const [total] = right;
    if (!TOTALS.has(kind) || total === undefined) continue;
    if (known(total) !== undefined || unreadable.has(total)) continue;
    const sum = sumOf(left, known);
    if (sum !== undefined) expected.set(total, sum);
  }
  return expected;
}

function sumOf(fields: readonly string[], known: (field: string) => number | undefined): number | undefined {
  let sum = 0;
  for (const field of fields) {
    const value = known(field);
    if (value === undefined) return undefined;
    sum += value;
  }
  return fields.length === 0 ? undefined : sum;
}
