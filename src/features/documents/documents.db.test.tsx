import { imageSize } from 'image-size';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { itemRef } from '../../domain/item.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { storePdf } from '../../platform/media/store.ts';
import { pdf, picture } from '../../platform/media/testing.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { actorOf, envelopeUntil } from '../../platform/publishing/testing.ts';
import type { FormValues, StaffFormRequest, Upload } from '../../platform/workspace/contract.ts';
import type { DocumentContent } from './content.ts';

const editor = actorOf('sari', 'editor');
const reviewer = actorOf('budi', 'reviewer');

let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'documents', stages: false });
});
afterAll(() => window.close());

async function content(more: Partial<DocumentContent> = {}, mark = ''): Promise<DocumentContent> {
  const upload = { bytes: pdf({ trailer: mark }), name: 'Keputusan 12.pdf' };
  const stored = await storePdf(window.window.context, upload, { agency: 'kpu', by: 'sari' });
  if (!stored.ok) throw new Error(stored.problem);
  return {
    category: 'decision',
    title: { id: 'Penetapan TPS Kota Depok', en: 'Polling places of Depok' },
    number: '12/PP.01/3276/2024',
    date: '2024-11-20',
    description: { id: 'Menetapkan **2.763 TPS**.', en: 'Sets **2,763 places**.' },
    file: stored.file,
    ...more,
  };
}

async function publish(
  document: DocumentContent,
  before?: { readonly id: string; readonly note: string },
): Promise<WorkItem> {
  const { publishing } = window.window.context;
  const draft = {
    content: document,
    envelope: envelopeUntil('2025-11-24', { source: { title: 'JDIH KPU', url: 'https://jdih.kpu.go.id/' } }),
    ...(before && { note: { id: before.note } }),
  };
  const begun = before
    ? await publishing.save(editor, before.id, 0, draft)
    : {
        kind: 'saved' as const,
        item: await publishing.create(editor, { kind: 'document', agency: 'kpu' }, draft),
      };
  if (begun.kind !== 'saved' || !begun.item.draft) throw new Error('not saved');
  const asked = await publishing.submit(editor, begun.item.id, begun.item.draft.revision);
  return publishing.publish(reviewer, asked.id, asked.draft?.revision ?? 0);
}

async function text(path: string): Promise<string> {
  const response = await window.request(path);
  expect(response.status, path).toBe(200);
  return response.text();
}

describe('/dokumen', () => {
  it('says that there are none, and leads back from what finds nothing', async () => {
    expect(await text('/dokumen')).toContain('Belum ada dokumen');
    expect(await text('/dokumen?q=qwxyz')).toContain('Tidak ada dokumen yang cocok');
    expect(await text('/en/dokumen?jenis=formulir')).toContain('Nothing fits');
  });

  it('lists documents with kind, number, day and size, by category and by words', async () => {
    const item = await publish(await content());
    await publish(
      await content({ category: 'form', title: { id: 'Formulir pindah memilih' }, number: undefined }),
    );
    const all = await text('/dokumen');
    expect(all).toContain(`href="/dokumen/${itemRef(item)}"`);
    expect(all).toContain('Keputusan · 12/PP.01/3276/2024 · 20 November 2024 · PDF 0,');
    expect(all).toContain('Formulir pindah memilih');
    const forms = await text('/dokumen?jenis=formulir');
    expect(forms).not.toContain('Penetapan TPS');
    expect(forms).toContain('Formulir pindah memilih');
    expect(await text('/dokumen?q=pindah')).not.toContain('Penetapan TPS');
    expect(await text('/en/dokumen')).toContain('Polling places of Depok');
    expect(await text('/dokumen?jenis=%22%3E%3Cscript%3E&sebelum=zzz')).not.toContain('"><script>');
  });

  it('turns pages of twenty', async () => {
    for (let count = 1; count <= 21; count++) {
      await publish(await content({ category: 'report', title: { id: `Laporan nomor ${count}` } }));
    }
    const first = await text('/dokumen?jenis=laporan');
    const names = first.match(/Laporan nomor \d+/g) ?? [];
    expect(names).toHaveLength(20);
    const next = /href="([^"]+sebelum=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await text(next);
    const rest = second.match(/Laporan nomor \d+/g) ?? [];
    expect(new Set([...names, ...rest]).size).toBe(21);
    expect(rest).toHaveLength(1);
    expect(second).toContain('Kembali ke yang terbaru');
  });
});

describe('/dokumen/:ref', () => {
  it('tells what it is, how large, who says it, from where and as of when', async () => {
    const item = await publish(await content());
    const page = await text(`/dokumen/${itemRef(item)}`);
    for (const words of [
      'Penetapan TPS Kota Depok',
      '12/PP.01/3276/2024',
      'Rabu, 20 November 2024',
      '<strong>2.763 TPS</strong>',
      'Simpan PDF, 0,',
      'download="Keputusan 12.pdf"',
      'KPU Kota Depok',
      'href="https://jdih.kpu.go.id/"',
      '"@type":"DigitalDocument"',
      `/dokumen/${itemRef(item)}/gambar.png`,
    ]) {
      expect(page).toContain(words);
    }
    const href = /href="(\/media\/[^"]+)"/.exec(page)?.[1] ?? '';
    const file = await window.request(href);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(await text(`/en/dokumen/${itemRef(item)}`)).toContain('Save the PDF');
  });

  it('leads from an older address to the one of today, and knows no other ids', async () => {
    const item = await publish(await content());
    const moved = await window.request(`/dokumen/${item.id}-judul-lama`);
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(`/dokumen/${itemRef(item)}`);
    for (const path of ['/dokumen/zzzzzzzz', '/dokumen/zzzzzzzz/gambar.png', `/tanya/${itemRef(item)}`]) {
      expect((await window.request(path)).status, path).toBe(404);
    }
  });

  it('shows what was corrected, and keeps the version before', async () => {
    const item = await publish(await content());
    await publish(await content({ description: { id: 'Menetapkan 2.764 TPS.' } }, '/Second 2'), {
      id: item.id,
      note: 'Jumlah TPS diperbaiki.',
    });
    const page = await text(`/dokumen/${itemRef(item)}`);
    expect(page).toContain('Diperbaiki ');
    expect(page).toContain('Jumlah TPS diperbaiki.');
    expect(page).toContain('2.764 TPS');
    const old = await text(`/dokumen/${itemRef(item)}/versi/1`);
    expect(old).toContain('Sudah ada yang lebih baru');
    expect(old).toContain('2.763 TPS');
    expect((await window.request(`/dokumen/${itemRef(item)}/versi/2`)).status).toBe(302);
    expect((await window.request(`/dokumen/${itemRef(item)}/versi/3`)).status).toBe(404);
  });

  it('says at the same address that it was withdrawn, and shows it no more', async () => {
    const item = await publish(await content());
    await window.window.context.publishing.withdraw(reviewer, item.id, 1, { id: 'Salah berkas.' });
    const page = await text(`/dokumen/${itemRef(item)}`);
    expect(page).toContain('Ditarik');
    expect(page).toContain('Salah berkas.');
    expect(page).toContain('noindex');
    expect(page).not.toContain('/media/');
    expect(page).not.toContain('2.763 TPS');
    expect(await text('/dokumen')).not.toContain(itemRef(item));
  });

  it('has a picture for links to it', async () => {
    const item = await publish(await content());
    const response = await window.request(`/dokumen/${itemRef(item)}/gambar.png`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(imageSize(new Uint8Array(await response.arrayBuffer()))).toMatchObject({
      width: 1200,
      height: 630,
    });
  });
});

describe('a document in the workspace', () => {
  const fields = {
    category: 'guide',
    date: '2024-11-20',
    'item-source': 'KPU Kota Depok',
    'item-audience': 'public',
    'item-urgency': 'normal',
    'item-review-on': '2025-11-20',
    aksi: 'ajukan',
  };

  function multipart(values: Readonly<Record<string, string>>, file?: Uint8Array): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...values })) form.append(name, value);
    // As a browser sends a field in which nothing was chosen.
    form.append('file', file ? new File([new Uint8Array(file)], 'Panduan.pdf') : new File([], ''));
    return form;
  }

  it('keeps a file that was sent with another mistake, and is read by everybody once a colleague agrees', async () => {
    const writer = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
    const post = (body: FormData) =>
      writer.request('/kerja/document/baru', {
        method: 'POST',
        body,
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const refused = await post(multipart({ 'title-id': '' }, pdf({ trailer: '/Guide 1' })));
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('Tulis judul dokumennya.');
    expect(page).toContain('Panduan.pdf');
    const kept = /name="file-kept" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const taken = await post(multipart({ 'title-id': 'Panduan pemilih', 'file-kept': kept }));
    expect(taken.status).toBe(303);
    const id = taken.headers.get('location')?.split('/').at(-1) ?? '';
    const { publishing } = window.window.context;
    const item = await publishing.publish(reviewer, id, (await publishing.find(id))?.draft?.revision ?? 0);
    expect(await text(`/dokumen/${itemRef(item)}`)).toContain(`/media/${kept}.pdf`);
  });
});

describe('the form of a document', () => {
  const good: FormValues = {
    category: 'decision',
    'title-id': 'Penetapan TPS',
    number: '12',
    date: '2024-11-20',
    'description-id': '',
  };
  const file: Upload = { field: 'file', name: 'SK.pdf', bytes: pdf() };

  function kind() {
    const found = window.window.context.kinds.get('document');
    if (!found) throw new Error('There is no kind document.');
    return found;
  }

  function posted(form: FormValues, uploads: readonly Upload[]): StaffFormRequest {
    return {
      lang: 'id',
      path: '/kerja/dokumen/baru',
      params: {},
      query: {},
      now: window.window.context.clock().toZonedDateTimeISO('Asia/Jakarta'),
      format: formatterOf('id', 'Asia/Jakarta'),
      href: (path) => path,
      staff: editor.staff,
      address: '127.0.0.1',
      may: () => true,
      form,
      uploads,
    };
  }

  it('reads what was typed, and gives it back for editing', async () => {
    const parsed = await kind().fromForm(posted(good, [file]));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.content).toMatchObject({
      category: 'decision',
      date: '2024-11-20',
      file: { name: 'SK.pdf' },
    });
    const values = kind().toForm(parsed.content);
    const again = await kind().fromForm(posted(values, []));
    expect(again).toEqual(parsed);
    const request = posted(values, []);
    const html = renderToString(kind().fields({ request, values, problems: [] }));
    expect(html).toContain('SK.pdf');
    expect(renderToString(kind().preview(parsed.content, request))).toContain('Simpan PDF');
  });

  it.each([
    ['title-id', { 'title-id': ' ' }],
    ['title-id', { 'title-id': 'x'.repeat(201) }],
    ['category', { category: 'nothing' }],
    ['number', { number: 'x'.repeat(81) }],
    ['date', { date: '' }],
    ['date', { date: '2024-13-40' }],
    ['date', { date: '0001-01-01' }],
    ['date', { date: '9999-12-31' }],
  ])('names %s where it is wrong, and keeps the file', async (field, change) => {
    const parsed = await kind().fromForm(posted({ ...good, ...change }, [file]));
    if (parsed.ok) throw new Error('It was taken.');
    expect(parsed.problems.map((problem) => problem.field)).toEqual([field]);
    expect(parsed.values?.['file-kept']).toHaveLength(1);
  });

  it('refuses another file, and asks for one', async () => {
    const wrong: Upload = { field: 'file', name: 'SK.pdf', bytes: picture('png') };
    for (const uploads of [[wrong], []]) {
      const parsed = await kind().fromForm(posted(good, uploads));
      expect(parsed).toMatchObject({ ok: false, problems: [{ field: 'file' }] });
    }
  });
});
