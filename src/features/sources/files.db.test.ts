import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSite, type TestSite } from '../../../test/support/site.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import type { Announcement } from '../../domain/announcement.ts';
import { announcementSchema } from '../../domain/announcement.ts';
import { pdf, photoWithPlace } from '../../platform/media/testing.ts';
import { readSoon } from './jobs.ts';
import { addSource, findSource, type NewSource } from './store.ts';

const ACTOR = { kind: 'staff', id: 'dewi', name: 'Dewi', address: '192.0.2.1' } as const;

describe('what belongs to an item beside its words', () => {
  let root: string;
  let site: TestSite;
  let window: TestWindow;

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'sources-'));
    await mkdir(path.join(root, 'kpu'));
    site = await createSite();
    window = await createTestWindow({
      name: 'berkas',
      stages: false,
      environment: { OUTGOING_ALLOW_HOSTS: new URL(site.base).host, SOURCES_DIR: root },
    });
  });
  afterAll(async () => {
    await window?.close();
    await site?.close();
    await rm(root, { recursive: true });
  });

  async function add(source: Pick<NewSource, 'kind' | 'settings'>): Promise<string> {
    const more = { agency: 'kpu', title: 'KPU', mode: 'publish', everySeconds: 40, push: null } as const;
    return window.database.db
      .transaction()
      .execute((trx) => addSource(trx, { ...source, ...more }, ACTOR, Temporal.Now.instant()));
  }
  async function readAgain(id: string): Promise<void> {
    await readSoon(window.window.context, id);
    await window.window.queue.workOff();
  }
  async function item(title: string) {
    const { reader } = window.window.context.publishing;
    const all = await reader.list({
      kinds: ['announcement'],
      shown: ['published', 'corrected', 'withdrawn'],
      limit: 50,
    });
    const found = all.find((one) => one.title.id === title);
    if (!found) throw new Error(`“${title}” was expected`);
    const content: Announcement = announcementSchema.parse(found.content);
    return { ...found, content };
  }

  test('a picture is fetched once, written anew and served from here; one that cannot be had holds up nothing', async () => {
    const entry = (n: number, picture: string) =>
      `<item><guid>${n}</guid><link>${site.base}/${n}</link><title>Kabar ${n}</title><category>Pengumuman</category>
       <pubDate>Wed, 20 Nov 2024 03:00:00 GMT</pubDate>
       <enclosure url="${site.base}/${picture}" type="image/jpeg" length="1"/><description>Isi ${n}.</description></item>`;
    site.pages.set('/foto.jpg', Buffer.from(photoWithPlace()));
    site.pages.set('/bukan.jpg', '<script>alert(1)</script>');
    site.pages.set(
      '/feed',
      `<rss version="2.0"><channel><title>x</title><link>${site.base}</link><description>x</description>
       ${entry(1, 'foto.jpg')}${entry(2, 'bukan.jpg')}${entry(3, 'hilang.jpg')}</channel></rss>`,
    );
    const id = await add({ kind: 'feed', settings: { url: `${site.base}/feed` } });
    await readAgain(id);
    const first = await item('Kabar 1');
    expect(first.content).toMatchObject({ category: 'announcement', image: { alt: { id: 'Kabar 1' } } });
    expect(first.publishedAt.toString()).toBe('2024-11-20T03:00:00Z');
    const page = await (await window.request(`/berita/${first.id}-${first.slug}`)).text();
    expect(page).toContain(`/media/${first.content.image?.digest}.webp`);
    expect(page).not.toContain('foto.jpg');
    expect((await item('Kabar 2')).content.image).toBeUndefined();
    expect((await item('Kabar 3')).content.image).toBeUndefined();
    await readAgain(id);
    expect(site.asked.filter(({ path: asked }) => asked === '/foto.jpg')).toHaveLength(1);
    expect((await item('Kabar 1')).version).toBe(1);
  });

  test('a source that says it has not changed says so of its items as well', async () => {
    const body = `<rss version="2.0"><channel><title>x</title><link>${site.base}</link><description>x</description>
      <item><guid>a</guid><title>Tetap ada</title><link>${site.base}/tetap</link><description>Isi.</description></item></channel></rss>`;
    site.pages.set('/etag', { headers: { etag: '"1"' }, body });
    const id = await add({ kind: 'feed', settings: { url: `${site.base}/etag` } });
    await readAgain(id);
    const before = (await item('Tetap ada')).origin?.seenAt;
    const later = Temporal.Instant.from('2024-11-25T09:00:00+07:00');
    window.setNow(later);
    await readAgain(id);
    expect(before).not.toEqual(later);
    expect((await item('Tetap ada')).origin?.seenAt.toString()).toBe(later.toString());
  });

  test('what left a feed before its time is withdrawn where its own page is gone', async () => {
    const entry = (name: string, day: number) =>
      `<item><guid>${name}</guid><link>${site.base}/${name}</link><title>${name}</title>
       <pubDate>2024-11-${day}T03:00:00Z</pubDate><description>Isi.</description></item>`;
    const serve = (...entries: string[]) =>
      site.pages.set(
        '/surut',
        `<rss version="2.0"><channel><title>x</title><link>${site.base}</link><description>x</description>${entries.join('')}</channel></rss>`,
      );
    serve(
      entry('kini', 23),
      entry('dihapus', 22),
      entry('dipindah', 21),
      entry('lama', 20),
      entry('purba', 10),
    );
    site.pages.set('/dipindah', 'Masih ada.');
    const id = await add({ kind: 'feed', settings: { url: `${site.base}/surut` } });
    await readAgain(id);
    serve(entry('kini', 23), entry('lama', 20));
    await readAgain(id);
    expect((await item('dihapus')).shown).toBe('withdrawn');
    for (const name of ['kini', 'dipindah', 'lama', 'purba']) {
      expect((await item(name)).shown).toBe('published');
    }
  });

  test('a change that had to wait is taken in later, though the source has not changed again', async () => {
    const body = (title: string) =>
      `<rss version="2.0"><channel><title>x</title><link>${site.base}</link><description>x</description>
       <item><guid>w</guid><title>${title}</title><link>${site.base}/tunggu</link><description>Isi.</description></item></channel></rss>`;
    site.pages.set('/tunggu.xml', { headers: { etag: '"1"' }, body: body('Menunggu') });
    const id = await add({ kind: 'feed', settings: { url: `${site.base}/tunggu.xml` } });
    await readAgain(id);
    const { publishing } = window.window.context;
    const first = await item('Menunggu');
    const editor = { kind: 'command', name: 'penyunting' } as const;
    await publishing.save(editor, first.id, 0, { ...first, note: { id: 'Sedang disunting.' } });
    site.pages.set('/tunggu.xml', { headers: { etag: '"2"' }, body: body('Sudah berubah') });
    await readAgain(id);
    expect((await item('Menunggu')).version).toBe(1);
    await publishing.discard(editor, first.id, 1);
    await readAgain(id);
    expect((await item('Sudah berubah')).version).toBe(2);
  });

  test('a PDF of a folder is attached to the text of its name, or stands for itself, until it goes', async () => {
    const put = (name: string, body: string | Uint8Array) => writeFile(path.join(root, 'kpu', name), body);
    await put('keputusan.md', '---\ntitle: Keputusan KPU\n---\nIsi keputusan.');
    await put('keputusan.pdf', pdf());
    await put('surat-edaran.pdf', pdf());
    await put('rusak.pdf', 'bukan pdf');
    const id = await add({ kind: 'folder', settings: { folder: 'kpu' } });
    await readAgain(id);
    expect((await item('Keputusan KPU')).content.attachments).toMatchObject([{ name: 'keputusan.pdf' }]);
    expect((await item('surat edaran')).content.attachments).toHaveLength(1);
    await expect(item('rusak')).rejects.toThrow();
    await readAgain(id);
    expect((await item('Keputusan KPU')).version).toBe(1);
    await unlink(path.join(root, 'kpu', 'surat-edaran.pdf'));
    await readAgain(id);
    expect((await item('surat edaran')).shown).toBe('withdrawn');
  });

  test('one source is read once at a time, and asked for again meanwhile it is read after', async () => {
    const body = `<rss version="2.0"><channel><title>x</title><link>${site.base}</link><description>x</description>
      <item><guid>s</guid><title>Sekali saja</title><link>${site.base}/sekali</link><description>Isi.</description></item></channel></rss>`;
    site.pages.set('/sekali', body);
    const id = await add({ kind: 'feed', settings: { url: `${site.base}/sekali` } });
    const { context, queue } = window.window;
    await queue.start();
    for (let n = 0; n < 6; n += 1) await readSoon(context, id);
    await expect
      .poll(async () => (await findSource(window.database.db, id))?.lastOkAt, { timeout: 20_000 })
      .not.toBeNull();
    await expect.poll(async () => (await item('Sekali saja').catch(() => undefined))?.version).toBe(1);
  });
});
