import { parse } from 'hono/utils/cookie';

const TOKEN = /^[\w-]{43}$/;
/** Browsers keep none longer. */
const MAX_AGE = 400 * 24 * 60 * 60;

/** What a phone with a PIN is known by; it lets nobody in without the PIN. */
export function deviceCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  // A browser lets no other host and no page without TLS set a `__Host-` one.
  const name = secure ? '__Host-jendela-hp' : 'jendela-hp';
  return {
    read(headers: Headers): string | undefined {
      const token = parse(headers.get('cookie') ?? '', name)[name];
      return token !== undefined && TOKEN.test(token) ? token : undefined;
    },
    set: (device: string) =>
      `${name}=${device}; Max-Age=${MAX_AGE}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  };
}
