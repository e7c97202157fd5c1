import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SETTINGS, type SettingName, type Settings } from './settings.ts';

/** Settings with what follows from them. */
export interface Config extends Settings {
  /** The folder that holds this process's own state, as an absolute path. */
  readonly dataDir: string;
  readonly keysDir: string;
  readonly rollsDir: string;
  readonly featuresDir: string;
  /** The address citizens use, without a slash at its end. */
  readonly publicUrl: string;
}

/** One or more settings are wrong; `problems` has a line for each. */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Settings that are worth nothing without another. */
const TOGETHER = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const satisfies readonly (readonly [SettingName, SettingName])[];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads all settings from an environment. Each setting `NAME` may also be given as `NAME_FILE`, a file that
 * holds it, so that a secret need not stand in the environment.
 *
 * @throws ConfigError naming every wrong setting and what is expected; the value of a secret is not repeated
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const given = givenValue(name, environment, problems);
    const { schema, expected, ...rest } = SETTINGS[name];
    const parsed = schema.safeParse(given ?? ('fallback' in rest ? rest.fallback : undefined));
    if (parsed.success) values[name] = parsed.data;
    else
      problems.push(
        `${name} is ${'secret' in rest ? 'wrong' : JSON.stringify(given)}; expected: ${expected}`,
      );
  }
  for (const [name, needed] of TOGETHER) {
    if (
      values[name] !== undefined &&
      values[needed] === undefined &&
      !problems.some((line) => line.startsWith(needed))
    ) {
      problems.push(`${needed} is missing; ${name} needs it: ${SETTINGS[needed].expected}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return withDerived(values as Settings);
}

function givenValue(name: SettingName, environment: Environment, problems: string[]): string | undefined {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  // An empty variable is one that was not set: compose files and shells make no difference.
  if (direct !== undefined && direct !== '') return direct;
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    problems.push(`${name}_FILE names a file that cannot be read: ${file}`);
    return undefined;
  }
}

function withDerived(settings: Settings): Config {
  const dataDir = path.resolve(settings.DATA_DIR);
  return {
    ...settings,
    dataDir,
    keysDir: path.resolve(settings.KEYS_DIR ?? path.join(dataDir, 'keys')),
    rollsDir: path.resolve(settings.ROLLS_DIR ?? path.join(dataDir, 'rolls')),
    featuresDir: path.resolve(settings.FEATURES_DIR ?? path.join(dataDir, 'features')),
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
  };
}
