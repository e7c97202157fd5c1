import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSecret } from './sign-in/secret.ts';
import { createVault, VaultError } from './vault.ts';

const vault = createVault(newSecret());

describe('a vault', () => {
  it('opens what it sealed, and seals the same text otherwise each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wellFormed = text.toWellFormed();
        const sealed = vault.seal('officer.nik', wellFormed);
        expect(vault.open('officer.nik', sealed)).toBe(wellFormed);
        expect(sealed.equals(vault.seal('officer.nik', wellFormed))).toBe(false);
      }),
    );
  });

  it('opens nothing that was changed anywhere, cut, or sealed elsewhere', () => {
    const sealed = vault.seal('officer.nik', '3276014102950001');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => vault.open('officer.nik', changed)).toThrow(VaultError);
    }
    for (const length of [0, 1, 28, sealed.length - 1]) {
      expect(() => vault.open('officer.nik', sealed.subarray(0, length))).toThrow(VaultError);
    }
    expect(() => vault.open('officer.phone', sealed)).toThrow(VaultError);
    expect(() => createVault(newSecret()).open('officer.nik', sealed)).toThrow(VaultError);
  });

  it('finds a text by a digest that is its own, and another for each purpose and key', () => {
    const digest = vault.lookup('officer.nik', '3276014102950001');
    expect(digest).toEqual(vault.lookup('officer.nik', '3276014102950001'));
    expect(digest).not.toEqual(vault.lookup('officer.nik', '3276014102950002'));
    expect(digest).not.toEqual(vault.lookup('officer.phone', '3276014102950001'));
    expect(digest).not.toEqual(createVault(newSecret()).lookup('officer.nik', '3276014102950001'));
  });
});
