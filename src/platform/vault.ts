import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** First byte of what is sealed: how it was sealed. */
const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Keeps what is personal unreadable in the database: its key is in KEYS_DIR, so that a stolen database, or a backup of
 * it, tells no number and no telephone.
 */
export interface Vault {
  /** Sealed by AES-256-GCM, each time otherwise. `purpose` is bound to it: what is sealed for one opens for no other. */
  seal(purpose: string, text: string): Buffer;
  /** @throws VaultError where it was changed, or sealed by another key or for another purpose */
  open(purpose: string, sealed: Uint8Array): string;
  /** Finds a text again without keeping it: HMAC-SHA-256 by a key of its own, always the same for the same text. */
  lookup(purpose: string, text: string): Buffer;
}

/** What was sealed does not open. Its message holds nothing of what it was. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'vault';
}

/** A vault by the secret that `readOrMakeSecret` keeps. */
export function createVault(secret: string): Vault {
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `jendela vault ${use}`, KEY_BYTES));
  const sealing = derive('sealing');
  const finding = derive('finding');
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      const body = 1 + NONCE_BYTES + TAG_BYTES;
      if (bytes[0] !== FORM || bytes.length < body) throw new VaultError('Sealed text of an unknown form.');
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(1, 1 + NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(1 + NONCE_BYTES, body));
        return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString('utf8');
      } catch {
        throw new VaultError('Sealed text does not open by the key of this window.');
      }
    },
    lookup: (purpose, text) => createHmac('sha256', finding).update(`${purpose}\0${text}`).digest(),
  };
}
