import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOffice, type TestOffice } from '../../../test/support/office.ts';
import { createStaff, TEST_BROWSER, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

const PUBLIC_URL = 'https://jendela.example';

/** What a browser keeps of an answer: the pairs of its cookies. */
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');

describe('the office’s own login', () => {
  let office: TestOffice;
  let window: TestWindow;
  let ani: TestStaff;

  beforeAll(async () => {
    office = await startOffice(PUBLIC_URL);
    window = await createTestWindow({
      name: 'office',
      stages: false,
      environment: {
        OIDC_ISSUER: office.issuer,
        OIDC_CLIENT_ID: 'jendela',
        OIDC_CLIENT_SECRET: 'rahasia-untuk-mencoba',
        OIDC_NAME: 'Akun Depok',
      },
    });
    ani = await createStaff(window, {
      name: 'Ani',
      email: 'ani@kpu.example',
      duties: [{ agency: 'kpu', role: 'editor' }],
    });
  });
  afterAll(async () => {
    await window.close();
    await office.process.kill();
  });

  const ask = (path: string, cookie = '') =>
    window.request(path, { headers: { ...TEST_BROWSER, ...(cookie ? { cookie } : {}) } });
  const set = (row: { active: boolean }) =>
    window.database.db.updateTable('staff').set(row).where('id', '=', ani.id).execute();
  /** Begins at the window, signs in at the provider, and is where the provider sends the browser back to. */
  async function goThere(login: string, from = '/masuk/kantor') {
    const begun = await ask(from);
    const back = await office.signIn(begun.headers.get('location') ?? '', login);
    return { back: back.slice(PUBLIC_URL.length), cookie: cookiesOf(begun) };
  }
  async function comeBack({ back, cookie }: { back: string; cookie: string }) {
    const answer = await ask(back, cookie);
    return { answer, to: answer.headers.get('location') ?? '' };
  }

  test('is offered by its name, and lets in whoever was invited', async () => {
    expect(await (await ask('/masuk')).text()).toContain('Akun Depok');
    const there = await goThere('ani@kpu.example', '/masuk/kantor?ke=/kerja/akun');
    const { answer, to } = await comeBack(there);
    expect(to).toBe('/kerja/akun');
    expect(answer.headers.getSetCookie().join('\n')).toMatch(
      /__Host-jendela-staff=[^;]+;.*HttpOnly; Secure; SameSite=Lax/,
    );
    const inside = await ask('/kerja/akun', cookiesOf(answer));
    expect(inside.status).toBe(200);
    expect(await inside.text()).toContain('ani@kpu.example');
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_id', '=', ani.id)
      .execute();
    expect(lines).toContainEqual({ action: 'session.office-login' });
  });

  test('keeps nothing by which the window could act at the provider', async () => {
    const accounts = await window.database.db
      .selectFrom('staff_account')
      .selectAll()
      .where('userId', '=', ani.id)
      .execute();
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
  });

  test('refuses whoever was not invited, in plain words, and remembers nobody', async () => {
    const { to } = await comeBack(await goThere('orang@lain.example', '/en/masuk/kantor'));
    expect(to).toMatch(/^\/en\/masuk\?.*gagal=tak-diundang/);
    const page = await (await ask(to)).text();
    expect(page).toContain('is not known here');
    const people = await window.database.db.selectFrom('staff').select('email').execute();
    expect(people).toEqual([{ email: 'ani@kpu.example' }]);
  });

  test('refuses an address that the office has not made sure of', async () => {
    await createStaff(window, { email: 'belum-pasti@kpu.example', duties: [] });
    const { to } = await comeBack(await goThere('belum-pasti@kpu.example'));
    expect(to).toContain('gagal=email-belum-pasti');
  });

  test('refuses somebody who has left', async () => {
    await set({ active: false });
    const { answer, to } = await comeBack(await goThere('ani@kpu.example'));
    expect(to).toContain('gagal=tak-diundang');
    expect(answer.headers.getSetCookie().join()).not.toContain('jendela-staff=');
    await set({ active: true });
  });

  test('takes an answer of the provider once, and from the browser alone that was sent', async () => {
    const there = await goThere('ani@kpu.example');
    expect((await comeBack({ ...there, cookie: '' })).to).toContain('gagal=sudah-lewat');
    const again = await goThere('ani@kpu.example');
    expect((await comeBack(again)).to).toBe('/kerja');
    expect((await comeBack(again)).to).toContain('gagal=sudah-lewat');
  });

  test('refuses an answer with another state, another code, or none', async () => {
    const { back, cookie } = await goThere('ani@kpu.example');
    const changed = (name: string, value: string | undefined) => {
      const url = new URL(back, PUBLIC_URL);
      if (value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
      return url.pathname + url.search;
    };
    expect((await comeBack({ back: changed('state', 'lain'), cookie })).to).toContain('gagal=sudah-lewat');
    expect((await comeBack({ back: changed('state', undefined), cookie })).to).toContain('gagal=sudah-lewat');
    expect((await comeBack({ back: changed('code', 'lain'), cookie })).to).toContain('gagal=');
  });

  test('says so when somebody gives up at the provider', async () => {
    const begun = await ask('/masuk/kantor');
    const back = await office.giveUp(begun.headers.get('location') ?? '');
    const { to } = await comeBack({ back: back.slice(PUBLIC_URL.length), cookie: cookiesOf(begun) });
    expect(to).toContain('gagal=ditolak');
  });

  test('leads to no other place than the workspace', async () => {
    const there = await goThere('ani@kpu.example', '/masuk/kantor?ke=//jahat.example');
    expect((await comeBack(there)).to).toBe('/kerja');
  });

  test('says that the provider is away, and works again once it is back', async () => {
    const there = await goThere('ani@kpu.example');
    await office.process.kill();
    const { to } = await comeBack(there);
    expect(to).toContain('gagal=tak-terjangkau');
    const begun = await ask('/masuk/kantor');
    expect(begun.headers.get('location')).toMatch(/^\/masuk\?.*gagal=tak-terjangkau/);
    expect(await (await ask(begun.headers.get('location') ?? '')).text()).toContain('tidak bisa dihubungi');
    const port = Number(new URL(office.issuer).port);
    // One that takes the connection and says nothing is away as well, and holds up nobody else.
    const held: Socket[] = [];
    const silent = createServer((socket) => held.push(socket));
    silent.listen(port, '127.0.0.1');
    await once(silent, 'listening');
    const waiting = ask('/masuk/kantor');
    expect((await ani.request('/kerja')).status).toBe(200);
    expect((await waiting).headers.get('location')).toContain('gagal=tak-terjangkau');
    for (const socket of held) socket.destroy();
    silent.close();
    await once(silent, 'close');
    office = await startOffice(PUBLIC_URL, port);
    expect((await comeBack(await goThere('ani@kpu.example'))).to).toBe('/kerja');
  });
});
