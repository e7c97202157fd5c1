import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficer, recordPlan, TEST_AREAS, type TestOfficer } from '../../../test/support/officers.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { type Course, meetingStep } from '../../domain/training.ts';
import { codeAt } from './sessions.ts';
import { answersForm, holdMeeting, isTrained, openTestCourse } from './test-course.ts';

describe('attendance', () => {
  let window: TestWindow;
  let strict: Course;
  /** Of another body. */
  let other: Course;
  let pps: TestOfficer;
  beforeAll(async () => {
    window = await createTestWindow({ name: 'attendance', stages: false });
    await recordPlan(window);
    strict = await openTestCourse(window, { bodies: ['ketertiban'], inPerson: true });
    other = await openTestCourse(window);
    pps = await createOfficer(window, { body: 'pps' });
  });
  afterAll(() => window?.close());

  const meeting = (more: Parameters<typeof holdMeeting>[2] = {}) =>
    holdMeeting(window, strict, { made_by: pps.id, ...more });
  const page = async (who: Pick<TestOfficer, 'request'>, path: string) =>
    load(await (await who.request(path)).text());
  const guard = () => createOfficer(window, { body: 'ketertiban' });

  const shown = (session: string, at = window.window.context.clock()) =>
    codeAt(window.window.context, session, meetingStep(at).step);

  test('counts by the moment of the scan, however late it comes, and is marked where it came late', async () => {
    const session = await meeting();
    const scan = QUIET_PERIOD.add({ hours: 1 });
    const kode = shown(session, scan).toLowerCase();
    const [officer, second] = [await guard(), await guard()];
    const week = QUIET_PERIOD.add({ hours: 24 * 7 });
    const path = `/petugas/wilayah/pelatihan/tatap-muka/${session}`;
    window.setNow(week);
    try {
      const late = { doneAt: scan.toString(), sentAt: week.toString() };
      expect(await officer.act('training.attend', { form: { kode }, ...late })).toMatchObject({
        state: 'done',
      });
      expect(await second.act('training.attend', { form: { kode } })).toMatchObject({ state: 'refused' });
      // What a phone says of its own moment is looked at by who was there.
      const $ = await page(pps, `${path}?q=${encodeURIComponent(officer.name)}`);
      expect($(`li:has(button[name="cabut"][value="${officer.id}"])`).text()).toContain(
        'terkirim belakangan',
      );
      await pps.post(path, { cabut: officer.id });
      const after = await page(pps, `${path}?q=${encodeURIComponent(officer.name)}`);
      expect(after(`button[name="hadir"][value="${officer.id}"]`)).toHaveLength(1);
    } finally {
      window.setNow(QUIET_PERIOD);
    }
  });

  test('does not count by a code that was shown before, nor by one of another meeting', async () => {
    const session = await meeting();
    const officer = await guard();
    const attend = (kode: string) => officer.act('training.attend', { form: { kode } });
    const old = shown(session);
    const later = QUIET_PERIOD.add({ minutes: 30 });
    window.setNow(later);
    try {
      expect(await attend(old)).toMatchObject({ state: 'refused' });
      // A phone that claims to have scanned then what was shown later, or long before the meeting.
      const sent = { doneAt: QUIET_PERIOD.toString(), sentAt: later.toString() };
      const kode = shown(session, later);
      expect(await officer.act('training.attend', { form: { kode }, ...sent })).toMatchObject({
        state: 'refused',
      });
      expect(await attend(shown(session, later.subtract({ minutes: 4 })))).toMatchObject({ state: 'done' });
    } finally {
      window.setNow(QUIET_PERIOD);
    }
  });

  test('needs a code of a meeting that stands, is held now, and is for the body', async () => {
    const officer = await guard();
    const attend = (kode: string) => officer.act('training.attend', { form: { kode } });
    expect((await attend('nein')).state).toBe('problems');
    expect((await attend('000-000')).state).toBe('refused');
    const cancelled = await attend(shown(await meeting({ cancelled_at: QUIET_PERIOD })));
    expect(cancelled).toMatchObject({ state: 'refused', note: 'Pelatihan ini dibatalkan.' });
    expect((await attend(shown(await holdMeeting(window, other)))).state).toBe('refused');
    const tomorrow = { starts_at: QUIET_PERIOD.add({ hours: 24 }), ends_at: QUIET_PERIOD.add({ hours: 27 }) };
    expect((await attend(shown(await meeting({ ...tomorrow })))).state).toBe('refused');
  });

  test('counts by the printed code of a meeting without a network alone, while it is held, and can be struck out', async () => {
    const [screen, sheet] = [await meeting(), await meeting({ paper: true })];
    const officer = await guard();
    const attend = (kode: string, at = QUIET_PERIOD) => {
      const moment = { doneAt: at.toString(), sentAt: QUIET_PERIOD.add({ hours: 9 }).toString() };
      return officer.act('training.attend', { form: { kode }, ...moment });
    };
    window.setNow(QUIET_PERIOD.add({ hours: 9 }));
    try {
      expect(await attend(screen)).toMatchObject({ state: 'refused' });
      expect(await attend(shown(sheet, QUIET_PERIOD))).toMatchObject({ state: 'refused' });
      expect(await attend(sheet, QUIET_PERIOD.add({ hours: 6 }))).toMatchObject({ state: 'refused' });
      expect(await attend(sheet.replace('-', ' ').toLowerCase())).toMatchObject({ state: 'done' });
      const path = `/petugas/wilayah/pelatihan/tatap-muka/${sheet}`;
      const $ = await page(pps, `${path}?q=${encodeURIComponent(officer.name)}`);
      expect($(`li:has(button[name="cabut"][value="${officer.id}"])`).text()).toContain('QR di kertas');
      await pps.post(path, { cabut: officer.id });
      const struck = await page(pps, `${path}?q=${encodeURIComponent(officer.name)}`);
      expect(struck(`button[name="hadir"][value="${officer.id}"]`)).toHaveLength(1);
      const printed = await pps.request(`${path}/lembar`);
      expect(printed.headers.get('refresh')).toBeNull();
      expect(await printed.text()).toContain(sheet);
    } finally {
      window.setNow(QUIET_PERIOD);
    }
  });

  test('is what is missing of a course that asks for it; the PPS marks by hand who cannot scan', async () => {
    const code = await meeting();
    const officer = await guard();
    for (const lesson of ['satu', 'dua']) {
      const subject = `${strict.id}/${lesson}`;
      await officer.act('training.answer', { subject, form: answersForm(lesson, '1', '1') });
    }
    expect(await isTrained(window, officer)).toBe(false);
    const path = `/petugas/wilayah/pelatihan/tatap-muka/${code}`;
    const $ = await page(pps, `${path}?q=${encodeURIComponent(officer.name)}`);
    expect($('button[name="hadir"]').attr('value')).toBe(officer.id);
    await pps.post(path, { hadir: officer.id });
    expect(await isTrained(window, officer)).toBe(true);
    const elsewhere = await createOfficer(window, { body: 'ketertiban', area: TEST_AREAS.elsewhere });
    await pps.post(path, { hadir: elsewhere.id });
    expect((await page(elsewhere, '/petugas/bimtek'))('.chip').text()).not.toContain('Hadir');
  });

  test('has a screen with the code of the moment, which loads itself anew, and an address that it leads to', async () => {
    const session = await meeting();
    const path = `/petugas/wilayah/pelatihan/tatap-muka/${session}/lembar`;
    const answered = await pps.request(path);
    expect(Number(answered.headers.get('refresh'))).toBeLessThanOrEqual(121);
    const code = shown(session);
    expect(load(await answered.text())('.poster').text()).toContain(code);
    const form = (await page(await guard(), `/petugas/bimtek/hadir/${code}`))('form[data-queue]');
    expect(form.find('input[name="kode"]').attr('value')).toBe(code);
    window.setNow(QUIET_PERIOD.add({ hours: 6 }));
    try {
      expect((await page(pps, path))('.poster svg.qr, .poster .share-address')).toHaveLength(0);
    } finally {
      window.setNow(QUIET_PERIOD);
    }
  });

  test('is planned by a PPS within its own area alone', async () => {
    const form = { course: strict.id, venue: 'Aula', day: '2024-11-25', from: '09:00', until: '12:00' };
    const path = '/petugas/wilayah/pelatihan/tatap-muka';
    expect((await pps.post(path, { ...form, area: TEST_AREAS.elsewhere })).status).toBe(422);
    expect((await pps.post(path, { ...form, area: TEST_AREAS.village, until: '08:00' })).status).toBe(422);
    const made = await pps.post(path, { ...form, area: TEST_AREAS.village });
    expect(made.headers.get('location')).toMatch(/tatap-muka\/[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  });
});
