import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

const PHONE = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
  'accept-language': 'id',
};
const PATH = '/kerja/akun';

describe('a person’s own account', () => {
  let window: TestWindow;
  let ani: TestStaff;
  let budi: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'account', stages: false });
    ani = await createStaff(window, { name: 'Ani', duties: [{ agency: 'kpu', role: 'editor' }] });
    budi = await createStaff(window, { name: 'Budi', duties: [{ agency: 'kpu', role: 'operator' }] });
    for (const [id, userId] of [
      ['kunci-ani', ani.id],
      ['kunci-budi', budi.id],
    ] as const) {
      await window.database.db
        .insertInto('staff_passkey')
        .values({
          id,
          name: 'HP lama',
          publicKey: 'x',
          userId,
          credentialID: id,
          counter: 0,
          deviceType: 'singleDevice',
          backedUp: false,
          transports: null,
          createdAt: Temporal.Now.instant(),
          aaguid: null,
        })
        .execute();
    }
  });
  afterAll(() => window.close());

  const openOnPhone = () => window.window.signIn.openSession(ani.id, new Headers(PHONE), '203.0.113.5');
  const onPhone = async (cookie: string) =>
    (await window.request('/kerja', { headers: { ...PHONE, cookie } })).status;
  const sessionsOf = (userId: string) =>
    window.database.db
      .selectFrom('staff_session')
      .select(['id', 'userAgent'])
      .where('userId', '=', userId)
      .execute();
  const passkey = (id: string) =>
    window.database.db.selectFrom('staff_passkey').select('name').where('id', '=', id).executeTakeFirst();

  test('lists where the person is signed in, by the words for a device, and ends one', async () => {
    const { cookie } = await openOnPhone();
    const page = await (await ani.request(PATH)).text();
    expect(page).toContain('Chrome, Android');
    expect(page).toContain('203.0.113.5');
    expect(await onPhone(cookie)).toBe(200);
    const phone = (await sessionsOf(ani.id)).find(({ userAgent }) => userAgent === PHONE['user-agent']);
    expect((await ani.post(PATH, { tindakan: 'akhiri', id: phone?.id ?? '' })).status).toBe(303);
    expect(await onPhone(cookie)).toBe(303);
    expect((await ani.request(PATH)).status).toBe(200);
  });

  test('ends all sessions but the one in hand', async () => {
    const others = [await openOnPhone(), await openOnPhone()];
    await ani.post(PATH, { tindakan: 'akhiri-lain' });
    for (const { cookie } of others) expect(await onPhone(cookie)).toBe(303);
    expect(await sessionsOf(ani.id)).toHaveLength(1);
  });

  test('is ended as a whole by the operator of the agency', async () => {
    const { cookie } = await openOnPhone();
    await budi.post(`/kerja/staf/${ani.id}`, { tindakan: 'sesi' });
    expect(await onPhone(cookie)).toBe(303);
    expect((await ani.request('/kerja')).status).toBe(303);
    const again = await window.window.signIn.openSession(ani.id, new Headers(PHONE), '203.0.113.5');
    expect(await onPhone(again.cookie)).toBe(200);
  });

  test('changes nothing of another person’s', async () => {
    const [session] = await sessionsOf(budi.id);
    const fresh = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
    await fresh.post(PATH, { tindakan: 'akhiri', id: session?.id ?? '' });
    await fresh.post(PATH, { tindakan: 'hapus', id: 'kunci-budi' });
    await fresh.post(PATH, { tindakan: 'namai', id: 'kunci-budi', nama: 'milik saya' });
    expect(await sessionsOf(budi.id)).toHaveLength(1);
    expect(await passkey('kunci-budi')).toEqual({ name: 'HP lama' });
  });

  test('gives a passkey another name, refuses one that is none, and removes it', async () => {
    await budi.post(PATH, { tindakan: 'namai', id: 'kunci-budi', nama: ' HP <kantor> ' });
    expect(await passkey('kunci-budi')).toEqual({ name: 'HP <kantor>' });
    const refused = await budi.post(PATH, {
      tindakan: 'namai',
      id: 'kunci-budi',
      nama: `x${'y'.repeat(60)}`,
    });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('href="#nama-kunci-budi"');
    expect(page).toContain(`value="x${'y'.repeat(60)}"`);
    expect(await passkey('kunci-budi')).toEqual({ name: 'HP <kantor>' });
    await budi.post(PATH, { tindakan: 'hapus', id: 'kunci-budi' });
    expect(await passkey('kunci-budi')).toBeUndefined();
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_id', '=', budi.id)
      .orderBy('seq')
      .execute();
    expect(lines.map(({ action }) => action)).toEqual(['passkey.rename', 'passkey.remove']);
  });
});
