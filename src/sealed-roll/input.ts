/** From what a person typed to the PRF's input. */
import {
  type NikProblem,
  type PassportProblem,
  parseNik,
  parsePassport,
  stripIdentityNumber,
} from '../domain/nik.ts';
import type { Factor } from './format.ts';

/** An identity number as typed: spaces, dots and dashes are allowed. `nkk` only for rolls that ask for it. */
export type TypedIdentity = {
  readonly kind: 'nik' | 'paspor';
  readonly number: string;
  readonly nkk?: string | undefined;
};

/** Why a family card number is refused. */
export type NkkProblem = 'empty' | 'not-digits' | 'length';

/** Which field is wrong, and why. */
export type InputProblem =
  | { readonly field: 'nik'; readonly problem: NikProblem }
  | { readonly field: 'paspor'; readonly problem: PassportProblem }
  | { readonly field: 'nkk'; readonly problem: NkkProblem };

/** The input of the PRF, or the field that is refused. `person` is the input without the second factor. */
export type RollInput =
  | { readonly ok: true; readonly input: string; readonly person: string }
  | ({ readonly ok: false } & InputProblem);

const NKK_LENGTH = 16;

/** The PRF's input for a roll that asks for these factors, or why there is none. */
export function rollInput(typed: TypedIdentity, factors: readonly Factor[]): RollInput {
  const person = typed.kind === 'nik' ? nikInput(typed.number) : passportInput(typed.number);
  if (!person.ok || !factors.includes('nkk')) return person;
  const nkk = stripIdentityNumber(typed.nkk ?? '');
  const problem = nkkProblem(nkk);
  if (problem !== null) return { ok: false, field: 'nkk', problem };
  return { ...person, input: `${person.input}|nkk:${nkk}` };
}

function nikInput(number: string): RollInput {
  const parsed = parseNik(number);
  if (!parsed.ok) return { ok: false, field: 'nik', problem: parsed.problem };
  const input = `nik:${parsed.nik.digits}`;
  return { ok: true, input, person: input };
}

function passportInput(number: string): RollInput {
  const parsed = parsePassport(number);
  if (!parsed.ok) return { ok: false, field: 'paspor', problem: parsed.problem };
  const input = `paspor:${parsed.passport}`;
  return { ok: true, input, person: input };
}

function nkkProblem(nkk: string): NkkProblem | null {
  if (nkk === '') return 'empty';
  if (!/^\d+$/.test(nkk)) return 'not-digits';
  return nkk.length === NKK_LENGTH ? null : 'length';
}
