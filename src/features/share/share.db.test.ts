import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcementContent,
  announcementEnvelope,
  publishAnnouncement,
} from '../../../test/support/announcements.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { shortPath } from './short-link.ts';

const ORIGIN = 'https://jendela.example';
const PAGE = '/bagikan?untuk=%2Ftahapan';

let test: TestWindow;
beforeAll(async () => {
  test = await createTestWindow({ name: 'share' });
});
afterAll(() => test.close());

async function text(path: string): Promise<string> {
  return (await test.request(path)).text();
}

async function codeOf(address: string): Promise<string> {
  const html = await text(`/bagikan?untuk=${encodeURIComponent(address)}`);
  return /jendela\.example\/s\/([a-z0-9]+)/.exec(html)?.[1] ?? '';
}

/** What a QR reader makes of a picture. */
async function readQr(picture: Buffer | Uint8Array): Promise<string | undefined> {
  const image = await loadImage(picture);
  const canvas = createCanvas(image.width, image.height);
  const drawing = canvas.getContext('2d');
  drawing.drawImage(image, 0, 0);
  const { data } = drawing.getImageData(0, 0, image.width, image.height);
  return jsQR(new Uint8ClampedArray(data), image.width, image.height)?.data;
}

describe('a short address', () => {
  it('is made once for a page, and another for the same page in English', async () => {
    const code = await codeOf('/tahapan');
    expect(code).toMatch(/^[2-9bcdfghjkmnpqrstvwxz]{5}$/);
    expect(await codeOf('/tahapan')).toBe(code);
    expect(await codeOf('/tahapan?dari=wa&q=x')).toBe(code);
    expect(await codeOf(`${ORIGIN}/tahapan#atas`)).toBe(code);
    expect(await codeOf('/en/tahapan')).not.toBe(code);
  });

  it.each([
    [undefined, 'tautan'],
    ['q', 'qr'],
    ['w', 'wa'],
    ['k', 'kartu'],
    ['p', 'poster'],
  ] as const)('leads to its page with the way by which one came (%s)', async (mark, channel) => {
    const code = await codeOf('/tahapan');
    const answer = await test.request(shortPath(code, mark));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/tahapan?dari=${channel}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/s/zzzzz', '/s/a', '/s/%2F%2Fevil.example', '/s/bcdfg.q.w'])('is missing at %s', async (path) => {
    expect((await test.request(path)).status).toBe(404);
  });

  it.each([
    'https://evil.example/tahapan',
    '//evil.example/tahapan',
    '/\\evil.example',
    'javascript:alert(1)',
    '/tidak-ada',
    '/tahapan/tidak-ada',
    '/cari?q=x',
    '/luring',
    '/bagikan?untuk=/tahapan',
    '/kerja',
    '/tahapan/%',
    '',
  ])('is not made for %s', async (address) => {
    expect((await test.request(`/bagikan?untuk=${encodeURIComponent(address)}`)).status).toBe(404);
  });

  it('is made once where many ask at the same moment', async () => {
    const codes = await Promise.all(
      ['/lainnya', '/en/lainnya', '/lainnya?x', '/lainnya?y', '/lainnya?z'].map(codeOf),
    );
    expect(new Set(codes).size).toBe(2);
  });
});

it('offers WhatsApp, naming page and window', async () => {
  const html = await text(PAGE);
  const link = /https:\/\/wa\.me\/\?text=([^"]+)"/.exec(html)?.[1] ?? '';
  const message = decodeURIComponent(link);
  expect(message).toContain('Tahapan');
  expect(message).toContain('Jendela Depok');
  expect(message).toMatch(/https:\/\/jendela\.example\/s\/[a-z0-9]{5}\.w$/);
});

it('draws a picture that a phone reads', async () => {
  const answer = await test.request('/bagikan/gambar.png?untuk=/tahapan');
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(await readQr(Buffer.from(await answer.arrayBuffer()))).toBe(
    `${ORIGIN}/s/${await codeOf('/tahapan')}.k`,
  );
});

it('gives the code as a drawing that a phone reads', async () => {
  const answer = await test.request('/bagikan/qr.svg?untuk=/tahapan');
  expect(answer.headers.get('content-disposition')).toContain('qr.svg');
  expect(await readQr(Buffer.from(await answer.arrayBuffer()))).toBe(
    `${ORIGIN}/s/${await codeOf('/tahapan')}.q`,
  );
});

it('has a poster that names window and offices, says as of when, and until when', async () => {
  const html = await text('/bagikan/poster?untuk=/tahapan');
  expect(html).toContain('Jendela Depok');
  expect(html).toContain('KPU Kota Depok');
  expect(html).toContain('Per 24 November 2024');
  expect(html).toContain('Ganti lembar ini paling lambat 24 Desember 2024');
});

it('has a poster that says until when what was published holds', async () => {
  const expiresAt = Temporal.Instant.from('2024-11-26T23:00:00+07:00');
  const { id, slug } = await publishAnnouncement(
    test,
    announcementContent(),
    announcementEnvelope({ expiresAt }),
  );
  const html = await text(`/bagikan/poster?untuk=/berita/${id}-${slug}`);
  expect(html).toContain('Berlaku sampai 26 November 2024');
});

it('is offered at the foot of pages, in their language, and not of those that answer one person', async () => {
  expect(await text('/tahapan')).toContain('href="/bagikan?untuk=%2Ftahapan"');
  expect(await text('/en/tahapan')).toContain('href="/en/bagikan?untuk=%2Fen%2Ftahapan"');
  for (const path of ['/cari?q=x', '/luring', PAGE, '/tidak-ada']) {
    expect(await text(path)).not.toContain('class="page-share"');
  }
});
