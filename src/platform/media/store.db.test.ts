import { createCanvas, Image } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { mediaPath } from '../../domain/media.ts';
import type { Upload } from '../workspace/contract.ts';
import { LARGEST_PDF, LARGEST_PICTURE, type MediaParts, storeImage, storePdf } from './store.ts';
import { pdf, photoWithPlace, picture, pngThatClaims } from './testing.ts';

const origin = { agency: 'kpu', by: 'sari' };
const alt = { id: 'Petugas menempelkan pengumuman' };

let window: TestWindow;
let parts: MediaParts;

beforeAll(async () => {
  window = await createTestWindow({ name: 'media', stages: false });
  parts = window.window.context;
});
afterAll(() => window.close());

function upload(bytes: Uint8Array, name = 'berkas.jpg'): Upload {
  return { field: 'image', name, bytes };
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length / 2);
}

async function served(path: string): Promise<Response> {
  return window.request(path);
}

async function stored(bytes: Uint8Array) {
  const answer = await storeImage(parts, upload(bytes), { ...origin, alt });
  if (!answer.ok) throw new Error(answer.problem);
  const response = await served(mediaPath(answer.file, 'picture'));
  expect(response.status).toBe(200);
  return { file: answer.file, response, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function pixel(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const image = new Image();
  image.src = bytes;
  await image.decode();
  const drawing = createCanvas(image.width, image.height).getContext('2d');
  drawing.drawImage(image, 0, 0);
  return [...drawing.getImageData(x, y, 1, 1).data];
}

describe('storeImage', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('writes a %s anew as WebP', async (kind) => {
    const { file, response, bytes } = await stored(picture(kind, 420, 200));
    expect(file).toMatchObject({ width: 420, height: 200, alt, bytes: bytes.length });
    expect(file.small).toBeUndefined();
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toContain('max-age=3600');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
    const [red = 0, , blue = 0] = await pixel(bytes, 10, 100);
    expect(red).toBeGreaterThan(150);
    expect(blue).toBeLessThan(60);
  });

  it('makes a large photo small enough for a desk, and once more for a phone', async () => {
    const { file } = await stored(picture('jpeg', 3000, 2000));
    expect(file).toMatchObject({ width: 1600, height: 1067, small: { width: 640, height: 427 } });
    const small = await served(mediaPath(file.small ?? file, 'picture'));
    expect(small.status).toBe(200);
    expect(Number(small.headers.get('content-length'))).toBe(file.small?.bytes);
  });

  it('leaves behind where and by what a photo was taken', async () => {
    const photo = photoWithPlace();
    expect(Buffer.from(photo).includes('KameraRahasia07')).toBe(true);
    const { bytes } = await stored(photo);
    for (const trace of ['Exif', 'EXIF', 'KameraRahasia', 'XMP ']) expect(bytes.includes(trace)).toBe(false);
  });

  it('turns a photo upright before it forgets how it was held', async () => {
    const { file, bytes } = await stored(photoWithPlace(6));
    expect(file).toMatchObject({ width: 200, height: 400 });
    const [red = 0] = await pixel(bytes, 100, 20);
    expect(red).toBeGreaterThan(150);
  });

  it('leaves behind what was appended: a file that is a picture and something else', async () => {
    const appended = Buffer.concat([picture('jpeg'), Buffer.from('PK\x03\x04<script>alert(1)</script>')]);
    const { bytes } = await stored(appended);
    expect(bytes.includes('<script>')).toBe(false);
    expect(bytes.includes('PK\x03\x04')).toBe(false);
  });

  it('gives the same picture the same address', async () => {
    const [one, two] = [await stored(picture('png')), await stored(picture('png'))];
    expect(two.file).toEqual(one.file);
    expect(two.response.headers.get('etag')).toBe(one.response.headers.get('etag'));
  });

  it.each([
    ['text called .jpg', Buffer.from('halo'), 'not-a-picture'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not-a-picture'],
    ['zip', Buffer.from('PK\x03\x04'), 'not-a-picture'],
    ['nothing', new Uint8Array(), 'empty'],
    ['picture that claims 60000 × 60000', pngThatClaims(60_000, 60_000), 'too-many-pixels'],
    ['cut JPEG', half(picture('jpeg')), 'cut-picture'],
    ['cut PNG', half(picture('png')), 'cut-picture'],
    ['huge file', new Uint8Array(LARGEST_PICTURE + 1), 'too-large-picture'],
  ])('refuses a %s with its reason, and stores nothing', async (_, bytes, problem) => {
    const before = await count();
    expect(await storeImage(parts, upload(bytes), { ...origin, alt })).toEqual({
      ok: false,
      about: 'file',
      problem,
    });
    expect(await count()).toBe(before);
  });

  it('refuses a picture that says nothing to those who do not see it', async () => {
    for (const [text, problem] of [
      [{}, 'alt-missing'],
      [{ id: '   ' }, 'alt-missing'],
      [{ id: 'x'.repeat(301) }, 'alt-too-long'],
    ] as const) {
      const answer = await storeImage(parts, upload(picture('png')), { ...origin, alt: text });
      expect(answer).toEqual({ ok: false, about: 'alt', problem });
    }
  });

  it('stores nothing where its transaction is undone', async () => {
    const before = await count();
    const undone = window.database.db.transaction().execute(async (trx) => {
      await storeImage({ ...parts, db: trx }, upload(picture('png', 77, 33)), { ...origin, alt });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await count()).toBe(before);
  });
});

describe('storePdf', () => {
  it('keeps a PDF as it is, offered to be saved', async () => {
    const bytes = pdf();
    const answer = await storePdf(parts, upload(bytes, '..\\..\\SK "KPU" <12>.PDF'), origin);
    expect(answer).toMatchObject({ ok: true, file: { name: 'SK KPU 12.pdf', bytes: bytes.length } });
    if (!answer.ok) return;
    const response = await served(mediaPath(answer.file, 'pdf'));
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="sk-kpu-12.pdf"');
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it.each([
    ['picture', picture('png'), 'not-a-pdf'],
    ['cut PDF', pdf().subarray(0, 300), 'cut-pdf'],
    ['PDF with a script', pdf({ catalog: '/OpenAction << /S /JavaScript /JS (1) >>' }), 'active-pdf'],
    ['locked PDF', pdf({ trailer: '/Encrypt 9 0 R' }), 'locked-pdf'],
    ['huge file', new Uint8Array(LARGEST_PDF + 1), 'too-large-pdf'],
    ['nothing', new Uint8Array(), 'empty'],
  ])('refuses a %s with its reason', async (_, bytes, problem) => {
    const before = await count();
    expect(await storePdf(parts, upload(bytes, 'a.pdf'), origin)).toEqual({
      ok: false,
      about: 'file',
      problem,
    });
    expect(await count()).toBe(before);
  });
});

describe('/media', () => {
  it('knows no other files, and no picture as a document', async () => {
    const { file } = await stored(picture('png'));
    const paths = [
      `/media/${file.digest}.pdf`,
      `/media/${file.digest}.svg`,
      `/media/${'A'.repeat(43)}.webp`,
      '/media/short.webp',
      '/media/..%2f..%2fetc%2fpasswd',
    ];
    for (const path of paths) expect((await served(path)).status, path).toBe(404);
  });
});

async function count(): Promise<number> {
  const { rows } = await window.database.db
    .selectFrom('media')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}
