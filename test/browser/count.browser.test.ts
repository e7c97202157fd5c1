import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedBrowser } from '../support/browser.ts';
import { openPhoneWindow, type PhoneWindow } from '../support/officer-phone.tsx';
import { createOfficer, recordPlan } from '../support/officers.ts';
import { importShippedStages } from '../support/test-window.ts';

let phone: PhoneWindow;
beforeAll(async () => {
  phone = await openPhoneWindow();
  await importShippedStages(phone.window.database, phone.window.window.context.clock);
  await recordPlan(phone.window);
});
afterAll(() => phone?.close());

it('checks sums while one types, sends nothing, and keeps the numbers on the phone until they are removed', async () => {
  const { cookie } = await createOfficer(phone.window, { body: 'kpps' });
  const [name = '', value = ''] = cookie.split('=');
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 360, height: 740 } });
  try {
    await context.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
    const page = await context.newPage();
    await page.goto(`${phone.url}/petugas/hitung`);
    await page.getByRole('button', { name: 'Hapus semua angka' }).waitFor();
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') posted.push(request.url());
    });

    await page.selectOption('[name=calon]', '4');
    await page.getByLabel('Calon nomor 4').fill('30');
    for (const line of [1, 2, 3]) await page.getByLabel(`Calon nomor ${line}`).fill('100');
    const valid = page.getByLabel('Suara sah', { exact: true });
    expect(await valid.getAttribute('placeholder')).toBe('330');
    await valid.fill('331');
    await page
      .getByText('Suara semua calon berjumlah 330, tetapi suara sah ditulis 331. Selisih 1.')
      .waitFor();
    expect(await valid.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Periksa' }).click();
    await valid.fill('330');
    await page.getByText('Sejauh ini cocok').waitFor();

    await page.reload();
    await page.getByText('Sejauh ini cocok').waitFor();
    expect(await page.getByLabel('Calon nomor 4').inputValue()).toBe('30');
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Hapus semua angka' }).click();
    await page.getByText('Isi angka, jumlahnya diperiksa').waitFor();
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('count'))),
    ).toEqual([]);
    expect(posted).toEqual([]);
  } finally {
    await context.close();
  }
});
