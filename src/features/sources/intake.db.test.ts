import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { type Intake, takeIn } from './intake.ts';
import type { IncomingItem, Reading } from './readers/incoming.ts';
import { addSource, findSource, type Source } from './store.ts';

describe('taking in what a site has', () => {
  let window: TestWindow;
  let editor: TestStaff;
  let reviewer: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'intake', stages: false });
    editor = await createStaff(window, { name: 'Ani', duties: [{ agency: 'kpu', role: 'editor' }] });
    reviewer = await createStaff(window, { name: 'Budi', duties: [{ agency: 'kpu', role: 'reviewer' }] });
  });
  afterAll(() => window.close());

  const context = () => window.window.context;

  async function newSource(mode: Source['mode'], title = 'kpu.example'): Promise<Source> {
    const actor = { kind: 'staff', id: editor.id, name: 'Ani', address: '192.0.2.1' } as const;
    const id = await window.database.db
      .transaction()
      .execute((trx) =>
        addSource(
          trx,
          { agency: 'kpu', kind: 'feed', title, settings: {}, mode, everySeconds: 40, push: null },
          actor,
          context().clock(),
        ),
      );
    const source = await findSource(window.database.db, id);
    if (!source) throw new Error('the source was expected');
    return source;
  }

  const incoming = (key: string, more: Partial<IncomingItem> = {}): IncomingItem => ({
    key,
    url: `https://kpu.example/${key}`,
    title: `Judul ${key}`,
    markdown: `Isi dari **${key}**.`,
    categories: [],
    language: 'id',
    ...more,
  });
  const reading = (items: readonly IncomingItem[], more: Partial<Reading> = {}): Reading => ({
    kind: 'read',
    items,
    gone: [],
    complete: false,
    state: {},
    ...more,
  });
  const counts = (more: Partial<Intake>): Intake => ({
    added: 0,
    corrected: 0,
    withdrawn: 0,
    unchanged: 0,
    waiting: 0,
    ...more,
  });
  async function itemOf(source: Source, key: string) {
    const row = await window.database.db
      .selectFrom('item')
      .selectAll()
      .where('origin_source', '=', source.id)
      .where('origin_key', '=', key)
      .executeTakeFirstOrThrow();
    return row;
  }

  test('puts out what is new, corrects what changed, withdraws what is gone, and repeats nothing', async () => {
    const source = await newSource('publish');
    const two = [incoming('satu'), incoming('dua')];
    expect(await takeIn(context(), source, reading(two))).toEqual(counts({ added: 2 }));
    expect(await takeIn(context(), source, reading(two))).toEqual(counts({ unchanged: 2 }));

    const item = await itemOf(source, 'satu');
    const page = await (await window.request(`/berita/${item.id}-${item.slug}`)).text();
    expect(page).toContain('Judul satu');
    expect(page).toContain('<strong>satu</strong>');

    const changed = [incoming('satu', { title: 'Judul baru' }), incoming('dua')];
    expect(await takeIn(context(), source, reading(changed))).toEqual(counts({ corrected: 1, unchanged: 1 }));
    expect(await context().publishing.reader.find(item.id)).toMatchObject({
      shown: 'corrected',
      title: { id: 'Judul baru' },
      note: { id: 'Diperbarui di situs sumber.' },
    });

    expect(await takeIn(context(), source, reading([incoming('dua')], { gone: ['satu'] }))).toEqual(
      counts({ withdrawn: 1, unchanged: 1 }),
    );
    expect(await context().publishing.reader.find(item.id)).toMatchObject({ shown: 'withdrawn' });
    expect(await takeIn(context(), source, reading([], { gone: ['satu'] }))).toEqual(counts({}));
  });

  test('brings back what is there again after it had gone', async () => {
    const source = await newSource('publish');
    await takeIn(context(), source, reading([incoming('kembali')]));
    await takeIn(context(), source, reading([], { complete: true }));
    const item = await itemOf(source, 'kembali');
    expect(item.shown).toBe('withdrawn');
    expect(await takeIn(context(), source, reading([incoming('kembali')]))).toEqual(counts({ corrected: 1 }));
    expect((await itemOf(source, 'kembali')).shown).toBe('corrected');
  });

  test('leaves items for a reviewer, who publishes them', async () => {
    const source = await newSource('review');
    await takeIn(context(), source, reading([incoming('periksa')]));
    const item = await itemOf(source, 'periksa');
    expect(item).toMatchObject({ shown: 'none', work: 'in-review' });
    const work = await context().publishing.find(item.id);
    expect(await (await reviewer.request('/kerja')).text()).toContain('Judul periksa');
    expect(work?.draft?.authors).toEqual([{ id: `source:${source.id}`, name: 'kpu.example' }]);
  });

  test('makes one item of the same article from two ways', async () => {
    const first = await newSource('publish', 'umpan');
    const second = await newSource('publish', 'wordpress');
    const url = 'https://kpu.example/sama';
    await takeIn(context(), first, reading([incoming('guid-1', { url })]));
    expect(
      await takeIn(context(), second, reading([incoming('wp:1', { url, markdown: 'Lebih panjang.' })])),
    ).toEqual(counts({ unchanged: 1 }));
    await takeIn(context(), second, reading([], { complete: true }));
    expect((await itemOf(first, 'guid-1')).shown).toBe('published');
    const { count } = await window.database.db
      .selectFrom('item')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('origin_source', '=', second.id)
      .executeTakeFirstOrThrow();
    expect(count).toBe(0);
  });

  test('overwrites nothing that a person is writing, and takes it in later', async () => {
    const source = await newSource('publish');
    await takeIn(context(), source, reading([incoming('disunting')]));
    const item = await itemOf(source, 'disunting');
    const { publishing } = context();
    const published = await publishing.reader.find(item.id);
    if (!published) throw new Error('the item was expected');
    const duties = [{ agency: 'kpu', role: 'editor' }] as const;
    const staff = { id: editor.id, name: 'Ani', email: 'a@kpu.example', duties, session: 's' };
    const actor = { kind: 'staff', staff, address: '192.0.2.1' } as const;
    await publishing.save(actor, item.id, 0, published);
    const changed = reading([incoming('disunting', { title: 'Dari situs' })]);
    expect(await takeIn(context(), source, changed)).toEqual(counts({ waiting: 1 }));
    expect(await publishing.find(item.id)).toMatchObject({ draft: { updatedBy: { name: 'Ani' } } });

    await publishing.discard(actor, item.id, 1);
    expect(await takeIn(context(), source, changed)).toEqual(counts({ corrected: 1 }));
  });

  test('does not bring back what staff withdrew', async () => {
    const source = await newSource('publish');
    await takeIn(context(), source, reading([incoming('ditarik')]));
    const item = await itemOf(source, 'ditarik');
    await context().publishing.withdraw({ kind: 'command', name: 'test' }, item.id, 1, { id: 'Keliru.' });
    await takeIn(context(), source, reading([incoming('ditarik', { title: 'Lagi' })]));
    expect((await itemOf(source, 'ditarik')).shown).toBe('withdrawn');
  });

  test('takes in the rest where one does not fit', async () => {
    const source = await newSource('publish');
    const items = [incoming('kosong', { title: ' ' }), incoming('baik')];
    expect(await takeIn(context(), source, reading(items))).toEqual(counts({ waiting: 1, added: 1 }));
    expect((await itemOf(source, 'baik')).shown).toBe('published');
  });

  test('shows script as words, in whatever it stands', async () => {
    const source = await newSource('publish');
    const script = '<script>alert(1)</script>';
    await takeIn(
      context(),
      source,
      reading([
        incoming('skrip', {
          title: script,
          markdown: script,
          summary: script,
          url: 'https://kpu.example/x?a="><script>',
        }),
      ]),
    );
    const item = await itemOf(source, 'skrip');
    const html = await (await window.request(`/berita/${item.id}-${item.slug}`)).text();
    expect(html).not.toContain('<script>alert');
  });
});
