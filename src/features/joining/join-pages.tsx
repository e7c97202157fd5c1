import { generateRegistrationOptions } from '@simplewebauthn/server';
import { deviceName } from '../../domain/device-name.ts';
import type { Officer } from '../../domain/officer.ts';
import type {
  FormRequest,
  PageAnswer,
  PageRequest,
  PageRoute,
  VisitRequest,
} from '../../platform/feature.ts';
import { CARRIED, type Carried, createCarried } from './carried.ts';
import { groupCode, readCode } from './code.ts';
import { deviceCookie } from './device-cookie.ts';
import { checkCode, consentFacts, join, officerWithNik, type Proof, type Refused } from './join.ts';
import { type KeyProblem, type Step, stepShape } from './join-step.ts';
import { codePage, goneJoinPage, keyPage, refusalPage, tooManyPage } from './join-views.tsx';
import { pinProblem, readNewPasskey, relyingParty } from './phones.ts';
import type { Joining } from './service.ts';
import { newTicket, readTicket, type Ticket } from './ticket.ts';

const JOIN_PATH = '/gabung';
const KEY_PATH = '/gabung/kunci';
/** An attestation with a certificate is some kilobytes. */
const LARGEST_FORM = 32 * 1024;
const HOME = '/petugas';
/** Of what an address holds instead of a code, as much is shown. */
const LONGEST_SHOWN = 40;
/** A whole address may be pasted instead of a code. */
const LONGEST_TYPED = 200;

/** Joining, and what goes from one of its pages to the next. */
type JoiningPages = Joining & { readonly carried: Carried<Step> };

/**
 * The pages of joining: code and NIK, then consent and key. A posted form shows nothing itself: it leads on to a page, so
 * that going back or loading anew sends nothing again.
 */
export function joinRoutes(service: Joining): PageRoute[] {
  const carried = createCarried(service.context, {
    name: 'jendela-gabung',
    path: JOIN_PATH,
    shape: stepShape,
  });
  const pages = { ...service, carried };
  return [
    {
      path: JOIN_PATH,
      query: ['k', CARRIED],
      fresh: true,
      get: (request) => shown(pages, request, async () => codePage(request, scanned(request))),
      post: (request) => takeCode(pages, request),
    },
    {
      path: KEY_PATH,
      query: [CARRIED],
      fresh: true,
      get: (request) => shown(pages, request, async () => ({ kind: 'moved', to: request.href(JOIN_PATH) })),
      post: (request) => takeKey(pages, request),
      largestForm: LARGEST_FORM,
    },
  ];
}

/** What a form before led to; `first` where none did. */
async function shown(
  pages: JoiningPages,
  request: VisitRequest,
  first: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const { context, carried } = pages;
  const step = carried.read(request);
  if (step === undefined) return first();
  if (step === 'gone') return goneJoinPage(request);
  if (step.at === 'code') {
    return codePage(request, { ...step, ...(step.fromLetter ? { code: step.typed } : {}) });
  }
  if (step.at === 'refused') {
    const officer = await context.officers.find(step.officer);
    if (!officer) return goneJoinPage(request);
    const at = step.usedAt === undefined ? {} : { at: Temporal.Instant.from(step.usedAt) };
    return refusalPage(pages, request, { state: 'refused', why: step.why, officer, ...at });
  }
  const ticket = readTicket(context.vault, step.ticket, context.clock());
  const officer = ticket && (await context.officers.find(ticket.officer));
  if (!officer) return goneJoinPage(request);
  const { problem, agreed } = step;
  return keyPage(pages, request, {
    officer,
    sealed: step.ticket,
    options: await optionsFor(pages, ticket, officer),
    agreed,
    problem,
  });
}

/** The code of a letter's address; one that cannot be a code is shown with what is wrong with it. */
function scanned({ query }: PageRequest): Parameters<typeof codePage>[1] {
  const typed = (query['k'] ?? '').slice(0, LONGEST_SHOWN);
  if (typed.trim() === '') return {};
  const read = readCode(typed);
  if (read.ok) return { code: groupCode(read.code) };
  return { typed, problems: { code: read.problem } };
}

async function takeCode(pages: JoiningPages, request: FormRequest): Promise<PageAnswer> {
  const { context, guard, carried } = pages;
  const { form } = request;
  const typed = (form['kode'] ?? '').slice(0, LONGEST_TYPED);
  const ending = (form['nik'] ?? '').replace(/\s/g, '').slice(0, LONGEST_SHOWN);
  const fromLetter = form['dari'] === 'surat';
  const { allowed } = await guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  const again = (more: Partial<Extract<Step, { at: 'code' }>>) =>
    carried.lead(
      { path: JOIN_PATH },
      { at: 'code', fromLetter, typed, ending, problems: {}, ...more },
      request,
    );
  const read = readCode(typed);
  const isEnding = /^\d{4}$/.test(ending);
  if (!read.ok || !isEnding) {
    return again({
      problems: {
        ...(read.ok ? {} : { code: read.problem }),
        ...(isEnding ? {} : { nik: 'digits' as const }),
      },
    });
  }
  const answer = await checkCode(context, read.code, ending, request.now);
  if (answer.state === 'unknown') {
    await guard.wrongCode(request.address);
    return again({ fromLetter: false, problems: { code: 'unknown' } });
  }
  if (answer.state === 'wrong-person') return again({ ending: '', problems: { nik: { left: answer.left } } });
  if (answer.state === 'refused') return refuse(pages, request, answer);
  const { invitation, officer } = answer;
  const cookie = deviceCookie(context.config.publicUrl);
  const of = { invitation, officer: officer.id, device: cookie.read(request.headers) };
  const { ticket, sealed } = newTicket(context.vault, of, context.clock());
  // Already now the phone is known: one whose last answer is lost on the way can sign in by its PIN all the same.
  const known = [cookie.set(ticket.device)];
  return carried.lead({ path: KEY_PATH }, { at: 'key', ticket: sealed, agreed: false }, request, known);
}

function refuse({ carried }: JoiningPages, request: FormRequest, { why, officer, at }: Refused): PageAnswer {
  const usedAt = at === undefined ? {} : { usedAt: at.toString() };
  return carried.lead({ path: JOIN_PATH }, { at: 'refused', why, officer: officer.id, ...usedAt }, request);
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

async function takeKey(pages: JoiningPages, request: FormRequest): Promise<PageAnswer> {
  const { context, guard, carried } = pages;
  const { lang, form } = request;
  const { allowed } = await guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  const sealed = form['tiket'] ?? '';
  const ticket = readTicket(context.vault, sealed, context.clock());
  const found = ticket && (await officerWithNik(context, ticket.officer));
  if (!found) return goneJoinPage(request);
  const { officer } = found;
  const agreed = form['setuju'] === 'ya';
  const again = (problem: KeyProblem) =>
    carried.lead({ path: KEY_PATH }, { at: 'key', ticket: sealed, agreed, problem }, request);
  if (!agreed) return again('agree');
  const proof = await proofOf(context, request, ticket, found.nik);
  if (typeof proof === 'string') return again(proof);
  const answer = await join(context, ticket, proof, {
    now: request.now,
    lang,
    deviceName: deviceName(request.headers.get('user-agent') ?? ''),
    deviceCookie: deviceCookie(context.config.publicUrl).set(ticket.device),
    facts: consentFacts(context.city, await context.officers.plan(officer.election)),
  });
  if (answer.state === 'refused') return refuse(pages, request, answer);
  return { kind: 'moved', to: request.href(HOME), cookie: [...answer.cookies, ...carried.forget] };
}

/** What the form proves its sender by: a passkey where it has one, else a PIN. */
async function proofOf(
  { config }: Joining['context'],
  { form }: FormRequest,
  ticket: Ticket,
  nik: string | undefined,
): Promise<Proof | KeyProblem> {
  const given = form['kunci'] ?? '';
  if (given !== '') {
    const passkey = await readNewPasskey(given, ticket.challenge, config);
    return passkey ? { passkey } : 'passkey';
  }
  const pin = (form['pin'] ?? '').replace(/\s/g, '');
  return pinProblem(pin, nik) ?? { pin };
}
