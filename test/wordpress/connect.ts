import { hkdfSync } from 'node:crypto';
import { addSource, DEFAULT_EVERY_SECONDS, type NewSource } from '../../src/features/sources/store.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { readOrMakeSecret } from '../../src/platform/sign-in/secret.ts';

const SECRET_BYTES = 32;

/** Adds a source to the window whose state is in a folder, as its operator does in the workspace; its id. */
export async function connectSource(
  dataDir: string,
  source: Pick<NewSource, 'kind' | 'settings' | 'push'>,
): Promise<string> {
  const database = await openDatabase({ dataDir, log: createLogger({ level: 'silent' }) });
  const more = { agency: 'kpu', title: 'KPU Kota Contoh', mode: 'publish' } as const;
  const actor = { kind: 'staff', id: 'wordpress', name: 'WordPress', address: '127.0.0.1' } as const;
  try {
    return await database.db
      .transaction()
      .execute((trx) =>
        addSource(
          trx,
          { ...source, ...more, everySeconds: DEFAULT_EVERY_SECONDS },
          actor,
          Temporal.Now.instant(),
        ),
      );
  } finally {
    await database.close();
  }
}

/** What the window's webhook of a new source is signed with, as the window derives it (src/window/context.ts). */
export async function webhookSecretOf(dataDir: string, source: string): Promise<string> {
  const secret = await readOrMakeSecret(`${dataDir}/keys`, 'sign-in.secret');
  const purpose = `jendela webhook:${source}:1`;
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, SECRET_BYTES)).toString('base64url');
}
