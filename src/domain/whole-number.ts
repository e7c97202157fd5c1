/** No count of an election office is larger than this: ten times its voters. */
const LARGEST = 9_999_999;

/**
 * A count as people type it: `1.427`, `1 427` and `1,427` are all one thousand and more. Undefined for what is no count,
 * and for what is larger than any.
 */
export function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const plain = /^\d+$/.test(trimmed)
    ? trimmed
    : /^\d{1,3}(?:[.,\s]\d{3})+$/.test(trimmed)
      ? trimmed.replace(/[.,\s]/g, '')
      : undefined;
  if (plain === undefined) return undefined;
  const value = Number(plain);
  return value <= LARGEST ? value : undefined;
}
