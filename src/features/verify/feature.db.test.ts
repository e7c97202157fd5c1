import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { actorOf, envelopeUntil } from '../../platform/publishing/testing.ts';
import { readPublicKeys } from '../../platform/signing/public-keys.ts';
import { verifySignature } from '../../platform/signing/verify.ts';

const editor = actorOf('e', 'editor');
const reviewer = actorOf('r', 'reviewer');

const TITLE = 'Lokasi TPS dapat dilihat mulai hari ini';
const BODY =
  'Lokasi tempat pemungutan suara dapat dilihat mulai Senin, 25 November 2024, di kantor kelurahan. ' +
  'Warga membawa KTP elektronik dan datang pukul 08.00 sampai 15.00.';

describe('/periksa', () => {
  let shown: TestWindow;
  beforeAll(async () => {
    shown = await createTestWindow({ name: 'verify' });
  });
  afterAll(() => shown.close());

  const content = (title: string, body: string, more: object = {}) => ({
    category: 'announcement',
    title: { id: title },
    summary: {},
    body: { id: body },
    attachments: [],
    ...more,
  });
  const later = () => {
    now = now.add({ minutes: 1 });
    shown.setNow(now);
  };
  let now = QUIET_PERIOD;

  const submitAndPublish = async (item: WorkItem) => {
    const { publishing } = shown.window.context;
    const sent = await publishing.submit(editor, item.id, item.draft?.revision ?? 0);
    return publishing.publish(reviewer, item.id, sent.draft?.revision ?? 0);
  };
  const publish = async (title: string, body: string, more: object = {}, url?: string) => {
    const { publishing } = shown.window.context;
    const envelope = envelopeUntil('2025-01-31', { source: { title: 'KPU', ...(url && { url }) } });
    const made = await publishing.create(
      editor,
      { kind: 'announcement', agency: 'kpu' },
      { content: content(title, body, more), envelope },
    );
    return submitAndPublish(made);
  };
  const correct = async (id: string, title: string, body: string, note: string) => {
    const { publishing } = shown.window.context;
    const saved = await publishing.save(editor, id, 0, {
      content: content(title, body),
      envelope: envelopeUntil('2025-01-31', { source: { title: 'KPU' } }),
      note: { id: note },
    });
    if (saved.kind !== 'saved') throw new Error('not saved');
    return submitAndPublish(saved.item);
  };
  const ask = async (text: string, path = '/periksa') => {
    later(); // a budget of its own for each
    later();
    const answer = await shown.request(path, {
      method: 'POST',
      body: new URLSearchParams({ teks: text }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  };
  const askApi = async (text: string) => {
    later();
    later();
    const answer = await shown.request('/api/v1/verify', {
      method: 'POST',
      body: JSON.stringify({ text }),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: await answer.json() };
  };
  const path = (id: string) => `https://jendela.example/berita/${id}`;

  test('a page that may ask for the camera, and no other may', async () => {
    const page = await shown.request('/periksa');
    expect(page.status).toBe(200);
    expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
    expect((await shown.request('/tahapan')).headers.get('permissions-policy')).toContain('camera=()');
  });

  test('a text is real and current, in whole, in part, and by its link in any form', async () => {
    const { id } = await publish(TITLE, BODY, {}, 'https://kota-depok.kpu.example/blog/read/17_lokasi');
    for (const text of [
      BODY,
      `*${TITLE}*\n\n${BODY}`,
      'Warga membawa KTP elektronik dan datang pukul 08.00 sampai 15.00.',
      path(id),
      `${path(id)}-kata-lain?dari=wa#atas`,
      `jendela.example/en/berita/${id}`,
      `http://jendela.example/berita/${id}/versi/1`,
    ]) {
      const { status, html, headers } = await ask(text);
      expect(status, text).toBe(200);
      expect(html, text).toContain('Asli dan masih berlaku');
      expect(html).toContain(TITLE);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect((await askApi(BODY)).body).toMatchObject({ verdict: 'current', foundBy: 'same', item: { id } });
  });

  test('the address of the page from which it came leads to it, however it is written', async () => {
    for (const text of [
      'https://kota-depok.kpu.example/blog/read/17_lokasi',
      'http://www.kota-depok.kpu.example/blog/read/17_lokasi/?utm_source=wa',
    ]) {
      expect((await askApi(text)).body).toMatchObject({ verdict: 'current', foundBy: 'source' });
    }
  });

  test('a short address is followed inside the window', async () => {
    const [row] = await shown.database.db.selectFrom('item').select(['id', 'slug']).execute();
    await shown.database.db
      .insertInto('short_link')
      .values({ code: 'k4wzt', address: `/berita/${row?.id}-${row?.slug}`, made_at: now })
      .execute();
    expect((await askApi('jendela.example/s/k4wzt')).body).toMatchObject({
      verdict: 'current',
      foundBy: 'link',
    });
    expect((await askApi('https://jendela.example/s/zzzzz')).body).toMatchObject({ verdict: 'own-missing' });
  });

  test('another date within a forwarded message is shown word by word', async () => {
    const forged = `INFO PENTING!!!\n${BODY.replace('15.00', '21.00')}\nTeruskan ke semua grup`;
    const { html } = await ask(forged);
    expect(html).toContain('Mirip, tetapi tidak sama');
    expect(html).toMatch(/<del>.*15\.00\..*<\/del>/);
    expect(html).toMatch(/<ins>.*21\.00\..*<\/ins>/);
    expect((await askApi(forged)).body).toMatchObject({
      verdict: 'close',
      changes: expect.arrayContaining([{ kind: 'removed', text: '15.00.' }]),
    });
  });

  test('an earlier version is real, but corrected since, with what changed', async () => {
    const old = 'Pelatihan KPPS diadakan pada Selasa, 26 November 2024, di balai kota, untuk semua anggota.';
    const item = await publish('Pelatihan KPPS', old);
    later();
    const corrected = old.replace('balai kota', 'gedung serbaguna');
    await correct(item.id, 'Pelatihan KPPS', corrected, 'Tempatnya pindah.');
    const { html } = await ask(old);
    expect(html).toContain('Asli, tetapi sudah diperbaiki');
    expect(html).toContain('Tempatnya pindah.');
    expect(html).toMatch(/<del>.*balai kota,.*<\/del>/);
    const { body } = await askApi(old);
    expect(body).toMatchObject({ verdict: 'outdated', item: { version: 1, newestVersion: 2 } });
    expect((await askApi(corrected)).body).toMatchObject({ verdict: 'current', item: { version: 2 } });
    const verified = await verifySignature(body.item.signature, await readPublicKeys(shown.database.db));
    expect(verified).toMatchObject({ ok: true, claims: { item: item.id, version: 1 } });
  });

  test('withdrawn, with the reason, and expired', async () => {
    const { publishing } = shown.window.context;
    const item = await publish(
      'Simulasi pemungutan suara',
      'Simulasi pemungutan suara di alun-alun besok pagi.',
    );
    later();
    await publishing.withdraw(reviewer, item.id, 1, { id: 'Simulasi batal karena hujan.' });
    for (const text of [path(item.id), 'Simulasi pemungutan suara di alun-alun besok pagi.']) {
      const { html } = await ask(text);
      expect(html).toContain('Asli, tetapi sudah ditarik');
      expect(html).toContain('Simulasi batal karena hujan.');
    }
    const past = await publishing.create(
      editor,
      { kind: 'announcement', agency: 'kpu' },
      {
        content: content('Loket buka lembur', 'Loket pindah memilih buka lembur sampai malam hari ini saja.'),
        envelope: { ...envelopeUntil('2025-01-31'), expiresAt: now.add({ minutes: 3 }) },
      },
    );
    await submitAndPublish(past);
    now = now.add({ minutes: 10 });
    expect((await askApi(path(past.id))).body).toMatchObject({ verdict: 'expired' });
  });

  test('a hoax that a notice judges is never called ours', async () => {
    const claim = 'Pemungutan suara diundur sampai Januari karena surat suara belum dicetak';
    await publish(
      'Kabar pemungutan suara diundur tidak benar',
      'Pemungutan suara tetap pada 27 November 2024. Surat suara sudah ada di semua kecamatan.',
      {
        category: 'hoax',
        hoax: {
          claim: { id: claim },
          verdict: 'false',
          seen: { where: 'Pesan berantai WhatsApp' },
          evidence: [{ title: 'Keputusan KPU', url: 'https://kpu.example/keputusan' }],
        },
      },
    );
    const { body } = await askApi(`Astaga!! ${claim}. Sebarkan`);
    expect(body.verdict).toBe('judged');
    expect(body.claimHolds).toBe(false);
    expect((await ask(claim)).html).not.toContain('Asli dan masih berlaku');
  });

  test('what is not from here, with a warning where a host looks like ours', async () => {
    expect((await askApi('Harga beras naik lagi di pasar Kemiri pekan ini')).body.verdict).toBe('unknown');
    const lookalike = await ask('https://jende1a.example/berita/abc');
    expect(lookalike.html).toContain('Bukan alamat kami');
    expect(lookalike.html).toContain('Awas');
    expect((await askApi('https://depok-kpu.example')).body).toMatchObject({
      verdict: 'foreign',
      looksLikeOurs: true,
    });
    expect((await askApi('https://jendela.example@jahat.test/berita')).body).toMatchObject({
      verdict: 'foreign',
    });
    expect((await askApi('https://berita.test/x')).body).toMatchObject({
      verdict: 'foreign',
      looksLikeOurs: false,
    });
  });

  test('a real text with a link of somebody else in it', async () => {
    const { body } = await askApi(`${BODY}\nDaftar di https://jende1a.example/daftar`);
    expect(body.links).toMatchObject([{ verdict: { verdict: 'foreign', looksLikeOurs: true } }]);
  });

  test('a page that is no item is told to be ours', async () => {
    expect((await askApi('https://jendela.example/tahapan')).body).toMatchObject({ verdict: 'own-page' });
    for (const path of [
      'hadiah-pemilu',
      'berita/%00',
      'berita/%E0%A4%A',
      '../..//x',
      'berita/a/b/c/d/e/f/g/h/i/j/k',
    ]) {
      expect((await askApi(`https://jendela.example/${path}`)).body.verdict).toBe('own-missing');
    }
  });

  test.each([
    ['its words', "update item_version set text_id = text_id || ' Hadiah menanti.'"],
    ['its content', `update item_version set content = jsonb_set(content, '{body,id}', '"Lain"')`],
    ['its note', "update item_version set note_id = 'Lain'"],
    ['its signature', "update item_version set signature = 'a.b.c'"],
    ['its agency', "update item set agency = 'kota'"],
    ['that it was shown as withdrawn', "update item set shown = 'withdrawn'"],
  ])('a row in which a thief changed %s cannot be trusted', async (_, statement) => {
    const item = await publish(
      'Undangan rapat terbuka',
      'Rapat terbuka penghitungan suara terbuka untuk semua warga kota yang ingin melihat.',
    );
    const where = statement.startsWith('update item_version') ? 'item' : 'id';
    const { db } = shown.database;
    await sql`alter table item_version disable trigger all`.execute(db);
    await sql.raw(`${statement} where ${where} = '${item.id}'`).execute(db);
    await sql`alter table item_version enable trigger all`.execute(db);
    const { html } = await ask(path(item.id));
    expect(html).toContain('Catatannya tidak bisa dipercaya');
    expect((await askApi(path(item.id))).body.item).toBeUndefined();
    await sql`delete from search_entry`.execute(db);
  });

  test('an item that somebody put in without a key cannot be trusted', async () => {
    const { db } = shown.database;
    await sql`insert into item select 'palsu1', kind, null, agency, owner_id, owner_name, 'palsu', 'published', 'none', 1,
      title_id, title_en, areas, audience, urgency, null, review_on, created_at, published_at, changed_at, touched_at
      from item where version > 0 limit 1`.execute(db);
    await sql`insert into item_version (item, number, event, at, content, envelope, title_id, text_id, signature)
      select 'palsu1', 1, 'published', at, content, envelope, 'Hadiah pemilu', 'Ambil hadiah pemilu di loket sekarang juga',
      signature from item_version limit 1`.execute(db);
    expect((await askApi('Ambil hadiah pemilu di loket sekarang juga')).body.verdict).toBe('untrusted');
  });

  test.each([
    ['', 422, 'Tempel pesan atau tautannya dulu.'],
    ['halo', 422, 'Terlalu pendek.'],
    ['kata '.repeat(1_001), 422, 'Terlalu panjang.'],
  ])('a text that cannot be checked: %.10s', async (text, status, words) => {
    const answer = await ask(text);
    expect(answer.status).toBe(status);
    expect(answer.html).toContain(words);
    expect(answer.html).toContain('id="error-summary"');
  });

  test('five thousand letters of any writing fit, and are answered', async () => {
    expect((await ask('😀😀😀 '.repeat(714))).status).toBe(200);
    expect((await askApi('a b '.repeat(1_250))).status).toBe(200);
    expect((await askApi('x'.repeat(5_001))).status).toBe(400);
  });

  test('text that would be a query or markup is text', async () => {
    for (const text of ["' | !a & b:* <-> c", '<script>alert(1)</script> a b c', '%00 \\ \u0001 a b c']) {
      const { status, html } = await ask(text);
      expect(status).toBe(200);
      expect(html).not.toContain('<script>alert');
    }
  });

  test('an address has a budget, and is told when it may ask again', async () => {
    const statuses = new Set<number>();
    for (let index = 0; index < 25; index += 1) {
      const answer = await shown.request('/api/v1/verify', {
        method: 'POST',
        body: JSON.stringify({ text: 'satu dua tiga' }),
        headers: { 'content-type': 'application/json' },
      });
      statuses.add(answer.status);
      if (answer.status === 429) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(statuses).toEqual(new Set([200, 429]));
  });

  test('the endpoint describes itself', async () => {
    const description = await (await shown.request('/api/v1/openapi.json')).json();
    expect(description.paths['/verify'].post.responses['429']).toBeDefined();
  });
});
