import { inflateSync } from 'node:zlib';

/** What speaks against a PDF; undefined where nothing does. */
export type PdfProblem = 'not-a-pdf' | 'cut-pdf' | 'locked-pdf' | 'active-pdf';

/** How far from its end a PDF's last mark may lie (ISO 32000-1, annex H, implementation note 18). */
const TAIL = 1024;
/** Most that the compressed objects of one file may unpack to. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** A file has one, and one more for each time that it was added to. */
const MOST_ACTIONS = 20;

/**
 * Names of what runs, sends or hides something (ISO 32000-1, 12.6.4, 7.11.4). They are long enough not to stand in
 * compressed data by chance, so that the whole file is searched: a cross-reference may lead into any part of it.
 */
const ACTIVE = /\/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFile|EmbeddedFiles|RichMedia|GoToE|XFA)\b/;

/**
 * Looks whether a file is a whole PDF that is open to everybody and does nothing by itself when it is opened.
 * A page to begin with, which most programs write into their PDFs, is no reason to refuse one.
 */
export function pdfProblem(bytes: Uint8Array): PdfProblem | undefined {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/^%PDF-\d\.\d/.test(raw)) return 'not-a-pdf';
  const tail = raw.slice(-TAIL);
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) return 'cut-pdf';
  const text = plainNames(raw);
  if (/\/Encrypt\b/.test(text)) return 'locked-pdf';
  const packed = packedObjects(raw, text);
  if (packed === undefined) return 'active-pdf';
  return isActive(text, packed) ? 'active-pdf' : undefined;
}

/** `/J#61vaScript` is `/JavaScript` to every reader. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function isActive(text: string, packed: string): boolean {
  if (ACTIVE.test(text) || ACTIVE.test(packed)) return true;
  const actions = [...`${text}\n${packed}`.matchAll(/\/OpenAction\b\s*(?=(.{0,400}))/gs)];
  return actions.length > MOST_ACTIONS || actions.some(([, what = '']) => !isDestination(what, text));
}

/** Whether what is done on opening is to show a certain page. */
function isDestination(what: string, text: string): boolean {
  if (what.startsWith('[')) return true;
  if (what.startsWith('<<')) return isGoTo(what);
  const [, id] = /^(\d{1,10} \d{1,5}) R\b/.exec(what) ?? [];
  if (id === undefined) return false;
  const found = [...text.matchAll(new RegExp(`(?<!\\d)${id} obj\\s*(.{0,400})`, 'gs'))];
  return found.length > 0 && found.every(([, body = '']) => body.startsWith('[') || isGoTo(body));
}

function isGoTo(dictionary: string): boolean {
  return /^<<[^>]*\/S\s*\/GoTo\b/.test(dictionary) && !/\/Next\b/.test(dictionary);
}

/**
 * The text of all objects that are packed in streams (ISO 32000-1, 7.5.7), where a program may hide. Undefined where
 * they are packed in a way that no usual program uses, and cannot be looked into.
 */
function packedObjects(raw: string, text: string): string | undefined {
  const named = text.match(/\/ObjStm\b/g)?.length ?? 0;
  let unpacked = '';
  let seen = 0;
  for (const found of raw.matchAll(/<<((?:[^<>]|<[^<>]{0,200}>){0,2000})>>\s*stream\r?\n/g)) {
    const dictionary = plainNames(found[1] ?? '');
    if (!/\/ObjStm\b/.test(dictionary)) continue;
    seen += 1;
    const from = found.index + found[0].length;
    const content = unpack(dictionary, raw, from, MOST_UNPACKED - unpacked.length);
    if (content === undefined) return undefined;
    unpacked += plainNames(content);
  }
  return seen === named ? unpacked : undefined;
}

function unpack(dictionary: string, raw: string, from: number, most: number): string | undefined {
  const end = raw.indexOf('endstream', from);
  if (end < 0 || most <= 0) return undefined;
  const stream = raw.slice(from, end);
  if (!/\/Filter\b/.test(dictionary)) return stream;
  const flate = /\/Filter\s*(\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/.test(dictionary);
  if (!flate || /\/DecodeParms\b/.test(dictionary)) return undefined;
  try {
    return inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: most }).toString('latin1');
  } catch {
    return undefined;
  }
}
