import { RollFileError, type RollHeader } from '../sealed-roll/format.ts';
import { KeyFileError, readIssuerPublic } from '../sealed-roll/keys.ts';
import { verifyRoll } from '../sealed-roll/roll-file.ts';

export interface RollVerifyOptions {
  readonly file: string;
  /** Files of public keys whose signature is believed. */
  readonly issuers: readonly string[];
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Told records verified and in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * `jendela roll verify FILE.roll`: reads every byte of a roll and says whether it is whole and whose it is.
 *
 * @returns the exit code: 0 where it is sound, else 1
 */
export async function rollVerifyCommand(options: RollVerifyOptions): Promise<number> {
  const { file, issuers, print, printError, onProgress } = options;
  try {
    const keys = await Promise.all(issuers.map(readIssuerPublic));
    const header = await verifyRoll(file, keys, onProgress);
    print(`${file} is whole and signed by ${header.issuer}.`);
    for (const line of describeRoll(header)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof RollFileError || error instanceof KeyFileError)) throw error;
    printError(`${file} is not to be believed (${error.code}): ${error.message}.`);
    return 1;
  }
}

function describeRoll(header: RollHeader): string[] {
  return [
    `roll      ${header.rollId}`,
    `list      ${header.list} of ${header.election}, area ${header.area}`,
    `voters    ${header.count}`,
    `sealed    ${header.sealedAt}`,
    `asks for  ${header.factors.join(', ')}`,
    `holders   ${header.holders.map(({ id }) => id).join(', ')}`,
    `replaces  ${header.previous === null ? 'none' : `the roll whose header has the digest ${header.previous}`}`,
  ];
}
