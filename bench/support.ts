import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { startWindow, stopWindow } from '../test/support/window.ts';

/** What was measured on which machine, for whoever compares. */
export function machine(): string {
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node.js ${process.version}`;
}

export type Row = Readonly<Record<string, string | number>>;

/** A heading and a table on standard output. */
export function printTable(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(columns)}\n${line(widths.map((width) => '-'.repeat(width)))}`);
  for (const row of rows) console.log(line(columns.map((column) => String(row[column] ?? ''))));
}

/** A demo city with its window and key holder, each a process of its own, for as long as `run` takes. */
export async function withDemoWindow(
  run: (window: { readonly url: string; readonly dataDir: string }) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-bench-'));
  await chmod(dataDir, 0o755); // root runs the database as someone else, who has to get in
  try {
    const { child, url } = await startWindow(dataDir, { LOG_LEVEL: 'warn', ...environment });
    try {
      await run({ url, dataDir });
    } finally {
      await stopWindow(child);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
