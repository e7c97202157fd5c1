/**
 * The Merkle tree hash of RFC 9162 section 2.1 over 2^bits buckets. The hash function is passed in: the browser's is small,
 * the server's is fast.
 */

/** SHA-256. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Length of a node, in bytes. */
export const NODE_LENGTH = 32;

/** Hash of one bucket: SHA-256(0x00 || entries). */
export function leafHash(sha256: Sha256, entries: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entries.length);
  input.set(entries, 1);
  return sha256(input);
}

function innerHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * NODE_LENGTH);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + NODE_LENGTH);
  return sha256(input);
}

function node(tree: Uint8Array, index: number): Uint8Array {
  return tree.subarray(index * NODE_LENGTH, (index + 1) * NODE_LENGTH);
}

/** Number of nodes of a tree over 2^bits leaves. */
export function nodeCount(bits: number): number {
  return 2 ** (bits + 1) - 1;
}

/** All levels, leaves first and the root last, from leaves that stand one after the other. */
export function buildTree(sha256: Sha256, leaves: Uint8Array, bits: number): Uint8Array {
  const tree = new Uint8Array(nodeCount(bits) * NODE_LENGTH);
  tree.set(leaves);
  let written = 2 ** bits;
  for (let read = 0; read + 1 < nodeCount(bits); read += 2) {
    tree.set(innerHash(sha256, node(tree, read), node(tree, read + 1)), written * NODE_LENGTH);
    written += 1;
  }
  return tree;
}

/** The root of a whole tree. */
export function rootOf(tree: Uint8Array): Uint8Array {
  return tree.subarray(tree.length - NODE_LENGTH);
}

/** The `bits` sibling hashes that lead from bucket `index` to the root, the leaf's first. */
export function siblingsOf(tree: Uint8Array, bits: number, index: number): Uint8Array {
  const siblings = new Uint8Array(bits * NODE_LENGTH);
  let levelStart = 0;
  for (let level = 0; level < bits; level++) {
    siblings.set(node(tree, levelStart + ((index >> level) ^ 1)), level * NODE_LENGTH);
    levelStart += 2 ** (bits - level);
  }
  return siblings;
}

/** The root to which a bucket's entries and its sibling hashes lead. */
export function rootFrom(
  sha256: Sha256,
  bucket: { readonly index: number; readonly siblings: Uint8Array; readonly entries: Uint8Array },
): Uint8Array {
  let hash = leafHash(sha256, bucket.entries);
  for (let level = 0; level * NODE_LENGTH < bucket.siblings.length; level++) {
    const sibling = node(bucket.siblings, level);
    const isRight = ((bucket.index >> level) & 1) === 1;
    hash = isRight ? innerHash(sha256, sibling, hash) : innerHash(sha256, hash, sibling);
  }
  return hash;
}
