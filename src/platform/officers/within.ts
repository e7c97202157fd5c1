import { type RawBuilder, sql } from 'kysely';

/**
 * Rows of an area and of all in it, as one range of an index: what lies inside has the area's code, a full stop and more,
 * and "/" is the sign after the full stop. The column is compared by bytes.
 */
export function withinArea(column: string, area: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(column)} >= ${area} and ${sql.ref(column)} < ${`${area}/`})`;
}
