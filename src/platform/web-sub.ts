import { createHmac } from 'node:crypto';

/** Where the window's own hub takes subscriptions (W3C WebSub), without an origin. */
export const HUB_PATH = '/api/v1/hub';

/** The value of `X-Hub-Signature` for a body, by a subscriber's secret (WebSub, section 7.1). */
export function hubSignature(secret: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
