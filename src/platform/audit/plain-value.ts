/**
 * 16 digits or more, however they are grouped: what an identity number or a family card's number looks like. A UUID is
 * matched first, and left: one in some hundred has such a run in it by chance, and it says who or what a line is about.
 */
const LIKE_AN_IDENTITY_NUMBER =
  /(?<uuid>\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b)|(?<!\d)\d(?:[ .-]?\d){15,}(?!\d)/g;

/**
 * A value as the log keeps it: only what JSON can say, in characters that the database takes. Whoever writes a line
 * leaves identity numbers out; what looks like one all the same is not kept, since a line can never be taken back.
 */
export function plainValue(value: unknown): unknown {
  if (value === undefined) return null;
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return mapTexts(plain);
}

/** A text of a line, by the same rules. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\0', '\uFFFD')
    .replace(LIKE_AN_IDENTITY_NUMBER, (found, uuid: string | undefined) => (uuid ? found : '[redacted]'));
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [plainText(name), mapTexts(member)]),
    );
  }
  return value;
}
