import type { Bilingual } from '../../domain/text.ts';

/** How somebody came to a page, as far as the address itself says it. Nothing is known of who came. */
export const CHANNELS = [
  'langsung',
  'qr',
  'wa',
  'kartu',
  'poster',
  'tautan',
  'widget',
  'umpan',
  'cari',
  'situs',
  'pratinjau',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** The name of the query value that tells the channel. It changes nothing on the page. */
export const CHANNEL_QUERY = 'dari';

/** What an address may say: the others follow from the request. */
const NAMED: ReadonlySet<string> = new Set([
  'qr',
  'wa',
  'kartu',
  'poster',
  'tautan',
  'widget',
  'umpan',
  'cari',
]);
const SEARCH_ENGINES = /^https?:\/\/([a-z0-9-]+\.)*(google|bing|yahoo|duckduckgo|ecosia|yandex)\./;

/** What each channel is called. */
export const CHANNEL_NAMES: Readonly<Record<Channel, Bilingual>> = {
  langsung: { id: 'Langsung', en: 'Directly' },
  qr: { id: 'Kode QR', en: 'QR code' },
  wa: { id: 'WhatsApp', en: 'WhatsApp' },
  kartu: { id: 'Gambar dengan QR', en: 'Picture with QR' },
  poster: { id: 'Poster di papan pengumuman', en: 'Poster on a notice board' },
  tautan: { id: 'Alamat pendek', en: 'Short address' },
  widget: { id: 'Widget di situs lain', en: 'Widget on another site' },
  umpan: { id: 'Umpan berita', en: 'News feed' },
  cari: { id: 'Pencarian', en: 'Search' },
  situs: { id: 'Tautan di situs lain', en: 'Link on another site' },
  pratinjau: { id: 'Pratinjau tautan', en: 'Link preview' },
};

/** The channel that a query value names. */
export function namedChannel(value: string | undefined): Channel | undefined {
  return value !== undefined && isNamed(value) ? value : undefined;
}

/** The channel of a visit whose address names none: from a search engine, from another site, or directly. */
export function channelOfReferrer(referrer: string | undefined): Channel {
  if (!referrer) return 'langsung';
  return SEARCH_ENGINES.test(referrer) ? 'cari' : 'situs';
}

/** An address with its channel: `/tahapan` and `qr` give `/tahapan?dari=qr`. A fragment stays at the end. */
export function withChannel(path: string, channel: Channel): string {
  const [address = '', fragment] = path.split('#', 2);
  const joint = address.includes('?') ? '&' : '?';
  return `${address}${joint}${CHANNEL_QUERY}=${channel}${fragment === undefined ? '' : `#${fragment}`}`;
}

function isNamed(value: string): value is Channel {
  return NAMED.has(value);
}
