import { randomBytes } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { FeatureContext, PageAnswer, VisitRequest } from '../../platform/feature.ts';
import { opened, sealed } from './sealed.ts';

/** Query value that names what a page was given. */
export const CARRIED = 'langkah';
const MINUTES = 30;
const envelope = z.object({ id: z.string(), until: z.number(), what: z.unknown() });

/**
 * What a posted form hands to the page that it leads on to, so that going back or loading anew posts nothing again. It is
 * sealed in a cookie of those pages alone and stands in no address: an address names it, and opens nothing by itself.
 */
export interface Carried<What> {
  /** Leads on to a page, which finds there what it was given. */
  readonly lead: (
    to: { readonly path: string; readonly query?: Readonly<Record<string, string>> },
    what: What,
    request: VisitRequest,
    /** `Set-Cookie` of something else. */
    also?: readonly string[],
  ) => PageAnswer;
  /**
   * What the page was given; `gone` where its address names what this browser has no more: it took too long, went on in
   * another tab, or keeps no cookies. Undefined where the address names nothing.
   */
  readonly read: (request: VisitRequest) => What | 'gone' | undefined;
  /** Takes it away from the browser. */
  readonly forget: readonly string[];
}

/** Carries something of a shape between the pages below a path. */
export function createCarried<Shape extends z.ZodType>(
  { vault, clock, config }: Pick<FeatureContext, 'vault' | 'clock' | 'config'>,
  { name, path, shape }: { readonly name: string; readonly path: string; readonly shape: Shape },
): Carried<z.output<Shape>> {
  const isSecure = config.publicUrl.startsWith('https:');
  const cookie = isSecure ? `__Secure-${name}` : name;
  const purpose = `joining.carried ${path}`;
  const attributes = `HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const inEachLanguage = (value: string, seconds: number) =>
    LANGUAGES.map(
      (lang) => `${cookie}=${value}; Max-Age=${seconds}; Path=${localPath(lang, path)}; ${attributes}`,
    );
  return {
    lead({ path: to, query = {} }, what, { href }, also = []) {
      const id = randomBytes(6).toString('base64url');
      const until = clock().add({ minutes: MINUTES }).epochMilliseconds;
      const address = new URLSearchParams({ ...query, [CARRIED]: id });
      return {
        kind: 'moved',
        to: `${href(to)}?${address}`,
        cookie: [...inEachLanguage(sealed(vault, purpose, { id, until, what }), MINUTES * 60), ...also],
      };
    },
    read({ query, headers }) {
      const id = query[CARRIED];
      if (id === undefined) return undefined;
      const value = parse(headers.get('cookie') ?? '', cookie)[cookie];
      const found = value === undefined ? undefined : opened(vault, purpose, envelope, value);
      const isIt = found?.id === id && found.until >= clock().epochMilliseconds;
      return isIt ? shape.parse(found.what) : 'gone';
    },
    forget: inEachLanguage('', 0),
  };
}
