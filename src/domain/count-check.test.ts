import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BALLOT_FIELDS,
  type CountShape,
  candidateField,
  checkCount,
  countFields,
  countRules,
} from './count-check.ts';

const LISTS = ['permanent', 'moved', 'additional'];

interface Drawn {
  readonly shape: CountShape;
  readonly form: Record<string, string>;
}

/** A form in which everything agrees, whatever its numbers. */
const anyTrueForm: fc.Arbitrary<Drawn> = fc
  .record({
    votes: fc.array(fc.nat(200), { minLength: 1, maxLength: 6 }),
    invalid: fc.nat(50),
    spoiled: fc.nat(10),
    unused: fc.nat(50),
    women: fc.nat(100),
    shares: fc.tuple(fc.nat(100), fc.nat(100)),
    absent: fc.nat(100),
  })
  .map(({ votes, invalid, spoiled, unused, women, shares, absent }) => {
    const valid = votes.reduce((sum, each) => sum + each, 0);
    const used = valid + invalid;
    const form: Record<string, number> = { valid, invalid, votes: used, used, spoiled };
    const share = (of: number, percent: number) => Math.floor((of * percent) / 100);
    const moved = share(used, shares[0] / 2);
    const additional = share(used - moved, shares[1] / 2);
    const users = { permanent: used - moved - additional, moved, additional };
    let men = 0;
    for (const [list, total] of Object.entries(users)) {
      const ofWomen = share(total, women);
      men += total - ofWomen;
      for (const [kind, more] of [
        ['users', 0],
        ['voters', absent],
      ] as const) {
        form[`${kind}-${list}-men`] = total - ofWomen + more;
        form[`${kind}-${list}-women`] = ofWomen + more;
        form[`${kind}-${list}-total`] = total + 2 * more;
      }
    }
    Object.assign(form, { 'users-men': men, 'users-women': used - men, 'users-total': used });
    Object.assign(form, { 'disabled-men': 0, 'disabled-women': 0, 'disabled-total': 0 });
    const short = Math.max(0, (form['voters-permanent-total'] ?? 0) - used - spoiled - unused);
    form['unused'] = unused + short;
    form['received'] = used + spoiled + unused + short;
    votes.forEach((each, at) => {
      form[candidateField(at + 1)] = each;
    });
    return {
      shape: { lists: LISTS, candidates: votes.length },
      form: Object.fromEntries(Object.entries(form).map(([field, value]) => [field, String(value)])),
    };
  });

describe('a form in which all agrees', () => {
  it('has every part of the form in a rule, and names for each rule where it is read', () => {
    const rules = countRules({ lists: LISTS, candidates: 2 });
    expect(new Set(rules.flatMap(({ sections }) => sections)).size).toBe(6);
    expect(rules.every(({ sections }) => sections.length > 0)).toBe(true);
  });

  it('has every number in a rule', () => {
    const shape = { lists: LISTS, candidates: 3 };
    const ruled = new Set(countRules(shape).flatMap(({ left, right }) => [...left, ...right]));
    expect([...ruled].sort()).toEqual(countFields(shape).sort());
  });

  it('is found without fault, whole or with numbers missing', () => {
    fc.assert(
      fc.property(anyTrueForm, fc.infiniteStream(fc.boolean()), ({ shape, form }, keep) => {
        expect(checkCount(shape, form)).toMatchObject({ findings: [], unreadable: [] });
        expect(checkCount(shape, form).checked).toBe(countRules(shape).length);
        const partial = Object.fromEntries(Object.entries(form).filter(() => keep.next().value));
        expect(checkCount(shape, partial)).toMatchObject({ findings: [], unreadable: [] });
      }),
    );
  });

  it('says what a missing total has to be', () => {
    fc.assert(
      fc.property(anyTrueForm, ({ shape, form }) => {
        const { 'users-total': total, valid, received, ...rest } = form;
        const { expected } = checkCount(shape, rest);
        expect(expected.get('users-total')).toBe(Number(total));
        expect(expected.get('valid')).toBe(Number(valid));
        expect(expected.get('received')).toBe(Number(received));
      }),
    );
  });
});

describe('one wrong number', () => {
  it('is found beside what it should agree with, with the difference', () => {
    fc.assert(
      fc.property(anyTrueForm, fc.nat(), fc.integer({ min: 1, max: 40 }), ({ shape, form }, pick, by) => {
        const fields = countFields(shape);
        const field = fields[pick % fields.length] ?? 'valid';
        const { findings } = checkCount(shape, { ...form, [field]: String(Number(form[field]) + by) });
        const about = findings.filter(({ rule }) => [...rule.left, ...rule.right].includes(field));
        expect(about).toEqual(findings);
        const equalities = about.filter(({ rule }) => rule.relation === 'equal');
        expect(equalities.length).toBeGreaterThan(0);
        for (const { difference } of equalities) expect(difference).toBe(by);
      }),
    );
  });
});

describe('what can be read', () => {
  const shape = { lists: LISTS, candidates: 2 };

  it('takes numbers as they are written here, and names what is none', () => {
    const check = checkCount(shape, {
      'candidate-1': '1.200',
      'candidate-2': ' 34 ',
      valid: '1234',
      invalid: 'x',
    });
    expect(check).toMatchObject({ findings: [], unreadable: ['invalid'], checked: 1 });
  });

  it('does not guess a total over one that cannot be read', () => {
    const check = checkCount(shape, { 'candidate-1': '10', 'candidate-2': '5', valid: '15a' });
    expect(check.expected.has('valid')).toBe(false);
  });

  it('asks about fewer ballots than voters without calling it wrong', () => {
    const check = checkCount(shape, { 'voters-permanent-total': '580', received: '500' });
    expect(check.findings).toMatchObject([
      { rule: { kind: 'received-for-voters', hint: true }, left: 580, right: 500, difference: 80 },
    ]);
  });

  it('says nothing of an empty form', () => {
    expect(checkCount(shape, {})).toMatchObject({ findings: [], checked: 0 });
    expect(BALLOT_FIELDS).toHaveLength(4);
  });
});
