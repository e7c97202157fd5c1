/** The protocol, in a module of its own: the page is there before its cryptography is. */
import { checkRegistration, type Transport, Unavailable } from '../../../sealed-roll/client.ts';
import { httpTransport } from '../../../sealed-roll/http-transport.ts';
import type { TypedIdentity } from '../../../sealed-roll/input.ts';
import { solveWork } from '../../../sealed-roll/proof-of-work.ts';
import type { CheckProps } from './model.ts';
import { combine, type ListAnswer, type Outcome } from './outcome.ts';

/** What the device is doing. */
export type AskStep = 'blinding' | 'asking' | 'opening' | 'proving' | 'working';

export interface Asking {
  readonly signal: AbortSignal;
  readonly onStep: (step: AskStep) => void;
}

const LIST_TIMEOUT_MS = 20_000;

/** Asks every list of the election. Never throws for what the window or the network does. */
export async function ask(props: CheckProps, identity: TypedIdentity, asking: Asking): Promise<Outcome> {
  asking.onStep('blinding');
  const transport = announcing(
    httpTransport({
      base: props.api,
      // Ending requests by this signal too would take AbortSignal.any, which phones of two years ago lack; what still
      // arrives after the person has left is not looked at.
      solve(challenge) {
        asking.onStep('working');
        return solveWork(challenge, asking.signal);
      },
    }),
    asking.onStep,
  );
  try {
    const rolls = await currentRolls(props);
    const answers = await Promise.all(
      rolls.map(async ({ list, rollId }): Promise<ListAnswer> => {
        const meant = { election: props.election.id, list };
        const check = { transport, rollId, meant, identity, issuers: props.issuers };
        return { list, result: await checkRegistration(check) };
      }),
    );
    return combine(answers, props);
  } catch (error) {
    if (error instanceof Unavailable) return { kind: 'unavailable', why: error.code, ...error.detail };
    throw error;
  }
}

/** The rolls that are current now: the page may have been opened before one was replaced, or come from the device's cache. */
async function currentRolls(
  props: CheckProps,
): Promise<readonly { readonly list: string; readonly rollId: string }[]> {
  try {
    const answer = await fetch(`${props.api}/rolls`, { signal: AbortSignal.timeout(LIST_TIMEOUT_MS) });
    if (!answer.ok) throw new Unavailable('server');
    const { rolls } = Object(await answer.json()) as { rolls: unknown };
    if (!Array.isArray(rolls)) throw new Unavailable('server');
    return rolls.filter(
      (roll) =>
        roll.current === true && roll.election === props.election.id && props.asked.includes(roll.list),
    );
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable('network', {}, { cause: error });
  }
}

function announcing(transport: Transport, onStep: Asking['onStep']): Transport {
  return {
    header: (rollId) => transport.header(rollId),
    bucket(rollId, index) {
      onStep('opening');
      return transport.bucket(rollId, index);
    },
    evaluate(rollId, body) {
      onStep(body.proof ? 'proving' : 'asking');
      return transport.evaluate(rollId, body);
    },
  };
}
