import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { appendAudit } from './append.ts';
import type { AuditEntry } from './audit.ts';

const entry: AuditEntry = {
  actor: { kind: 'staff', id: 'u1', name: 'Sari', address: '203.0.113.7' },
  action: 'announcement.publish',
  subject: { kind: 'announcement', id: 'abc123' },
  agency: 'kpu',
  after: { title: 'Jadwal', at: Temporal.Instant.from('2024-11-24T02:00:00Z') },
};

describe('the audit log', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('audit');
    await migrate(database.database, platformMigrations, createLogger({ level: 'silent' }));
  });
  afterAll(() => database.drop());

  const append = (one: AuditEntry) => database.db.transaction().execute((trx) => appendAudit(trx, one));

  test('a line tells who did what to what, from where', async () => {
    await append(entry);
    const line = await database.db.selectFrom('audit_log').selectAll().executeTakeFirstOrThrow();
    expect(line).toMatchObject({
      seq: 1,
      actor_kind: 'staff',
      actor_id: 'u1',
      actor_name: 'Sari',
      address: '203.0.113.7',
      action: 'announcement.publish',
      subject_id: 'abc123',
      agency: 'kpu',
      before: null,
      after: { title: 'Jadwal', at: '2024-11-24T02:00:00Z' },
      clock_at: null,
    });
  });

  test.each([
    'update audit_log set actor_name = $$Budi$$',
    'update audit_log set actor_name = $$Budi$$ where false',
    'delete from audit_log',
    'truncate audit_log',
  ])('the database itself refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only');
  });

  test('what looks like an identity number is not kept, and characters that the database has not are replaced', async () => {
    await append({
      ...entry,
      after: {
        note: 'NIK 3276 0112 0390 0001 dan 3276011203900001',
        odd: 'a\0b\uD800',
        at: '2024-11-24T02:00:00Z',
      },
    });
    const line = await database.db
      .selectFrom('audit_log')
      .select('after')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(line.after).toEqual({
      note: 'NIK [redacted] dan [redacted]',
      odd: 'a\uFFFDb\uFFFD',
      at: '2024-11-24T02:00:00Z',
    });
  });

  test('fifty writers at once make one chain, and a transaction that fails leaves no gap', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        database.db.transaction().execute(async (trx) => {
          await appendAudit(trx, { ...entry, subject: { kind: 'try', id: String(index) } });
          if (index % 10 === 9) throw new Error('taken back');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    const lines = await database.db
      .selectFrom('audit_log')
      .select(['seq', 'previous', 'digest', 'at'])
      .orderBy('seq')
      .execute();
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      if (!before) continue;
      expect(line.previous).toBe(before.digest);
      expect(Temporal.Instant.compare(before.at, line.at)).toBeLessThanOrEqual(0);
    }
  });
});
