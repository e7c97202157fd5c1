import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { deviceName } from '../../domain/device-name.ts';
import type {
  FormRequest,
  PageAnswer,
  PageRequest,
  PageRoute,
  VisitRequest,
} from '../../platform/feature.ts';
import { CARRIED, type Carried, createCarried } from './carried.ts';
import { deviceCookie } from './device-cookie.ts';
import { tooManyPage } from './join-views.tsx';
import { checkPasskey, checkPin, officersOnPhone, relyingParty, tieSession } from './phones.ts';
import type { Joining } from './service.ts';
import { type Step, stepShape } from './sign-in-step.ts';
import { signInPage } from './sign-in-views.tsx';
import { newChallenge, readChallenge } from './ticket.ts';

export const SIGN_IN_PATH = '/petugas/masuk';
const HOME = '/petugas';
const LARGEST_FORM = 16 * 1024;

type SignInPages = Joining & { readonly carried: Carried<Step> };

/**
 * Where officers who joined sign in again. As in joining, a posted form leads on to a page: loading that anew must not
 * count as another wrong PIN.
 */
export function signInRoutes(service: Joining): PageRoute[] {
  const carried = createCarried(service.context, {
    name: 'jendela-masuk',
    path: SIGN_IN_PATH,
    shape: stepShape,
  });
  const pages = { ...service, carried };
  return [
    {
      path: SIGN_IN_PATH,
      query: ['ke', CARRIED],
      fresh: true,
      get: (request) => page(pages, request),
      post: (request) => signIn(pages, request),
      largestForm: LARGEST_FORM,
    },
  ];
}

async function page({ context, carried }: SignInPages, request: VisitRequest): Promise<PageAnswer> {
  const step = carried.read(request);
  const { challenge, sealed } = newChallenge(context.vault, context.clock());
  const options = JSON.stringify(
    await generateAuthenticationOptions({
      rpID: relyingParty(context.config).expectedRPID,
      challenge: Buffer.from(challenge, 'base64url'),
      userVerification: 'required',
    }),
  );
  if (step === undefined) return signInPage(request, { sealed, options });
  if (step === 'gone') return signInPage(request, { sealed, options, problem: 'gone' });
  const device = deviceCookie(context.config.publicUrl).read(request.headers);
  const isAsked = step.choose && device !== undefined;
  const people = isAsked ? await officersOnPhone(context.db, context.vault, device) : undefined;
  return signInPage(request, { sealed, options, people, chosen: step.chosen, problem: step.problem });
}

async function signIn(pages: SignInPages, request: FormRequest): Promise<PageAnswer> {
  const { allowed } = await pages.guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  return (request.form['kunci'] ?? '') === '' ? byPin(pages, request) : byPasskey(pages, request);
}

/** To the page once more, with what is wrong. */
function again({ carried }: SignInPages, request: FormRequest, step: Step): PageAnswer {
  const ke = request.query['ke'];
  return carried.lead({ path: SIGN_IN_PATH, ...(ke === undefined ? {} : { query: { ke } }) }, step, request);
}

async function byPasskey(pages: SignInPages, request: FormRequest): Promise<PageAnswer> {
  const { vault, clock, db, config } = pages.context;
  const asked = readChallenge(vault, request.form['tantangan'] ?? '', clock());
  if (!asked) return again(pages, request, { problem: 'late', choose: false });
  const found = await checkPasskey(db, request.form['kunci'] ?? '', asked, {
    publicUrl: config.publicUrl,
    now: clock(),
  });
  if (!found) return again(pages, request, { problem: 'passkey', choose: false });
  return opened(pages, request, found.officer, 'passkey', found.phone);
}

async function byPin(pages: SignInPages, request: FormRequest): Promise<PageAnswer> {
  const { form } = request;
  const { db, vault, clock, config } = pages.context;
  const device = deviceCookie(config.publicUrl).read(request.headers);
  const people = device === undefined ? [] : await officersOnPhone(db, vault, device);
  if (device === undefined || people.length === 0) {
    return again(pages, request, { problem: 'phone', choose: false });
  }
  const pin = (form['pin'] ?? '').replace(/\s/g, '');
  const choose = people.length > 1;
  const chosen = choose ? people.find(({ officer }) => officer === form['siapa']) : people[0];
  if (!chosen) return again(pages, request, { choose });
  const refuse = (problem: NonNullable<Step['problem']>) =>
    again(pages, request, { problem, choose, ...(choose ? { chosen: chosen.officer } : {}) });
  if (!/^\d{6}$/.test(pin)) return refuse('digits');
  const answer = await checkPin(db, vault, { officer: chosen.officer, device, pin, now: clock() });
  if (answer.state === 'unknown') return refuse('phone');
  if (answer.state === 'locked') return refuse('locked');
  if (answer.state === 'wrong') return refuse({ left: answer.left });
  return opened(pages, request, chosen.officer, 'pin', answer.phone);
}

async function opened(
  { context, carried }: SignInPages,
  request: FormRequest,
  id: string,
  way: 'passkey' | 'pin',
  phone: string,
): Promise<PageAnswer> {
  const officer = await context.officers.find(id);
  if (!officer) throw new Error('A phone without its officer.');
  const name = deviceName(request.headers.get('user-agent') ?? '');
  const session = await context.officerSessions.open(officer, way, name);
  await tieSession(context.db, session.device, phone);
  return { kind: 'moved', to: wayOn(request), cookie: [session.setCookie, ...carried.forget] };
}

/** Where somebody wanted to go; only pages of officers, whatever an address asks for. */
function wayOn({ query, href }: PageRequest): string {
  const asked = query['ke'] ?? '';
  const isOurs = /^(\/en)?\/petugas(\/[\w/.~-]*)?(\?[\w=&%.~-]*)?$/.test(asked) && !asked.includes('//');
  return isOurs ? asked : href(HOME);
}
