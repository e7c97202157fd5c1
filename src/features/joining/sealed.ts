import type { z } from 'zod';
import { type Vault, VaultError } from '../../platform/vault.ts';

/** Something as text that a phone can carry, and neither read nor change. */
export function sealed(vault: Vault, purpose: string, what: object): string {
  return vault.seal(purpose, JSON.stringify(what)).toString('base64url');
}

/** What a phone brings back; undefined where it is not ours, or was changed. */
export function opened<Shape extends z.ZodType>(
  vault: Vault,
  purpose: string,
  shape: Shape,
  text: string,
): z.output<Shape> | undefined {
  try {
    return shape.parse(JSON.parse(vault.open(purpose, Buffer.from(text, 'base64url'))));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
