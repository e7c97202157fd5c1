import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficer, recordPlan, type TestOfficer } from '../../../test/support/officers.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let kpps: TestOfficer;
let pps: TestOfficer;

beforeAll(async () => {
  window = await createTestWindow({ name: 'officer_window' });
  await recordPlan(window);
  kpps = await createOfficer(window, { body: 'kpps', role: 'anggota-4', name: 'Rina Wati' });
  await createOfficer(window, { body: 'kpps', name: 'Budi Santoso' });
  pps = await createOfficer(window, { body: 'pps', name: 'Sri Lestari', phone: '+6281234567890' });
});
afterAll(() => window.close());

describe('the first page', () => {
  test('shows who they are, their team with its head first, and whom to ask by one touch', async () => {
    const answer = await kpps.request('/petugas');
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('Halo, Rina Wati');
    expect(page).toContain('TPS 001');
    expect(page.indexOf('Budi Santoso')).toBeLessThan(page.indexOf('Rina Wati (saya)'));
    expect(page).toContain('href="tel:+6281234567890"');
    expect(page).toContain('href="https://wa.me/6281234567890"');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('jendela-keep')).toBe('officer');
    expect(answer.headers.get('jendela-officer')).toBe(kpps.id);
  });

  test('leads whoever is not signed in to the sign-in page, and a script is told', async () => {
    const answer = await window.request('/petugas/antrean?x=1');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/petugas/masuk?ke=%2Fpetugas%2Fantrean%3Fx%3D1');
    const told = await window.request('/petugas/luring.json', { headers: { accept: 'application/json' } });
    expect(told.status).toBe(401);
  });

  test('of PPK and PPS leads on to their area', async () => {
    const page = await (await pps.request('/petugas')).text();
    expect(page).toContain('href="/petugas/wilayah"');
    expect((await pps.request('/petugas/wilayah')).status).toBe(200);
    expect((await kpps.request('/petugas/wilayah')).status).toBe(403);
  });

  test('of who has finished shows that it is over, and nothing of the team', async () => {
    const former = await createOfficer(window, { body: 'kpps', role: 'anggota-5', phase: 'finished' });
    const page = await (await former.request('/petugas')).text();
    // The bar leads nowhere that answers "not yours".
    expect(page).not.toContain('href="/petugas/bantuan"');
    expect(page).not.toContain('href="/petugas/lapor"');
    expect(page).toContain('Masa tugas sudah selesai');
    expect(page).not.toContain('Budi Santoso');
    expect(page).not.toContain('wa.me');
  });
});

test('names the pages that a phone fetches at once', async () => {
  const list = await (await kpps.request('/petugas/luring.json')).json();
  expect(list).toMatchObject({
    officer: kpps.id,
    paths: expect.arrayContaining(['/petugas', '/petugas/antrean']),
  });
});
