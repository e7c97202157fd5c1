import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

const LINK = /https:\/\/jendela\.example(\/masuk\/tautan\/[\w-]+)/;

describe('looking after staff', () => {
  let window: TestWindow;
  let operator: TestStaff;
  let city: TestStaff;
  let ani: TestStaff;
  let budi: TestStaff;
  let citra: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'staff', stages: false });
    const of = (name: string, agency: string, role: 'editor' | 'reviewer' | 'operator') =>
      createStaff(window, {
        name,
        email: `${name.toLowerCase()}@${agency}.example`,
        duties: [{ agency, role }],
      });
    operator = await of('Dewi', 'kpu', 'operator');
    city = await of('Agus', 'kota', 'operator');
    ani = await of('Ani', 'kpu', 'editor');
    budi = await of('Budi', 'kpu', 'reviewer');
    citra = await of('Citra', 'kpu', 'reviewer');
  });
  afterAll(() => window.close());

  const emails = () =>
    window.database.db.selectFrom('staff').select(['email', 'active']).orderBy('email').execute();
  const actions = async (subject: string) =>
    (
      await window.database.db
        .selectFrom('audit_log')
        .select('action')
        .where('subject_id', '=', subject)
        .orderBy('seq')
        .execute()
    ).map(({ action }) => action);

  test('takes somebody in, who gets in by the link that is shown', async () => {
    const page = await operator.post('/kerja/staf/baru', {
      nama: 'Eko <b>Putra</b>',
      email: 'Eko@KPU.example',
      peran: ['editor', 'reviewer'],
    });
    const html = await page.text();
    expect(html).toContain('Eko &lt;b>Putra');
    const path = LINK.exec(html)?.[1] ?? '';
    expect((await window.request(path)).status).toBe(200);
    expect(await emails()).toContainEqual({ email: 'eko@kpu.example', active: true });
  });

  test('names each field that is wrong, and keeps what was typed', async () => {
    const page = await operator.post('/kerja/staf/baru', { nama: '', email: 'bukan\r\nBcc: x@y.example' });
    const html = await page.text();
    expect(page.status).toBe(422);
    for (const field of ['nama', 'email', 'peran']) expect(html).toMatch(new RegExp(`href="#[^"]*${field}`));
    expect(html).toContain('Bcc');
    expect(
      (
        await operator.post('/kerja/staf/baru', {
          nama: 'x'.repeat(121),
          email: 'a@b.example',
          peran: 'editor',
        })
      ).status,
    ).toBe(422);
  });

  test('is done by an operator for the own agency alone, by the city’s operator for all', async () => {
    expect((await ani.request('/kerja/staf')).status).toBe(403);
    expect((await operator.request(`/kerja/staf/${city.id}`)).status).toBe(404);
    expect((await city.request(`/kerja/staf/${ani.id}`)).status).toBe(200);
    const html = await (await operator.request('/kerja/staf')).text();
    expect(html).toContain('Ani');
    expect(html).not.toContain('Agus');
    const foreign = await operator.post('/kerja/staf/baru', {
      nama: 'Fajar',
      email: 'fajar@kota.example',
      kantor: 'kota',
      peran: 'operator',
    });
    expect(foreign.status).toBe(200);
    const duties = await window.database.db
      .selectFrom('staff_duty')
      .innerJoin('staff', 'staff.id', 'staff_duty.staff')
      .select('agency')
      .where('email', '=', 'fajar@kota.example')
      .execute();
    expect(duties).toEqual([{ agency: 'kpu' }]);
  });

  test('hands nobody a way into an account that works elsewhere too', async () => {
    const answer = await operator.post('/kerja/staf/baru', {
      nama: 'Agus',
      email: 'agus@kota.example',
      peran: 'editor',
    });
    expect(answer.status).toBe(303);
    const shared = await operator.post(`/kerja/staf/${city.id}`, { tindakan: 'tautan' });
    expect(await shared.text()).not.toMatch(LINK);
    await operator.post(`/kerja/staf/${city.id}`, { tindakan: 'tutup' });
    expect(await emails()).toContainEqual({ email: 'agus@kota.example', active: true });
  });

  test('never leaves an agency without an operator', async () => {
    await window.database.db
      .deleteFrom('staff_duty')
      .where('role', '=', 'operator')
      .where('agency', '=', 'kpu')
      .where('staff', '<>', operator.id)
      .execute();
    const own = `/kerja/staf/${operator.id}`;
    const roles = await operator.post(own, { tindakan: 'peran', kantor: 'kpu', peran: 'editor' });
    expect(roles.status).toBe(422);
    expect((await operator.post(own, { tindakan: 'tutup' })).status).toBe(422);
    expect((await operator.request('/kerja/staf')).status).toBe(200);
  });

  test('leaves one of two operators who take each other’s role at once', async () => {
    const other = await createStaff(window, { duties: [{ agency: 'kpu', role: 'operator' }] });
    const demote = (by: TestStaff, whom: TestStaff) =>
      by.post(`/kerja/staf/${whom.id}`, { tindakan: 'peran', kantor: 'kpu', peran: 'editor' });
    const answers = await Promise.all([demote(operator, other), demote(other, operator)]);
    // The second is refused by the rule, or comes when the role is gone already.
    const [first, second] = answers.map(({ status }) => status).sort();
    expect(first).toBe(303);
    expect([403, 422]).toContain(second);
    const left = await window.database.db
      .selectFrom('staff_duty')
      .select('staff')
      .where('agency', '=', 'kpu')
      .where('role', '=', 'operator')
      .execute();
    expect(left).toHaveLength(1);
    await window.database.db
      .insertInto('staff_duty')
      .values({ staff: operator.id, agency: 'kpu', role: 'operator' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await window.database.db
      .deleteFrom('staff_duty')
      .where('role', '=', 'operator')
      .where('staff', '=', other.id)
      .execute();
  });

  test('lets nobody vouch for somebody whose account opens more than their own office', async () => {
    const both = await createStaff(window, {
      name: 'Gita',
      duties: [
        { agency: 'kpu', role: 'editor' },
        { agency: 'kota', role: 'operator' },
      ],
    });
    for (const by of [budi, citra]) {
      expect(await (await by.request('/kerja/rekan')).text()).not.toContain('Gita');
      expect((await by.post('/kerja/rekan', { id: both.id })).status).toBe(303);
    }
    expect((await both.request('/kerja')).status).toBe(200);
    expect(await actions(both.id)).toEqual([]);
  });

  test('replaces a lost passkey by two colleagues’ word, and not by one’s', async () => {
    await window.database.db
      .insertInto('staff_passkey')
      .values({
        id: 'lost',
        name: 'HP lama',
        publicKey: 'x',
        userId: ani.id,
        credentialID: 'x',
        counter: 0,
        deviceType: 'singleDevice',
        backedUp: false,
        transports: null,
        createdAt: Temporal.Now.instant(),
        aaguid: null,
      })
      .execute();
    expect((await ani.post('/kerja/rekan', { id: ani.id })).status).toBe(303);
    const outsider = await createStaff(window, { duties: [{ agency: 'kota', role: 'reviewer' }] });
    expect((await outsider.post('/kerja/rekan', { id: ani.id })).status).toBe(303);
    expect((await budi.post('/kerja/rekan', { id: ani.id })).status).toBe(303);
    expect((await budi.post('/kerja/rekan', { id: ani.id })).status).toBe(303);
    expect((await ani.request('/kerja')).status).toBe(200);
    expect(await (await citra.request('/kerja')).text()).toContain('/kerja/rekan');

    const page = await citra.post('/kerja/rekan', { id: ani.id });
    expect(await page.text()).toMatch(LINK);
    expect((await ani.request('/kerja')).status).toBe(303);
    expect(await actions(ani.id)).toEqual([
      'passkey.loss-confirm-first',
      'passkey.loss-confirm-second',
      'passkey.reset',
      'link.make',
    ]);
  });

  test('ends who has left: sessions, links and all', async () => {
    await operator.post(`/kerja/staf/${budi.id}`, { tindakan: 'tutup' });
    expect((await budi.request('/kerja')).status).toBe(303);
    expect(await emails()).toContainEqual({ email: 'budi@kpu.example', active: false });
  });
});
