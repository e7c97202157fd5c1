import type { Duty } from '../domain/staff.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { linkPath, makeLink } from '../platform/sign-in/links.ts';
import { addStaff, findStaff } from '../platform/sign-in/staff-store.ts';

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
