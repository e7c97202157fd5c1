import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { auditExportCommand } from '../../cli/audit-export.ts';
import { auditHeadCommand, auditVerifyCommand, parseHead } from '../../cli/audit-verify.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { appendAudit } from './append.ts';
import { digestOf } from './canonical.ts';
import { lineOf } from './line.ts';
import { linesInOrder, verifyChain } from './verify.ts';

describe('verifying the audit log', () => {
  let database: TestDatabase;
  let printed: string[];
  let errors: string[];

  beforeEach(async () => {
    printed = [];
    errors = [];
    database = await createTestDatabase('chain');
    await migrate(database.database, platformMigrations, createLogger({ level: 'silent' }));
    for (let index = 1; index <= 6; index += 1) await append(index);
  });
  afterEach(() => database.drop());

  const append = (index: number) =>
    database.db.transaction().execute((trx) =>
      appendAudit(trx, {
        actor: { kind: 'staff', id: 'u1', name: 'Sari', address: '203.0.113.7' },
        action: 'announcement.save',
        subject: { kind: 'announcement', id: `n${index}` },
        agency: 'kpu',
        before: { b: 1.5, a: ['x', null], é: 'ü' },
        after: { revision: index, text: 'Jadwal\nbaru' },
      }),
    );

  /** What somebody does who has the table itself. */
  const tamper = async (...statements: string[]) => {
    await sql`alter table audit_log disable trigger all`.execute(database.db);
    for (const statement of statements) await sql.raw(statement).execute(database.db);
    await sql`alter table audit_log enable always trigger audit_log_is_append_only`.execute(database.db);
  };
  const says = () => ({
    db: database.db,
    print: (line: string) => void printed.push(line),
    printError: (line: string) => void errors.push(line),
  });
  /** Gives lines from a number on the digests that they would have, as somebody does who knows how. */
  const digestAnew = async (from: number) => {
    let previous: string | undefined;
    for await (const row of linesInOrder(database.db)) {
      const line = lineOf(row);
      if (!line) throw new Error('a line cannot be read');
      if (row.seq < from) {
        previous = row.digest;
        continue;
      }
      const anew = { ...line, previous: previous ?? line.previous };
      const digest = digestOf(anew);
      await tamper(
        `update audit_log set previous = '${anew.previous}', digest = '${digest}' where seq = ${row.seq}`,
      );
      previous = digest;
    }
  };

  test('a log that nobody touched is whole', async () => {
    expect(await auditVerifyCommand(says())).toBe(0);
    expect(printed[0]).toMatch(/^All 6 lines are as they were written\. The end: 6:[0-9a-f]{64}$/);
  });

  test.each([
    ['changed', "update audit_log set actor_name = 'Budi' where seq = 3", 3, 'changed'],
    ['changed in what was before', `update audit_log set before = '{"a":1}' where seq = 3`, 3, 'changed'],
    ['moved in time', "update audit_log set at = 'infinity' where seq = 3", 3, 'changed'],
    ['removed in the middle', 'delete from audit_log where seq = 4', 4, 'missing'],
    ['removed at the beginning', 'delete from audit_log where seq = 1', 1, 'missing'],
    [
      'put in',
      `insert into audit_log select 7, now(), null, actor_kind, actor_id, actor_name, address, action, subject_kind,
       subject_id, agency, before, after, '${'a'.repeat(64)}', '${'b'.repeat(64)}' from audit_log where seq = 1`,
      7,
      'not-linked',
    ],
    ['put before all', `update audit_log set seq = 0 - seq where seq = 2`, -2, 'not-linked'],
  ])('a line that was %s is found', async (_, statement, seq, problem) => {
    await tamper('alter table audit_log drop constraint audit_log_seq_check', statement);
    expect(await verifyChain(database.db)).toEqual({ ok: false, seq, problem });
    expect(await auditVerifyCommand(says())).toBe(1);
    expect(errors[0]).toContain(`Line ${seq} `);
  });

  test('two lines that changed places are found', async () => {
    await tamper(
      'update audit_log set seq = 100 where seq = 2',
      'update audit_log set seq = 2 where seq = 3',
      'update audit_log set seq = 3 where seq = 100',
    );
    expect(await verifyChain(database.db)).toEqual({ ok: false, seq: 2, problem: 'not-linked' });
  });

  test('a changed line with a digest that fits is found by the line after it', async () => {
    await tamper("update audit_log set actor_name = 'Budi' where seq = 3");
    for await (const row of linesInOrder(database.db)) {
      const line = lineOf(row);
      if (row.seq === 3 && line)
        await tamper(`update audit_log set digest = '${digestOf(line)}' where seq = 3`);
    }
    expect(await verifyChain(database.db)).toEqual({ ok: false, seq: 4, problem: 'not-linked' });
  });

  test('lines cut off at the end are found by an end that was written down', async () => {
    expect(await auditHeadCommand(says())).toBe(0);
    const head = parseHead(printed[0] ?? '');
    expect(head?.seq).toBe(6);
    await tamper('delete from audit_log where seq > 4');
    expect(await auditVerifyCommand(says())).toBe(0);
    expect(await auditVerifyCommand({ ...says(), head })).toBe(1);
    expect(errors).toEqual(['Line 5 is missing.']);
  });

  test('a log that was written anew as a whole is found by an end that was written down', async () => {
    await auditHeadCommand(says());
    const head = parseHead(printed[0] ?? '');
    await tamper("update audit_log set actor_name = 'Budi' where seq = 3");
    await digestAnew(3);
    expect(await verifyChain(database.db)).toMatchObject({ ok: true });
    expect(await verifyChain(database.db, { head })).toEqual({ ok: false, seq: 6, problem: 'not-the-head' });
  });

  test('an end that was written down long ago still holds after more lines', async () => {
    await auditHeadCommand(says());
    await append(7);
    expect(await auditVerifyCommand({ ...says(), head: parseHead(printed[0] ?? '') })).toBe(0);
  });

  test('a clock that was set back is noted, and time in the log does not run backward', async () => {
    await tamper("update audit_log set at = now() + interval '1 hour' where seq = 6");
    await digestAnew(6);
    await append(7);
    const [sixth, seventh] = await database.db
      .selectFrom('audit_log')
      .select(['at', 'clock_at'])
      .where('seq', '>=', 6)
      .orderBy('seq')
      .execute();
    expect(seventh?.at).toEqual(sixth?.at);
    expect(seventh?.clock_at).not.toBeNull();
    expect(await verifyChain(database.db)).toMatchObject({ ok: true });
  });

  test('an export has every line with its digest, for this user alone', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'audit-')), 'log.jsonl');
    expect(await auditExportCommand({ ...says(), file })).toBe(0);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      seq: 2,
      actor: { kind: 'staff', id: 'u1', name: 'Sari' },
      after: { revision: 2, text: 'Jadwal\nbaru' },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await auditExportCommand({ ...says(), file: path.join(file, 'none') })).toBe(1);
  });

  test('a log of more lines than are read at once', async () => {
    await database.db.transaction().execute(async (trx) => {
      for (let index = 7; index <= 1_005; index += 1) {
        await appendAudit(trx, {
          actor: { kind: 'system', name: 'clock' },
          action: 'announcement.expire',
          subject: { kind: 'announcement', id: `n${index}` },
          agency: 'kpu',
        });
      }
    });
    expect(await verifyChain(database.db)).toMatchObject({ ok: true, head: { seq: 1_005 } });
    await tamper('delete from audit_log where seq = 1001');
    expect(await verifyChain(database.db)).toEqual({ ok: false, seq: 1_001, problem: 'missing' });
  });
});
