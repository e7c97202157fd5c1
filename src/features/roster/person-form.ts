import { holdsIdentityNumber, parseNik } from '../../domain/nik.ts';
import { ageOnDay, LEAVING_REASONS, type LeavingReason, type OfficerBody } from '../../domain/officer.ts';
import { parseMobile } from '../../domain/phone.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { FieldProblem, FormValues } from '../../platform/workspace/contract.ts';
import { typedText } from '../../ui/components/form-values.ts';
import type { Person } from './deeds.ts';
import { messages } from './messages.ts';

/** Names of the fields of a person and of a replacement. */
export const FIELD = {
  name: 'nama',
  nik: 'nik',
  phone: 'telepon',
  email: 'surel',
  reason: 'alasan',
  on: 'mulai',
} as const;

const LONGEST = 120;

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

interface Contact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Name, telephone and e-mail address; what is empty of the last two is not there. */
export function readContact(form: FormValues, lang: PageRequest['lang']): Read<Contact> {
  const t = messages(lang);
  const problems: FieldProblem[] = [];
  const name = typedText(form, FIELD.name).replace(/\s+/g, ' ').trim();
  if (name === '') problems.push({ field: FIELD.name, problem: t.nameMissing });
  else if (
    name.length > LONGEST ||
    holdsIdentityNumber(name) ||
    !/\p{L}/u.test(name) ||
    /\p{C}/u.test(name)
  ) {
    problems.push({ field: FIELD.name, problem: t.nameWrong });
  }
  const typedPhone = typedText(form, FIELD.phone).trim();
  const phone = parseMobile(typedPhone);
  if (typedPhone !== '' && phone === undefined) problems.push({ field: FIELD.phone, problem: t.phoneWrong });
  const email = typedText(form, FIELD.email).trim().toLowerCase();
  if (email !== '' && !/^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/.test(email)) {
    problems.push({ field: FIELD.email, problem: t.emailWrong });
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { name, ...(phone !== undefined && { phone }), ...(email !== '' && { email }) },
  };
}

/** A new officer, whose NIK must say the age that the body asks for. */
export function readPerson(
  form: FormValues,
  {
    lang,
    body,
    votingDay,
    format,
  }: {
    readonly lang: PageRequest['lang'];
    readonly format: PageRequest['format'];
    readonly body: OfficerBody;
    readonly votingDay: Temporal.PlainDate;
  },
): Read<Person> {
  const t = messages(lang);
  const contact = readContact(form, lang);
  const problems: FieldProblem[] = contact.ok ? [] : [...contact.problems];
  const nik = parseNik(typedText(form, FIELD.nik));
  if (!nik.ok) problems.push({ field: FIELD.nik, problem: t.nikWrong });
  else {
    const age = ageOnDay(nik.nik, votingDay);
    if (age < body.age.least) {
      const problem = t.tooYoung(format.number(age), format.number(body.age.least));
      problems.push({ field: FIELD.nik, problem });
    }
  }
  if (!contact.ok || !nik.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { ...contact.value, nik: nik.nik.digits } };
}

/** Whether a form names nobody: the seat stays vacant. */
export function namesNobody(form: FormValues): boolean {
  return [FIELD.name, FIELD.nik].every((name) => typedText(form, name).trim() === '');
}

/** The reason of a form, if it is one. */
export function readReason(form: FormValues): LeavingReason | undefined {
  return LEAVING_REASONS.find((reason) => reason === typedText(form, FIELD.reason));
}

/** The day of a form, within a service. */
export function readDay(
  form: FormValues,
  { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Temporal.PlainDate | undefined {
  try {
    const day = Temporal.PlainDate.from(typedText(form, FIELD.on), { overflow: 'reject' });
    const { compare } = Temporal.PlainDate;
    return compare(day, from) >= 0 && compare(day, until) <= 0 ? day : undefined;
  } catch {
    return undefined;
  }
}
