import { isDatabaseUnavailable } from '../../platform/database/errors.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';
import { createSharedRateLimit } from '../../platform/http/shared-rate-limit.ts';
import type { EvaluateRequest } from '../../sealed-roll/evaluate.ts';
import { type Challenges, createChallenges, windowKey } from './challenge.ts';
import { evaluateByAll, type HolderEvaluation } from './evaluate.ts';
import { readKeyring } from './keyring.ts';
import { createOpenRolls, type OpenRolls } from './open-rolls.ts';
import { listRolls, type PublishedRoll } from './store.ts';

/** Who asks, for counting alone. */
export interface Caller {
  readonly address: string;
  /** `token:nonce`, where the caller has worked for this request. */
  readonly work?: string | undefined;
}

/** What the window does in a check: serve rolls, and have the holders evaluate within each address's budget. */
export interface VoterCheck {
  readonly rolls: OpenRolls;
  /**
   * The published rolls. While the database is away they are those of before: what they lead to is in files, and a
   * check can go on.
   */
  list(): Promise<readonly PublishedRoll[]>;
  /**
   * @throws Problem as {@link OpenRolls.use} and {@link evaluateByAll}; too-many-requests (429) with a challenge
   */
  evaluate(rollId: string, request: EvaluateRequest, caller: Caller): Promise<HolderEvaluation[]>;
}

/** What keeps one address from asking for everybody. */
interface Guards {
  readonly challenges: Challenges;
  readonly budget: RateLimit;
}

// Held for as long as the process runs, as a window does: what is collected with an open file in it ends the process.
const services = new Map<FeatureContext, VoterCheck>();

/** The service of a window: its pages and its API count against one budget and share open files. */
export function voterCheckOf(context: FeatureContext): VoterCheck {
  const known = services.get(context);
  if (known) return known;
  const made = createVoterCheck(context);
  services.set(context, made);
  return made;
}

function createVoterCheck(context: FeatureContext): VoterCheck {
  const { config, db, clock, log, metrics } = context;
  const { keysDir, rollsDir } = config;
  const rolls = createOpenRolls({ db, keysDir, rollsDir, log });
  context.onClose(() => rolls.close());
  let guards: Promise<Guards> | undefined;
  let listed: readonly PublishedRoll[] | undefined;

  async function makeGuards(): Promise<Guards> {
    const secrets = (await readKeyring(keysDir)).shares.map(({ secret }) => secret);
    const perMinute = config.EVALUATE_PER_MINUTE;
    return {
      challenges: createChallenges(windowKey(secrets, 'proof-of-work token'), clock),
      // With a server's database there may be other windows, and an address may come by any of them.
      budget: config.DATABASE_URL
        ? createSharedRateLimit({ db, perMinute, clock, key: windowKey(secrets, 'counted address') })
        : createRateLimit(perMinute, clock),
    };
  }

  async function refuseTooMany(caller: Caller, elements: number): Promise<void> {
    guards ??= makeGuards();
    const { challenges, budget } = await guards;
    if (caller.work !== undefined && challenges.redeem(caller.work, caller.address, elements)) return;
    const { allowed, retryAfter } = await budget.take(caller.address, elements);
    if (allowed) return;
    metrics.count(
      'jendela_evaluations_refused_total',
      'Evaluations refused to an address that asked too often',
    );
    throw new Problem(
      429,
      'too-many-requests',
      'This address has asked often in the last minute. Wait, or solve the challenge to go on at once.',
      {
        headers: { 'retry-after': String(retryAfter) },
        members: { challenge: { ...challenges.issue(caller.address, elements), algorithm: 'sha256' } },
      },
    );
  }

  return {
    rolls,
    async list() {
      try {
        listed = await listRolls(db);
      } catch (error) {
        if (!listed || !isDatabaseUnavailable(error)) throw error;
      }
      return listed;
    },
    evaluate: (rollId, request, caller) =>
      rolls.use(rollId, async (served) => {
        await refuseTooMany(caller, request.blinded.length);
        const evaluations = await evaluateByAll(served, request, config.KEYHOLDERS);
        metrics.count('jendela_evaluations_total', 'Evaluations answered by all key holders', {
          proof: String(request.proof),
        });
        log.debug({ elements: request.blinded.length, proof: request.proof }, 'evaluated');
        return evaluations;
      }),
  };
}
