import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownToHtml, markdownToText } from './markdown.ts';

describe('markdownToHtml', () => {
  it('keeps what a text of an office needs', () => {
    const html = markdownToHtml(
      [
        '# Jadwal',
        'Mulai **hari ini**, lihat [tahapan](/tahapan) atau https://kpu.go.id/jadwal.',
        '',
        '- satu',
        '- dua',
        '',
        '| Kecamatan | TPS |',
        '| --- | ---: |',
        '| Beji | 257 |',
        '',
        '> Kutipan',
        '',
        '![Peta](/media/ab12.webp)',
      ].join('\n'),
    );
    expect(html).toContain('<h2>Jadwal</h2>');
    expect(html).toContain('<a href="/tahapan">tahapan</a>');
    expect(html).toContain('<a href="https://kpu.go.id/jadwal" rel="noopener">');
    expect(html).toContain('<li>satu</li>');
    expect(html).toContain('<td class="num">257</td>');
    expect(html).toContain('<blockquote>');
    expect(html).toContain('<img src="/media/ab12.webp" alt="Peta" loading="lazy" />');
  });

  it('has no other first heading than the page’s, and none below the fourth', () => {
    expect(markdownToHtml('# a\n\n###### b')).toBe('<h2>a</h2>\n<h4>b</h4>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[klik](javascript:alert(1))',
    '[klik](JaVaScRiPt:alert(1))',
    '[klik](&#106;avascript:alert(1))',
    '[klik](java&#10;script:alert(1))',
    '[klik](data:text/html,<script>1</script>)',
    '[klik](vbscript:x)',
    '![x](javascript:alert(1))',
    '![x](https://tracker.example/p.gif)',
    '![x](//tracker.example/p.gif)',
    '![x](/media/../kerja)',
    '[x](//evil.example)',
    '[x](/\\evil.example)',
    '<a href="javascript:x">y</a>',
    '[a]: javascript:alert(1)\n\n[a]',
    '<javascript:alert(1)>',
    '![a" onerror="alert(1)](/media/a.png)',
    '[a](/x "b\\" onclick=\\"alert(1)")',
    '<style>body{display:none}</style>',
    '<svg/onload=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
  ])('lets nothing dangerous of %s through', (text) => {
    expect(faults(markdownToHtml(text))).toEqual([]);
  });

  it('lets nothing dangerous through, whatever is written', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          '<script>',
          '</script>',
          '<img ',
          'onerror=',
          'javascript:',
          '](',
          '![',
          '[',
          ')',
          '<',
          '>',
          '"',
          "'",
        ],
        ...[
          '`',
          '```\n',
          '&#106;',
          '&colon;',
          '\n',
          '| ',
          '| --- |\n',
          '> ',
          '- ',
          '# ',
          '\\',
          'data:',
          '//x',
          '/',
        ],
        ...['<a href=', ' style=', '<svg', 'onload=', '\t', '&lt;', '\u0000', '<!--', '-->', '<![CDATA['],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(faults(markdownToHtml(pieces.join('')))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

const TAGS = new Set(
  'h2 h3 h4 p br hr blockquote pre code ul ol li strong em s a img table thead tbody tr th td'.split(' '),
);
const ATTRIBUTES = new Set('href rel src alt loading start class'.split(' '));

/** What a browser's parser would find in it that the list does not allow. */
function faults(html: string): string[] {
  const $ = load(html, null, false);
  const found: string[] = [];
  for (const element of $('*').toArray()) {
    if (element.type !== 'tag') {
      found.push(element.type);
      continue;
    }
    const name = element.tagName;
    if (!TAGS.has(name)) found.push(name);
    for (const [attribute, value] of Object.entries(element.attribs)) {
      if (!ATTRIBUTES.has(attribute)) found.push(`${name} ${attribute}`);
      if (attribute === 'href' && !leadsWhereAllowed(value)) found.push(`${name} ${value}`);
      if (attribute === 'src' && !/^\/media\/[\w./-]+$/.test(value)) found.push(`${name} ${value}`);
    }
  }
  return found;
}

/** As a browser resolves it, from a page of ours. */
function leadsWhereAllowed(href: string): boolean {
  const url = URL.parse(href, 'https://jendela.example/berita/a');
  if (!url) return true;
  if (url.protocol === 'mailto:') return true;
  if (!['http:', 'https:'].includes(url.protocol)) return false;
  return url.host === 'jendela.example' || /^https?:\/\//i.test(href);
}

describe('markdownToText', () => {
  it('gives the words alone, a line each', () => {
    expect(
      markdownToText(
        '## Jadwal\n\nMulai **hari\nini**, [lihat](/x).\n\n- satu\n- dua\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      ),
    ).toBe('Jadwal\nMulai hari ini, lihat.\nsatu\ndua\na b\n1 2');
  });

  it('has the words of plain text as they are', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéü'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(markdownToText(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  it('has a picture by its description, and code as it is written', () => {
    expect(markdownToText('![Peta TPS](/media/a.webp)\n\n    x < y')).toBe('Peta TPS\nx < y');
  });
});
