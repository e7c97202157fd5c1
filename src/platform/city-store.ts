import type { Kysely, Transaction } from 'kysely';
import type { City } from './city.ts';
import type { DatabaseSchema } from './database/schema.ts';
import { bumpRevision } from './revision.ts';

/** The city of this database; undefined where none was opened yet, or opening it was cut short. */
export async function readCity(db: Kysely<DatabaseSchema>): Promise<City | undefined> {
  const row = await db.selectFrom('city').selectAll().where('opened', '=', true).limit(1).executeTakeFirst();
  return (
    row && {
      area: row.area,
      name: row.name,
      windowName: row.window_name,
      zone: row.zone,
      ink: row.ink,
      electionOffice: { id: 'kpu', name: row.election_office },
      cityOffice: { id: 'kota', name: row.city_office },
      demo: row.demo,
      demoClockStart: row.demo_clock_start,
    }
  );
}

/**
 * Writes the city, in place of the one that was there. One that is not `opened` can be imported into, and is not
 * shown to anybody yet.
 */
export async function writeCity(
  trx: Transaction<DatabaseSchema>,
  city: City,
  state: { readonly opened: boolean },
): Promise<void> {
  const row = {
    id: 'city' as const,
    area: city.area,
    name: city.name,
    window_name: city.windowName,
    zone: city.zone,
    ink: city.ink,
    election_office: city.electionOffice.name,
    city_office: city.cityOffice.name,
    demo: city.demo,
    demo_clock_start: city.demoClockStart,
    opened: state.opened,
  };
  await trx
    .insertInto('city')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await bumpRevision(trx);
}
