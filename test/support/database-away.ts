import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { inject } from 'vitest';

/** Takes a database away from everybody who uses it, as a server does that is restarted; gives what brings it back. */
export async function takeDatabaseAway(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  const say = async (...statements: string[]) => {
    const client = new Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await say(
    `alter database ${escapeIdentifier(name)} with allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = ${escapeLiteral(name)}`,
  );
  return () => say(`alter database ${escapeIdentifier(name)} with allow_connections true`);
}
