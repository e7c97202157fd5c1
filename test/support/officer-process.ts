/**
 * A window of officers in a process of its own, to be killed at any moment: it takes one kind of action on the database
 * of the test that started it, and tells the port on which it listens.
 *
 * node test/support/officer-process.ts DATABASE_URL VAULT_SECRET
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { cityOf } from '../../src/platform/city.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import type { ApiEnv } from '../../src/platform/http/api.ts';
import { mountOfficers } from '../../src/platform/http/officers.ts';
import { ACTIONS_PER_MINUTE } from '../../src/platform/http/officers-actions.ts';
import { problemResponse, toProblem } from '../../src/platform/http/problem.ts';
import { createRateLimit } from '../../src/platform/http/rate-limit.ts';
import { listen } from '../../src/platform/http/server.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { outcomeOf, performAction } from '../../src/platform/officers/actions.ts';
import { defineAction } from '../../src/platform/officers/contract.ts';
import { createOfficerSessions } from '../../src/platform/officers/sessions.ts';
import { createVault } from '../../src/platform/vault.ts';

const [databaseUrl = '', secret = '', now = ''] = process.argv.slice(2);
const { db } = await openDatabase({
  databaseUrl,
  dataDir: '/nonexistent',
  log: createLogger({ level: 'silent' }),
  poolSize: 8,
});
const city = cityOf({ code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' });
const clock = () => Temporal.Instant.from(now);
const vault = createVault(secret);
const nobody = { id: '', en: '' };

/** Counts by a table that the window has anyway: a place with a mark for each action that was done. */
const count = defineAction({
  kind: 'trial.count',
  schema: () => z.strictObject({ place: z.string() }),
  apply: async (trx, { id, data }) => {
    await trx
      .insertInto('place_mark')
      .values({ election: 'trial', mark: id, place: data.place, area: '32.76.01.1006', at: clock() })
      .execute();
    return { state: 'done' };
  },
});

const app = new Hono<ApiEnv>();
app.onError((error, c) =>
  problemResponse(
    c,
    toProblem(error, () => false),
  ),
);
mountOfficers(app, [{ actions: [count] }], {
  city,
  clock,
  proxies: 0,
  sessions: createOfficerSessions({ db, clock, zone: city.zone, secure: false }),
  seatOf: async ({ body, role, serves }) => ({
    body: {
      id: body,
      name: nobody,
      fullName: nobody,
      level: 'place',
      roles: [],
      term: serves,
      age: { least: 17, law: '' },
      oversees: false,
      head: role,
      law: '',
    },
    role: { id: role, name: nobody, seats: 1, duties: [] },
    place: '',
  }),
  limit: createRateLimit(ACTIONS_PER_MINUTE, clock),
  act: (action, sent) => performAction({ db, vault, clock, zone: city.zone }, action, sent),
  outcomeOf: (id, officer) => outcomeOf(db, id, officer),
  withArea: async () => undefined,
  problemsPage: () => ({ kind: 'missing' }),
  render: () => '',
  missing: () => {
    throw new Error('This process has no pages.');
  },
});
const { port } = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, setting: 'PORT' });
process.stdout.write(`${JSON.stringify({ event: 'open', data: port })}\n`);
// A test that ends without killing it leaves nothing behind.
process.stdin.resume().once('end', () => process.exit());
