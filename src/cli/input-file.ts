import { type FileHandle, open } from 'node:fs/promises';
import type { FileProblem } from '../domain/yaml-file.ts';

const LARGEST_YAML_BYTES = 1024 * 1024;

interface Refused {
  readonly ok: false;
  readonly problems: readonly FileProblem[];
}

/**
 * Reads a file that a person writes in YAML or JSON, or says why it cannot be read.
 *
 * @param parse reads what is in it, and finds its problems
 */
export async function readYamlInput<Result>(
  file: string,
  parse: (text: string, file: string) => Result,
  mostBytes: number = LARGEST_YAML_BYTES,
): Promise<Result | Refused> {
  const refused = (problem: string): Refused => ({
    ok: false,
    problems: [{ file, line: 1, field: '', problem }],
  });
  const bytes = await readBounded(file, mostBytes);
  if (typeof bytes === 'string') return refused(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('is not UTF-8 text');
  }
  return parse(text, file);
}

/** The bytes of a file, or why it cannot be read. Its size is not believed: it may grow, or be no plain file. */
export async function readBounded(file: string, mostBytes: number): Promise<Buffer | string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
    return `is larger than ${mostBytes / 1024 / 1024} MB`;
  } catch (error) {
    return `cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`;
  } finally {
    await handle?.close();
  }
}

/** Prints every problem of a file that is refused for them. */
export function printRefusal({ problems }: Refused, file: string, printError: (line: string) => void): void {
  for (const { line, field, problem } of problems) {
    printError(field === '' ? `${file}:${line}: ${problem}` : `${file}:${line} ${field}: ${problem}`);
  }
  printError('Nothing was imported.');
}
