import { describe, expect, test } from 'vitest';
import { isOwn, likenessOf, linksIn, onlyLink } from './links.ts';

const hrefs = (text: string) => linksIn(text).map(({ href }) => href);

describe('links in a text', () => {
  test.each([
    ['Buka https://jendela.example/s/k4wzt.', ['https://jendela.example/s/k4wzt']],
    ['Lihat jendela.example/berita/abc (resmi)!', ['https://jendela.example/berita/abc']],
    ['*http://a.example/x?y=1#z*', ['http://a.example/x?y=1#z']],
    ['dua: a.example dan a.example', ['https://a.example/']],
    ['surel kpu@depok.example bukan tautan', []],
    ['Pukul 07.00-13.00, tgl 27.11.2024 No. 3/PL.02', []],
    ['http://localhost:3000/s/k4wzt', ['http://localhost:3000/s/k4wzt']],
    ['http://127.0.0.1/x', ['http://127.0.0.1/x']],
    ['javascript:alert(1) ftp://a.b/c', []],
    ['https://jendela.example@jahat.example/s/k4wzt', ['https://jendela.example@jahat.example/s/k4wzt']],
  ])('%s', (text, expected) => {
    expect(hrefs(text)).toEqual(expected);
  });

  test('a text that is nothing but a link', () => {
    expect(onlyLink(' https://jendela.example/berita/abc \n')?.pathname).toBe('/berita/abc');
    expect(onlyLink('jendela.example/s/k4wzt')?.href).toBe('https://jendela.example/s/k4wzt');
    expect(onlyLink('baca jendela.example')).toBeUndefined();
    expect(onlyLink('pengumuman')).toBeUndefined();
  });

  test('a long list is cut', () => {
    expect(linksIn(Array.from({ length: 40 }, (_, i) => `a${i}.example`).join(' '))).toHaveLength(5);
  });

  test('a long row of dots and letters takes no time to speak of', () => {
    expect(linksIn('a.'.repeat(2_500))).toEqual([]);
    expect(linksIn('a'.repeat(5_000))).toEqual([]);
    expect(linksIn(`${'a-'.repeat(2_400)}@`)).toEqual([]);
  });
});

describe('hosts that are not ours', () => {
  const own = 'jendela.depok.example';
  const names = ['kpu', 'depok', 'jendela'];
  const likeness = (host: string) => likenessOf(host, own, names);

  test.each([
    ['jende1a.depok.example', 'address'],
    ['jendela-depok.example', 'address'],
    ['jendela.depok.example.jahat.test', 'address'],
    ['www-jendela.test', 'address'],
    ['xn--jendel-3fg.depok.example', 'address'],
    ['jendelaa.depok.example', 'address'],
    ['depok-kpu.example', 'name'],
    ['info-kpu.test', 'name'],
    ['berita.test', undefined],
    ['wa.me', undefined],
  ])('%s', (host, expected) => {
    expect(likeness(host)).toBe(expected);
  });

  test('the same host by another scheme is ours, one in front of an @ is not', () => {
    expect(isOwn(new URL('http://jendela.depok.example/x'), `https://${own}`)).toBe(true);
    expect(isOwn(new URL(`https://${own}@jahat.test/`), `https://${own}`)).toBe(false);
    expect(isOwn(new URL(`https://${own}:8443/`), `https://${own}`)).toBe(false);
  });
});
