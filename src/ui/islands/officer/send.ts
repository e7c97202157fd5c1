import {
  actionsOf,
  putState,
  type QueuedAction,
  queueId,
  removeAction,
  waitBeforeSending,
  whenToSend,
} from './store.ts';

/** How a round of sending ended. */
export type Round =
  /** Nothing waits any more. */
  | 'clear'
  /** Something waits: no network, or the window has trouble. */
  | 'later'
  /** Something waits: the window has asked for a pause. */
  | 'pause'
  /** The window does not know this phone, or knows it as somebody else's. */
  | 'signed-out'
  /** Another page or the worker sends at this moment. */
  | 'busy';

/** What the window says of one action. */
interface Told {
  readonly id: string;
  readonly state: 'done' | 'conflict' | 'refused' | 'problems';
  readonly note?: string;
  readonly to?: string;
  readonly problems?: readonly { readonly problem: string }[];
}

type Answer =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'not-taken'; readonly status: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'no-network' };

/** Slow networks upload a photo in minutes. */
const PATIENCE_MS = 180_000;
/** Where the window asks for a pause and does not say of how long, and the longest that is kept to. */
const USUAL_PAUSE_S = 60;
const LONGEST_PAUSE_S = 10 * 60;
const LOCK = 'jendela-queue';

/** Words for what the window refuses without words of its own. */
export interface SendWords {
  readonly tooLarge: string;
  readonly another: string;
  readonly notTaken: string;
}

/**
 * Sends what waits of an officer, one after the other in the order in which it was done. An action leaves the phone only
 * when the window has acknowledged it by its id; whatever else is said, by a hotspot's sign-in page for one, it stays.
 *
 * @param told called for each action that the window answered
 */
export async function sendAll(
  officer: string,
  words: SendWords,
  told: (action: QueuedAction, to: string | undefined, state: Told['state']) => void = () => undefined,
): Promise<Round> {
  if (!('locks' in navigator)) return sendInOrder(officer, words, told);
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
    lock ? sendInOrder(officer, words, told) : 'busy',
  );
}

async function sendInOrder(
  officer: string,
  words: SendWords,
  told: (action: QueuedAction, to: string | undefined, state: Told['state']) => void,
): Promise<Round> {
  // The window has asked for a pause: whoever opens another page meanwhile keeps to it too.
  if ((await whenToSend()) > Date.now()) return 'pause';
  const queue = await queueId();
  // What fails by itself holds up what is about the same, and nothing else.
  const heldUp = new Set<string>();
  for (const action of await actionsOf(officer)) {
    if (action.state !== 'waiting' || heldUp.has(subjectOf(action))) continue;
    const answer = await send(action, queue);
    if (answer.kind === 'told') {
      await settle(action, answer.told);
      told(action, answer.told.to, answer.told.state);
    } else if (answer.kind === 'no-network') {
      return 'later';
    } else if (answer.kind === 'wait') {
      await waitBeforeSending(answer.seconds);
      return 'pause';
    } else if (answer.status === 401) {
      return 'signed-out';
    } else if (answer.status === 500) {
      heldUp.add(subjectOf(action));
    } else if (answer.status > 500 || answer.status === 408) {
      return 'later';
    } else {
      await putState(action, 'problems', [refusedBy(answer.status, words)]);
      told(action, undefined, 'problems');
    }
  }
  return heldUp.size > 0 ? 'later' : 'clear';
}

function subjectOf({ kind, subject, number }: QueuedAction): string {
  return subject === '' ? String(number) : `${kind.split('.')[0]} ${subject}`;
}

function refusedBy(status: number, words: SendWords): string {
  if (status === 413) return words.tooLarge;
  return status === 409 ? words.another : words.notTaken;
}

async function settle(action: QueuedAction, { state, note, problems = [] }: Told): Promise<void> {
  if (state === 'done') return removeAction(action.number);
  const notes = [...(note === undefined ? [] : [note]), ...problems.map(({ problem }) => problem)];
  return putState(action, state, notes);
}

async function send(action: QueuedAction, queue: string): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of action.fields) form.append(name, value);
  if (action.photo) form.append('photo', new Blob([action.photo], { type: 'image/jpeg' }), 'foto.jpg');
  const own = {
    subject: action.subject,
    '@id': action.id,
    '@officer': action.officer,
    '@title': action.title,
    '@queue': queue,
    '@number': String(action.number),
    '@doneAt': action.doneAt,
    '@sentAt': new Date().toISOString(),
  };
  for (const [name, value] of Object.entries(own)) form.set(name, value);
  try {
    const response = await fetch(action.path, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const isOurs = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    // Whoever stands between the phone and the window speaks in pages: a hotspot, a gateway.
    if (!isOurs) return { kind: 'no-network' };
    if (response.status === 429) return { kind: 'wait', seconds: secondsAsked(response) };
    const body: unknown = await response.json();
    if (isTold(body, action.id)) return { kind: 'told', told: body };
    return response.ok ? { kind: 'no-network' } : { kind: 'not-taken', status: response.status };
  } catch {
    return { kind: 'no-network' };
  }
}

function secondsAsked(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_PAUSE_S) : USUAL_PAUSE_S;
}

function isTold(body: unknown, id: string): body is Told {
  return typeof body === 'object' && body !== null && 'id' in body && body.id === id && 'state' in body;
}
