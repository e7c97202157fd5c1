import { describe, expect, inject, test } from 'vitest';
import { runCommand } from '../support/command.ts';

const { url, dataDir } = inject('window');
const NEW = ['--name', 'Eko Putra', '--email', 'Eko@kpu.example', '--agency', 'kpu', '--role', 'editor'];

describe('jendela staff, beside a window that runs', () => {
  const staff = (...args: string[]) => runCommand(['staff', ...args], { DATA_DIR: dataDir, PUBLIC_URL: url });
  const linkIn = (out: string) => /http\S+/.exec(out)?.[0] ?? '';
  /** Uses a link as a browser does; the pair of its session. */
  async function use(link: string): Promise<{ status: number; cookie: string }> {
    const answer = await fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    });
    return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '' };
  }
  const workspace = async (cookie: string) =>
    (await fetch(`${url}/kerja`, { redirect: 'manual', headers: { cookie } })).status;

  test('takes people in, lets them in again, and lets them in no more', async () => {
    const added = await staff('add', ...NEW);
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('Eko Putra is editor at kpu.') });
    const first = await use(linkIn(added.out));
    expect(first.status).toBe(303);
    expect(await workspace(first.cookie)).toBe(200);

    expect((await staff('list')).out).toMatch(/eko@kpu\.example +Eko Putra +kpu editor +passkeys: 0/);

    const reset = await staff('reset-passkeys', 'eko@kpu.example');
    expect(reset).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 passkeys of Eko Putra are gone'),
    });
    expect(await workspace(first.cookie)).toBe(303);
    const second = await use(linkIn(reset.out));
    expect(await workspace(second.cookie)).toBe(200);

    const open = linkIn((await staff('link', 'EKO@kpu.example')).out);
    expect(await staff('end', 'eko@kpu.example')).toMatchObject({ code: 0 });
    expect(await workspace(second.cookie)).toBe(303);
    expect((await use(open)).status).toBe(422);
    expect((await staff('list')).out).toMatch(/eko@kpu\.example .* let in no more/);
    expect(await staff('link', 'eko@kpu.example')).toMatchObject({
      code: 1,
      err: expect.stringContaining('let in no more'),
    });

    const back = await staff('add', ...NEW);
    expect((await use(linkIn(back.out))).status).toBe(303);
    expect((await runCommand(['audit', 'verify'], { DATA_DIR: dataDir })).code).toBe(0);
  });

  test('says what is wrong, and changes nothing', async () => {
    expect(await staff('link', 'siapa@lain.example')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody has this address'),
    });
    const wrong = [
      ['--email', 'eko', 'e-mail address'],
      ['--role', 'raja', 'editor, reviewer, operator'],
      ['--agency', 'KPU Depok', 'kpu or kota'],
      ['--name', ' ', 'one line'],
    ] as const;
    for (const [option, value, problem] of wrong) {
      const args = NEW.map((arg, at) => (NEW[at - 1] === option ? value : arg));
      const { code, err } = await staff('add', ...args);
      expect([option, code === 0]).toEqual([option, false]);
      expect(err).toContain(problem);
    }
  });
});
