import iconv from 'iconv-lite';

/** How far into a text its own word about its encoding is looked for. */
const HEAD_BYTES = 1024;
/** What iconv-lite also calls encodings, and what a site cannot mean. */
const NO_CHARSETS = new Set(['base64', 'hex', 'binary', 'internal', 'utf7', 'utf7imap']);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');

/**
 * Bytes of a site as text. Servers and texts are often wrong about their encoding, so the bytes speak first: a byte
 * order mark, then UTF-8 that is valid, and only then what the server says, what the text says, and windows-1252,
 * which old sites mean when they say nothing.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null = null): string {
  const name = markedCharset(bytes);
  if (name !== undefined) return iconv.decode(bytes, name);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decodeOther(bytes, contentType);
  }
}

function decodeOther(bytes: Uint8Array, contentType: string | null): string {
  const head = iconv.decode(bytes.subarray(0, HEAD_BYTES), 'latin1');
  const said =
    known(/charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]) ??
    known(/^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1]) ??
    known(/<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1]);
  if (said !== undefined && !isUtf8(said)) return iconv.decode(bytes, said);
  // UTF-8 with a few broken letters is still UTF-8; a text in which nothing else than ASCII fits is not.
  const loose = looseUtf8.decode(bytes);
  const broken = loose.split('\uFFFD').length - 1;
  const whole = loose.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return whole > broken ? loose : iconv.decode(bytes, 'windows-1252');
}

/** What the first bytes tell: a byte order mark, or `<` in two bytes. */
function markedCharset(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c) return 'utf-16be';
  return undefined;
}

/** Latin 1 is windows-1252 to every browser, and so to those who write for browsers. */
function known(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const plain = name.toLowerCase();
  if (NO_CHARSETS.has(plain.replace(/[^a-z0-9]/g, '')) || !iconv.encodingExists(plain)) return undefined;
  return ['iso-8859-1', 'latin1', 'us-ascii', 'ascii'].includes(plain) ? 'windows-1252' : plain;
}

function isUtf8(name: string): boolean {
  return name.replace(/[^a-z0-9]/g, '') === 'utf8';
}
