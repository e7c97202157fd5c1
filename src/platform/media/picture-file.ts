import { crc32 } from 'node:zlib';
import { imageSize } from 'image-size';

/** Kinds of pictures that are taken in. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** What can be said of a picture's file without decoding it. */
export type PictureFile =
  | { readonly ok: true; readonly kind: PictureKind; readonly width: number; readonly height: number }
  | {
      readonly ok: false;
      readonly problem: 'not-a-picture' | 'heic-picture' | 'cut-picture' | 'unreadable-picture';
    };

/** Brands of HEIF files whose picture is coded as HEVC (ISO/IEC 23008-12), which phones write and few programs read. */
const HEIC = /ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)$/;

/**
 * Reads what kind of picture a file is by its first bytes, whatever its name says, whether it is whole, and the
 * dimensions that its header claims. A decoder would show half a picture without saying so.
 */
export function readPictureFile(bytes: Uint8Array): PictureFile {
  const kind = kindOf(bytes);
  if (!kind) {
    return { ok: false, problem: HEIC.test(latin1(bytes, 0, 12)) ? 'heic-picture' : 'not-a-picture' };
  }
  if (!isWhole(kind, bytes)) return { ok: false, problem: 'cut-picture' };
  try {
    const { width, height } = imageSize(bytes);
    if (width > 0 && height > 0) return { ok: true, kind, width, height };
  } catch {
    // Its header promises what it does not hold: the same to whoever sent it.
  }
  return { ok: false, problem: 'unreadable-picture' };
}

function kindOf(bytes: Uint8Array): PictureKind | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  const head = latin1(bytes, 0, 12);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.endsWith('ftypavif') || head.endsWith('ftypavis')) return 'avif';
  return undefined;
}

function isWhole(kind: PictureKind, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return WHOLE[kind](view);
  } catch (error) {
    // Reading behind the end: a part says it is longer than the file.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const WHOLE: Readonly<Record<PictureKind, (view: DataView) => boolean>> = {
  jpeg: isWholeJpeg,
  png: isWholePng,
  gif: isWholeGif,
  webp: (view) => view.getUint32(4, true) + 8 <= view.byteLength,
  avif: isWholeAvif,
};

/** Follows the markers to the end of the image (ITU T.81, annex B); a preview inside of a segment is passed over. */
function isWholeJpeg(view: DataView): boolean {
  let at = 2;
  let scanned = false;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return false;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0xd9) {
      return scanned;
    } else {
      at += 2 + view.getUint16(at + 2);
      if (marker === 0xda) {
        scanned = true;
        at = endOfScan(view, at);
      }
    }
  }
}

/** In a scan only stuffed zeros and restart markers follow 0xFF. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
}

/** Every chunk with its checksum, up to IEND (PNG, third edition, section 5). */
function isWholePng(view: DataView): boolean {
  for (let at = 8; ; ) {
    const length = view.getUint32(at);
    const body = new Uint8Array(view.buffer, view.byteOffset + at + 4, length + 4);
    if (crc32(body) !== view.getUint32(at + 8 + length)) return false;
    if (latin1(body, 0, 4) === 'IEND') return true;
    at += length + 12;
  }
}

/** Every block up to the trailer (GIF89a, section 27). */
function isWholeGif(view: DataView): boolean {
  let at = 13 + colourTable(view.getUint8(10));
  for (;;) {
    const block = view.getUint8(at);
    if (block === 0x3b) return true;
    if (block === 0x21) at = afterSubBlocks(view, at + 2);
    else if (block === 0x2c) at = afterSubBlocks(view, at + 11 + colourTable(view.getUint8(at + 9)));
    else return false;
  }
}

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function afterSubBlocks(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}

/** Every box at the top lies in the file (ISO/IEC 14496-12, section 4.2). */
function isWholeAvif(view: DataView): boolean {
  let at = 0;
  while (at < view.byteLength) {
    const short = view.getUint32(at);
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? view.byteLength - at : short;
    if (size < 8) return false;
    at += size;
  }
  return at === view.byteLength;
}

function latin1(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
