import { describe, expect, test } from 'vitest';
import { differencesOf, matchOf, pastedOf } from './compare.ts';

const published = {
  title: 'Jadwal pemungutan suara',
  text:
    'Pemungutan suara berlangsung pada hari Rabu, 27 November 2024, pukul 07.00 sampai 13.00. ' +
    'Bawa KTP elektronik. Yang datang sebelum pukul 13.00 tetap dilayani walau antre.',
};
const match = (text: string) => matchOf(pastedOf(text), published)?.kind;
const changes = (text: string) => differencesOf(pastedOf(text), published);

describe('a pasted text and a published one', () => {
  test('is the same however its lines are broken and its words are marked', () => {
    expect(match(`*Jadwal pemungutan suara*\n\n${published.text}`)).toBe('same');
    expect(match(published.text.replaceAll(' ', '\n'))).toBe('same');
    expect(match('_Jadwal Pemungutan Suara_')).toBe('same');
    expect(match(published.text.slice(0, -1))).toBe('same');
  });

  test('is an excerpt where all its words stand there in a row', () => {
    expect(match('berlangsung pada hari Rabu, 27 November 2024, pukul 07.00')).toBe('part');
  });

  test('few words in a row are no excerpt: they may stand anywhere', () => {
    expect(match('hari Rabu 27')).toBeUndefined();
  });

  test('another date is told word by word', () => {
    const forged = published.text.replace('27 November', '28 November');
    expect(match(forged)).toBe('close');
    const found = changes(forged)?.filter(({ kind }) => kind !== 'same');
    expect(found).toEqual([
      { kind: 'removed', text: '27' },
      { kind: 'added', text: '28' },
    ]);
  });

  test('the last word that was changed is told too', () => {
    const forged = published.text.replace('walau antre.', 'walau hujan.');
    expect(changes(forged)?.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'antre.' },
      { kind: 'added', text: 'hujan.' },
    ]);
  });

  test('a forwarded message with lines before and after is found, and what was added is told', () => {
    const forwarded = `PENTING!! Dari grup RT sebelah:\n${published.text}\nSebarkan ke semua grup!!`;
    expect(match(forwarded)).toBe('close');
    expect(
      changes(forwarded)
        ?.filter(({ kind }) => kind === 'removed')
        .map(({ text }) => text),
    ).toEqual([]);
    expect(changes(forwarded)?.at(-1)).toEqual({ kind: 'added', text: 'Sebarkan ke semua grup!!' });
  });

  test('what an excerpt leaves out is no difference', () => {
    const excerpt = 'Pemungutan suara berlangsung pada hari Kamis, 27 November 2024, pukul 07.00';
    expect(changes(excerpt)?.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'Rabu,' },
      { kind: 'added', text: 'Kamis,' },
    ]);
  });

  test('another text is none of these', () => {
    expect(match('Harga beras di pasar naik lagi pekan ini karena hujan.')).toBeUndefined();
    expect(match('')).toBeUndefined();
  });

  test('digits of another writing and marks that cannot be seen make no difference', () => {
    expect(match(published.text.replace('27', '２\u200B７'))).toBe('same');
  });
});
