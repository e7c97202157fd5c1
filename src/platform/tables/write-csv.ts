import { streamOf } from '../stream-of.ts';

/** A cell of CSV (RFC 4180). One that a spreadsheet would take for a formula is made text by the mark that it hides. */
export function csvCell(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A file of CSV that is written while its rows are read: no further than somebody takes it. */
export function csvStream(
  columns: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): ReadableStream<Uint8Array> {
  return streamOf(pieces(columns, rows));
}

async function* pieces(
  columns: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  const line = (cells: readonly string[]) => encoder.encode(`${cells.map(csvCell).join(',')}\r\n`);
  yield line(columns);
  for await (const row of rows) yield line(row);
  return undefined;
}
