import { DEFAULT_HOLDERS, generateKeys, KeyFileError } from '../sealed-roll/keys.ts';

export interface RollKeygenOptions {
  /** Folder of the new keys. */
  readonly keys: string;
  /** The office's name, as people will read it: `KPU Kota Depok`. */
  readonly issuer: string;
  /** Names of the key holders; the election office and the city unless told. */
  readonly holders?: readonly string[] | undefined;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela roll keygen`: makes the issuer's key and one share per holder, and says where each of them belongs.
 *
 * @returns the exit code: 0, or 1 where nothing was written
 */
export async function rollKeygenCommand(options: RollKeygenOptions): Promise<number> {
  const { keys, issuer, holders = DEFAULT_HOLDERS, print, printError } = options;
  try {
    const made = await generateKeys(keys, { issuer, holders });
    print(`${made.issuerKey}: signs rolls. It stays at the office, off the network.`);
    print(`${made.issuerPublic}: checks signatures. It goes into KEYS_DIR of every window.`);
    for (const { holder, path } of made.shares) {
      print(`${path}: the share of ${holder}. It goes to ${holder} and nowhere else.`);
    }
    print('Whoever has all shares can try out identity numbers: do not leave them together on any server.');
    return 0;
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    printError(`${error.message}. No key was made.`);
    return 1;
  }
}
