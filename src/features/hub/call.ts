import type { FeatureContext } from '../../platform/feature.ts';
import { OutgoingError } from '../../platform/outgoing/errors.ts';
import { createOutgoing, type OutgoingRequest } from '../../platform/outgoing/outgoing.ts';

const TIMEOUT_MS = 10_000;
/** A challenge is echoed; of what else a subscriber says, nothing matters. */
const LONGEST_ANSWER = 256 * 1024;

export type SubscriberAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  /** It lies in a network that nobody outside may have called. */
  | { readonly kind: 'refused' };

/** Calls a subscriber's callback; follows no redirect. @throws OutgoingError where it cannot be reached in time */
export type CallSubscriber = (
  call: Pick<OutgoingRequest, 'url' | 'method' | 'headers' | 'body' | 'signal'>,
) => Promise<SubscriberAnswer>;

/** Calls callbacks at public addresses, and at hosts that the operator has named. */
export function callSubscriber({
  config,
  onClose,
}: Pick<FeatureContext, 'config' | 'onClose'>): CallSubscriber {
  const outgoing = createOutgoing(config);
  onClose(() => outgoing.close());
  return async (call) => {
    try {
      const { status, bytes } = await outgoing.ask({
        ...call,
        timeoutMs: TIMEOUT_MS,
        maxBytes: LONGEST_ANSWER,
        maxRedirects: 0,
      });
      return { kind: 'answer', status, text: new TextDecoder().decode(bytes) };
    } catch (error) {
      const isInside = error instanceof OutgoingError && /^address-/.test(error.code);
      if (isInside) return { kind: 'refused' };
      throw error;
    }
  };
}
