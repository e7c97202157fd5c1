import { describe, expect, it } from 'vitest';
import { checkCount, countRules } from '../../domain/count-check.ts';
import { countMarks, countStanding, type NamedShape } from './marks.ts';

const shape: NamedShape = {
  lists: ['permanent', 'moved', 'additional'],
  names: { permanent: 'DPT', moved: 'DPTb', additional: 'DPK' },
  candidates: 2,
};
const plain = String;

describe('what is said beside a number', () => {
  it.each(['id', 'en'] as const)('names both numbers and by how much they differ, in %s', (lang) => {
    for (const rule of countRules(shape)) {
      const finding = { rule, left: 4321, right: 1234, difference: 3087 };
      const check = { findings: [finding], unreadable: [], expected: new Map(), checked: 1, rules: 1 };
      const [mark] = countMarks(shape, check, lang, plain);
      expect(mark).toMatchObject({ field: rule.at, hint: rule.hint ?? false });
      for (const part of ['4321', '1234', '3087']) expect(mark?.text, rule.kind).toContain(part);
    }
  });

  it('names the list whose users are too many', () => {
    const check = checkCount(shape, { 'voters-moved-total': '4', 'users-moved-total': '6' });
    expect(countMarks(shape, check, 'id', plain)[0]?.text).toBe(
      'Pengguna DPTb 6, lebih banyak daripada pemilih di daftarnya, 4. Selisih 2. Di C.Hasil: Data pemilih; Pengguna hak pilih.',
    );
  });
});

describe('what stands above the form', () => {
  const standing = (typed: Record<string, string>) => countStanding(checkCount(shape, typed), 'id', plain);

  it('says what does not agree, how far it is checked, and to begin', () => {
    expect(standing({})).toMatchObject({ tone: 'info', text: 'Isi angka, jumlahnya diperiksa' });
    expect(standing({ valid: '10', invalid: '2', votes: '13' })).toMatchObject({ tone: 'bad' });
    expect(standing({ valid: '10', invalid: '2', votes: '12' })).toMatchObject({ tone: 'info' });
    expect(standing({ valid: 'x' })).toMatchObject({ tone: 'bad', text: '1 jumlah tidak cocok' });
  });

  it('does not count a question as a fault', () => {
    expect(standing({ 'voters-permanent-total': '580', received: '500' }).tone).toBe('info');
  });
});
