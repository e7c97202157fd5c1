import type { Kysely } from 'kysely';
import type { Duty, Role } from '../domain/staff.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import type { ItemActor } from '../platform/publishing/publishing.ts';
import { linkPath, makeLink } from '../platform/sign-in/links.ts';
import { addStaff, findStaff } from '../platform/sign-in/staff-store.ts';
import { CommandFailure } from './failure.ts';

/** A link printed at the start of a demo holds for a working day, in minutes. */
const DEMO_LINK_MINUTES = 12 * 60;

interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly what: string;
  readonly duties: readonly Duty[];
}

/** Invented staff of a demo: enough to try every role, and the two-person rule. */
const PEOPLE: readonly DemoPerson[] = [
  {
    name: 'Rina Wulandari',
    email: 'rina@kpu.example',
    what: 'editor of KPU',
    duties: [{ agency: 'kpu', role: 'editor' }],
  },
  {
    name: 'Bambang Setiawan',
    email: 'bambang@kpu.example',
    what: 'reviewer of KPU',
    duties: [{ agency: 'kpu', role: 'reviewer' }],
  },
  {
    name: 'Dewi Lestari',
    email: 'dewi@kpu.example',
    what: 'operator of KPU',
    duties: [{ agency: 'kpu', role: 'operator' }],
  },
  {
    name: 'Sari Handayani',
    email: 'sari@kota.example',
    what: 'editor of the city’s office',
    duties: [{ agency: 'kota', role: 'editor' }],
  },
  {
    name: 'Agus Pratama',
    email: 'agus@kota.example',
    what: 'the city’s operator, who also writes and reviews',
    duties: [
      { agency: 'kota', role: 'editor' },
      { agency: 'kota', role: 'reviewer' },
      { agency: 'kota', role: 'operator' },
    ],
  },
];

/** Takes a demo's people in. */
export async function addDemoStaff(database: Database): Promise<void> {
  for (const person of PEOPLE) {
    await database.db
      .transaction()
      .execute((trx) => addStaff(trx, person, { kind: 'command', name: 'demo' }));
  }
}

/** A link for each of a demo's people, which lets in once. */
export async function demoLinks(
  database: Database,
): Promise<readonly { readonly what: string; readonly path: string }[]> {
  const links = [];
  for (const { name, email, what } of PEOPLE) {
    const person = await findStaff(database.db, { email });
    if (!person?.active) continue;
    const token = await makeLink(database.db, person.id, systemClock(), DEMO_LINK_MINUTES);
    links.push({ what: `${name}, ${what}`, path: linkPath(token) });
  }
  return links;
}

/**
 * The first of a demo's people who has a role at an agency, to act in their name.
 *
 * @throws CommandFailure where there is none
 */
export async function demoActor(
  db: Kysely<DatabaseSchema>,
  agency: string,
  role: Role,
): Promise<Extract<ItemActor, { kind: 'staff' }>> {
  const person = PEOPLE.find(({ duties }) =>
    duties.some((duty) => duty.agency === agency && duty.role === role),
  );
  const found = person && (await findStaff(db, { email: person.email }));
  if (!found) throw new CommandFailure(`A demo has no ${role} at ${agency}.`);
  const { id, name, email, duties } = found;
  return { kind: 'staff', staff: { id, name, email, duties, session: 'demo' }, address: '127.0.0.1' };
}
