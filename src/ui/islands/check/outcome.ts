import type { CheckResult, Unavailable, UnavailableDetail } from '../../../sealed-roll/client.ts';
import type { InputProblem } from '../../../sealed-roll/input.ts';
import type { VoterRecord } from '../../../sealed-roll/record.ts';
import type { CheckProps, PlaceCard, ResultCard } from './model.ts';

/** The answer of one list. */
export interface ListAnswer {
  readonly list: string;
  readonly result: CheckResult;
}

/** One answer from those of all lists. */
export type Outcome =
  | {
      readonly kind: 'found';
      readonly list: string;
      readonly record: VoterRecord;
      readonly alsoOn: readonly string[];
      readonly notAsked: readonly string[];
    }
  | { readonly kind: 'not-on-roll'; readonly lists: readonly string[] }
  | { readonly kind: 'not-possible'; readonly problem: InputProblem }
  | { readonly kind: 'untrusted' }
  | ({ readonly kind: 'unavailable'; readonly why: Unavailable['code'] } & UnavailableDetail);

/**
 * Puts the lists' answers together. A person counts as not registered only when every list was asked and each answer
 * is verified: an answer that cannot be trusted, or could not be had, outweighs all that say no.
 */
export function combine(answers: readonly ListAnswer[], props: Pick<CheckProps, 'lists'>): Outcome {
  const rankOf = (code: string) => props.lists.find((list) => list.code === code)?.rank ?? 0;
  // A roll may hold voters of several lists: each record says by which one the person votes.
  const listOf = ({ status }: VoterRecord, sealedAs: string) =>
    props.lists.some(({ code }) => code === status) ? status : sealedAs;
  const found = answers
    .flatMap(({ list, result }) =>
      result.kind === 'found' ? [{ list: listOf(result.record, list), record: result.record }] : [],
    )
    .sort((a, b) => rankOf(b.list) - rankOf(a.list));
  const [best, ...others] = found;
  if (best) {
    const unsure = answers.filter(
      ({ result }) => result.kind === 'unavailable' || result.kind === 'untrusted',
    );
    return {
      kind: 'found',
      ...best,
      alsoOn: others.map(({ list }) => list),
      notAsked: unsure.map(({ list }) => list),
    };
  }
  for (const { result } of answers) {
    if (result.kind === 'not-possible') return { kind: 'not-possible', problem: problemOf(result) };
  }
  if (answers.some(({ result }) => result.kind === 'untrusted')) return { kind: 'untrusted' };
  for (const { result } of answers) {
    if (result.kind === 'unavailable') return result;
  }
  if (answers.length === 0) return { kind: 'unavailable', why: 'no-such-roll' };
  return { kind: 'not-on-roll', lists: answers.map(({ list }) => list) };
}

function problemOf({ field, problem }: InputProblem): InputProblem {
  return { field, problem } as InputProblem;
}

/** The card of what was found. */
export function resultCard(
  found: Extract<Outcome, { kind: 'found' }>,
  props: CheckProps,
  place: PlaceCard | undefined,
): ResultCard {
  const known = props.lists.find(({ code }) => code === found.list);
  return {
    version: 1,
    lang: props.lang,
    election: props.election,
    list: known ?? { code: found.list, label: found.list, rank: 0, bring: [] },
    alsoOn: found.alsoOn,
    notAsked: found.notAsked,
    tps: found.record.tps,
    number: found.record.number,
    maskedName: found.record.name,
    ...(place && { place }),
    asOf: props.asOf,
  };
}
