import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficer, recordPlan, type TestOfficer } from '../../../test/support/officers.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

let test: TestWindow;
let officer: TestOfficer;
beforeAll(async () => {
  test = await createTestWindow({ name: 'count' });
  await recordPlan(test);
  officer = await createOfficer(test, { body: 'kpps' });
});
afterAll(() => test?.close());

describe('the arithmetic helper', () => {
  it('has the lists and ballot papers of the election, and says that it is no official form', async () => {
    const answer = await officer.request('/petugas/hitung?surat=wali-kota&calon=5');
    const page = await answer.text();
    for (const text of [
      'DPTb',
      'DPK',
      'Wali Kota dan Wakil Wali Kota',
      'Calon nomor 5',
      'bukan formulir resmi',
    ]) {
      expect(page).toContain(text);
    }
    // Depok is a kota.
    expect(page).not.toContain('value="bupati"');
    expect(page).not.toContain('Calon nomor 6');
    expect(answer.headers.get('jendela-keep')).toBe('officer');
  });

  it('checks without a script, and keeps nothing', async () => {
    const answer = await officer.post('/petugas/hitung', {
      surat: 'gubernur',
      calon: '2',
      'candidate-1': '1.200',
      'candidate-2': '30',
      valid: '1231',
      invalid: '<b>',
    });
    const page = await answer.text();
    expect(page).toContain('Suara semua calon berjumlah 1.230, tetapi suara sah ditulis 1.231. Selisih 1.');
    expect(page).toContain('2 jumlah tidak cocok');
    expect(page).toContain('value="&lt;b>"');
    expect(answer.headers.get('jendela-keep')).toBeNull();
    const { rows } = await test.database.db
      .selectFrom('officer_action')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    expect(Number(rows)).toBe(0);
  });

  it('is for officers, and on their phone from the beginning', async () => {
    expect((await test.request('/petugas/hitung')).status).toBe(303);
    const { paths } = await (await officer.request('/petugas/luring.json')).json();
    expect(paths).toContain('/petugas/hitung');
  });
});
