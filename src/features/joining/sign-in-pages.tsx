import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { deviceName } from '../../domain/device-name.ts';
import type { FormRequest, PageAnswer, PageRequest, PageRoute } from '../../platform/feature.ts';
import { deviceCookie } from './device-cookie.ts';
import { tooManyPage } from './join-views.tsx';
import { messages } from './messages.ts';
import { checkPasskey, checkPin, officersOnPhone, relyingParty, tieSession } from './phones.ts';
import type { Joining } from './service.ts';
import { type SignInView, signInPage } from './sign-in-views.tsx';
import { newChallenge, readChallenge } from './ticket.ts';

export const SIGN_IN_PATH = '/petugas/masuk';
const HOME = '/petugas';
const LARGEST_FORM = 16 * 1024;

/** Where officers who joined sign in again. */
export function signInRoutes(joining: Joining): PageRoute[] {
  return [
    {
      path: SIGN_IN_PATH,
      query: ['ke'],
      fresh: true,
      get: (request) => page(joining, request),
      post: (request) => signIn(joining, request),
      largestForm: LARGEST_FORM,
    },
  ];
}

async function page(
  { context }: Joining,
  request: PageRequest,
  view: Partial<SignInView> = {},
): Promise<PageAnswer> {
  const { challenge, sealed } = newChallenge(context.vault, context.clock());
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(context.config).expectedRPID,
    challenge: Buffer.from(challenge, 'base64url'),
    userVerification: 'required',
  });
  return signInPage(request, { ...view, sealed, options: JSON.stringify(options) });
}

async function signIn(joining: Joining, request: FormRequest): Promise<PageAnswer> {
  const { allowed } = await joining.guard.admit(request.address);
  if (!allowed) return tooManyPage(request);
  return (request.form['kunci'] ?? '') === '' ? byPin(joining, request) : byPasskey(joining, request);
}

async function byPasskey(joining: Joining, request: FormRequest): Promise<PageAnswer> {
  const { context } = joining;
  const t = messages(request.lang);
  const { vault, clock, db, config } = context;
  const asked = readChallenge(vault, request.form['tantangan'] ?? '', clock());
  if (!asked) return page(joining, request, { problem: { field: 'kunci', text: t.signInFailed } });
  const found = await checkPasskey(db, request.form['kunci'] ?? '', asked, {
    publicUrl: config.publicUrl,
    now: clock(),
  });
  if (!found) return page(joining, request, { problem: { field: 'kunci', text: t.signInRefused } });
  return opened(joining, request, found.officer, 'passkey', found.phone);
}

async function byPin(joining: Joining, request: FormRequest): Promise<PageAnswer> {
  const { context } = joining;
  const { form, format } = request;
  const t = messages(request.lang);
  const { db, vault, clock, config } = context;
  const refuse = (text: string, more: Partial<SignInView> = {}) =>
    page(joining, request, { ...more, problem: { field: 'pin', text } });
  const device = deviceCookie(config.publicUrl).read(request.headers);
  const people = device === undefined ? [] : await officersOnPhone(db, vault, device);
  if (device === undefined || people.length === 0) return refuse(t.phoneUnknown);
  const pin = (form['pin'] ?? '').replace(/\s/g, '');
  const chosen = people.length === 1 ? people[0] : people.find(({ officer }) => officer === form['siapa']);
  if (!chosen) return page(joining, request, { people });
  const shown = people.length > 1 ? { people, chosen: chosen.officer } : {};
  if (!/^\d{6}$/.test(pin)) return refuse(t.pinDigits, shown);
  const answer = await checkPin(db, vault, { officer: chosen.officer, device, pin, now: clock() });
  if (answer.state === 'unknown') return refuse(t.phoneUnknown, shown);
  if (answer.state === 'locked') return refuse(t.pinLocked, shown);
  if (answer.state === 'wrong') return refuse(t.pinWrong(format.number(answer.left)), shown);
  return opened(joining, request, chosen.officer, 'pin', answer.phone);
}

async function opened(
  { context }: Joining,
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
  return { kind: 'moved', to: wayOn(request), cookie: session.setCookie };
}

/** Where somebody wanted to go; only pages of officers, whatever an address asks for. */
function wayOn({ query, href }: PageRequest): string {
  const asked = query['ke'] ?? '';
  const isOurs = /^(\/en)?\/petugas(\/[\w/.~-]*)?(\?[\w=&%.~-]*)?$/.test(asked) && !asked.includes('//');
  return isOurs ? asked : href(HOME);
}
