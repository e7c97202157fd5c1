import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownToHtml, markdownToText } from '../../../platform/markdown/markdown.ts';
import { firstPicture, htmlToMarkdown, htmlToText, textToMarkdown } from './html-to-markdown.ts';

const BASE = 'https://kpu.example/blog/read/7_jadwal';

describe('HTML as marks', () => {
  test('keeps what an article is made of', () => {
    const html = `
      <h1>Jadwal</h1><p>Mulai <b>hari ini</b>, lihat <a href="/tahapan?a=1&amp;b=2#isi">tahapan</a>.<br>Baris dua</p>
      <ul><li>satu<ul><li>dalam</li></ul></li><li><p>dua</p></li></ul><ol start="3"><li>tiga</ol>
      <blockquote><p>Kutipan</p><p><i>kedua</i></p></blockquote>
      <table><thead><tr><th>Kecamatan</th><th>TPS</th></tr></thead><tr><td>Beji | Tua</td><td>257</td></tr></table>`;
    expect(htmlToMarkdown(html, BASE)).toBe(
      [
        '## Jadwal',
        'Mulai **hari ini**, lihat [tahapan](https://kpu.example/tahapan?a=1&b=2#isi).\\\nBaris dua',
        '- satu\n\n  - dalam\n- dua',
        '3. tiga',
        '> Kutipan\n>\n> *kedua*',
        '| Kecamatan | TPS |\n| --- | --- |\n| Beji \\| Tua | 257 |',
      ].join('\n\n'),
    );
  });

  test.each([
    ['<div>lepas<p>isi</p>akhir</div>', 'lepas\n\nisi\n\nakhir'],
    ['<table><tr><td><p>satu kolom</p></td></tr></table>', 'satu kolom'],
    ['<p>a<strong> b </strong>c</p>', 'a **b** c'],
    ['<p>a<b>“b”</b>c</p>', 'a“b”c'],
    ['<b>a</b><b>b</b><i>c</i>', '**ab**c'],
    ['<a href="/x"><img src="/a.png" alt="Peta"></a>', '[Peta](https://kpu.example/x)'],
    ['<a href="mailto:info@kpu.example">surat</a>', '[surat](mailto:info@kpu.example)'],
    ['<p>1. bukan daftar</p><p># bukan judul</p>', '1\\. bukan daftar\n\n\\# bukan judul'],
    ['lihat https://a.example/x_y.', 'lihat <https://a.example/x_y>.'],
    ['<h2>Bahasa C #</h2>', '## Bahasa C \\#'],
    ['<p>&nbsp;</p><p> </p>', ''],
  ])('%s is %s', (html, markdown) => {
    expect(htmlToMarkdown(html, BASE)).toBe(markdown);
  });

  test.each([
    '<script>alert(1)</script>',
    '<iframe src="https://evil.example">alert(1)</iframe>',
    '<iframe><script>alert(1)</script></iframe>',
    '<style>alert(1)</style>',
    '<svg><script>alert(1)</script></svg>',
    '<noscript>alert(1)</noscript>',
    '<form><button>alert(1)</button></form>',
    '<img src=x onerror=alert(1)>',
    '<template>alert(1)</template>',
    '<!-- alert(1) -->',
  ])('leaves nothing of %s', (html) => {
    expect(htmlToMarkdown(`<p>a</p>${html}<p>b</p>`)).toBe('a\n\nb');
  });

  test.each(['javascript:alert(1)', 'JaVa\tScript:alert(1)', 'data:text/html,x', 'https://u:p@a.example/'])(
    'makes no link to %s',
    (href) => {
      const $ = load('<p><a>klik</a></p>', null, false);
      $('a').attr('href', href);
      expect(htmlToMarkdown($.html(), BASE)).toBe('klik');
    },
  );

  test('survives a text that is nested without end, and one that is never closed', () => {
    expect(htmlToMarkdown(`${'<div>'.repeat(15_000)}isi`)).toBe('isi');
    expect(htmlToMarkdown(`${'<ul><li>'.repeat(10_000)}isi`)).toContain('isi');
    expect(htmlToMarkdown('<p>awal <b>dan <a href="/x')).toBe('awal **dan**');
  });

  test('never becomes anything that runs', { timeout: 60_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['<script>', '</script>', '<p>', '</p>', '<a href="', '">', '</a>', '<img src="', 'javascript:'],
        ...[
          '<iframe srcdoc="',
          '<svg onload=',
          '&lt;script&gt;',
          '&amp;lt;',
          '&#60;',
          '<b>',
          '</b>',
          '<i>',
          '**',
        ],
        ...[
          '](',
          '[',
          '`',
          '<table><tr><td>',
          '</td><td>',
          '</table>',
          '<li>',
          '<br>',
          '<!--',
          '-->',
          '\n\n',
        ],
        ...[
          '<blockquote>',
          '```\n',
          '| ',
          '&#106;avascript:',
          '//evil.example',
          '<math>',
          '<![CDATA[',
          ']]>',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const $ = load(markdownToHtml(htmlToMarkdown(pieces.join(''), BASE)), null, false);
        expect($('script, iframe, svg, math, style, form, img').length).toBe(0);
        for (const element of $('*').toArray()) {
          const attributes = Object.keys('attribs' in element ? element.attribs : {});
          expect(attributes.filter((name) => !['href', 'rel', 'start', 'class'].includes(name))).toEqual([]);
        }
        for (const link of $('a[href]').toArray()) {
          expect(URL.parse(link.attribs['href'] ?? '')?.protocol).toMatch(/^(https?|mailto):$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('shows the words of a text as they were, whatever signs are in it', { timeout: 60_000 }, () => {
    const word = fc
      .array(
        fc.oneof(
          fc.constantFrom(...'*_`[]()<>|~#+-=.!\\&:;"\'0123456789', '&lt;', '1.', '---', '```', '**', '==='),
          fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 5 }),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const text = words.join(' ');
        const $ = load('<p></p>', null, false);
        $('p').text(text);
        expect(markdownToText(htmlToMarkdown($.html()))).toBe(text);
        expect(markdownToText(textToMarkdown(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

test('gives the words of HTML in one line', () => {
  expect(htmlToText('<p>Satu &amp; <b>dua</b></p><p>tiga<script>x</script></p>')).toBe('Satu & dua tiga');
  expect(htmlToText('kata '.repeat(100), 20)).toBe('kata kata kata…');
});

test('finds the first picture that has an address', () => {
  expect(firstPicture('<img src="data:x"><img src="/a.png?utm_source=b#c">', BASE)).toBe(
    'https://kpu.example/a.png',
  );
  expect(firstPicture('<p>tanpa</p>', BASE)).toBeUndefined();
});
