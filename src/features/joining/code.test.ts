import { describe, expect, it } from 'vitest';
import { groupCode, newCode, readCode } from './code.ts';

const SAMPLE = Array.from({ length: 200 }, newCode);

describe('a code', () => {
  it('is one of its own each time, and reads as it was made', () => {
    expect(new Set(SAMPLE).size).toBe(SAMPLE.length);
    for (const code of SAMPLE) {
      expect(readCode(code)).toEqual({ ok: true, code });
      expect(groupCode(code)).toMatch(/^[2-9CDFHJKMNPRTVWXY]{5}(-[2-9CDFHJKMNPRTVWXY]{5}){2}$/);
    }
  });

  it('is read as people type it', () => {
    const code = newCode();
    const address = `https://jendela.example/gabung?k=${code}`;
    for (const typed of [
      groupCode(code),
      ` ${groupCode(code).toLowerCase().replaceAll('-', ' ')}\n`,
      address,
    ]) {
      expect(readCode(typed), typed).toEqual({ ok: true, code });
    }
    const withDigits = SAMPLE.find((one) => /[2568]/.test(one)) ?? '';
    const confused = withDigits
      .replaceAll('2', 'Z')
      .replaceAll('5', 's')
      .replaceAll('6', 'G')
      .replaceAll('8', 'b');
    expect(readCode(confused)).toEqual({ ok: true, code: withDigits });
  });

  it('tells one wrong character and two that changed places', () => {
    for (const code of SAMPLE.slice(0, 20)) {
      for (let at = 0; at < code.length; at++) {
        for (const other of '23456789CDFHJKMNPRTVWXY') {
          if (other === code[at]) continue;
          const wrong = code.slice(0, at) + other + code.slice(at + 1);
          expect(readCode(wrong)).toEqual({ ok: false, problem: 'check' });
        }
        const next = code[at + 1];
        if (next === undefined || next === code[at]) continue;
        const changed = code.slice(0, at) + next + code[at] + code.slice(at + 2);
        expect(readCode(changed)).toEqual({ ok: false, problem: 'check' });
      }
    }
  });

  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['hello world', 'characters'],
    ['AEIOU-AEIOU-AEIOU', 'characters'],
    ['23456', 'length'],
    ['3273012345678901', 'characters'],
    ['２３４５６', 'characters'],
  ])('refuses %j as %s', (typed, problem) => expect(readCode(typed)).toEqual({ ok: false, problem }));
});
