import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, oneLine, plainWords } from './words.ts';

/** Every letter half as wide as its size. */
const measure = (text: string, size: number) => (text.length * size) / 2;
const segmenter = new Intl.Segmenter();
/** Letters of all sorts, spaces often, and what no text should hold. */
const unit = fc.constantFrom(
  ...'aWé1-. \n  ',
  'ا',
  '中',
  'ꦗ',
  '🗳️',
  '👨‍👩‍👧',
  'e\u0301',
  '\u202E',
  '\uD83D',
  '\0',
);
const box = { width: 400, height: 200, largest: 60, smallest: 20 };

describe('plainWords', () => {
  it.each([
    ['🗳️ Hasil seleksi 🎉', 'Hasil seleksi'],
    ['👩🏽‍🦽 Akses 👨‍👩‍👧‍👦 TPS 🇮🇩', 'Akses TPS'],
    ['Langkah 1️⃣ dari #3', 'Langkah 1 dari #3'],
    ['a\u202Ekcab\u202C b\u0000\u200B', 'a kcab b'],
    ['  dua\n\tbaris  ', 'dua baris'],
    ['Nguyễn Łódź ꦗꦮ العربية 中文', 'Nguyễn Łódź ꦗꦮ العربية 中文'],
    ['© 2024 KPU®', '© 2024 KPU®'],
  ])('makes %j %j', (given, plain) => expect(plainWords(given)).toBe(plain));
});

describe('fitText', () => {
  it('writes a short text as large as it may', () => {
    expect(fitText('Jadwal', box, measure)).toEqual({ lines: ['Jadwal'], size: 60, lineHeight: 72 });
  });

  it('breaks at spaces, then shrinks', () => {
    const fitted = fitText('Distribusi logistik pemilu dimulai hari ini', box, measure);
    expect(fitted.lines.join(' ')).toBe('Distribusi logistik pemilu dimulai hari ini');
    expect(fitted.size).toBeLessThan(60);
  });

  it('breaks a word that is wider than a line', () => {
    const { lines } = fitText('x'.repeat(50), box, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('x'.repeat(50));
  });

  it('ends what does not fit in an ellipsis', () => {
    const { lines, size } = fitText('kata '.repeat(200), box, measure);
    expect(size).toBe(20);
    expect(lines.at(-1)).toMatch(/…$/);
    expect(oneLine('Komisi Pemilihan Umum', 100, (text) => text.length * 10)).toBe('Komisi Pe…');
  });

  it('stays within its box, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 900 }), (text) => {
        const { lines, size, lineHeight } = fitText(text, box, measure);
        expect(lines.length * lineHeight).toBeLessThanOrEqual(box.height);
        for (const line of lines) {
          const graphemes = [...segmenter.segment(line)].length;
          if (graphemes > 1) expect(measure(line, size)).toBeLessThanOrEqual(box.width);
        }
      }),
    );
  });
});
