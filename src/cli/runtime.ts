import { type Config, readConfig } from '../platform/config/config.ts';
import { createLogger, type Log } from '../platform/log/logger.ts';
import { createPrint, type Print } from './print.ts';

/** What every command has. */
export interface Runtime {
  readonly config: Config;
  readonly print: Print;
  readonly log: Log;
}

/** Settings, the log and the words to the person. */
export function createRuntime(): Runtime {
  const config = readConfig(process.env);
  const level = config.LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info');
  return { config, print: createPrint(), log: createLogger({ level }) };
}
