import { z } from 'zod';
import { startTestProcess, type TestProcess } from './processes.ts';

/** The login of an office of its own, by a real OpenID Connect provider. */
export interface TestOffice {
  readonly process: TestProcess;
  readonly issuer: string;
  /**
   * Signs somebody in at the provider, as their browser would that was sent to `url`.
   *
   * @returns the address that the provider sends the browser back to
   */
  signIn(url: string, login: string): Promise<string>;
  /** Comes back to the window without signing in. */
  giveUp(url: string): Promise<string>;
}

/** Starts the provider for a window at `publicUrl`; at a port where one is told. */
export async function startOffice(publicUrl: string, port = 0): Promise<TestOffice> {
  const process = startTestProcess('oidc-process.ts', [
    `${publicUrl}/api/auth/callback/kantor`,
    String(port),
  ]);
  const { issuer } = z.object({ issuer: z.string() }).parse(await process.until('ready'));
  return {
    process,
    issuer,
    async signIn(url, login) {
      const browser = jar();
      const forms = [{ prompt: 'login', login, password: 'x' }, { prompt: 'consent' }];
      let next = await browser.follow(url, issuer);
      for (const form of forms) {
        if (!next.startsWith(issuer)) break;
        next = await browser.follow(next, issuer, form);
      }
      return next;
    },
    async giveUp(url) {
      const browser = jar();
      const form = await browser.follow(url, issuer);
      return browser.follow(`${form}/abort`, issuer);
    },
  };
}

/** Keeps cookies by name, and follows redirects until a page comes or the provider is left. */
function jar() {
  const cookies = new Map<string, string>();
  return {
    async follow(url: string, issuer: string, form?: Readonly<Record<string, string>>): Promise<string> {
      let at = url;
      let body = form && new URLSearchParams(form);
      while (at.startsWith(issuer)) {
        const answer = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(body ? { method: 'POST', body } : {}),
        });
        body = undefined;
        for (const set of answer.headers.getSetCookie()) {
          const [pair = ''] = set.split(';', 1);
          const cut = pair.indexOf('=');
          cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
        }
        const location = answer.headers.get('location');
        if (location === null) return at;
        at = new URL(location, at).href;
      }
      return at;
    },
  };
}
