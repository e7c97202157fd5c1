import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { afterAction, type ItemAction, type ItemState } from '../../domain/item-state.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { createSigner, openMemoryKeys } from '../signing/create-signer.ts';
import { createPublishing } from './create-publishing.ts';
import { defineKind } from './define-kind.ts';
import { type Publishing, PublishingRefusal, type WorkItem } from './publishing.ts';
import { actorOf, envelopeUntil, noteKind } from './testing.ts';

const editor = actorOf('ani', 'editor');
const reviewer = actorOf('budi', 'reviewer');
const START = Temporal.Instant.from('2024-10-01T08:00:00+07:00');

let database: TestDatabase;
let publishing: Publishing;
let now = START;

beforeAll(async () => {
  database = await createTestDatabase('state_machine');
  await migrate(database.database, platformMigrations, createLogger({ level: 'silent' }));
  const clock = () => now;
  const kind = defineKind(noteKind);
  publishing = createPublishing({
    db: database.db,
    kinds: () => new Map([[kind.id, kind]]),
    clock,
    zone: 'Asia/Jakarta',
    signer: createSigner({
      keys: await openMemoryKeys({ db: database.db, clock }),
      issuer: 'https://jendela.example',
      clock,
    }),
    publicUrl: 'https://jendela.example',
    needsSecondPerson: () => false,
    onPublication: async () => undefined,
  });
});
afterAll(() => database.drop());

const draft = () => ({
  content: { title: 'Judul', body: 'Isi.' },
  envelope: envelopeUntil('2030-01-01', { expiresAt: now.add({ hours: 100 }) }),
  note: { id: 'Berubah.' },
});

/** Tries an action on the real item, as a person or the clock would. */
async function attempt(item: WorkItem, action: ItemAction): Promise<unknown> {
  const { id, version } = item;
  const revision = item.draft?.revision ?? 0;
  switch (action) {
    case 'edit':
      return publishing.save(editor, id, revision, draft());
    case 'submit':
      return publishing.submit(editor, id, revision);
    case 'send-back':
      return publishing.sendBack(reviewer, id, revision, 'Belum lengkap.');
    case 'publish':
      return publishing.publish(reviewer, id, revision);
    case 'schedule':
      return publishing.publish(reviewer, id, revision, now.add({ hours: 1 }));
    case 'release':
      now = now.add({ hours: 1 });
      return publishing.runDue(now);
    case 'expire':
      now = now.add({ hours: 101 });
      return publishing.runDue(now);
    case 'discard':
      return publishing.discard(editor, id, revision);
    case 'confirm':
      return publishing.confirm(reviewer, id, version, { expiresAt: now.add({ hours: 100 }) });
    case 'withdraw':
      return publishing.withdraw(reviewer, id, version, { id: 'Keliru.' });
  }
}

/** What the state machine says. Whoever lets the clock run changes nothing where nothing is due. */
function expected(state: ItemState, action: ItemAction): ItemState {
  return afterAction(state, action) ?? state;
}

test('takes every item through the states of the machine and no others', async () => {
  const actions = fc.constantFrom<ItemAction>(
    'edit',
    'submit',
    'send-back',
    'publish',
    'schedule',
    'release',
    'discard',
    'confirm',
    'withdraw',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 1, maxLength: 12 }), async (chosen) => {
      now = START;
      const { id } = await publishing.create(editor, { kind: 'note', agency: 'kpu' }, draft());
      for (const action of chosen) {
        const item = await publishing.find(id);
        // A draft that readers never saw is gone with its discarding.
        if (!item) return;
        await attempt(item, action).catch((error: unknown) => {
          if (!(error instanceof PublishingRefusal)) throw error;
          expect(['not-possible', 'changed-meanwhile']).toContain(error.code);
        });
        const after = await publishing.find(id);
        const { shown, work } = expected(item, action);
        if (after) expect({ shown: after.shown, work: after.work }).toEqual({ shown, work });
        else expect({ action, version: item.version }).toEqual({ action: 'discard', version: 0 });
      }
    }),
    { numRuns: 60 },
  );
});

test('ends by the clock what stands, whatever is drafted beside it', async () => {
  now = START;
  const made = await publishing.create(editor, { kind: 'note', agency: 'kpu' }, draft());
  await publishing.submit(editor, made.id, 1);
  await publishing.publish(reviewer, made.id, 2);
  await publishing.save(editor, made.id, 0, draft());
  const item = await publishing.find(made.id);
  if (!item) throw new Error('the item was expected');
  await attempt(item, 'expire');
  expect(await publishing.find(made.id)).toMatchObject({ shown: 'expired', work: 'draft' });
});
