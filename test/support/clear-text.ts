import type { TestWindow } from './test-window.ts';

/** Tables of every schema of a window's database in which one of these words stands in the clear. */
export async function tablesWith(window: TestWindow, words: readonly string[]): Promise<readonly string[]> {
  const { pool } = window.database.database;
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hits = await pool.query(`select 1 from ${name} t where t::text ilike any($1) limit 1`, [
      words.map((word) => `%${word}%`),
    ]);
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
}
