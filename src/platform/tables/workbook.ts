import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FileFault } from './fault.ts';

/** A city with 60,000 officers needs about 40 MB; what is far beyond that is a mistake or an attack. */
const MOST_UNPACKED_BYTES = 96 * 1024 * 1024;
const MOST_ENTRIES = 1_000;
/** A row of 200 cells, or the longest text of a cell, is far shorter. */
const LONGEST_ELEMENT = 4 * 1024 * 1024;
/** A tag may begin at the end of a piece. */
const LONGEST_TAG_BEGIN = 64;

/** The parts of an .xlsx file, unpacked as they are read. */
export interface Package {
  readonly names: readonly string[];
  /** The part as text, piece by piece; nothing where there is no such part. */
  text(name: string): AsyncIterable<string>;
  whole(name: string): Promise<string>;
}

/** @throws FileFault where it is no archive that can be read, or unpacks to more than any office's file */
export async function openPackage(bytes: Buffer): Promise<Package> {
  const entries = new Map<string, Entry>();
  const zip = await orDamaged(async () => {
    const opened = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
    if (opened.entryCount > MOST_ENTRIES) throw tooLarge(`it has ${opened.entryCount} parts`);
    let unpacked = 0;
    for await (const entry of opened.eachEntry()) {
      // What is said of its size is held to when it is unpacked.
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_UNPACKED_BYTES) throw tooLarge('it unpacks to more than 96 MB');
      entries.set(entry.fileName, entry);
    }
    return opened;
  });
  const text = async function* (name: string): AsyncGenerator<string> {
    const entry = entries.get(name);
    if (entry === undefined) return;
    try {
      yield* piecesOf(zip, entry);
    } catch (error) {
      throw error instanceof FileFault ? error : damagedFile(error);
    }
  };
  return {
    names: [...entries.keys()],
    text,
    async whole(name) {
      let all = '';
      for await (const piece of text(name)) all += piece;
      return all;
    },
  };
}

async function* piecesOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let sum = 0;
  const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    sum = crc32(chunk, sum);
    yield decoder.decode(chunk, { stream: true });
  }
  if (sum !== entry.crc32) throw damagedFile();
}

async function orDamaged<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof FileFault ? error : damagedFile(error);
  }
}

function damagedFile(cause?: unknown): FileFault {
  const why = 'The file begins like an .xlsx workbook but is damaged or cut off. Save or copy it again.';
  return new FileFault('cut-off', why, undefined, cause);
}

export function tooLarge(reason: string): FileFault {
  return new FileFault('too-large', `The workbook is too large: ${reason}. Save the one sheet as CSV UTF-8.`);
}

/**
 * Every element of a name in a part, as it stands in the XML, one after the other: a whole sheet is never in memory.
 * Elements of that name are not in one another.
 */
export async function* elementsOf(pieces: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const begin = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`, 'g');
  const end = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g');
  let held = '';
  for await (const piece of pieces) {
    held += piece;
    let at = 0;
    for (;;) {
      begin.lastIndex = at;
      const from = begin.exec(held)?.index;
      if (from === undefined) {
        at = Math.max(at, held.length - LONGEST_TAG_BEGIN);
        break;
      }
      const to = endOf(held, from, end);
      if (to === undefined) {
        at = from;
        break;
      }
      yield held.slice(from, to);
      at = to;
    }
    held = held.slice(at);
    if (held.length > LONGEST_ELEMENT) throw tooLarge('a row or a text of it is longer than 4 MB');
  }
}

function endOf(text: string, from: number, end: RegExp): number | undefined {
  const headEnd = text.indexOf('>', from);
  if (headEnd === -1) return undefined;
  if (text[headEnd - 1] === '/') return headEnd + 1;
  end.lastIndex = headEnd;
  return end.exec(text) ? end.lastIndex : undefined;
}

/** The value of an attribute in an element's first tag. */
export function attribute(element: string, name: string): string | undefined {
  const tag = element.slice(0, element.indexOf('>') + 1);
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const HIGHEST_CODE_POINT = 0x10ffff;

/** Text as it was meant: entities of XML, and `_x000D_`, by which spreadsheets write what XML cannot hold. */
export function unescapeXml(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    })
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex) => character(Number.parseInt(hex, 16)));
}

function character(code: number): string {
  return code > 0 && code <= HIGHEST_CODE_POINT ? String.fromCodePoint(code) : '';
}

/** The text of an element that holds runs of text, without what only says how to read it aloud. */
export function textOf(element: string): string {
  const plain = element.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  let text = '';
  for (const [, run = ''] of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += run;
  return unescapeXml(text);
}
