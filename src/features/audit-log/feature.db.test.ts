import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { AuditEntry } from '../../platform/audit/audit.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import { csvCell } from '../../platform/tables/write-csv.ts';

describe('/kerja/jejak', () => {
  let shown: TestWindow;
  let kpu: TestStaff;
  let city: TestStaff;
  let editor: TestStaff;

  beforeAll(async () => {
    shown = await createTestWindow({ name: 'log', stages: false });
    kpu = await createStaff(shown, { name: 'Rina', duties: [{ agency: 'kpu', role: 'operator' }] });
    city = await createStaff(shown, { name: 'Dewi', duties: [{ agency: 'kota', role: 'operator' }] });
    editor = await createStaff(shown, { duties: [{ agency: 'kpu', role: 'editor' }] });
    const line = (more: Partial<AuditEntry>): AuditEntry => ({
      actor: { kind: 'staff', id: 'u1', name: 'Sari Wulandari', address: '203.0.113.7' },
      action: 'announcement.save',
      subject: { kind: 'announcement', id: 'abc123' },
      agency: 'kpu',
      ...more,
    });
    await shown.database.db.transaction().execute(async (trx) => {
      await appendAudit(
        trx,
        line({
          before: { title: { id: 'Jadwal lama' }, urgency: 'normal' },
          after: { title: { id: 'Jadwal baru <b>' }, urgency: 'normal' },
        }),
      );
      await appendAudit(trx, line({ agency: 'kota', subject: { kind: 'announcement', id: 'kota77' } }));
      await appendAudit(
        trx,
        line({
          actor: { kind: 'command', name: 'signing rotate' },
          action: 'signing.rotate',
          subject: { kind: 'signing-key', id: 'kid1' },
          agency: null,
        }),
      );
      await appendAudit(
        trx,
        line({ actor: { kind: 'staff', id: 'u2', name: '=HYPERLINK("x")', address: '203.0.113.8' } }),
      );
      for (let index = 0; index < 60; index += 1) {
        await appendAudit(trx, line({ subject: { kind: 'note', id: `n${index}` }, action: 'note.save' }));
      }
    });
  });
  afterAll(() => shown.close());

  const htmlOf = async (staff: TestStaff, path: string) => (await staff.request(path)).text();

  test('only operators read it', async () => {
    expect((await shown.request('/kerja/jejak')).status).toBe(303);
    for (const path of ['/kerja/jejak', '/kerja/jejak/unduh.csv', '/kerja/jejak/unduh.jsonl']) {
      expect((await editor.request(path)).status).toBe(403);
      expect((await kpu.request(path)).status).toBe(200);
    }
  });

  test('an agency reads its own lines, the city all of them', async () => {
    expect(await htmlOf(kpu, '/kerja/jejak?hal=kota77')).toContain('Tidak ada jejak yang cocok');
    expect(await htmlOf(city, '/kerja/jejak?hal=kota77')).toContain('announcement/kota77');
    expect(await htmlOf(kpu, '/kerja/jejak?tindakan=signing.rotate')).not.toContain('signing-key/kid1');
    expect(await htmlOf(city, '/kerja/jejak?tindakan=signing.rotate')).toContain('signing-key/kid1');
  });

  test('what changed is shown, as text', async () => {
    const html = await htmlOf(kpu, '/kerja/jejak?hal=announcement/abc123');
    expect(html).toContain('title.id');
    expect(html).toMatch(/<del>.*lama<.*<\/del>/);
    expect(html).toContain('baru &lt;b>');
    expect(html).not.toContain('<dt>urgency</dt>');
    expect(html).toContain('203.0.113.7');
  });

  test('lines are narrowed by person, deed and day, and paged', async () => {
    expect(await htmlOf(kpu, '/kerja/jejak?orang=wuland&hal=abc123')).toContain('Sari Wulandari');
    expect(await htmlOf(kpu, '/kerja/jejak?orang=%25%25')).toContain('Tidak ada jejak yang cocok');
    expect(await htmlOf(kpu, '/kerja/jejak?hari=2001-02-03')).toContain('Tidak ada jejak yang cocok');
    const today = Temporal.Now.zonedDateTimeISO('Asia/Jakarta').toPlainDate();
    expect(await htmlOf(kpu, `/kerja/jejak?hari=${today}&orang=Sari`)).toContain('note/n59');
    const first = await htmlOf(kpu, '/kerja/jejak?tindakan=note.save');
    expect(first).toContain('note/n59');
    expect(first).not.toContain('note/n9<');
    const next = /href="([^"]*sebelum=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await htmlOf(kpu, next ?? '');
    expect(second).toContain('note/n9<');
    expect(second).not.toContain('note/n59');
  });

  test.each(['hari=2024-13-99', 'sebelum=-1', 'sebelum=abc', 'hal=/', 'hal=a%00b', "orang='%3B--"])(
    'an address that means nothing is answered: %s',
    async (query) => {
      expect((await kpu.request(`/kerja/jejak?${query}`)).status).toBe(200);
    },
  );

  test('a download has the lines, no formula, and stands in the log itself', async () => {
    const csv = await kpu.request('/kerja/jejak/unduh.csv');
    expect(csv.headers.get('content-disposition')).toContain('.csv"');
    const text = await csv.text();
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).not.toContain('kota77');
    const jsonl = await (await city.request('/kerja/jejak/unduh.jsonl?hal=kota77')).text();
    expect(JSON.parse(jsonl.trim())).toMatchObject({ subject: { id: 'kota77' }, seq: 2 });
    expect(await htmlOf(city, '/kerja/jejak?tindakan=audit.export')).toContain('audit/jsonl');
    expect(await verifyChain(shown.database.db)).toMatchObject({ ok: true });
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+62', "'+62"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['a,"b"', '"a,""b"""'],
    ['a\nb', '"a\nb"'],
    ['2024-11-24', '2024-11-24'],
  ])('a cell: %s', (text, expected) => {
    expect(csvCell(text)).toBe(expected);
  });
});
