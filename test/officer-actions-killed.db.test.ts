import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSecret } from '../src/platform/sign-in/secret.ts';
import { createOfficer, recordPlan, type TestOfficer } from './support/officers.ts';
import { startTestProcess, type TestProcess } from './support/processes.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from './support/test-window.ts';

const PHONES = 8;
const EACH = 12;
/** The process is killed when so many were acknowledged, with others under way. */
const KILLED_AFTER = 35;

let window: TestWindow;
const phones: TestOfficer[] = [];

beforeAll(async () => {
  window = await createTestWindow({ name: 'officers_killed', stages: false });
  await recordPlan(window);
  for (let phone = 0; phone < PHONES; phone++) {
    const place = `3276011006${String(phone + 1).padStart(3, '0')}`;
    phones.push(await createOfficer(window, { body: 'kpps', place }));
  }
});
afterAll(() => window.close());

test('a window killed under load has every action that it acknowledged, and each once when all are sent again', async () => {
  const secret = newSecret();
  const start = () =>
    startTestProcess('officer-process.ts', [window.database.url, secret, QUIET_PERIOD.toString()]);
  const queues = phones.map((phone) => ({
    phone,
    queue: randomUUID(),
    ids: Array.from({ length: EACH }, () => randomUUID()),
  }));
  const acknowledged = new Set<string>();

  const first = start();
  const url = await urlOf(first);
  const killed = Promise.withResolvers<void>();
  const sending = queues.map(async ({ phone, queue, ids }) => {
    for (const [i, id] of ids.entries()) {
      const state = await send(url, phone, { id, queue, number: i + 1 });
      // What a phone does not hear of stays in its queue, and those behind it wait.
      if (state !== 'done') return;
      acknowledged.add(id);
      if (acknowledged.size === KILLED_AFTER) killed.resolve();
    }
  });
  await Promise.race([killed.promise, Promise.all(sending)]);
  await first.kill();
  await Promise.all(sending);
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILLED_AFTER);
  expect(acknowledged.size).toBeLessThan(PHONES * EACH);
  const stored = await storedIds();
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);

  const second = start();
  const again = await urlOf(second);
  await Promise.all(
    queues.map(async ({ phone, queue, ids }) => {
      for (const [i, id] of ids.entries()) {
        expect(await send(again, phone, { id, queue, number: i + 1 })).toBe('done');
      }
    }),
  );
  await second.kill();
  const marks = await window.database.db.selectFrom('place_mark').select('mark').execute();
  expect(marks.map(({ mark }) => mark).toSorted()).toEqual(queues.flatMap(({ ids }) => ids).toSorted());
  expect((await storedIds()).size).toBe(PHONES * EACH);
}, 90_000);

async function urlOf(running: TestProcess): Promise<string> {
  return `http://127.0.0.1:${await running.until('open')}`;
}

async function storedIds(): Promise<ReadonlySet<string>> {
  const rows = await window.database.db
    .selectFrom('officer_action')
    .select('id')
    .where('state', '=', 'done')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The state that the window acknowledged; undefined where no whole answer came. */
async function send(
  url: string,
  phone: TestOfficer,
  action: { readonly id: string; readonly queue: string; readonly number: number },
): Promise<string | undefined> {
  const body = new URLSearchParams({
    '@id': action.id,
    '@queue': action.queue,
    '@number': String(action.number),
    subject: 'pemilih',
    place: phone.place ?? '',
  });
  try {
    const answer = await fetch(`${url}/petugas/aksi/trial.count`, {
      method: 'POST',
      body,
      headers: { cookie: phone.cookie, accept: 'application/json' },
    });
    const { state } = await answer.json();
    return state;
  } catch {
    return undefined;
  }
}
