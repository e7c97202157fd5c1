/** One of sealing's threads: evaluates inputs under the whole roll key and locks each record in its box. */
import { createCipheriv, createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { TAG_LENGTH } from './format.ts';
import { evaluateInput } from './oprf-server.ts';
import { KEY_INFO, NONCE_LENGTH, roomForRecord, TAG_INFO } from './record.ts';

/** What a thread needs to know once. */
export type SealWorkerData = {
  readonly key: Uint8Array;
  readonly rollId: string;
  readonly entrySize: number;
};

/** Records to be sealed: PRF inputs and the records' JSON, in step. */
export type SealBatch = {
  readonly id: number;
  readonly inputs: readonly string[];
  readonly plaintexts: readonly string[];
};

/** The batch's entries, one after the other in the batch's order. */
export type SealedBatch = { readonly id: number; readonly entries: Uint8Array<ArrayBuffer> };

function hmac(key: Uint8Array | string, ...parts: (Uint8Array | string)[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** HKDF (RFC 5869) for the two outputs that a record needs, each no longer than one block. */
function deriveEntryKeys(rollId: string, y: Uint8Array): { tag: Uint8Array; key: Uint8Array } {
  const prk = hmac(rollId, y);
  const block = Buffer.of(1);
  return { tag: hmac(prk, TAG_INFO, block).subarray(0, TAG_LENGTH), key: hmac(prk, KEY_INFO, block) };
}

function sealEntry({ key, rollId, entrySize }: SealWorkerData, input: string, plaintext: string): Buffer {
  const entryKeys = deriveEntryKeys(rollId, evaluateInput(key, Buffer.from(input)));
  const padded = Buffer.alloc(roomForRecord(entrySize));
  padded.write(plaintext);
  const cipher = createCipheriv('aes-256-gcm', entryKeys.key, Buffer.alloc(NONCE_LENGTH));
  cipher.setAAD(Buffer.from(rollId));
  const box = cipher.update(padded);
  cipher.final();
  return Buffer.concat([entryKeys.tag, box, cipher.getAuthTag()]);
}

function sealBatch(data: SealWorkerData, { id, inputs, plaintexts }: SealBatch): SealedBatch {
  const entries = new Uint8Array(inputs.length * data.entrySize);
  for (const [index, input] of inputs.entries()) {
    entries.set(sealEntry(data, input, plaintexts[index] ?? ''), index * data.entrySize);
  }
  return { id, entries };
}

parentPort?.on('message', (batch: SealBatch) => {
  const sealed = sealBatch(workerData as SealWorkerData, batch);
  parentPort?.postMessage(sealed, [sealed.entries.buffer]);
});
