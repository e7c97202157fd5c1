import { createCanvas, Image } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { ICONS } from '../../ui/icons.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { drawQrPicture, type QrPicture } from './qr-picture.ts';
import { drawShareImage, type ShareImage } from './share-image.ts';

const LIMIT = 150_000;

const notice: ShareImage = {
  look: pictureLook(null),
  windowName: 'Jendela Depok',
  agency: 'KPU Kota Depok',
  date: 'Minggu, 24 November 2024',
  kind: { label: 'Pengumuman', icon: ICONS.megaphone },
  title: 'Distribusi logistik pemilu ke 11 kecamatan dimulai hari ini',
};

const qr: QrPicture = {
  look: pictureLook(null),
  windowName: 'Jendela Depok',
  offices: 'KPU Kota Depok · Diskominfo Kota Depok',
  title: notice.title,
  url: 'https://jendela.example/s/a7f3kq.w',
  shortAddress: 'jendela.example/s/a7f3kq',
  invitation: 'Pindai dengan kamera HP, atau buka',
};

async function drawn(image: ShareImage): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await drawShareImage(image);
  if (!bytes) throw new Error('nothing was drawn');
  return bytes;
}

async function pixels(bytes: Uint8Array) {
  const image = new Image();
  image.src = bytes;
  await image.decode();
  const drawing = createCanvas(image.width, image.height).getContext('2d');
  drawing.drawImage(image, 0, 0);
  return drawing.getImageData(0, 0, image.width, image.height);
}

describe('drawShareImage', () => {
  it('draws 1200×630 as a PNG that is soon there, the same each time', async () => {
    const bytes = await drawn(notice);
    expect(imageSize(bytes)).toMatchObject({ width: 1200, height: 630, type: 'png' });
    expect(bytes.length).toBeLessThan(LIMIT);
    expect(Buffer.from(await drawn(notice)).equals(bytes)).toBe(true);
  });

  it('shows title, kind, agency, date, window and ink', async () => {
    const bytes = Buffer.from(await drawn(notice));
    for (const change of [
      { title: 'Jadwal' },
      { kind: { label: 'Dokumen', icon: ICONS['file-text'] } },
      { agency: 'Diskominfo Kota Depok' },
      { date: undefined },
      { windowName: 'Jendela Bogor' },
      { look: pictureLook('#0b6e4f') },
    ]) {
      expect(bytes.equals(await drawn({ ...notice, ...change })), JSON.stringify(change)).toBe(false);
    }
  });

  it('shows a verdict as word and icon on its own ground', async () => {
    const verdict = { label: 'Salah', icon: ICONS['circle-x'], tone: 'bad' } as const;
    const { data, width } = await pixels(await drawn({ ...notice, verdict }));
    const at = (585 * width + 80) * 4;
    expect([...data.subarray(at, at + 3)]).toEqual([0xfc, 0xe6, 0xea]);
  });

  it.each([
    ['emoji', '🗳️👩🏽‍🦽 Hasil 🎉🇮🇩'],
    ['other scripts', 'ꦗꦮ العربية 中文 Nguyễn Łódź'],
    ['turned direction', '\u202Eevil\u202C \u0000'],
    ['lone surrogates', '\uD83D \uDE00'],
    ['an endless word', 'w'.repeat(5000)],
    ['an endless text', 'WARGA DEPOK '.repeat(400)],
    ['nothing', ''],
  ])('stands %s in a title', async (_, title) => {
    const bytes = await drawn({ ...notice, title });
    expect(imageSize(bytes)).toMatchObject({ width: 1200, height: 630 });
    expect(bytes.length).toBeLessThan(LIMIT * 1.2);
  });
});

describe('drawQrPicture', () => {
  it('draws a code that leads to the page', async () => {
    const bytes = await drawQrPicture(qr);
    if (!bytes) throw new Error('nothing was drawn');
    expect(imageSize(bytes)).toMatchObject({ width: 1080, height: 1350, type: 'png' });
    expect(bytes.length).toBeLessThan(LIMIT);
    const { data, width, height } = await pixels(bytes);
    expect(jsQR(data, width, height)?.data).toBe(qr.url);
  });

  it('holds together with long words', async () => {
    const long = 'Kabupaten Kepulauan Siau Tagulandang Biaro '.repeat(5);
    const bytes = await drawQrPicture({
      ...qr,
      windowName: long,
      offices: long,
      title: long,
      shortAddress: long,
    });
    expect(bytes && imageSize(bytes)).toMatchObject({ width: 1080, height: 1350 });
  });
});
