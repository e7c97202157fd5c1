import { type DestinationStream, destination, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { redactLine } from './redact.ts';

/** The structured log: `log.info({ area }, 'stages imported')`. */
export type Log = Logger;
export type LogLevel = Level | 'silent';

interface LogOptions {
  readonly level: LogLevel;
  /** Where the lines go; standard output if absent. */
  readonly destination?: DestinationStream;
}

/**
 * A log of JSON lines, every one of which has passed the redactor as it is written, so that neither a message,
 * a binding of a child logger, nor the stack of an error goes around it.
 */
export function createLogger(options: LogOptions): Log {
  const lines = options.destination ?? destination(1);
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => lines.write(redactLine(line)) },
  );
}
