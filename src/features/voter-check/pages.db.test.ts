import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { createLogger } from '../../platform/log/logger.ts';
import type { CheckProps } from '../../ui/islands/check/model.ts';
import { publishRoll } from './publish.ts';
import {
  createTestOffice,
  DPT_CSV,
  DPTB_CSV,
  MOVED_IN,
  NOWHERE,
  ON_BOTH,
  ON_DPT,
  startHolder,
  type TestChild,
  type TestOffice,
  TOKEN,
} from './test-data.ts';

let office: TestOffice;
let holder: TestChild;
let window: TestWindow;
let logged = '';

beforeAll(async () => {
  office = await createTestOffice();
  holder = await startHolder(join(office.holder, 'kpu.share.json'));
  window = await createTestWindow({
    name: 'check',
    log: createLogger({ level: 'trace', destination: { write: (line) => (logged += line) } }),
    environment: {
      KEYS_DIR: office.keysDir,
      ROLLS_DIR: office.rollsDir,
      KEYHOLDERS: `kpu=${holder.said}|${TOKEN}`,
      EVALUATE_PER_MINUTE: '1000',
    },
  });
});
afterAll(async () => {
  await window?.close();
  await holder?.kill();
  await office?.remove();
});

async function publish(what: Parameters<TestOffice['seal']>[0]): Promise<void> {
  const { elections } = window.window.context.capabilities;
  if (!elections) throw new Error('The window knows no elections.');
  const { file } = await office.seal(what);
  const { config, city, database } = window;
  await publishRoll({ file, config, db: database.db, city, elections, clock: window.window.context.clock });
}

const page = async (path: string) => (await window.request(path)).text();
const post = (form: Record<string, string>, path = '/cek') =>
  window.request(path, { method: 'POST', body: new URLSearchParams(form) });

function propsOf(html: string): CheckProps {
  const attribute = /id="check" data-props="([^"]*)"/.exec(html)?.[1] ?? '';
  return JSON.parse(attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

describe('before any roll is published', () => {
  it('the page says so, and what will be there', async () => {
    expect(await page('/cek')).toContain('Daftar pemilih belum diterbitkan');
    expect(await page('/en/cek')).toContain('No voter list has been published yet');
    expect(await (await post({ n: ON_DPT })).text()).toContain('belum diterbitkan');
  });
});

describe('with rolls of two elections', () => {
  beforeAll(async () => {
    await publish({ election: 'pemilu-2024' });
    await publish({});
    await publish({ list: 'DPTb', csv: DPTB_CSV });
    await publish({ list: 'DPS', csv: DPT_CSV });
  });

  it('asks all lists of the coming election, without the drafts that the final one replaced', async () => {
    const html = await page('/cek?baru=1');
    const props = propsOf(html);
    expect(props.election).toMatchObject({ id: 'pilkada-2024', phase: 'coming' });
    expect([...props.asked].sort()).toEqual(['DPT', 'DPTb']);
    expect(props.issuers).toEqual([{ issuer: 'KPU Kota Depok', publicKey: expect.any(String) }]);
    expect(props.holders).toEqual({ kpu: 'KPU Kota Depok', kota: 'Diskominfo Kota Depok' });
    expect(html).toContain('122 pemilih, disegel');
  });

  it('its form for the browser has no field with a name, and rests until the script runs', async () => {
    const [, form = ''] = /<form class="stack check-form"([\s\S]*?)<\/form>/.exec(await page('/cek')) ?? [];
    expect(form).not.toMatch(/<input[^>]* name=/);
    expect(form).toMatch(/<input[^>]* disabled/);
    expect(form).toMatch(/autocomplete="off"/);
    expect(form).not.toContain('action=');
  });

  it('another election can be chosen, and a past one says that it is past', async () => {
    const html = await page('/cek?pemilihan=pemilu-2024');
    expect(propsOf(html).election.phase).toBe('past');
    expect(html).toContain('Sudah selesai');
    expect(html).toContain('/cek?pemilihan=pilkada-2024');
    expect(propsOf(await page('/cek?pemilihan=pemilu-1955')).election.id).toBe('pilkada-2024');
  });

  it('tells the home page what was published', async () => {
    expect(await page('/')).toContain('Tanpa mengirim NIK Anda');
  });

  it.each([
    '/cek/kartu',
    '/en/cek/kartu',
    '/cek/bagaimana',
    '/en/cek/bagaimana',
    '/cek/lewat-server',
    '/en/cek',
  ])('%s is there', async (path) => {
    expect((await window.request(path)).status).toBe(200);
  });

  describe('without JavaScript', () => {
    it('the page offers a form, and says before that the server does the device’s part', async () => {
      const [, without = ''] = /<noscript>([\s\S]*?)<\/noscript>/.exec(await page('/cek')) ?? [];
      expect(without).toContain('Di sini nomor Anda dikirim ke server');
      expect(without).toMatch(/<form[^>]*method="post"/);
      expect(without).toMatch(
        /<input[^>]*name="n"[^>]*autocomplete="off"|<input[^>]*autocomplete="off"[^>]*name="n"/,
      );
    });

    it('who is registered sees where, and that nothing was kept', async () => {
      const answer = await post({ n: `${ON_DPT.slice(0, 6)} ${ON_DPT.slice(6)}`, jenis: 'nik' });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const html = await answer.text();
      expect(html).toContain('Terdaftar dalam DPT');
      expect(html).toContain('Nomor urut 1 dalam daftar');
      expect(html).toContain('32.76.01.1007');
      expect(html).toContain('Lokasi TPS belum bisa diambil');
      expect(html).toContain('Nomor Anda tidak disimpan');
      expect(html).not.toContain(ON_DPT);
    });

    it('who moved sees the list by which they vote, with its hours', async () => {
      const html = await (await post({ n: MOVED_IN })).text();
      expect(html).toContain('Terdaftar dalam DPTb');
      expect(html).toContain('11.00–13.00');
      expect(await (await post({ n: ON_BOTH })).text()).toContain('Nama Anda juga ada di DPT.');
    });

    it('who is not registered sees what to do', async () => {
      const html = await (await post({ n: NOWHERE })).text();
      expect(html).toContain('Nomor itu tidak ada di');
      expect(html).toContain('Datang ke TPS dengan KTP-el');
      expect(html).not.toContain('dibuktikan di HP');
      expect(await (await post({ n: NOWHERE }, '/en/cek')).text()).toContain('That number is not on the');
    });

    it.each([
      ['', 'Isi NIK Anda dulu'],
      ['123', 'tepat 16 angka'],
      ['3276993208459001', 'tanggal lahir'],
      ['3276 abc', 'hanya terdiri dari angka'],
    ])('"%s" is no possible number, and why', async (n, why) => {
      const answer = await post({ n });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain('<title>Salah isi: ');
      expect(html).toContain('id="error-summary"');
      expect(html).toContain('href="#nomor"');
      expect(html).toContain(why);
      if (n !== '') expect(html).not.toContain(`value="${n}"`);
    });

    it('a passport is checked as one', async () => {
      expect(await (await post({ n: 'x', jenis: 'paspor' })).text()).toContain('6 sampai 9');
      expect(await (await post({ n: 'X1234567', jenis: 'paspor' })).text()).toContain('tidak ada di');
    });

    it('a holder that is away is named, and nobody is told that they are not registered', async () => {
      await holder.kill();
      const answer = await post({ n: NOWHERE });
      expect(answer.status).toBe(503);
      const html = await answer.text();
      expect(html).toContain('KPU Kota Depok sedang tidak menjawab');
      expect(html).toContain('Ini bukan berarti Anda tidak terdaftar');
    });

    it('no number is in any line of the log', () => {
      expect(logged).toContain('"route":"/cek"');
      for (const number of [ON_DPT, MOVED_IN, ON_BOTH, NOWHERE, 'X1234567'])
        expect(logged).not.toContain(number);
    });
  });
});

describe('a form', () => {
  const send = (headers: Record<string, string>, body = 'n=1') =>
    window.request('/cek', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://jendela.example' },
    { origin: 'https://other.example' },
  ])('that another site sends is refused: %j', async (headers) => {
    const answer = await send(headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: 'null' },
    {},
  ])('of our own is read: %j', async (headers) => {
    expect((await send(headers)).status).toBe(422);
  });

  it('that cannot be read is refused as such', async () => {
    const answer = await send({ 'content-type': 'multipart/form-data; boundary=x' }, 'no form');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'form' });
  });
});

describe('a roll with a second factor, and a holder that is away', () => {
  it('asks for it, and tells an address that asks too often to wait', async () => {
    const away = await createTestWindow({
      name: 'busy',
      environment: {
        KEYS_DIR: office.keysDir,
        ROLLS_DIR: office.rollsDir,
        KEYHOLDERS: `kpu=http://127.0.0.1:9|${TOKEN}`,
        EVALUATE_PER_MINUTE: '1',
      },
    });
    try {
      const { elections } = away.window.context.capabilities;
      if (!elections) throw new Error('The window knows no elections.');
      const csv = `nik,nkk,status,tps,number,name\n${ON_DPT},3276010101100001,DPT,3276011007014,1,Siti\n`;
      const { file } = await office.seal({ csv });
      const { config, city, database } = away;
      await publishRoll({ file, config, db: database.db, city, elections, clock: away.window.context.clock });
      const html = await (await away.request('/cek')).text();
      expect(html).toContain('id="nkk"');
      expect(html).toContain('name="kk"');
      const without = await away.request('/cek', {
        method: 'POST',
        body: new URLSearchParams({ n: NOWHERE }),
      });
      expect(without.status).toBe(422);
      expect(await without.text()).toContain('href="#kk"');
      const ask = () =>
        away.request('/cek', {
          method: 'POST',
          body: new URLSearchParams({ n: NOWHERE, kk: '3276010101100001' }),
        });
      expect((await ask()).status).toBe(503);
      const refused = await ask();
      expect(refused.status).toBe(429);
      expect(await refused.text()).toContain('Terlalu banyak pengecekan');
    } finally {
      await away.close();
    }
  });
});
