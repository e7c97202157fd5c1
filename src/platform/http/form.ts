import type { Context } from 'hono';
import type { FormValues, Upload } from '../workspace/contract.ts';
import type { ApiEnv } from './api.ts';
import { Problem } from './problem.ts';

/** A posted form with its files. */
export interface PostedForm {
  readonly values: FormValues;
  readonly uploads: readonly Upload[];
}

/**
 * Reads a form, urlencoded or multipart. A form that another site posts would spend its visitor's budget, or act in
 * the name of whoever is signed in, and could be made to look like ours.
 *
 * @throws Problem `foreign-form`, `form`
 */
export async function readForm(c: Context<ApiEnv>): Promise<PostedForm> {
  if (isForeign(c)) throw new Problem(403, 'foreign-form', 'This form was sent from another site.');
  const values: [string, string | string[]][] = [];
  const uploads: Upload[] = [];
  for (const [field, posted] of Object.entries(await parsedBody(c))) {
    const texts: string[] = [];
    for (const value of Array.isArray(posted) ? posted : [posted]) {
      if (typeof value === 'string') texts.push(plainText(value));
      else if (value.size > 0 || value.name !== '') {
        uploads.push({ field, name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
      }
    }
    const [only] = texts;
    if (only !== undefined) values.push([field, texts.length === 1 ? only : texts]);
  }
  return { values: Object.fromEntries(values), uploads };
}

/** Where a limit on a form's bytes is passed. */
export function formTooLarge(): never {
  throw new Problem(413, 'too-large', 'The form is too large.');
}

/** Browsers end lines by CR LF; the database takes no NUL. */
function plainText(value: string): string {
  return value.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed();
}

/** Browsers of before 2023 say nothing of the site, but name an origin; `no-referrer` makes that "null" for our own. */
function isForeign(c: Context<ApiEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  return URL.parse(origin)?.host !== new URL(c.req.url).host;
}

async function parsedBody(c: Context<ApiEnv>) {
  try {
    return await c.req.parseBody({ all: true });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new Problem(400, 'form', 'The form cannot be read.');
  }
}
