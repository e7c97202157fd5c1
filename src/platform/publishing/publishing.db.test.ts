import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { createSigner, openMemoryKeys } from '../signing/create-signer.ts';
import { createPublishing } from './create-publishing.ts';
import { defineKind } from './define-kind.ts';
import type { Publication } from './kind.ts';
import { type Publishing, PublishingRefusal, type WorkItem } from './publishing.ts';
import { actorOf, envelopeUntil, noteKind } from './testing.ts';

const editor = actorOf('ani', 'editor');
const reviewer = actorOf('budi', 'reviewer');
const other = actorOf('citra', 'reviewer');
const START = Temporal.Instant.from('2024-10-01T08:00:00+07:00');

describe('publishing', () => {
  let database: TestDatabase;
  let publishing: Publishing;
  let now = START;
  let applied: string[] = [];
  let told: Publication[] = [];
  let failOnTelling = false;
  let twoPersons = true;

  beforeAll(async () => {
    database = await createTestDatabase('publishing');
    await migrate(database.database, platformMigrations, createLogger({ level: 'silent' }));
    const kind = defineKind(noteKind);
    const clock = () => now;
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
      needsSecondPerson: () => twoPersons,
      onPublication: async (_trx, publication) => {
        if (failOnTelling) throw new Error('the hub is broken');
        told.push(publication);
        applied.push(publication.event);
      },
    });
  });
  beforeEach(() => {
    now = START;
    applied = [];
    told = [];
    failOnTelling = false;
    twoPersons = true;
  });
  afterAll(() => database.drop());

  const draft = (title: string, body = 'Isi.', more = {}) => ({
    content: { title, body },
    envelope: envelopeUntil('2024-12-31'),
    ...more,
  });
  const create = (title = 'Jadwal kampanye') =>
    publishing.create(editor, { kind: 'note', agency: 'kpu' }, draft(title));
  const revisionOf = (item: WorkItem) => item.draft?.revision ?? 0;

  async function published(title?: string): Promise<WorkItem> {
    const made = await create(title);
    const submitted = await publishing.submit(editor, made.id, revisionOf(made));
    return publishing.publish(reviewer, made.id, revisionOf(submitted));
  }

  async function refusal(doing: Promise<unknown>): Promise<string> {
    const error = await doing.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    if (error instanceof PublishingRefusal) return error.code;
    throw error ?? new Error('It was not refused.');
  }

  test('begins one item alone about a subject, whoever comes at the same time', async () => {
    const begin = () =>
      publishing.create(
        editor,
        { kind: 'note', agency: 'kpu', subject: 'pilkada-2024/kampanye' },
        draft('A'),
      );
    const outcomes = await Promise.allSettled([begin(), begin(), begin()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'changed-meanwhile' });
    }
  });

  test('goes from draft by review to readers, signed and found', async () => {
    const made = await create();
    expect(made).toMatchObject({ shown: 'none', work: 'draft', version: 0, owner: { name: 'Nama ani' } });
    expect(await publishing.reader.find(made.id)).toBeUndefined();

    const submitted = await publishing.submit(editor, made.id, 1);
    expect(submitted.work).toBe('in-review');
    const done = await publishing.publish(reviewer, made.id, revisionOf(submitted));
    expect(done).toMatchObject({ shown: 'published', work: 'none', version: 1, slug: 'jadwal-kampanye' });

    const item = await publishing.reader.find(made.id);
    expect(item).toMatchObject({ title: { id: 'Jadwal kampanye' }, shown: 'published', version: 1 });
    expect(decodeJwt(item?.signature ?? '')).toMatchObject({
      item: made.id,
      version: 1,
      event: 'published',
      address: `https://jendela.example/catatan/${made.id}-jadwal-kampanye`,
    });
    expect(told).toMatchObject([{ event: 'published', item: { id: made.id } }]);
    const found = await database.db
      .selectFrom('search_entry')
      .select('title')
      .where('ref', '=', made.id)
      .where('lang', '=', 'id')
      .execute();
    expect(found).toEqual([{ title: 'Jadwal kampanye' }]);
  });

  test('is published by somebody who did not write it, where the rule holds', async () => {
    const made = await publishing.create(reviewer, { kind: 'note', agency: 'kpu' }, draft('Sendiri'));
    const submitted = await publishing.submit(reviewer, made.id, 1);
    expect(await refusal(publishing.publish(reviewer, made.id, revisionOf(submitted)))).toBe('second-person');
    twoPersons = false;
    expect(await publishing.publish(reviewer, made.id, revisionOf(submitted))).toMatchObject({
      shown: 'published',
    });
  });

  test('refuses those who may not: another role, another agency', async () => {
    const made = await create();
    const submitted = await publishing.submit(editor, made.id, 1);
    const revision = revisionOf(submitted);
    expect(await refusal(publishing.publish(editor, made.id, revision))).toBe('not-allowed');
    expect(await refusal(publishing.publish(actorOf('x', 'reviewer', 'kota'), made.id, revision))).toBe(
      'not-allowed',
    );
    expect(
      await refusal(publishing.create(actorOf('x', 'operator'), { kind: 'note', agency: 'kpu' }, draft('A'))),
    ).toBe('not-allowed');
  });

  test('lets one of two reviewers decide, and tells the other', async () => {
    const made = await create();
    const submitted = await publishing.submit(editor, made.id, 1);
    const revision = revisionOf(submitted);
    const both = await Promise.allSettled([
      publishing.publish(reviewer, made.id, revision),
      publishing.publish(other, made.id, revision),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await publishing.reader.versions(made.id)).length).toBe(1);
  });

  test('overwrites nothing when two editors save at once', async () => {
    const made = await create();
    const first = await publishing.save(editor, made.id, 1, draft('Satu'));
    const second = await publishing.save(other, made.id, 1, draft('Dua'));
    expect(first.kind).toBe('saved');
    expect(second).toMatchObject({ kind: 'conflict', current: { title: { id: 'Satu' } } });
  });

  test('corrects with a note for readers, under the same address', async () => {
    const item = await published('Jadwal lama');
    const saved = await publishing.save(editor, item.id, 0, draft('Jadwal baru'));
    if (saved.kind !== 'saved') throw new Error('not saved');
    expect(await publishing.reader.find(item.id)).toMatchObject({ title: { id: 'Jadwal lama' } });
    expect(await refusal(publishing.submit(editor, item.id, 1))).toBe('note-missing');

    const noted = await publishing.save(
      editor,
      item.id,
      1,
      draft('Jadwal baru', 'Isi.', { note: { id: 'Jam diubah.' } }),
    );
    if (noted.kind !== 'saved') throw new Error('not saved');
    const submitted = await publishing.submit(editor, item.id, revisionOf(noted.item));
    await publishing.publish(reviewer, item.id, revisionOf(submitted));
    expect(await publishing.reader.find(item.id)).toMatchObject({
      shown: 'corrected',
      version: 2,
      slug: 'jadwal-lama',
      note: { id: 'Jam diubah.' },
    });
    expect((await publishing.reader.versions(item.id)).map(({ title }) => title.id)).toEqual([
      'Jadwal baru',
      'Jadwal lama',
    ]);
  });

  test('keeps the order of versions when the clock is set back', async () => {
    const item = await published();
    now = START.subtract({ hours: 5 });
    await publishing.withdraw(reviewer, item.id, 1, { id: 'Keliru.' });
    const [withdrawn, first] = await publishing.reader.versions(item.id);
    if (!withdrawn || !first) throw new Error('two versions were expected');
    expect(Temporal.Instant.compare(withdrawn.at, first.at)).toBe(1);
  });

  test('withdraws, and goes on to answer', async () => {
    const item = await published('Ditarik');
    await publishing.withdraw(reviewer, item.id, 1, { id: 'Surat keputusan dicabut.' });
    expect(await publishing.reader.find(item.id)).toMatchObject({
      shown: 'withdrawn',
      note: { id: 'Surat keputusan dicabut.' },
    });
    const listed = await publishing.reader.list({ kinds: ['note'], limit: 100 });
    expect(listed.map(({ id }) => id)).not.toContain(item.id);
    expect(await refusal(publishing.withdraw(reviewer, item.id, 2, { id: 'Lagi.' }))).toBe('not-possible');
  });

  test('publishes what is scheduled when its moment has come, once', async () => {
    const made = await create('Nanti');
    const submitted = await publishing.submit(editor, made.id, 1);
    const at = START.add({ hours: 2 });
    expect(await publishing.publish(reviewer, made.id, revisionOf(submitted), at)).toMatchObject({
      work: 'scheduled',
      draft: { scheduledFor: at },
    });
    expect(await publishing.runDue(now)).toBe(0);
    now = START.add({ hours: 2 });
    const runs = await Promise.all([publishing.runDue(now), publishing.runDue(now)]);
    expect(runs[0] + runs[1]).toBe(1);
    expect(await publishing.reader.find(made.id)).toMatchObject({ shown: 'published', version: 1 });
  });

  test('gives back what is scheduled for a moment at which it is over', async () => {
    const made = await create('Terlambat');
    const submitted = await publishing.submit(editor, made.id, 1);
    await publishing.publish(reviewer, made.id, revisionOf(submitted), START.add({ hours: 2 }));
    now = Temporal.Instant.from('2025-02-01T00:00:00Z');
    await publishing.runDue(now);
    expect(await publishing.find(made.id)).toMatchObject({
      work: 'draft',
      draft: { sentBack: { by: 'clock' } },
    });
  });

  test('ends what has expired, for readers at that very moment', async () => {
    const made = await publishing.create(
      editor,
      { kind: 'note', agency: 'kpu' },
      {
        content: { title: 'Sehari', body: 'Isi.' },
        envelope: envelopeUntil('2024-12-31', { expiresAt: START.add({ hours: 24 }) }),
      },
    );
    const submitted = await publishing.submit(editor, made.id, 1);
    await publishing.publish(reviewer, made.id, revisionOf(submitted));
    now = START.add({ hours: 24 });
    expect(await publishing.reader.find(made.id)).toMatchObject({ shown: 'expired', version: 1 });
    expect(await publishing.runDue(now)).toBeGreaterThan(0);
    expect(await publishing.reader.find(made.id)).toMatchObject({ shown: 'expired', version: 2 });
    expect(await publishing.runDue(now)).toBe(0);
  });

  test('is confirmed until a new date', async () => {
    const item = await published();
    const until = Temporal.PlainDate.from('2025-03-01');
    expect(await publishing.confirm(reviewer, item.id, 1, { reviewOn: until })).toMatchObject({
      reviewOn: until,
      version: 1,
    });
    const passed = Temporal.PlainDate.from('2024-01-01');
    expect(await refusal(publishing.confirm(reviewer, item.id, 1, { reviewOn: passed }))).toBe('date-passed');
  });

  test('publishes nothing by halves', async () => {
    const made = await create('Separuh');
    const submitted = await publishing.submit(editor, made.id, 1);
    failOnTelling = true;
    await expect(publishing.publish(reviewer, made.id, revisionOf(submitted))).rejects.toThrow('broken');
    expect(await publishing.reader.find(made.id)).toBeUndefined();
    expect(await publishing.find(made.id)).toMatchObject({ work: 'in-review', version: 0 });
    const { rows } = await sql`select from item_version where item = ${made.id}`.execute(database.db);
    expect(rows.length).toBe(0);
  });

  test('never changes a version that readers saw', async () => {
    const item = await published();
    await expect(
      database.db
        .updateTable('item_version')
        .set({ title_id: 'Palsu' })
        .where('item', '=', item.id)
        .execute(),
    ).rejects.toThrow('never changed');
    await expect(
      database.db.deleteFrom('item_version').where('item', '=', item.id).execute(),
    ).rejects.toThrow('never changed');
  });

  test('finds by area, the areas above it, and words', async () => {
    const made = await publishing.create(
      editor,
      { kind: 'note', agency: 'kpu' },
      {
        content: { title: 'Lokasi logistik', body: 'Gudang di Beji.' },
        envelope: envelopeUntil('2024-12-31', { areas: ['32.76.06'] }),
      },
    );
    const submitted = await publishing.submit(editor, made.id, 1);
    await publishing.publish(reviewer, made.id, revisionOf(submitted));
    const ids = async (query: { area?: string; words?: string }) =>
      (await publishing.reader.list({ kinds: ['note'], limit: 100, ...query })).map(({ id }) => id);
    expect(await ids({ area: '32.76.06.1001' })).toContain(made.id);
    expect(await ids({ area: '32.76.01' })).not.toContain(made.id);
    expect(await ids({ words: 'gudang' })).toEqual([made.id]);
  });

  test('lists page by page, the newest first', async () => {
    const first = await publishing.reader.list({ kinds: ['note'], limit: 2 });
    const last = first.at(-1);
    if (!last) throw new Error('a page was expected');
    const second = await publishing.reader.list({ kinds: ['note'], limit: 2, before: last });
    expect(second.map(({ id }) => id)).not.toContain(last.id);
    expect(second[0] && Temporal.Instant.compare(second[0].publishedAt, last.publishedAt)).not.toBe(1);
  });

  test('puts a draft away, and with it what readers never saw', async () => {
    const made = await create('Sampah');
    await publishing.discard(editor, made.id, 1);
    expect(await publishing.find(made.id)).toBeUndefined();
    const item = await published('Tetap');
    await publishing.save(editor, item.id, 0, draft('Berubah'));
    await publishing.discard(editor, item.id, 1);
    expect(await publishing.find(item.id)).toMatchObject({ work: 'none', shown: 'published' });
  });

  test('notes who did what in the audit log', async () => {
    const item = await published('Tercatat');
    const lines = await database.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('subject_id', '=', item.id)
      .orderBy('seq')
      .execute();
    expect(lines).toEqual([
      { action: 'note.create', actor_id: 'ani' },
      { action: 'note.submit', actor_id: 'ani' },
      { action: 'note.publish', actor_id: 'budi' },
    ]);
  });
});
