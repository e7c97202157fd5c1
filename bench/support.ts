import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCommand } from '../test/support/command.ts';
import { freePort, startWindow, stopWindow } from '../test/support/window.ts';

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

/** A city of its own with nothing but what `commands` bring in, each a line of `jendela`, for as long as `run` takes. */
export async function withPlainWindow(
  commands: readonly (readonly string[])[],
  more: Readonly<Record<string, string>>,
  run: (window: { readonly url: string; readonly dataDir: string }) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-bench-'));
  await chmod(dataDir, 0o755); // root runs the database as someone else, who has to get in
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: 'warn',
    ...more,
  };
  try {
    for (const words of commands) {
      const { code, err } = await startCommand(words, environment).ended;
      if (code !== 0) throw new Error(`jendela ${words.join(' ')}: ${code}\n${err}`);
    }
    const child = spawn(process.execPath, ['dist/server/jendela.js', 'start'], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    try {
      while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await sleep(100);
      await run({ url, dataDir });
    } finally {
      await stopWindow(child);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
