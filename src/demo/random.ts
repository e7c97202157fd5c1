/** Random numbers that are the same on every machine for the same seed. Good enough for example data, never for keys. */
export interface Random {
  /** A whole number from 0 to below `limit`, which is at most 2^32. */
  below(limit: number): number;
  /** True once in `times` draws on average. */
  oneIn(times: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Seeds sfc32 (a small generator with 128 bits of state that passes PractRand) with an FNV-1a hash of the text. */
export function createRandom(seed: string): Random {
  let a = hashText(seed, 0x811c9dc5);
  let b = hashText(seed, 0x9747b28c);
  let c = hashText(seed, 0x1b873593);
  let counter = 1;

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first results still show how much alike two seeds were.
  for (let round = 0; round < 12; round++) next();

  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}

function hashText(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
