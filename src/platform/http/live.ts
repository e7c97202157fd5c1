import type { Log } from '../log/logger.ts';

const CHECK_MS = 1_000;
const HEARTBEAT_MS = 10_000;
/**
 * A stream ends after this and the browser opens it again, by the same admission as any request: whoever signed out, or
 * whose service is over, gets no other.
 */
const LIFE_MS = 30_000;
const RETRY_MS = 2_000;
/** Of one window process; more than all who watch over officers in a city. */
const MOST_LISTENERS = 2_000;
/** Pieces that a listener leaves unread before it is let go. */
const MOST_UNREAD = 16;

/** Changes that are looked at each time: a smaller key may be committed after a larger one. */
export const LIVE_CHANGES = 500;

/** Something that changed, by what decides who is told: the code of an area, or more where that is not enough. */
export interface Change<Topic = string> {
  /** Rises, with gaps. */
  readonly key: number;
  readonly topic: Topic;
}

/** Tells open pages that something changed, and nothing of what: they ask for it as a person would by hand. */
export interface Live<Topic = string> {
  /** A stream of Server-Sent Events (HTML, 9.2) for changes whose topic a listener may know. */
  stream(isTheirs: (topic: Topic) => boolean): Response;
  /** Ends every stream, as the window does when it closes. */
  close(): Promise<void>;
}

interface Listener<Topic> {
  readonly isTheirs: (topic: Topic) => boolean;
  readonly tell: (text: string) => void;
  readonly end: () => void;
  readonly until: number;
  isGreeted: boolean;
}

/**
 * One query in a second for all listeners of this process, and none while nobody listens.
 *
 * @param read the last `LIVE_CHANGES` changes, in any order
 */
export function createLive<Topic = string>(options: {
  readonly read: () => Promise<readonly Change<Topic>[]>;
  readonly log: Log;
  /** Streams that are open at once; one more is refused, and tries again later. */
  readonly most?: number;
}): Live<Topic> {
  const most = options.most ?? MOST_LISTENERS;
  const listeners = new Set<Listener<Topic>>();
  let timer: NodeJS.Timeout | undefined;
  let seen: ReadonlySet<number> | undefined;
  let beat = 0;
  let isClosed = false;

  async function check(): Promise<void> {
    try {
      const changes = await options.read();
      const known = seen;
      const fresh = known === undefined ? [] : changes.filter(({ key }) => !known.has(key));
      seen = new Set(changes.map(({ key }) => key));
      // So many that some were not looked at: everybody looks.
      const isFlood = fresh.length === LIVE_CHANGES;
      const last = changes.reduce((most, { key }) => Math.max(most, key), 0);
      const now = performance.now();
      const isBeat = now - beat > HEARTBEAT_MS;
      if (isBeat) beat = now;
      for (const listener of [...listeners]) {
        const isTold = isFlood || fresh.some(({ topic }) => listener.isTheirs(topic));
        if (isTold) listener.tell(`event: changed\ndata: ${last}\n\n`);
        else if (!listener.isGreeted) listener.tell(`event: at\ndata: ${lastOf(changes, listener)}\n\n`);
        else if (isBeat) listener.tell(': still there\n\n');
        listener.isGreeted = true;
        if (now > listener.until) listener.end();
      }
    } catch (error) {
      // The next second asks again, and what was missed is in its answer.
      options.log.debug({ err: error }, 'live changes could not be read');
    }
    const goesOn = listeners.size > 0 && !isClosed;
    timer = goesOn ? setTimeout(check, CHECK_MS).unref() : undefined;
    if (!goesOn) seen = undefined;
  }

  /** Up to which change a page of this listener has to be made; what lies farther back than what was looked at counts. */
  function lastOf(changes: readonly Change<Topic>[], { isTheirs }: Listener<Topic>): number {
    const theirs = changes.filter(({ topic }) => isTheirs(topic)).map(({ key }) => key);
    const oldest = changes.length < LIVE_CHANGES ? 0 : Math.min(...changes.map(({ key }) => key));
    return Math.max(oldest, ...theirs);
  }

  function stream(isTheirs: Listener<Topic>['isTheirs']): Response {
    if (listeners.size >= most || isClosed) return new Response(null, { status: 503 });
    const encoder = new TextEncoder();
    let listener: Listener<Topic> | undefined;
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const own: Listener<Topic> = {
            isTheirs,
            isGreeted: false,
            until: performance.now() + LIFE_MS,
            tell(text) {
              // Whoever reads nothing is told nothing more: their next stream begins anew.
              if ((controller.desiredSize ?? 0) <= 0) own.end();
              else controller.enqueue(encoder.encode(text));
            },
            end() {
              if (listeners.delete(own)) controller.close();
            },
          };
          listener = own;
          listeners.add(own);
          controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
          timer ??= setTimeout(check, 0).unref();
        },
        cancel() {
          if (listener) listeners.delete(listener);
        },
      },
      new CountQueuingStrategy({ highWaterMark: MOST_UNREAD }),
    );
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // A proxy in front that gathers answers would hold every event back (nginx).
        'x-accel-buffering': 'no',
      },
    });
  }

  return {
    stream,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { end } of [...listeners]) end();
    },
  };
}
