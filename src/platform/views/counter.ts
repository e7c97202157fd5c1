import type { Context } from 'hono';
import type { AreaIndex } from '../../domain/area.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ApiEnv } from '../http/api.ts';
import type { Log } from '../log/logger.ts';
import { areaOfView } from './area.ts';
import { CHANNEL_QUERY, type Channel, channelOfReferrer, namedChannel } from './channels.ts';
import type { ViewCount } from './store.ts';
import { isAhead, visitorOf } from './visitor.ts';

const WRITE_EVERY_MS = 5_000;
/** Pages by area and channel that one day counts. A city has a tenth of it; past it, what is made up adds nothing. */
const MOST_KEYS = 50_000;
const LONGEST_PATH = 300;

/** Counts views of pages. */
export interface ViewCounter {
  /** Counts a page that was answered 200 or, as the browser has it already, 304. */
  see(c: Context<ApiEnv>, path: string): void;
  /** Writes what was counted since the last time; what cannot be written is kept for the next. */
  write(): Promise<void>;
  /** Writes for the last time. */
  close(): Promise<void>;
}

export interface ViewCounterOptions {
  readonly zone: string;
  readonly areas: AreaIndex;
  readonly clock: Clock;
  readonly log: Log;
  readonly add: (counts: readonly ViewCount[]) => Promise<void>;
  /** Told where a view could not be counted. */
  readonly lost?: (views: number) => void;
  readonly mostKeys?: number;
}

interface Day {
  readonly day: string;
  readonly from: number;
  readonly until: number;
  /** Everything counted on this day, so that made-up addresses cannot fill the memory or the table. */
  readonly keys: Set<string>;
}

/**
 * Counts in memory and writes every few seconds: a page from the cache costs one more entry of a map. No cookie, no
 * address, no identity of a browser is looked at or kept, so that two views by one person are two views.
 */
export function createViewCounter(options: ViewCounterOptions): ViewCounter {
  const { areas, clock, log, add, lost = () => undefined, mostKeys = MOST_KEYS } = options;
  let today: Day | undefined;
  let counts = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  function dayNow(): Day {
    const at = clock();
    const ms = at.epochMilliseconds;
    if (today && ms >= today.from && ms < today.until) return today;
    const day = at.toZonedDateTimeISO(options.zone).toPlainDate();
    const start = (date: Temporal.PlainDate) => date.toZonedDateTime(options.zone).epochMilliseconds;
    today = { day: day.toString(), from: start(day), until: start(day.add({ days: 1 })), keys: new Set() };
    return today;
  }

  function addOne(path: string, area: string, channel: Channel): void {
    const { day, keys } = dayNow();
    // A path begins with a slash and holds no space, so that the parts can be taken apart again.
    const key = `${day} ${channel} ${area} ${path}`;
    const before = counts.get(key);
    if (before === undefined && !keys.has(key)) {
      if (keys.size >= mostKeys) {
        lost(1);
        return;
      }
      keys.add(key);
    }
    counts.set(key, (before ?? 0) + 1);
  }

  async function writeOnce(): Promise<void> {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    try {
      await add([...taken].map(toCount));
    } catch (error) {
      for (const [key, views] of taken) counts.set(key, (counts.get(key) ?? 0) + views);
      throw error;
    }
  }

  /** One at a time, so that what one could not write is not written around by the next. */
  function write(): Promise<void> {
    writing = writing.then(writeOnce, writeOnce);
    return writing;
  }

  const timer = setInterval(() => {
    write().catch((err: unknown) => log.warn({ err }, 'views could not be written; kept for the next time'));
  }, WRITE_EVERY_MS);
  timer.unref();

  return {
    see(c, path) {
      if (c.req.method !== 'GET' || path.length > LONGEST_PATH || path.includes(' ')) return;
      const header = (name: string) => c.req.header(name);
      const visitor = visitorOf(header('user-agent'));
      if (visitor === 'program' || isAhead(header)) return;
      const channel =
        visitor === 'preview'
          ? 'pratinjau'
          : (namedChannel(c.req.query(CHANNEL_QUERY)) ?? channelOfReferrer(header('referer')));
      addOne(path, areaOfView(path, c.req.query('wilayah'), areas), channel);
    },
    write,
    async close() {
      clearInterval(timer);
      try {
        await write();
      } catch (err) {
        const views = [...counts.values()].reduce((sum, count) => sum + count, 0);
        lost(views);
        log.warn({ err, views }, 'views could not be written and are lost');
      }
    },
  };
}

function toCount([key, views]: readonly [string, number]): ViewCount {
  const [day = '', channel = '', area = '', path = ''] = key.split(' ');
  return { day, channel, area, path, views };
}
