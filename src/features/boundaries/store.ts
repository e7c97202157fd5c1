import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Boundary, BoundaryDirectory, BoundarySet } from '../../domain/boundary.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

/** More areas than a kabupaten has. */
const MOST_AREAS = 2_000;

const polygons = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))));

export interface NewBoundaries {
  readonly boundaries: readonly Boundary[];
  readonly attribution: string;
  /** Name of the file, as its sender calls it. */
  readonly file: string;
}

/** Puts boundaries in the place of those that were there. */
export async function replaceBoundaries(
  trx: Transaction<DatabaseSchema>,
  { boundaries, attribution, file }: NewBoundaries,
  now: Temporal.Instant,
): Promise<void> {
  await removeBoundaries(trx);
  await trx
    .insertInto('boundary_set')
    .values({ id: randomUUID(), attribution, file, imported_at: now })
    .execute();
  for (const { area, polygons: shape } of boundaries) {
    await trx
      .insertInto('boundary')
      .values({ area, polygons: JSON.stringify(shape) })
      .execute();
  }
}

/** @returns how many areas had one */
export async function removeBoundaries(trx: Transaction<DatabaseSchema>): Promise<number> {
  await trx.deleteFrom('boundary_set').execute();
  const { numDeletedRows } = await trx.deleteFrom('boundary').executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Boundaries as they are in the database, read again only after another import. */
export function createBoundaryDirectory(db: Kysely<DatabaseSchema>): BoundaryDirectory {
  let known: { readonly id: string; readonly set: BoundarySet } | undefined;
  return {
    async current() {
      const head = await db.selectFrom('boundary_set').selectAll().limit(1).executeTakeFirst();
      if (!head) return undefined;
      if (known?.id === head.id) return known.set;
      const rows = await db.selectFrom('boundary').selectAll().orderBy('area').limit(MOST_AREAS).execute();
      const set = {
        attribution: head.attribution,
        importedAt: head.imported_at,
        areas: new Map(
          rows.map((row) => [row.area, { area: row.area, polygons: polygons.parse(row.polygons) }]),
        ),
      };
      known = { id: head.id, set };
      return set;
    },
  };
}
