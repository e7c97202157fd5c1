import { LONGEST_VIDEO } from '../../domain/training.ts';

/** Most bytes of a lesson's film: some minutes as phones show them. */
export const LARGEST_VIDEO = 20_000_000;

/** Why a file is no film that every phone can show. */
export type VideoProblem = 'empty' | 'too-large' | 'no-video' | 'cut' | 'too-long' | 'codec';

export type VideoFile =
  | { readonly ok: true; readonly type: 'video/mp4' | 'video/webm'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: VideoProblem };

/**
 * Looks whether bytes are a whole MP4 or WebM that browsers show, by its boxes and not by its name. What a phone wrote
 * about the film (where it was taken, by what) is blanked in place, so that all else stays where its tables say.
 */
export function readVideoFile(upload: Uint8Array): VideoFile {
  if (upload.length === 0) return refused('empty');
  if (upload.length > LARGEST_VIDEO) return refused('too-large');
  const bytes = new Uint8Array(upload);
  if (nameAt(bytes, 4) === 'ftyp') return readMp4(bytes);
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3)
    return readWebm(bytes);
  return refused('no-video');
}

function refused(problem: VideoProblem) {
  return { ok: false, problem } as const;
}

interface Box {
  readonly name: string;
  /** Where it begins, where what it holds begins, and where it ends. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Boxes of boxes that lead to what is asked; all others are left alone. */
const AROUND = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
/** Notes about the film, which may say where it was taken. */
const NOTES = new Set(['udta', 'meta', 'uuid']);
const MP4_CODECS = new Set(['avc1', 'avc3', 'av01', 'vp09']);
const MOST_BOXES = 10_000;

function readMp4(bytes: Uint8Array<ArrayBuffer>): VideoFile {
  const boxes = boxesIn(bytes, { from: 0, to: bytes.length });
  if (!boxes) return refused('cut');
  const moov = boxes.find(({ name }) => name === 'moov');
  if (!moov || !boxes.some(({ name }) => name === 'mdat')) return refused('cut');
  const inside = walk(bytes, moov);
  if (!inside) return refused('no-video');
  const head = inside.find(({ name }) => name === 'mvhd');
  const seconds = head && secondsOf(bytes, head);
  if (seconds === undefined) return refused('no-video');
  if (seconds > LONGEST_VIDEO) return refused('too-long');
  const codecs = inside.filter(({ name }) => name === 'stsd').map(({ from }) => nameAt(bytes, from + 12));
  if (!codecs.some((codec) => MP4_CODECS.has(codec))) return refused('codec');
  for (const box of [...boxes, ...inside]) if (NOTES.has(box.name)) blank(bytes, box);
  return { ok: true, type: 'video/mp4', bytes };
}

/** A box with all boxes in it that lead further; undefined where they do not fit into one another. */
function walk(bytes: Uint8Array, around: Box, depth = 0): Box[] | undefined {
  const boxes = boxesIn(bytes, around);
  if (!boxes || depth > AROUND.size) return undefined;
  const all = [...boxes];
  for (const box of boxes) {
    if (!AROUND.has(box.name)) continue;
    const inside = walk(bytes, box, depth + 1);
    if (!inside) return undefined;
    all.push(...inside);
  }
  return all;
}

/** The boxes side by side in a part of the file; undefined where the last one ends behind it. */
function boxesIn(bytes: Uint8Array, { from, to }: Pick<Box, 'from' | 'to'>): Box[] | undefined {
  const boxes: Box[] = [];
  let at = from;
  while (at < to) {
    if (at + 8 > to || boxes.length >= MOST_BOXES) return undefined;
    const short = numberAt(bytes, at);
    // 1: the length stands behind the name, in eight bytes; 0: to the end of the file.
    const large = short === 1;
    if (large && at + 16 > to) return undefined;
    const length = large ? numberAt(bytes, at + 8) * 2 ** 32 + numberAt(bytes, at + 12) : short || to - at;
    const start = at + (large ? 16 : 8);
    if (length < start - at || at + length > to) return undefined;
    boxes.push({ name: nameAt(bytes, at + 4), at, from: start, to: at + length });
    at += length;
  }
  return boxes;
}

function secondsOf(bytes: Uint8Array, { from, to }: Box): number | undefined {
  const isLong = bytes[from] === 1;
  const at = from + (isLong ? 20 : 12);
  if (at + (isLong ? 12 : 8) > to) return undefined;
  const scale = numberAt(bytes, at);
  const length = isLong
    ? numberAt(bytes, at + 4) * 2 ** 32 + numberAt(bytes, at + 8)
    : numberAt(bytes, at + 4);
  return scale === 0 ? undefined : length / scale;
}

function blank(bytes: Uint8Array, { at, from, to }: Box): void {
  bytes.set(new TextEncoder().encode('free'), at + 4);
  bytes.fill(0, from, to);
}

const EBML = {
  segment: 0x18538067,
  tags: 0x1254c367,
  docType: 0x4282,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
} as const;
const MORE = { duration: 0x4489, scale: 0x2ad7b1, entry: 0xae, codec: 0x86 } as const;
/** What lies in another element and is looked into. */
const INSIDE = new Set<number>([0x1a45dfa3, EBML.segment, EBML.info, EBML.tracks, MORE.entry]);
const WEBM_CODECS = new Set(['V_VP8', 'V_VP9', 'V_AV1']);
const CLUSTER = 0x1f43b675;
const NANOSECONDS = 1_000_000_000;
const USUAL_SCALE = 1_000_000;

function readWebm(bytes: Uint8Array<ArrayBuffer>): VideoFile {
  const found = elementsIn(bytes);
  if (!found) return refused('cut');
  const textOf = (id: number) =>
    found.filter((one) => one.id === id).map(({ from, to }) => text(bytes.subarray(from, to)));
  if (!textOf(EBML.docType).includes('webm')) return refused('no-video');
  if (!found.some(({ id }) => id === CLUSTER)) return refused('cut');
  if (!textOf(MORE.codec).some((codec) => WEBM_CODECS.has(codec))) return refused('codec');
  const duration = found.find(({ id }) => id === MORE.duration);
  const scale = found.find(({ id }) => id === MORE.scale);
  const ticks = duration ? floatOf(bytes.subarray(duration.from, duration.to)) : 0;
  const tick = scale ? unsignedOf(bytes.subarray(scale.from, scale.to)) : USUAL_SCALE;
  if ((ticks * tick) / NANOSECONDS > LONGEST_VIDEO) return refused('too-long');
  for (const { id, from, to } of found) if (id === EBML.tags) bytes.fill(0, from, to);
  return { ok: true, type: 'video/webm', bytes };
}

interface Element {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** The elements of a WebM file; undefined where one ends behind the file. */
function elementsIn(bytes: Uint8Array): Element[] | undefined {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (found.length >= MOST_BOXES) return undefined;
    const id = variable(bytes, at, true);
    const length = id && variable(bytes, id.end, false);
    if (!id || !length) return undefined;
    // A live recording does not know its length; then what it holds follows as if it stood outside.
    const to = length.isUnknown ? bytes.length : length.end + length.value;
    if (to > bytes.length) return undefined;
    found.push({ id: id.value, from: length.end, to });
    at = INSIDE.has(id.value) || length.isUnknown ? length.end : to;
  }
  return found;
}

/** A number of EBML: the zeros in front of its first bit tell how many bytes it has. */
function variable(bytes: Uint8Array, at: number, keepsMark: boolean) {
  const first = bytes[at] ?? 0;
  const size = Math.clz32(first) - 23;
  if (first === 0 || size > 8 || at + size > bytes.length) return undefined;
  const mark = 2 ** (8 - size);
  let value = keepsMark ? first : first - mark;
  let ones = first - mark === mark - 1;
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i] ?? 0;
    ones &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value, end: at + size, isUnknown: !keepsMark && ones };
}

function numberAt(bytes: Uint8Array, at: number): number {
  return unsignedOf(bytes.subarray(at, at + 4));
}

function unsignedOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function floatOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 4) return view.getFloat32(0);
  return bytes.length === 8 ? view.getFloat64(0) : 0;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return text(bytes.subarray(at, at + 4));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');
}
