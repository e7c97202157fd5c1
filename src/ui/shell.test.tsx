import { describe, expect, it } from 'vitest';
import { localPath } from '../domain/language.ts';
import { pageAssets } from './assets.ts';
import { Page, type PageProps, renderPage } from './shell.tsx';

const props: PageProps = {
  lang: 'id',
  title: 'Tahapan',
  path: '/tahapan',
  origin: 'https://jendela.example',
  city: { name: 'Kota Depok', windowName: 'Jendela Depok', demo: true },
  nav: [
    { icon: 'house', label: 'Beranda', href: '/' },
    { icon: 'calendar-days', label: 'Tahapan', href: '/tahapan', current: true },
  ],
  assets: {
    css: ['/assets/app.css'],
    font: '/assets/font.woff2',
    themeScript: '/assets/theme.js',
    scripts: ['/assets/check.js'],
    icons: { svg: '/assets/icon.svg', apple: '/assets/apple.png', share: '/assets/share.png' },
    manifest: '/manifest.webmanifest',
  },
  footer: { owner: 'Diskominfo', links: [{ label: 'Privasi', href: '/privasi' }] },
};

const render = (more: Partial<PageProps> = {}): string => renderPage(<Page {...props} {...more} />);
const count = (html: string, part: string): number => html.split(part).length - 1;

describe('the page', () => {
  it('is a whole document in its language with one of each landmark', () => {
    const html = render();
    expect(html).toMatch(/^<!doctype html><html lang="id">/);
    for (const part of ['<header', '<main id="main"', '<nav', '<footer', 'href="#main"']) {
      expect(count(html, part), part).toBe(1);
    }
    expect(count(html, 'aria-current="page"')).toBe(1);
  });

  it('names the page, then the window, and the window alone at home', () => {
    expect(render()).toContain('<title>Tahapan · Jendela Depok</title>');
    expect(render({ title: 'Jendela Depok' })).toContain('<title>Jendela Depok</title>');
  });

  it('points to itself in both languages', () => {
    const html = render({ lang: 'en' });
    expect(html).toContain('<link rel="canonical" href="https://jendela.example/en/tahapan"/>');
    expect(html).toContain('hreflang="id" href="https://jendela.example/tahapan"');
    expect(html).toMatch(/<a class="tool" href="\/tahapan" hreflang="id" lang="id"/);
    expect(localPath('en', '/')).toBe('/en');
  });

  it('needs no inline script or style, as the policy refuses them', () => {
    const html = render({ head: { schema: { '@type': 'Event' } } });
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)(?![^>]*application\/ld\+json)/);
  });

  it('escapes what comes from outside, in words, attributes and data', () => {
    const evil = '"><script>alert(1)</script>';
    const html = render({ title: evil, description: evil, asOf: evil, head: { schema: { name: evil } } });
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('\\u003cscript>');
  });

  it('says that data is example data only where it is', () => {
    expect(render()).toContain('Data contoh');
    expect(render({ city: { ...props.city, demo: false } })).not.toContain('Data contoh');
    expect(render({ city: { ...props.city, demoNote: 'Kota karangan.' } })).toContain('Kota karangan.');
  });

  it('keeps a page from search engines when asked', () => {
    expect(render({ head: { noindex: true } })).toContain('content="noindex"');
    expect(render()).not.toContain('noindex');
  });
});

describe('assets', () => {
  const names = [
    'app.css',
    'signed.css',
    'plus-jakarta-sans.woff2',
    'theme.js',
    'icon.svg',
    'apple-touch-icon.png',
    'icon-512.png',
  ];
  const index = Object.fromEntries(
    [...names, 'islands/check.js'].map((name) => [
      name,
      { url: `/assets/${name}`, integrity: 'sha384-x', bytes: 1, immutable: true },
    ]),
  );

  it('are found by name, with the islands of the page and the ink of the city', () => {
    const assets = pageAssets(index, ['check'], '/assets/city-1.css');
    expect(assets.scripts).toEqual(['/assets/islands/check.js']);
    expect(assets.css).toEqual(['/assets/app.css', '/assets/city-1.css']);
    const inside = pageAssets(index, [], '/assets/city-1.css', 'signed');
    expect(inside.css).toEqual(['/assets/app.css', '/assets/signed.css', '/assets/city-1.css']);
  });

  it('refuses an island that was not built', () => {
    expect(() => pageAssets(index, ['maps'])).toThrow('islands/maps.js');
  });
});
