import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { announcementSchema, LONGEST_TITLE } from '../../domain/announcement.ts';

const NEW = '/kerja/announcement/baru';

let window: TestWindow;
let editor: TestStaff;
beforeAll(async () => {
  window = await createTestWindow({ name: 'announcement_form', stages: false });
  editor = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
});
afterAll(() => window?.close());

/** Posts the form as a browser does that typed nothing but this. */
async function write(typed: Readonly<Record<string, string>>, path = NEW) {
  const form = load(await (await editor.request(path)).text())('main form').last();
  const values = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
  const response = await editor.post(path, {
    ...values,
    'item-source': 'Surat KPU Nomor 12',
    aksi: 'simpan',
    ...typed,
  });
  const $ = load(await response.text());
  const problems = $('#error-summary a')
    .toArray()
    .map((one) => $(one).attr('href'));
  return { status: response.status, location: response.headers.get('location') ?? '', problems, $ };
}

const HOAX = {
  category: 'hoax',
  'title-id': 'Surat suara tidak tercoblos',
  'body-id': 'Sudah diperiksa bersama Bawaslu.',
  'claim-id': 'Tujuh kontainer sudah tercoblos.',
  verdict: 'false',
  'seen-where': 'WhatsApp',
  'evidence-title-1': 'Berita acara',
  'evidence-url-1': 'https://kpu.example/ba',
};

describe('the form of an announcement', () => {
  test('is not lost where the session ended meanwhile', async () => {
    const typed = {
      'title-id': 'Jadwal kampanye diperpanjang',
      'body-id': 'Satu "kutipan"\nDua',
      'item-source': 'Keputusan KPU Nomor 12',
      'item-areas': ['32.76.01', '32.76.02'],
    };
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(typed)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const answer = await window.request(NEW, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', 'content-length': String(body.toString().length) },
    });
    expect(answer.status).toBe(401);
    const page = load(await answer.text());
    expect(page('form[method=post] [name]').length).toBe(5);
    expect(page('a[target=_blank]').attr('href')).toBe('/masuk?ke=%2Fkerja%2Fannouncement%2Fbaru');
    const held: Record<string, string[]> = {};
    for (const { name, value } of page('form[method=post]').serializeArray()) {
      held[name] = [...(held[name] ?? []), value.replace(/\r\n/g, '\n')];
    }
    expect(held).toEqual(
      Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value].flat()])),
    );
  });

  test('names every field that is missing, and keeps what was typed', async () => {
    const { status, problems, $ } = await write({ 'summary-id': 'Ringkasnya <b>begini</b>.' });
    expect(status).toBe(422);
    expect(problems).toEqual(['#f-title-id', '#f-body-id']);
    expect($('#f-summary-id').text()).toBe('Ringkasnya <b>begini</b>.');
  });

  test('refuses what is too long, and a kind that there is not', async () => {
    const { problems } = await write({
      category: 'iklan',
      'title-id': 'Judul',
      'title-en': 'x'.repeat(LONGEST_TITLE + 1),
      'body-id': 'Isi.',
    });
    expect(problems).toEqual(['#f-category', '#f-title-en']);
  });

  test('asks for claim, verdict, place and at least one source of a hoax notice, and of no other', async () => {
    const { problems, $ } = await write({ category: 'hoax', 'title-id': 'Judul', 'body-id': 'Isi.' });
    expect(problems).toEqual(['#f-claim-id', '#f-verdict', '#f-seen-where', '#f-evidence']);
    expect($('#f-verdict').closest('details').attr('open')).toBeDefined();
    expect((await write({ 'title-id': 'Judul', 'body-id': 'Isi.' })).status).toBe(303);
  });

  test.each(['javascript:alert(1)', 'kpu.example', 'data:text/html,x'])(
    'takes no %s for an address',
    async (url) => {
      const { problems } = await write({ ...HOAX, 'seen-url': url, 'evidence-url-1': url });
      expect(problems).toEqual(['#f-seen-url', '#f-evidence-url-1']);
    },
  );

  test('takes no day that there is not', async () => {
    expect((await write({ ...HOAX, 'seen-on': '2024-02-31' })).problems).toEqual(['#f-seen-on']);
  });

  test('stores what was written, and shows it again for editing', async () => {
    const { status, location } = await write({
      ...HOAX,
      'claim-en': 'Seven containers.',
      'seen-on': '2024-11-20',
      'evidence-title-3': 'Pernyataan Bawaslu',
      'evidence-url-3': 'https://bawaslu.example/1',
    });
    expect(status).toBe(303);
    const item = await window.window.context.publishing.find(location.split('/').at(-1) ?? '');
    expect(announcementSchema.parse(item?.draft?.content)).toMatchObject({
      category: 'hoax',
      hoax: {
        claim: { id: 'Tujuh kontainer sudah tercoblos.', en: 'Seven containers.' },
        verdict: 'false',
        seen: { where: 'WhatsApp', on: '2024-11-20' },
        evidence: [
          { title: 'Berita acara', url: 'https://kpu.example/ba' },
          { title: 'Pernyataan Bawaslu', url: 'https://bawaslu.example/1' },
        ],
      },
    });
    const edit = load(await (await editor.request(`${location}/sunting`)).text());
    expect(edit('#f-evidence-title-2').attr('value')).toBe('Pernyataan Bawaslu');
    expect(edit('#f-verdict option[selected]').attr('value')).toBe('false');
  });
});
