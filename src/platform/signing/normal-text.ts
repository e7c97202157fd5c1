import { createHash } from 'node:crypto';
import type { SomeLanguages } from '../../domain/item.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { canonicalJson } from '../canonical-json.ts';

/**
 * A text as it is signed: in Unicode's form NFC, each run of white space one space, none at the ends. What is copied
 * from a page is then what was signed, however its lines were broken. docs/signing.md gives the rule to others.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{White_Space}\uFEFF]+/gu, ' ')
    .trim();
}

/** SHA-256 of the normal text in UTF-8, as hexadecimal digits. */
export function textDigest(text: string): string {
  return createHash('sha256').update(normalText(text)).digest('hex');
}

/** The digest of each language that is there. */
export function textDigests(text: SomeLanguages): SomeLanguages {
  const digests: { -readonly [Language in keyof SomeLanguages]: string } = {};
  for (const language of LANGUAGES) {
    const words = text[language];
    if (words !== undefined) digests[language] = textDigest(words);
  }
  return digests;
}

/** SHA-256 of a content's canonical JSON, as hexadecimal digits. */
export function contentDigest(content: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(content ?? null));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
