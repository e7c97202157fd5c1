/** Files as somebody might send them, made here and by hand where no program would make them. */
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** A picture with a red left half and a blue right half. */
export function picture(format: Format, width = 400, height = 200): Uint8Array {
  const canvas = createCanvas(width, height);
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#cc0000';
  drawing.fillRect(0, 0, width / 2, height);
  drawing.fillStyle = '#0000cc';
  drawing.fillRect(width / 2, 0, width / 2, height);
  if (format === 'png') return canvas.encodeSync('png');
  if (format === 'avif') return canvas.encodeSync('avif', 60);
  if (format === 'gif') return canvas.encodeSync('gif');
  return canvas.encodeSync(format, 90);
}

/** What a phone writes into a photo, the place where it was taken among it (EXIF 2.32, sections 4.6.2 and 4.6.6). */
export function photoWithPlace(orientation = 1): Uint8Array {
  const tiff = Buffer.alloc(200);
  tiff.write('MM\0*\0\0\0\x08', 0, 'latin1');
  tiff.writeUInt16BE(3, 8);
  entry(tiff, 10, { tag: 0x010f, type: 2, count: 16, value: 100 });
  entry(tiff, 22, { tag: 0x0112, type: 3, count: 1, value: orientation << 16 });
  entry(tiff, 34, { tag: 0x8825, type: 4, count: 1, value: 50 });
  tiff.writeUInt16BE(2, 50);
  entry(tiff, 52, { tag: 1, type: 2, count: 2, value: 0x53000000 });
  entry(tiff, 64, { tag: 2, type: 5, count: 3, value: 120 });
  tiff.write('KameraRahasia07\0', 100, 'latin1');
  for (const [at, number] of [6, 1, 24, 1, 4242, 100].entries()) tiff.writeUInt32BE(number, 120 + at * 4);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  const jpeg = picture('jpeg');
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

function entry(
  tiff: Buffer,
  at: number,
  { tag, type, count, value }: { tag: number; type: number; count: number; value: number },
): void {
  tiff.writeUInt16BE(tag, at);
  tiff.writeUInt16BE(type, at + 2);
  tiff.writeUInt32BE(count, at + 4);
  tiff.writeUInt32BE(value, at + 8);
}

/** A small PNG that claims to be as large as it is told. */
export function pngThatClaims(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}

/** A PDF of one empty page; `catalog` stands in its root, `objects` beside it. */
export function pdf(
  options: { catalog?: string; trailer?: string; objects?: readonly (string | Buffer)[] } = {},
): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...(options.objects ?? []),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const body = typeof object === 'string' ? Buffer.from(object, 'latin1') : object;
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += whole.length;
    parts.push(whole);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** An object stream of a PDF in which objects are packed. */
export function packed(content: string, filter = '/Filter /FlateDecode', squeeze = true): Buffer {
  const body = squeeze ? deflateSync(Buffer.from(content, 'latin1')) : Buffer.from(content, 'latin1');
  return Buffer.concat([
    Buffer.from(`<< /Type /ObjStm /N 1 /First 4 ${filter} /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}
