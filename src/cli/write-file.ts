import { open, rename } from 'node:fs/promises';

/** Writes a file beside its name, flushes it and renames it: it is there whole or not at all. */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
