import { join } from 'node:path';
import type { Clock } from '../domain/clock.ts';
import { RollFileError } from '../sealed-roll/format.ts';
import {
  DEFAULT_HOLDERS,
  KeyFileError,
  readIssuerPublic,
  readIssuerSecret,
  readShare,
} from '../sealed-roll/keys.ts';
import { RollInputError, type RowProblem } from '../sealed-roll/roll-csv.ts';
import { openRoll, rollDigest } from '../sealed-roll/roll-file.ts';
import { sealRoll } from '../sealed-roll/seal.ts';

export interface RollSealOptions {
  readonly csv: string;
  readonly out: string;
  /** Folder with the issuer's key and every holder's share. */
  readonly keys: string;
  /** Id of the election, `pilkada-2024`. */
  readonly election: string;
  /** The list's code, `DPT`. */
  readonly list: string;
  readonly area: string;
  /** Holders in the header's order. */
  readonly holders?: readonly string[] | undefined;
  /** The `.roll` that this one replaces. */
  readonly previous?: string | undefined;
  readonly entrySize?: number | undefined;
  readonly threads?: number | undefined;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Told records sealed and in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * `jendela roll seal FILE.csv`: seals a roll, or says what is wrong with the file, line by line, and writes nothing.
 *
 * @returns the exit code: 0, or 1 where nothing was written
 */
export async function rollSealCommand(options: RollSealOptions): Promise<number> {
  const { csv, out, keys, election, list, area, holders = DEFAULT_HOLDERS, print, printError } = options;
  try {
    const issuer = await readIssuerSecret(join(keys, 'issuer.key.json'));
    const shares = await Promise.all(holders.map((holder) => readShare(join(keys, `${holder}.share.json`))));
    const previous = options.previous === undefined ? null : await digestOfRoll(options.previous, keys);
    const header = await sealRoll({
      csv,
      out,
      shares,
      issuer,
      election,
      list,
      area,
      previous,
      clock: options.clock,
      ...(options.entrySize !== undefined && { entrySize: options.entrySize }),
      ...(options.threads !== undefined && { threads: options.threads }),
      ...(options.onProgress && { onProgress: options.onProgress }),
    });
    print(
      `${out}: roll ${header.rollId}, ${header.count} voters, ${header.list} of ${header.election}, ${header.area}`,
    );
    print(
      `people are identified by ${header.factors.join(', ')}; holders: ${header.holders.map(({ id }) => id).join(', ')}`,
    );
    return 0;
  } catch (error) {
    if (
      !(error instanceof RollInputError || error instanceof KeyFileError || error instanceof RollFileError)
    ) {
      throw error;
    }
    if (error instanceof RollInputError) {
      for (const problem of error.problems) printError(`${csv}:${problem.line} ${describe(problem)}`);
      const unnamed = error.count - error.problems.length;
      if (unnamed > 0) printError(`… and ${unnamed} more`);
    }
    printError(`${error.message}. Nothing was sealed.`);
    return 1;
  }
}

async function digestOfRoll(file: string, keys: string): Promise<string> {
  const roll = await openRoll(file, [await readIssuerPublic(join(keys, 'issuer.pub.json'))]);
  await roll.close();
  return rollDigest(roll.head);
}

/** What the commonest problems say to who mends the list; a rarer one is named by its code. */
const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  empty: 'is empty',
  'not-digits': 'has something other than digits in it',
  length: 'has too few or too many digits or letters',
  day: 'has an impossible day of birth in its 7th and 8th digits',
  month: 'has an impossible month of birth in its 9th and 10th digits',
  date: 'has a date of birth that is in no calendar',
  serial: 'ends in 0000',
  'unknown-column': 'is no column of a roll',
  'missing-column': 'is a column that is missing',
  'repeated-column': 'is a column that stands there twice',
  'cut-off': 'is cut off',
};

function describe({ field, problem, firstLine }: RowProblem): string {
  if (firstLine !== undefined) return `${field}: the same as in line ${firstLine}`;
  const words = PROBLEM_WORDS[problem];
  return words === undefined ? `${field}: ${problem}` : `${field} ${words}`;
}
