import { z } from 'zod';
import { OFFICE_ID, type OfficeAuth, type OfficeProvider } from './auth.ts';

/** How long the provider may take to say what it is, in milliseconds. */
const DISCOVERY_MS = 5_000;
/** How long the exchange with it may take when somebody comes back from it. */
const EXCHANGE_MS = 15_000;

/** Path of the window that the provider sends people back to. */
export const OFFICE_CALLBACK = `/api/auth/callback/${OFFICE_ID}`;

/** Why nobody got in by the office's login, as it stands in an address. */
export const OFFICE_FAILURES = [
  'tak-terjangkau',
  'tak-diundang',
  'email-belum-pasti',
  'sudah-lewat',
  'ditolak',
] as const;
export type OfficeFailure = (typeof OFFICE_FAILURES)[number];

/** Where a browser is sent next, with the cookies that it keeps. */
export interface OfficeStep {
  readonly to: string;
  readonly cookies: readonly string[];
  readonly failure?: OfficeFailure;
}

/** Signing in by the office's own login (OpenID Connect, code flow with PKCE, state and nonce). */
export interface OfficeLogin {
  /** What the office calls it. */
  readonly name: string;
  /** Sends a browser to the provider. `then` and `otherwise` are paths of the window. */
  start(headers: Headers, then: string, otherwise: string): Promise<OfficeStep>;
  /** Takes somebody in who comes back from the provider. */
  finish(request: Request): Promise<OfficeStep>;
}

const description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** How the library names what went wrong, as people are told it. */
const FAILURES: Readonly<Record<string, OfficeFailure>> = {
  signup_disabled: 'tak-diundang',
  unable_to_create_session: 'tak-diundang',
  email_not_found: 'tak-diundang',
  account_not_linked: 'email-belum-pasti',
  state_mismatch: 'sudah-lewat',
  state_not_found: 'sudah-lewat',
  state_invalid: 'sudah-lewat',
  access_denied: 'ditolak',
};

/** The login of an office whose provider is `issuer`. It may be away, and come back, while the window runs. */
export function createOfficeLogin(options: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly name: string;
  readonly publicUrl: string;
  readonly withOffice: (provider: OfficeProvider) => OfficeAuth;
}): OfficeLogin {
  const { issuer, clientId, clientSecret, publicUrl, withOffice } = options;
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
  let known: { readonly described: string; readonly auth: OfficeAuth } | undefined;

  /** The library asks a provider once what it is; so it is asked here each time, and the library again on a change. */
  async function reach(): Promise<OfficeAuth | undefined> {
    const described = await describe(discoveryUrl, issuer);
    if (described === undefined) return undefined;
    if (known?.described !== described) {
      const auth = withOffice({ discoveryUrl, clientId, clientSecret });
      const context = await within(DISCOVERY_MS, auth.$context);
      if (!context || context.socialProviders.length === 0) return undefined;
      known = { described, auth };
    }
    return known.auth;
  }

  const failed = (to: string, failure: OfficeFailure): OfficeStep => ({ to, cookies: [], failure });

  return {
    name: options.name,
    async start(headers, then, otherwise) {
      const auth = await reach();
      if (!auth) return failed(otherwise, 'tak-terjangkau');
      const { headers: answered, response } = await auth.api.signInSocial({
        headers,
        body: {
          provider: OFFICE_ID,
          callbackURL: publicUrl + then,
          errorCallbackURL: publicUrl + otherwise,
          disableRedirect: true,
        },
        returnHeaders: true,
      });
      if (!response.url) return failed(otherwise, 'tak-terjangkau');
      return { to: response.url, cookies: answered.getSetCookie() };
    },
    async finish(request) {
      const auth = known?.auth ?? (await reach());
      const answer = auth && (await within(EXCHANGE_MS, auth.handler(request)));
      const location = answer?.headers.get('location');
      if (!answer || !location) return failed('/masuk', 'tak-terjangkau');
      const to = new URL(location, publicUrl);
      const error = to.searchParams.get('error');
      const cookies = answer.headers.getSetCookie();
      if (error === null) return { to: to.pathname + to.search, cookies };
      to.searchParams.delete('error');
      to.searchParams.delete('error_description');
      return { to: to.pathname + to.search, cookies, failure: FAILURES[error] ?? 'tak-terjangkau' };
    },
  };
}

/** What the provider says of itself, as it says it; undefined where it is away or is another one. */
async function describe(url: string, issuer: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_MS), redirect: 'error' });
    if (!answer.ok) return undefined;
    const text = await answer.text();
    const told = description.safeParse(JSON.parse(text));
    return told.success && told.data.issuer.replace(/\/+$/, '') === issuer ? text : undefined;
  } catch {
    return undefined;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
