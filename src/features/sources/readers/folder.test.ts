import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFolder } from './folder.ts';
import type { ReadContext } from './incoming.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');

describe('a folder of files', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'sources-'));
    await mkdir(path.join(root, 'kpu'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const put = (name: string, body: string | Buffer) => writeFile(path.join(root, 'kpu', name), body);
  const read = (knownKeys: readonly string[] = [], folder = 'kpu', at: string | undefined = root) => {
    const context: ReadContext = {
      ask: () => Promise.reject(new Error('A folder asks nobody.')),
      now: NOW,
      zone: 'Asia/Jakarta',
      signal: new AbortController().signal,
      state: {},
      knownKeys,
    };
    return readFolder({ folder }, context, at);
  };

  test('with marks, HTML and plain text', async () => {
    await put(
      'a.md',
      '---\r\ntitle: Jadwal\r\ndate: 2024-11-20\r\nupdated: Kamis, 21 November 2024\r\nsummary: Ringkas\r\nurl: https://kpu.example/a#b\r\nimage: /a.png\r\ncategories: [Berita, Pilkada]\r\nlanguage: id\r\n---\r\nIsi **satu**.\r\n',
    );
    await put('b.md', '# Judul dua #\n\nIsi dua');
    await put(
      'c.html',
      '<html lang="en"><title>Site</title><h1>Three</h1><p>Text<script>x</script></p></html>',
    );
    await put(
      'd.txt',
      iconv.encode('Judul “empat”\r\n\r\nBaris *satu*\r\nbaris dua\r\n\r\n# tiga', 'windows-1252'),
    );
    await put('pengumuman_lima.txt', 'satu baris');
    await put('abaikan.exe', 'x');
    await put('.tersembunyi.md', 'x');
    const reading = await read();
    expect(reading).toMatchObject({ kind: 'read', complete: true, gone: [], skipped: [] });
    expect(reading.items).toMatchObject([
      {
        key: 'a.md',
        title: 'Jadwal',
        summary: 'Ringkas',
        markdown: 'Isi **satu**.',
        url: 'https://kpu.example/a',
        imageUrl: 'https://kpu.example/a.png',
        publishedAt: Temporal.Instant.from('2024-11-19T17:00:00Z'),
        updatedAt: Temporal.Instant.from('2024-11-20T17:00:00Z'),
        categories: ['Berita', 'Pilkada'],
      },
      { key: 'b.md', title: 'Judul dua', markdown: 'Isi dua' },
      { key: 'c.html', title: 'Three', markdown: 'Text', language: 'en' },
      { key: 'd.txt', title: 'Judul “empat”', markdown: 'Baris \\*satu\\*\\\nbaris dua\n\n\\# tiga' },
      { key: 'pengumuman_lima.txt', title: 'satu baris', markdown: 'satu baris' },
    ]);
  });

  test('tells what was taken away', async () => {
    await put('a.md', 'isi');
    await put('b.md', 'isi');
    await unlink(path.join(root, 'kpu', 'b.md'));
    expect(await read(['a.md', 'b.md'])).toMatchObject({
      gone: ['b.md'],
      items: [{ key: 'a.md', title: 'a' }],
    });
  });

  test('that is empty all at once is rather a disk that is away', async () => {
    await expect(read(['a.md'])).rejects.toMatchObject({ code: 'empty' });
    expect(await read()).toMatchObject({ items: [], complete: true });
  });

  test('leaves out what is too large, empty, broken or no file, and takes none of it for gone', async () => {
    await put('baik.md', 'isi');
    await put('besar.txt', 'x'.repeat(1024 * 1024 + 1));
    await put('kosong.md', '');
    await put('rusak.md', '---\ntitle: [satu\n---\nisi');
    await put('terbuka.md', '---\ntitle: satu\nisi');
    await put('bom.md', '---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\nisi');
    await put('daftar.md', '---\n- satu\n---\nisi');
    await symlink('/etc/passwd', path.join(root, 'kpu', 'curi.txt'));
    await mkdir(path.join(root, 'kpu', 'map.md'));
    execFileSync('mkfifo', [path.join(root, 'kpu', 'pipa.txt')]);
    const reading = await read(['besar.txt', 'hilang.md']);
    expect(reading.items.map(({ key }) => key)).toEqual(['baik.md']);
    expect(reading).toMatchObject({ complete: false, gone: ['hilang.md'] });
    expect(reading.skipped).toHaveLength(9);
  });

  test('lies in the operator’s folder and nowhere else', async () => {
    await symlink('/etc', path.join(root, 'luar'));
    await writeFile(path.join(root, 'berkas'), 'x');
    for (const folder of ['luar', 'tidak-ada', 'berkas']) {
      await expect(read([], folder)).rejects.toMatchObject({ code: 'folder' });
    }
    for (const folder of ['..', '../kpu', '/etc', 'kpu/../..', 'kpu/x', '', '.', 'a\u0000b']) {
      await expect(read([], folder)).rejects.toThrow();
    }
  });

  test('is none where the operator has named none', async () => {
    const context = { folder: 'kpu' };
    await expect(
      readFolder(
        context,
        {
          ask: () => Promise.reject(new Error('A folder asks nobody.')),
          now: NOW,
          zone: 'Asia/Jakarta',
          signal: new AbortController().signal,
          state: {},
          knownKeys: [],
        },
        undefined,
      ),
    ).rejects.toMatchObject({ code: 'folder' });
  });
});
