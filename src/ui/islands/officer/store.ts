/** What an officer did on this phone that the window has not acknowledged, or has refused, and they have not read yet. */
export interface QueuedAction {
  /** Given by the phone, rising, never used twice. */
  readonly number: number;
  readonly id: string;
  /** Id of who did it. */
  readonly officer: string;
  readonly kind: string;
  /** Where it is sent: the form's own address. */
  readonly path: string;
  readonly title: string;
  readonly subject: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly photo?: ArrayBuffer;
  /** By the phone's clock. */
  readonly doneAt: string;
  /** `waiting` to be sent; the others stay until the officer has read what is the matter. */
  readonly state: 'waiting' | 'problems' | 'conflict' | 'refused';
  readonly notes: readonly string[];
}

export type NewAction = Omit<QueuedAction, 'number' | 'state' | 'notes'>;

const DATABASE = 'jendela-officer';
const QUEUE = 'queue';
const FACTS = 'facts';
const CHANGED = 'jendela-queue';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(QUEUE, { keyPath: 'number', autoIncrement: true });
      request.result.createObjectStore(FACTS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
  return opened;
}

/** Runs in one transaction that is on the phone's storage, and not only in its memory, when it is over. */
async function inStore<Result>(
  name: typeof QUEUE | typeof FACTS,
  mode: 'readonly' | 'readwrite',
  run: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, mode, { durability: 'strict' });
    const request = run(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

const channel = new BroadcastChannel(CHANGED);

/** Called at each change of the queue, whichever page or worker made it. */
export function onChange(changed: () => void): void {
  new BroadcastChannel(CHANGED).onmessage = changed;
}

function tell(): void {
  channel.postMessage(null);
}

/** Keeps an action; it is on the phone when this is over. Gives its number. */
export async function keepAction(action: NewAction): Promise<number> {
  const waiting = { ...action, state: 'waiting', notes: [] };
  const key = await inStore(QUEUE, 'readwrite', (store) => store.add(waiting));
  tell();
  return Number(key);
}

/** Everything on the phone of one officer, in the order in which it was done. */
export async function actionsOf(officer: string): Promise<readonly QueuedAction[]> {
  const all: QueuedAction[] = await inStore(QUEUE, 'readonly', (store) => store.getAll());
  return all.filter((action) => action.officer === officer);
}

/** Officers of this phone with something that waits. */
export async function officersWaiting(): Promise<readonly string[]> {
  const all: QueuedAction[] = await inStore(QUEUE, 'readonly', (store) => store.getAll());
  return [...new Set(all.filter(({ state }) => state === 'waiting').map(({ officer }) => officer))];
}

/** What became of an action that is not done. */
export async function putState(
  action: QueuedAction,
  state: QueuedAction['state'],
  notes: readonly string[],
): Promise<void> {
  await inStore(QUEUE, 'readwrite', (store) => store.put({ ...action, state, notes }));
  tell();
}

/** Removes what was acknowledged, or what the officer has read. */
export async function removeAction(number: number): Promise<void> {
  await inStore(QUEUE, 'readwrite', (store) => store.delete(number));
  tell();
}

/** Removes everything of an officer who signs out, as they were told. */
export async function removeAllOf(officer: string): Promise<void> {
  for (const { number } of await actionsOf(officer)) await removeAction(number);
}

/** A name of this phone's queue: its numbers begin anew where its storage was cleared, and so does the name. */
export async function queueId(): Promise<string> {
  const known: unknown = await inStore(FACTS, 'readonly', (store) => store.get('queue'));
  if (typeof known === 'string') return known;
  const made = crypto.randomUUID();
  await inStore(FACTS, 'readwrite', (store) => store.put(made, 'queue'));
  return made;
}

/** Lets nothing be sent for so many seconds, by whichever page or worker. */
export async function waitBeforeSending(seconds: number): Promise<void> {
  const now = Date.now();
  await inStore(FACTS, 'readwrite', (store) =>
    store.put({ from: now, until: now + seconds * 1000 }, 'pause'),
  );
}

/** From when on something may be sent, by the phone's clock; now where that was put back meanwhile. */
export async function whenToSend(): Promise<number> {
  const known: unknown = await inStore(FACTS, 'readonly', (store) => store.get('pause'));
  const isPause =
    typeof known === 'object' &&
    known !== null &&
    'from' in known &&
    'until' in known &&
    typeof known.from === 'number' &&
    typeof known.until === 'number' &&
    known.from <= Date.now();
  return isPause ? Number(known.until) : 0;
}
