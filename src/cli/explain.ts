import { ConfigError } from '../platform/config/config.ts';
import { CommandFailure } from './failure.ts';

/**
 * What a person is told of an error that ended a command. An error with a stable code was foreseen and its message is
 * enough; anything else is a fault of the program, and its stack helps who mends it.
 */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    return `These settings are wrong:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`;
  }
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.message : (error.stack ?? error.message);
}

/** 2 for wrong settings, as for a wrong command line; else 1, or what a command set. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError) return 2;
  return error instanceof CommandFailure ? error.exitCode : 1;
}
