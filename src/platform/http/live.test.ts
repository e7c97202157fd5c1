import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { type Change, createLive, type Live } from './live.ts';
import { listen, type RunningServer } from './server.ts';

const MOST = 2;
let changes: Change[];
let live: Live;
let server: RunningServer;

beforeEach(async () => {
  changes = [];
  live = createLive({ log: createLogger({ level: 'silent' }), read: async () => changes, most: MOST });
  const fetch = () => live.stream((topic) => topic === 'own');
  server = await listen({ fetch, host: '127.0.0.1', port: 0, setting: 'PORT' });
});
afterEach(async () => {
  await live.close();
  await server.stop(0);
});

/** A tab that is open, and what it has heard. */
async function openTab() {
  const tab = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${server.port}/`, { signal: tab.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return {
    status: answer.status,
    close: () => tab.abort(),
    async until(word: string): Promise<string> {
      while (!heard.includes(word)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended: ${heard}`);
        heard += value ?? '';
      }
      return heard;
    },
    async end(): Promise<string> {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) return heard;
        heard += value ?? '';
      }
    },
  };
}

it('refuses one more stream than it holds, and takes it once a tab is closed', async () => {
  const tabs = [await openTab(), await openTab()];
  expect(tabs.map(({ status }) => status)).toEqual([200, 200]);
  await Promise.all(tabs.map((tab) => tab.until('event: at')));
  expect((await openTab()).status).toBe(503);
  tabs[0]?.close();
  await expect.poll(async () => (await openTab()).status).toBe(200);
  // The tab that stayed is told as before.
  changes = [{ key: 1, topic: 'own' }];
  expect(await tabs[1]?.until('event: changed')).toContain('data: 1');
});

it('tells of what is theirs alone, and ends every stream when the window closes', async () => {
  const tab = await openTab();
  await tab.until('event: at');
  changes = [{ key: 1, topic: 'other' }];
  const other = await openTab();
  await other.until('event: at');
  changes = [...changes, { key: 2, topic: 'own' }];
  expect(await tab.until('event: changed')).not.toContain('data: 1');
  await live.close();
  await tab.end();
  expect((await openTab()).status).toBe(503);
});
