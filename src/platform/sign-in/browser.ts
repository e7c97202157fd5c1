import { createHash } from 'node:crypto';

/** Headers that a browser sends alike with every request of a session. Its language is what its owner may change. */
export const BROWSER_TRAITS = ['user-agent', 'sec-ch-ua-platform', 'sec-ch-ua-mobile'] as const;

/**
 * A digest of what a browser tells about itself. A cookie that turns up in a browser with another one was taken from
 * where it belongs, or the browser was renewed; either way its owner signs in again.
 */
export function browserDigest(headers: Headers): string {
  const traits = BROWSER_TRAITS.map((name) => headers.get(name) ?? '');
  return createHash('sha256').update(JSON.stringify(traits)).digest('base64url');
}
