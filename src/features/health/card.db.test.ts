import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOfficer, type TestOfficer } from '../../../test/support/officers.ts';
import type { TestStaff } from '../../../test/support/staff.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import { eraseOverdue } from './erasing.ts';
import { SHIPPED_QUESTIONS } from './questions.ts';
import { createHealthTeam, type HealthTeam } from './test-team.ts';

const VOTING = Temporal.Instant.from('2024-11-27T11:00:00+07:00');
const ANSWERS = Object.fromEntries(SHIPPED_QUESTIONS.map(({ id }) => [`q-${id}`, 'tidak']));
const CARD = {
  blood: 'AB',
  illness: 'Asma sejak kecil',
  medicine: 'Salbutamol semprot',
  allergy: 'Penisilin',
  contactName: 'Ibu Sumarni',
  contactPhone: '0812 7777 1234',
  setuju: 'ya',
};
const CARD_SECRETS = ['Asma sejak', 'Salbutamol', 'Penisilin', 'Sumarni', '7777 1234'];

describe('the emergency card', () => {
  let window: HealthTeam['window'];
  let head: TestOfficer;
  let member: TestOfficer;
  let other: TestOfficer;
  let pps: TestOfficer;
  let ppk: TestOfficer;
  let elsewhere: TestOfficer;
  let kpu: TestStaff;
  let found: HealthTeam['found'];

  beforeAll(async () => {
    ({ window, head, member, other, pps, ppk, elsewhere, kpu, found } = await createHealthTeam());
  });
  afterAll(() => window.close());
  beforeEach(() => window.setNow(VOTING));

  const db = () => window.database.db;
  const pageOf = async (who: TestOfficer, path: string) => (await who.request(path)).text();
  const readings = () => db().selectFrom('health_card_reading').selectAll().execute();

  const openedBy = async (who: TestOfficer, path: string) => {
    const answer = await who.post(path, {});
    return { status: answer.status, text: await answer.text() };
  };
  const teamCard = () => `/petugas/kesehatan/tim/${member.id}/kartu`;
  const areaCard = () => `/petugas/wilayah/kesehatan/kartu/${member.id}`;

  test('is kept only where its owner agrees', async () => {
    const { setuju: _, ...without } = CARD;
    const refused = await member.post('/petugas/kesehatan/kartu', without);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('<title>Salah isi: ');
    expect((await member.post('/petugas/kesehatan/kartu', { ...CARD, contactPhone: 'x' })).status).toBe(422);
    expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
    expect((await member.post('/petugas/kesehatan/kartu', CARD)).status).toBe(303);
    expect(await pageOf(member, '/petugas/kesehatan/kartu')).toContain('Salbutamol');
    expect((await member.request('/petugas/kesehatan/kartu')).headers.get('jendela-keep')).toBeNull();
    expect(await found(CARD_SECRETS)).toEqual([]);
  });

  test('is opened by the head and the PPS, each time written down and shown to its owner', async () => {
    const before = await head.request(teamCard());
    expect(await before.text()).not.toContain('Salbutamol');
    expect(await readings()).toEqual([]);
    expect((await openedBy(head, teamCard())).text).toContain('Salbutamol');
    expect((await openedBy(pps, areaCard())).text).toContain('Penisilin');
    expect((await readings()).map(({ reader_name }) => reader_name)).toEqual(['Kepala', 'Bu PPS']);
    const lines = await db()
      .selectFrom('audit_log')
      .select(['actor_kind', 'actor_name', 'subject_id', 'before', 'after'])
      .where('action', '=', 'health.card-read')
      .orderBy('seq')
      .execute();
    expect(lines).toEqual(
      ['Kepala', 'Bu PPS'].map((actor_name) => ({
        actor_kind: 'officer',
        actor_name,
        subject_id: member.id,
        before: null,
        after: null,
      })),
    );
    const own = await pageOf(member, '/petugas/kesehatan/kartu');
    expect(own).toContain('<b>Kepala</b>');
    expect(own).toContain('<b>Bu PPS</b>');
    await expect(verifyChain(window.database.db)).resolves.toMatchObject({ ok: true });
    expect(await found(CARD_SECRETS)).toEqual([]);
  });

  test('is opened by nobody else: another team, another PPS, PPK, the office, a member', async () => {
    const count = (await readings()).length;
    for (const [who, path, status] of [
      [other, teamCard(), 404],
      [member, `/petugas/kesehatan/tim/${head.id}/kartu`, 404],
      [elsewhere, areaCard(), 403],
      [ppk, areaCard(), 404],
    ] as const) {
      expect((await who.request(path)).status).toBe(status);
      const answer = await openedBy(who, path);
      expect(answer.status).toBe(status);
      expect(answer.text).not.toContain('Salbutamol');
    }
    const office = await kpu.post(`/kerja/petugas/kesehatan/kartu/${member.id}`, {});
    expect(office.status).toBe(404);
    expect(await readings()).toHaveLength(count);
  });

  test('is closed two days before and after voting day', async () => {
    for (const [day, isOpen] of [
      ['2024-11-25T23:59:00+07:00', false],
      ['2024-11-26T00:00:00+07:00', true],
      ['2024-11-28T23:59:00+07:00', true],
      ['2024-11-29T00:00:00+07:00', false],
    ] as const) {
      window.setNow(Temporal.Instant.from(day));
      for (const [who, path] of [
        [head, teamCard()],
        [pps, areaCard()],
      ] as const) {
        expect([day, (await openedBy(who, path)).text.includes('Salbutamol')]).toEqual([day, isOpen]);
      }
    }
  });

  test('of a team with two heads is opened by each under their own name, and by a replaced head no more', async () => {
    const second = await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Kepala Kedua' });
    const gone = await createOfficer(window, {
      body: 'kpps',
      role: 'ketua',
      name: 'Kepala Lama',
      left: { on: '2024-11-27', reason: 'ill' },
    });
    expect((await openedBy(second, teamCard())).text).toContain('Salbutamol');
    expect((await readings()).at(-1)?.reader_name).toBe('Kepala Kedua');
    const refused = await openedBy(gone, teamCard());
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('Salbutamol');
    expect((await gone.act('health.help')).state).toBe('refused');
    expect((await gone.act('health.screen', { subject: 'saringan', form: ANSWERS })).state).toBe('refused');
  });

  test('is gone at once when its owner takes the consent back', async () => {
    await member.post('/petugas/kesehatan/kartu', { tindak: 'tarik' });
    expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
    expect((await openedBy(head, teamCard())).text).toContain('tidak mengisi kartu darurat');
  });

  test('is erased when nobody may read it any more, all else when the term is over', async () => {
    await member.post('/petugas/kesehatan/kartu', CARD);
    await member.act('health.screen', { subject: 'saringan', form: ANSWERS });
    await member.act('health.rested', { subject: 'pagi' });
    const { context } = window.window;
    const at = (day: string) => eraseOverdue(context, Temporal.Instant.from(`${day}T00:30:00+07:00`));
    expect(await at('2024-11-28')).toMatchObject({ cards: 0, screenings: 0 });
    expect(await at('2024-11-29')).toMatchObject({ cards: 1, screenings: 0 });
    window.setNow(Temporal.Instant.from('2024-11-29T09:00:00+07:00'));
    await member.post('/petugas/kesehatan/kartu', CARD);
    expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
    expect(await at('2024-12-08')).toMatchObject({ screenings: 0 });
    const rests = await at('2024-12-09');
    expect(rests.screenings).toBe(1);
    expect(rests.rests).toBeGreaterThan(0);
    expect(await at('2024-12-09')).toEqual({ cards: 0, screenings: 0, rests: 0, readings: 0 });
    const { after } = await db()
      .selectFrom('audit_log')
      .select('after')
      .where('action', '=', 'health.erase')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(after).toMatchObject({ screenings: 1 });
  });
});
