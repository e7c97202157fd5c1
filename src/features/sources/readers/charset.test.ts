import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeText } from './charset.ts';

const WORDS = '<p>Ré­sumé – “kutipan”</p>';
const xml = (charset: string) => `<?xml version="1.0" encoding="${charset}"?>${WORDS}`;

test.each([
  ['UTF-8 that is called Latin 1', iconv.encode(xml('iso-8859-1'), 'utf-8'), 'text/xml; charset=iso-8859-1'],
  ['windows-1252 that is called Latin 1', iconv.encode(xml('ISO-8859-1'), 'windows-1252'), 'text/xml'],
  [
    'windows-1252 that is called UTF-8',
    iconv.encode(xml('utf-8'), 'windows-1252'),
    'text/xml; charset=utf-8',
  ],
  ['windows-1252 that is called nothing', iconv.encode(WORDS, 'windows-1252'), null],
  [
    'windows-1252 that is called what there is not',
    iconv.encode(WORDS, 'windows-1252'),
    'x; charset=nothing',
  ],
  ['windows-1252 that is called hexadecimal', iconv.encode(WORDS, 'windows-1252'), 'x; charset=hex'],
  ['UTF-16 with its mark', iconv.encode(xml('utf-8'), 'utf-16le', { addBOM: true }), null],
  ['UTF-16 the other way round', iconv.encode(xml('utf-16'), 'utf-16be', { addBOM: true }), null],
  ['UTF-16 without a mark', iconv.encode(xml('utf-16'), 'utf-16le'), null],
  ['UTF-8 with its mark', iconv.encode(xml('utf-8'), 'utf-8', { addBOM: true }), 'x; charset=windows-1251'],
])('reads %s', (_, bytes, contentType) => {
  expect(decodeText(bytes, contentType)).toContain(WORDS);
});

test('reads what the page says of itself, and what the server says before it', () => {
  const page = (charset: string) => iconv.encode(`<meta charset="${charset}"><p>Привет`, 'windows-1251');
  expect(decodeText(page('windows-1251'), 'text/html')).toContain('Привет');
  expect(decodeText(page('koi8-r'), 'text/html; charset="windows-1251"')).toContain('Привет');
});

test('keeps UTF-8 in which one letter is broken', () => {
  const bytes = Buffer.concat([
    Buffer.from('“satu” – dua '),
    Buffer.from([0xe2, 0x80]),
    Buffer.from(' tiga'),
  ]);
  expect(decodeText(bytes)).toBe('“satu” – dua \uFFFD tiga');
});

test('has no text where there are no bytes', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});
