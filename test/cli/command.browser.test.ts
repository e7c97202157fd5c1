import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { SETTINGS } from '../../src/platform/config/settings.ts';
import { emptyDataDir, runCommand, startCommand } from '../support/command.ts';
import { freePort } from '../support/window.ts';

const { url: windowUrl, dataDir: openDataDir } = inject('window');
let folder: string;

beforeAll(async () => {
  folder = await emptyDataDir();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('jendela', () => {
  it('lists every command and every setting', async () => {
    const { code, out } = await runCommand(['help']);
    expect(code).toBe(0);
    for (const command of ['start', 'demo', 'city', 'keyholder', 'import', 'roll']) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    for (const [name, { purpose }] of Object.entries(SETTINGS)) {
      expect(out).toContain(name);
      expect(out).toContain(purpose);
    }
  });

  it('names every wrong setting and what is expected, and starts nothing', async () => {
    const { code, err } = await runCommand(['start'], {
      PORT: 'http',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://secret@db',
      DATA_DIR: path.join(folder, 'never'),
    });
    expect(code).toBe(2);
    expect(err).toContain('PORT is "http"; expected: a port number, 0 to 65535');
    expect(err).toContain('LOG_LEVEL is "loud"; expected: fatal, error, warn');
    expect(err).toContain('DATABASE_URL is wrong; expected: an address that starts with postgresql://');
    expect(err).not.toContain('secret');
    expect(existsSync(path.join(folder, 'never'))).toBe(false);
  });

  it.each([
    [['sart'], "unknown command 'sart'"],
    [['demo', '--voters', 'many'], 'It is a whole number, 1 to 1500000.'],
    [['demo', '--voters', '1500001'], 'It is a whole number, 1 to 1500000.'],
    [['import', 'stages'], "missing required argument 'file'"],
    [['roll', 'seal', 'x.csv'], "required option '--keys <folder>' not specified"],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await runCommand(args);
    expect(code).not.toBe(0);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says that a database is away, after the time that was set', async () => {
    const { code, err } = await runCommand(['start'], {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      DATABASE_WAIT_SECONDS: '0',
      DATA_DIR: folder,
    });
    expect(code).toBe(1);
    expect(err).toContain('The database could not be reached for 0 seconds.');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says that a folder cannot be used', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const { code, err } = await runCommand(['start'], { DATA_DIR: path.join(file, 'data') });
    expect(code).toBe(1);
    expect(err).toContain(file);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('opens no city by itself, and no area that is not there', async () => {
    const none = await runCommand(['start'], { DATA_DIR: folder });
    expect(none.code).toBe(1);
    expect(none.err).toContain('There is no city yet.');
    for (const area of ['99.99', '32', '32.76.01', 'Depok']) {
      const demo = await runCommand(['demo', '--area', area], { DATA_DIR: folder });
      expect(demo.code, area).toBe(1);
      expect(demo.err, area).toContain(area);
      expect(demo.err, area).not.toMatch(/\n\s+at /);
    }
  });
});

describe('a demo', () => {
  it('begins anew where opening it was cut short, stops as a whole, and comes back as it was', async () => {
    const dataDir = await emptyDataDir();
    const port = await freePort();
    const environment = { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' };
    const args = ['demo', '--area', '31.01', '--voters', '400'];
    try {
      const cut = startCommand(args, environment);
      await cut.until('Opening the example city');
      await vi.waitFor(
        () => expect(existsSync(path.join(dataDir, 'demo', 'kpu', 'issuer.key.json'))).toBe(true),
        {
          timeout: 60_000,
        },
      );
      cut.kill('SIGKILL');
      await cut.ended;

      const running = startCommand(args, environment);
      await running.until('Ctrl-C stops it.');
      expect(running.said()).toContain(`http://localhost:${port}`);
      expect(running.said()).toContain('not on the roll');
      const home = await (await fetch(`http://localhost:${port}/`)).text();
      expect(home).toContain('KPU Kabupaten Administrasi Kepulauan Seribu');
      expect(home).toContain('Data contoh');
      // PostgreSQL's own mark that it runs.
      const databaseMark = path.join(dataDir, 'postgres', 'postmaster.pid');
      expect(existsSync(databaseMark)).toBe(true);
      running.kill('SIGINT');
      expect((await running.ended).code).toBe(0);
      expect(existsSync(databaseMark)).toBe(false);
      await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow();

      const again = startCommand(['start'], environment);
      await again.until('Ctrl-C stops it.');
      expect(again.said()).not.toContain('Opening the example city');
      expect(await (await fetch(`http://localhost:${port}/`)).text()).toContain('Kepulauan Seribu');
      again.kill('SIGTERM');
      expect((await again.ended).code).toBe(0);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe('while a window runs', () => {
  it('names a port that is taken, with the setting that changes it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await runCommand(['start'], { DATA_DIR: openDataDir, PORT: String(port) });
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken by another program. Set PORT to use another one.`);
    // The window that ran before goes on, with the database that both used.
    expect((await fetch(`${windowUrl}/readyz`)).status).toBe(200);
  });

  it('imports stages that are shown at once, and refuses a wrong file whole', async () => {
    const file = path.join(folder, 'contoh.yaml');
    const stage = (id: string, end: string) =>
      `  - id: ${id}\n    name: { id: Tahap ${id}, en: Stage ${id} }\n    kind: preparation\n    start: 2030-01-01\n    end: ${end}\n    regulation: Contoh 1/2029\n    sources: [{ url: 'https://kpu.example/1' }]\n`;
    const shipped = await readFile('content/stages/pilkada-2024.yaml', 'utf8');
    const header = `${shipped.slice(0, shipped.indexOf('\nstages:')).replaceAll('pilkada-2024', 'contoh-2030')}\nstages:\n`;
    await writeFile(file, `${header}${stage('satu', '2030-01-05')}${stage('dua', '2029-12-31')}`);
    const refused = await runCommand(['import', 'stages', file], { DATA_DIR: openDataDir });
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/contoh\.yaml:\d+ .*end/);
    expect((await fetch(`${windowUrl}/tahapan/contoh-2030`)).status).toBe(404);

    await writeFile(file, `${header}${stage('satu', '2030-01-05')}`);
    const imported = await runCommand(['import', 'stages', file], { DATA_DIR: openDataDir });
    expect(imported.err).toBe('');
    expect(imported.code).toBe(0);
    await vi.waitFor(async () => expect((await fetch(`${windowUrl}/tahapan/contoh-2030`)).status).toBe(200), {
      timeout: 20_000,
    });
  });
});
