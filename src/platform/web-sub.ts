import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where the window's own hub takes subscriptions (W3C WebSub), without an origin. */
export const HUB_PATH = '/api/v1/hub';

/** The value of `X-Hub-Signature` for a body, by a subscriber's secret (WebSub, section 7.1). */
export function hubSignature(secret: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Whether a signature is the one of the body by that secret; only SHA-256 and longer ones are believed. */
export function isHubSignature(
  header: string | undefined,
  secret: string,
  body: Uint8Array | string,
): boolean {
  const [method = '', given = ''] = header?.split('=', 2) ?? [];
  if (!['sha256', 'sha384', 'sha512'].includes(method)) return false;
  const expected = createHmac(method, secret).update(body).digest();
  const received = Buffer.from(given, 'hex');
  return received.length === expected.length && timingSafeEqual(received, expected);
}
