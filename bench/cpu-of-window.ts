import { readdirSync, readFileSync } from 'node:fs';

/** A tick of Linux' accounting, in milliseconds. */
const TICK_MS = 10;

/**
 * Processor time that a window and its database have taken so far, in milliseconds. On a machine that others use as well
 * it says more than the clock. Undefined where the system does not tell (not Linux).
 */
export function cpuOfWindow(
  dataDir: string,
): { readonly window: number; readonly database: number } | undefined {
  let processes: readonly Process[];
  try {
    processes = readdirSync('/proc').flatMap(readProcess);
  } catch {
    return undefined;
  }
  const servers = new Set(
    processes.filter(({ command }) => command.includes(`${dataDir}/postgres`)).map(({ pid }) => pid),
  );
  const sum = (of: (one: Process) => boolean) =>
    processes.filter(of).reduce((all, { ticks }) => all + ticks * TICK_MS, 0);
  return {
    window: sum(
      ({ command, environment }) => command.includes('jendela.js') && environment.includes(dataDir),
    ),
    database: sum(({ pid, parent }) => servers.has(pid) || servers.has(parent)),
  };
}

interface Process {
  readonly pid: string;
  readonly parent: string;
  readonly ticks: number;
  readonly command: string;
  readonly environment: string;
}

function readProcess(pid: string): Process[] {
  if (!/^\d+$/.test(pid)) return [];
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // ended meanwhile, or of another user
    }
  };
  const stat = read('stat');
  // The name may hold anything; what comes behind it is numbers (proc(5): state, ppid, …, utime, stime).
  const [, parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(rest[9]) + Number(rest[10]);
  if (Number.isNaN(ticks)) return [];
  return [{ pid, parent, ticks, command: read('cmdline'), environment: read('environ') }];
}
