import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Clock } from '../../domain/clock.ts';
import type { ApiEnv } from './api.ts';

const FRESH_SECONDS = 30;
/** After this long a page is too old to stand in for one that cannot be rendered. */
const STALE_SECONDS = 12 * 60 * 60;
const MOST_PAGES = 4_000;
const MOST_BYTES = 96 * 1024 * 1024;
/** Larger ones, such as attachments, would push out a hundred pages each; they are rarely asked for. */
const LARGEST_KEPT = 1024 * 1024;
/** What compresses: text in all its forms. Pictures and documents are compressed already. */
const COMPRESSIBLE = /^(text\/|application\/(json|xml|[a-z.-]+\+(json|xml)|javascript|manifest)|image\/svg)/;

/** A page as it is kept: in each encoding, so that serving it again costs no work. */
export interface KeptPage {
  readonly status: number;
  readonly type: string;
  readonly etag: string;
  /** Offered to be saved under this name. */
  readonly fileName?: string | undefined;
  /** Headers of this answer beside those of its kind; an empty value takes one of those away. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Absent where compressing gains nothing, as for fonts and pictures. */
  readonly gzip: Uint8Array<ArrayBuffer> | undefined;
  readonly br: Uint8Array<ArrayBuffer> | undefined;
}

interface Slot {
  readonly page: KeptPage;
  readonly revision: number;
  readonly at: number;
}

interface Rendered {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly fileName?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Pages in memory. Several requests for a page that is not there render it once. */
export interface PageCache {
  /** A page that is still as good as a new one, without waiting. */
  fresh(key: string): KeptPage | undefined;
  /**
   * The page, rendered anew unless it is fresh. Where rendering fails because the data is away, a page of the last
   * hours is given instead: it says itself of when it is. `undefined` from `render` is passed on and not kept.
   */
  get(key: string, render: () => Promise<Rendered | undefined>): Promise<KeptPage | undefined>;
}

/**
 * Keeps pages until the content changes (`revision`) or half a minute has passed, since stages begin and end by the
 * clock alone.
 */
export function createPageCache(options: {
  readonly clock: Clock;
  readonly revision: () => number;
  readonly isAway: (error: unknown) => boolean;
}): PageCache {
  const slots = new Map<string, Slot>();
  const underway = new Map<string, Promise<KeptPage | undefined>>();
  let bytes = 0;
  const seconds = () => options.clock().epochMilliseconds / 1000;

  function forget(key: string): void {
    const slot = slots.get(key);
    if (!slot) return;
    bytes -= sizeOf(slot.page);
    slots.delete(key);
  }

  function keep(key: string, slot: Slot): void {
    forget(key);
    slots.set(key, slot);
    bytes += sizeOf(slot.page);
    while (slots.size > MOST_PAGES || bytes > MOST_BYTES) {
      const oldest = slots.keys().next();
      if (oldest.done) return;
      forget(oldest.value);
    }
  }

  function fresh(key: string): KeptPage | undefined {
    const slot = slots.get(key);
    if (slot?.revision !== options.revision()) return undefined;
    return seconds() - slot.at < FRESH_SECONDS ? slot.page : undefined;
  }

  async function renderAnew(
    key: string,
    render: () => Promise<Rendered | undefined>,
  ): Promise<KeptPage | undefined> {
    // Read before rendering: content that changes meanwhile makes the page stale at once.
    const revision = options.revision();
    try {
      const rendered = await render();
      if (!rendered) return undefined;
      const page = await encode(rendered);
      if (page.status === 200 && sizeOf(page) <= LARGEST_KEPT) keep(key, { page, revision, at: seconds() });
      return page;
    } catch (error) {
      const slot = slots.get(key);
      if (slot && options.isAway(error) && seconds() - slot.at < STALE_SECONDS) return slot.page;
      throw error;
    }
  }

  return {
    fresh,
    async get(key, render) {
      const known = fresh(key) ?? underway.get(key);
      if (known) return known;
      const rendering = renderAnew(key, render).finally(() => underway.delete(key));
      underway.set(key, rendering);
      return rendering;
    },
  };
}

function sizeOf(page: KeptPage): number {
  return page.plain.length + (page.gzip?.length ?? 0) + (page.br?.length ?? 0);
}

/**
 * A body in each encoding that makes it smaller, with an entity tag of its content. With what one client accepts, for an
 * answer that nobody else gets, in the one encoding that it will have.
 */
export async function encode(
  { status, type, body, fileName, headers }: Rendered,
  accepts?: string,
): Promise<KeptPage> {
  const plain = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const [zipped, br] = COMPRESSIBLE.test(type) ? await compressed(plain, accepts) : [undefined, undefined];
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { status, type, etag, fileName, headers, plain, gzip: zipped, br };
}

async function compressed(plain: Uint8Array<ArrayBuffer>, accepts: string | undefined) {
  const takesBrotli = accepts?.includes('br') ?? true;
  const takesGzip = accepts === undefined || (accepts.includes('gzip') && !takesBrotli);
  const [zipped, br] = await Promise.all([
    takesGzip ? compressGzip(plain, { level: 6 }) : undefined,
    takesBrotli ? compressBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : undefined,
  ]);
  return [zipped && copy(zipped), br && copy(br)] as const;
}

/** Out of the shared pool of small buffers, which would keep eight kilobytes alive for each. */
function copy(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

/** The answer for a kept page to one client: compressed as it accepts, or 304 where it has it already. */
export function keptResponse(
  c: Context<ApiEnv>,
  page: KeptPage,
  headers: Readonly<Record<string, string>>,
): Response {
  const accepts = c.req.header('accept-encoding') ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => page[name] && accepts.includes(name));
  const etag = `"${page.etag}${encoding ? `-${encoding}` : ''}"`;
  const all: Record<string, string> = {
    ...c.get('headers'),
    ...headers,
    ...page.headers,
    etag,
    vary: 'accept-encoding',
  };
  for (const name in page.headers) if (all[name] === '') delete all[name];
  c.set('headersWritten', true);
  if (c.req.header('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers: all });
  const body = (encoding && page[encoding]) ?? page.plain;
  all['content-type'] = page.type;
  all['content-length'] = String(body.length);
  if (encoding) all['content-encoding'] = encoding;
  if (page.fileName) all['content-disposition'] = `attachment; filename="${page.fileName}"`;
  return new Response(body, { status: page.status, headers: all });
}
