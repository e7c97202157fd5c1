import { PublishError, type Publishing, publishRoll } from '../features/voter-check/publish.ts';
import { RollFileError } from '../sealed-roll/format.ts';
import { KeyFileError } from '../sealed-roll/keys.ts';

export interface RollPublishOptions extends Publishing {
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela roll publish FILE.roll`: verifies a roll and makes it the one that people are asked about, or says why not.
 *
 * @returns the exit code: 0 where it is published, or was before; else 1
 * @throws DatabaseUnavailable
 */
export async function rollPublishCommand(options: RollPublishOptions): Promise<number> {
  const { print, printError, file } = options;
  try {
    const publication = await publishRoll(options);
    const { header, already, replaced, holdersWithoutAddress, previousUnknown } = publication;
    const name = `${header.list} of ${header.election}, ${header.area}: roll ${header.rollId}, ${header.count} voters`;
    print(already ? `${name}. It was published before; nothing changed.` : `${name}. It is published.`);
    if (replaced !== null) print(`It takes the place of roll ${replaced}.`);
    if (previousUnknown) printError('Note: the roll that it was sealed to replace was never published here.');
    for (const holder of holdersWithoutAddress) {
      printError(
        `Note: key holder ${holder} is not among KEYHOLDERS; until it is, no check can be answered.`,
      );
    }
    return 0;
  } catch (error) {
    if (!(error instanceof PublishError || error instanceof RollFileError || error instanceof KeyFileError)) {
      throw error;
    }
    printError(`${file} (${error.code}): ${error.message.replace(/\.$/, '')}. Nothing was published.`);
    return 1;
  }
}
