import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPhone } from '../../../test/support/joining-phone.ts';
import { startMail, type TestMail } from '../../../test/support/mail.ts';
import { createOfficer, recordPlan, TEST_AREAS } from '../../../test/support/officers.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let mail: TestMail;

beforeAll(async () => {
  mail = await startMail();
  window = await createTestWindow({
    name: 'invitation_mail',
    environment: { SMTP_URL: mail.url, MAIL_FROM: 'jendela@kota.example' },
  });
  await recordPlan(window);
});
afterAll(async () => {
  await window?.close();
  await mail?.process.kill();
});

it('mails a code that works to those who have an address, and keeps none in the queue', async () => {
  const pps = await createOfficer(window, { body: 'pps' });
  const known = await createOfficer(window, { body: 'kpps', joined: false, email: 'siti@warga.example' });
  const unknown = await createOfficer(window, { body: 'kpps', joined: false, role: 'anggota-2' });
  const answer = await pps.post('/petugas/wilayah/undangan', { buat: 'email' });
  expect(await answer.text()).toContain('1 e-mail sedang dikirim');
  const { context, queue } = window.window;
  await queue.workOff();
  const { to, text } = await mail.letter();
  expect(to).toEqual(['siti@warga.example']);
  expect(text).toContain('PPS Kelurahan Depok');
  const code = /gabung\?k=(\w{15})/.exec(text)?.[1] ?? '';
  expect((await createPhone(window).joinByPin(code, known.nik)).status).toBe(303);
  const marks = await window.database.db.selectFrom('officer_mark').select(['officer', 'mark']).execute();
  expect(marks.filter(({ mark }) => mark === 'invited').map(({ officer }) => officer)).toEqual([known.id]);
  expect((await context.officers.find(unknown.id))?.joined).toBeUndefined();
  const lines = await window.database.db
    .selectFrom('audit_log')
    .select(['action', 'subject_id', 'after'])
    .where('action', '=', 'invitation.email')
    .execute();
  expect(lines).toMatchObject([{ subject_id: TEST_AREAS.village, after: { letters: 1 } }]);
});
