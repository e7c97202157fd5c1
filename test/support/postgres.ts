import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { acquireEmbedded } from '../../src/platform/database/embedded.ts';
import { createLogger } from '../../src/platform/log/logger.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL server that test databases are made on. */
    postgresUrl: string;
    /** Whether the server is this run's alone, so that what one test file leaves for the others is never stale. */
    postgresIsOwn: boolean;
  }
}

/** Nothing of a test is to outlive a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** One PostgreSQL server for a run of tests: that of TEST_DATABASE_URL, or an embedded one for this run alone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    project.provide('postgresIsOwn', false);
    return async () => {};
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-test-'));
  await chmod(dataDir, 0o755); // root runs the server as someone else, who has to get in
  const server = await acquireEmbedded({ dataDir, log: createLogger({ level: 'error' }), settings: FAST });
  project.provide('postgresUrl', server.url);
  project.provide('postgresIsOwn', true);
  return async () => {
    await server.release();
    await rm(dataDir, { recursive: true, force: true });
  };
}
