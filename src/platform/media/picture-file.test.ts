import { describe, expect, it } from 'vitest';
import { readPictureFile } from './picture-file.ts';
import { photoWithPlace, picture, pngThatClaims } from './testing.ts';

const KINDS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;

describe('readPictureFile', () => {
  it.each(KINDS)('knows a whole %s by its bytes', (kind) => {
    expect(readPictureFile(picture(kind))).toEqual({ ok: true, kind, width: 400, height: 200 });
  });

  it.each(KINDS)('finds a %s cut off, wherever it was cut', (kind) => {
    const whole = picture(kind);
    for (const share of [0.5, 0.8, 0.99]) {
      const cut = readPictureFile(whole.subarray(0, Math.floor(whole.length * share)));
      expect(cut).toEqual({ ok: false, problem: 'cut-picture' });
    }
    expect(readPictureFile(whole.subarray(0, -1)).ok).toBe(false);
  });

  it('passes over the end of a preview inside a photo', () => {
    const photo = Buffer.from(photoWithPlace());
    photo.set([0xff, 0xd8, 0xff, 0xd9], 150);
    expect(readPictureFile(photo)).toMatchObject({ ok: true, kind: 'jpeg' });
    expect(readPictureFile(photo.subarray(0, -2))).toEqual({ ok: false, problem: 'cut-picture' });
  });

  it('finds a PNG with a changed byte', () => {
    const damaged = Buffer.from(picture('png'));
    damaged.writeUInt8(damaged.readUInt8(60) ^ 1, 60);
    expect(readPictureFile(damaged)).toEqual({ ok: false, problem: 'cut-picture' });
  });

  it('says what a small file claims to be without decoding it', () => {
    expect(readPictureFile(pngThatClaims(60_000, 60_000))).toMatchObject({ width: 60_000, height: 60_000 });
  });

  it.each([
    ['text', 'halo, ini bukan gambar'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['zip', 'PK\x03\x04\x14\0\0\0\x08\0'],
    ['program', 'MZ\x90\0'],
    ['BMP', 'BM\0\0\0\0'],
    ['nothing', ''],
  ])('takes no %s for a picture', (_, text) => {
    expect(readPictureFile(Buffer.from(text, 'latin1'))).toEqual({ ok: false, problem: 'not-a-picture' });
  });

  it('tells a photo in the format of new phones from what is no photo', () => {
    for (const brand of ['heic', 'heix', 'mif1']) {
      const head = Buffer.from(`\0\0\0\x18ftyp${brand}`, 'latin1');
      expect(readPictureFile(head)).toEqual({ ok: false, problem: 'heic-picture' });
    }
  });

  it('stands any garbage behind a good beginning', () => {
    for (const head of [
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\xff\xff\xff\x00WEBP',
      '\0\0\0\x1cftypavif',
    ]) {
      for (const fill of [0x00, 0xff, 0x21, 0x2c]) {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(5000, fill)]);
        expect(readPictureFile(bytes).ok, `${head} ${fill}`).toBe(false);
      }
    }
  });
});
