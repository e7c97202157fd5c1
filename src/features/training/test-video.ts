/** The bytes of an MP4 as a phone writes them, without a picture in it. */
export function mp4({
  seconds = 10,
  codec = 'avc1',
  place,
}: {
  readonly seconds?: number;
  readonly codec?: string;
  readonly place?: string;
} = {}): Uint8Array<ArrayBuffer> {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(1000, 12);
  mvhd.writeUInt32BE(seconds * 1000, 16);
  const entry = box(codec, Buffer.alloc(78));
  const stsd = box('stsd', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), entry]));
  const track = box('trak', box('mdia', box('minf', box('stbl', stsd))));
  const notes = place === undefined ? [] : [box('udta', box('\u00a9xyz', Buffer.from(place)))];
  return new Uint8Array(
    Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\0\0isomavc1', 'latin1')),
      box('moov', Buffer.concat([box('mvhd', mvhd), track, ...notes])),
      box('mdat', Buffer.alloc(2000, 7)),
    ]),
  );
}

function box(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** The bytes of a WebM of ten seconds, without a picture in it. */
export function webm(): Uint8Array<ArrayBuffer> {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(10_000);
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    Buffer.concat([
      element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40])),
      element([0x44, 0x89], duration),
    ]),
  );
  const tracks = element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x86], Buffer.from('V_VP9'))));
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], Buffer.alloc(500));
  return new Uint8Array(
    Buffer.concat([
      element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('webm'))),
      element([0x18, 0x53, 0x80, 0x67], Buffer.concat([info, tracks, cluster])),
    ]),
  );
}

function element(id: readonly number[], content: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + content.length);
  return Buffer.concat([Buffer.from(id), size, content]);
}
