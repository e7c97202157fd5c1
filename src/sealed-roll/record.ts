/**
 * One voter's record and the box it is locked in. This is the device's side; while sealing, `seal-worker.ts` does the
 * same with the server's faster primitives. AES from a library and not from WebCrypto: a window that is tried out over
 * plain http in an office network is no secure context, and there `crypto.subtle` does not exist.
 */
import { gcm } from '@noble/ciphers/aes.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ENTRY_OVERHEAD, TAG_LENGTH } from './format.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** HKDF info of an entry's tag. */
export const TAG_INFO = 'jendela-roll/1 tag';
/** HKDF info of a record's key. */
export const KEY_INFO = 'jendela-roll/1 key';
/** The box's nonce: fixed, since each key encrypts exactly one record. */
export const NONCE_LENGTH = 12;
const KEY_LENGTH = 32;

/** What the list says about a person, and all that a box holds. */
export type VoterRecord = {
  /** The list's kind, as the issuer writes it: DPT, DPTb, DPK, DPS, … */
  readonly status: string;
  /** 13 digits: kelurahan code without dots, and the number of the TPS. */
  readonly tps: string;
  /** Place in that polling place's list. */
  readonly number: number;
  /** First letter of each word, then `*`. */
  readonly name: string;
};

/** The record's UTF-8 JSON, before padding. */
export function encodeRecord({ status, tps, number, name }: VoterRecord): string {
  return JSON.stringify({ status, tps, number, name });
}

/** Longest encoded record, in bytes, for entries of this size. */
export function roomForRecord(entrySize: number): number {
  return entrySize - ENTRY_OVERHEAD;
}

/** The record of an opened box, or null where what it holds is no record. */
export function decodeRecord(plaintext: Uint8Array): VoterRecord | null {
  let end = plaintext.length;
  while (end > 0 && plaintext[end - 1] === 0) end -= 1;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plaintext.subarray(0, end));
    const { status, tps, number, name } = Object(JSON.parse(text)) as Record<string, unknown>;
    if (typeof status !== 'string' || typeof tps !== 'string' || typeof name !== 'string') return null;
    return /^\d{13}$/.test(tps) && Number.isSafeInteger(number)
      ? { status, tps, number: number as number, name }
      : null;
  } catch {
    return null;
  }
}

/** A name as it may be shown: `Siti Nur Aini` gives `S* N* A*`. Masking twice changes nothing. */
export function maskName(name: string): string {
  return name
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${Array.from(word)[0]}*`)
    .join(' ');
}

/** Where an output of the PRF finds its entry, and what opens it. */
export type EntryKeys = { readonly tag: Uint8Array; readonly key: Uint8Array };

/** Tag and key of the PRF's output `y` in one roll. */
export function deriveEntryKeys(rollId: string, y: Uint8Array): EntryKeys {
  const prk = extract(sha256, y, utf8(rollId));
  return {
    tag: expand(sha256, prk, utf8(TAG_INFO), TAG_LENGTH),
    key: expand(sha256, prk, utf8(KEY_INFO), KEY_LENGTH),
  };
}

/** The plaintext of a box, or null where this key does not open it. */
export function openBox(rollId: string, key: Uint8Array, box: Uint8Array): Uint8Array | null {
  try {
    return gcm(key, new Uint8Array(NONCE_LENGTH), utf8(rollId)).decrypt(box);
  } catch {
    return null;
  }
}
