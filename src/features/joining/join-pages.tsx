import { generateRegistrationOptions } from '@simplewebauthn/server';
import { deviceName } from '../../domain/device-name.ts';
import type { Officer } from '../../domain/officer.ts';
import type { FormRequest, PageAnswer, PageRequest, PageRoute } from '../../platform/feature.ts';
import { type CodeProblem, groupCode, readCode } from './code.ts';
import { deviceCookie } from './device-cookie.ts';
import { checkCode, consentFacts, join, officerWithNik, type Proof } from './join.ts';
import { codePage, keyPage, refusalPage, tooLongPage, tooManyPage } from './join-views.tsx';
import { messages } from './messages.ts';
import { pinProblem, readNewPasskey, relyingParty } from './phones.ts';
import type { Joining } from './service.ts';
import { newTicket, readTicket, type Ticket } from './ticket.ts';

export const JOIN_PATH = '/gabung';
const KEY_PATH = '/gabung/kunci';
/** An attestation with a certificate is some kilobytes. */
const LARGEST_FORM = 32 * 1024;
const HOME = '/petugas';
/** Of what an address holds instead of a code, as much is shown. */
const LONGEST_SHOWN = 40;

/** The pages of joining: code and NIK, then consent and key. */
export function joinRoutes(joining: Joining): PageRoute[] {
  return [
    {
      path: JOIN_PATH,
      query: ['k'],
      fresh: true,
      get: async (request) => codePage(request, scanned(request)),
      post: (request) => takeCode(joining, request),
    },
    {
      path: KEY_PATH,
      fresh: true,
      get: async (request): Promise<PageAnswer> => ({ kind: 'moved', to: request.href(JOIN_PATH) }),
      post: (request) => takeKey(joining, request),
      largestForm: LARGEST_FORM,
    },
  ];
}

/** The code of a letter's address; one that cannot be a code is shown with what is wrong with it. */
function scanned({ query, lang }: PageRequest): Parameters<typeof codePage>[1] {
  const typed = (query['k'] ?? '').slice(0, LONGEST_SHOWN);
  if (typed.trim() === '') return {};
  const read = readCode(typed);
  if (read.ok) return { code: groupCode(read.code) };
  return { typed, problems: { code: codeWords(read.problem, lang) } };
}

async function takeCode(joining: Joining, request: FormRequest): Promise<PageAnswer> {
  const { context, guard } = joining;
  const { lang, form } = request;
  const t = messages(lang);
  const typed = form['kode'] ?? '';
  const ending = (form['nik'] ?? '').replace(/\s/g, '');
  const fixed = form['dari'] === 'surat' ? { code: typed } : {};
  const { allowed } = await guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  const read = readCode(typed);
  const problems = {
    ...(read.ok ? {} : { code: codeWords(read.problem, lang) }),
    ...(/^\d{4}$/.test(ending) ? {} : { nik: t.nikDigits }),
  };
  if (!read.ok || 'nik' in problems) return codePage(request, { ...fixed, typed, ending, problems });
  const answer = await checkCode(context, read.code, ending, request.now);
  if (answer.state === 'unknown') {
    await guard.wrongCode(request.address);
    return codePage(request, { typed, ending, problems: { code: t.codeUnknown } });
  }
  if (answer.state === 'wrong-person') {
    const left = request.format.number(answer.left);
    return codePage(request, { ...fixed, typed, ending: '', problems: { nik: t.nikWrong(left) } });
  }
  if (answer.state === 'refused') return refusalPage(joining, request, answer);
  const { invitation, officer } = answer;
  const cookie = deviceCookie(context.config.publicUrl);
  const of = { invitation, officer: officer.id, device: cookie.read(request.headers) };
  const { ticket, sealed } = newTicket(context.vault, of, context.clock());
  return keyPage(joining, request, {
    officer,
    sealed,
    options: await optionsFor(joining, ticket, officer),
    // Already now: a phone whose last answer is lost on the way can sign in by its PIN all the same.
    cookie: cookie.set(ticket.device),
  });
}

function codeWords(problem: CodeProblem, lang: PageRequest['lang']): string {
  const t = messages(lang);
  return { empty: t.codeEmpty, characters: t.codeCharacters, length: t.codeLength, check: t.codeCheck }[
    problem
  ];
}

/** What the phone is asked to make a passkey by. */
async function optionsFor({ context }: Joining, ticket: Ticket, officer: Officer): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: context.city.windowName,
    rpID: relyingParty(context.config).expectedRPID,
    userName: officer.name,
    userDisplayName: officer.name,
    userID: new TextEncoder().encode(officer.id),
    challenge: Buffer.from(ticket.challenge, 'base64url'),
    attestationType: 'none',
    // Signing in asks for no name: the phone has to know by itself whose key it has.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [-7, -257],
  });
  return JSON.stringify(options);
}

async function takeKey(joining: Joining, request: FormRequest): Promise<PageAnswer> {
  const { context, guard } = joining;
  const { lang, form } = request;
  const t = messages(lang);
  const { allowed } = await guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  const sealed = form['tiket'] ?? '';
  const ticket = readTicket(context.vault, sealed, context.clock());
  if (!ticket) return tooLongPage(request);
  const found = await officerWithNik(context, ticket.officer);
  if (!found) return tooLongPage(request);
  const { officer } = found;
  const again = async (problem: { readonly field: 'setuju' | 'pin' | 'kunci'; readonly text: string }) =>
    keyPage(joining, request, {
      officer,
      sealed,
      options: await optionsFor(joining, ticket, officer),
      problem,
      agreed: form['setuju'] === 'ya',
    });
  if (form['setuju'] !== 'ya') return again({ field: 'setuju', text: t.agreeMissing });
  const proof = await proofOf(joining, request, ticket, found.nik);
  if ('text' in proof) return again(proof);
  const answer = await join(context, ticket, proof, {
    now: request.now,
    lang,
    deviceName: deviceName(request.headers.get('user-agent') ?? ''),
    deviceCookie: deviceCookie(context.config.publicUrl).set(ticket.device),
    facts: consentFacts(context.city, await context.officers.plan(officer.election)),
  });
  if (answer.state === 'refused') return refusalPage(joining, request, answer);
  return { kind: 'moved', to: request.href(HOME), cookie: answer.cookies };
}

/** What the form proves its sender by: a passkey where it has one, else a PIN. */
async function proofOf(
  { context }: Joining,
  { form, lang }: FormRequest,
  ticket: Ticket,
  nik: string | undefined,
): Promise<Proof | { readonly field: 'pin' | 'kunci'; readonly text: string }> {
  const t = messages(lang);
  const given = form['kunci'] ?? '';
  if (given !== '') {
    const passkey = await readNewPasskey(given, ticket.challenge, context.config);
    return passkey ? { passkey } : { field: 'kunci', text: t.passkeyRefused };
  }
  const pin = (form['pin'] ?? '').replace(/\s/g, '');
  const problem = pinProblem(pin, nik);
  if (problem === undefined) return { pin };
  return {
    field: 'pin',
    text: { length: t.pinLength, simple: t.pinSimple, birthday: t.pinBirthday }[problem],
  };
}
