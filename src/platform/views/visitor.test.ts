import { describe, expect, it } from 'vitest';
import { channelOfReferrer, namedChannel, withChannel } from './channels.ts';
import { isAhead, visitorOf } from './visitor.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

describe('visitorOf', () => {
  it.each([
    [PHONE, 'person'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'person',
    ],
    [
      'Mozilla/5.0 (Linux; U; Android 8.1.0; id-id; CPH1803) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90 Mobile Safari/537.36 HeyTapBrowser/45.8',
      'person',
    ],
    ['Opera/9.80 (Android; Opera Mini/36.2/191.273; U; id) Presto/2.12.423 Version/12.16', 'person'],
    ['WhatsApp/2.24.25.78 A', 'preview'],
    ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'preview'],
    ['TelegramBot (like TwitterBot)', 'preview'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'program'],
    ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)', 'program'],
    ['Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)', 'program'],
    ['python-requests/2.32', 'program'],
    ['curl/8.5.0', 'program'],
    ['', 'program'],
    [undefined, 'program'],
  ])('takes %s for a %s', (userAgent, visitor) => {
    expect(visitorOf(userAgent)).toBe(visitor);
  });
});

it.each([
  ['sec-purpose', 'prefetch;prerender'],
  ['purpose', 'prefetch'],
  ['x-moz', 'prefetch'],
  ['sec-fetch-dest', 'empty'],
])('takes a request with %s: %s for one ahead of its reader', (name, value) => {
  expect(isAhead((asked) => (asked === name ? value : undefined))).toBe(true);
});

it.each([
  ['document', 'navigate'],
  ['iframe', 'navigate'],
  // Through the service worker.
  ['empty', 'navigate'],
])('takes an opened page for what it is (%s, %s)', (dest, mode) => {
  const headers: Readonly<Record<string, string>> = { 'sec-fetch-dest': dest, 'sec-fetch-mode': mode };
  expect(isAhead((name) => headers[name])).toBe(false);
});

it('believes the channels that an address may name, and no others', () => {
  expect(['qr', 'wa', 'langsung', 'pratinjau', 'x'].map(namedChannel)).toEqual([
    'qr',
    'wa',
    undefined,
    undefined,
    undefined,
  ]);
});

it('tells a search engine from another site, and either from no site', () => {
  expect(channelOfReferrer('https://www.google.co.id/')).toBe('cari');
  expect(channelOfReferrer('https://kota-depok.kpu.go.id/')).toBe('situs');
  expect(channelOfReferrer(undefined)).toBe('langsung');
});

it('puts the channel into an address, before its fragment', () => {
  expect(withChannel('/tahapan', 'qr')).toBe('/tahapan?dari=qr');
  expect(withChannel('/berita?wilayah=32.76.01#isi', 'wa')).toBe('/berita?wilayah=32.76.01&dari=wa#isi');
});
