import { sql } from 'kysely';
import type { Officer } from '../domain/officer.ts';
import { handOut } from '../features/joining/invitations.ts';
import { joinAddress } from '../features/joining/links.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { SEALED } from '../platform/officers/create-officers.ts';

/** A way into the window of officers, for whoever tries a demo. */
export interface DemoOfficerWay {
  readonly who: string;
  /** Path with a code that lets in once. */
  readonly path: string;
  /** Last four figures of their NIK, which is asked for. */
  readonly ending: string;
}

const WHO = {
  head: 'head of a KPPS',
  pps: 'head of its PPS, who watches over the kelurahan',
  ppk: 'head of its PPK, who watches over the kecamatan',
  member: 'member of that KPPS who has a letter and has not joined yet',
  past: 'Pantarlih whose service ended in July',
} as const;

/** One of a KPPS, of its PPS and of its PPK, so that what one of them does is seen by the others. */
export async function shownOfficers({
  db,
  officers,
}: Pick<FeatureContext, 'db' | 'officers'>): Promise<readonly (Officer & { readonly who: string })[]> {
  const { rows } = await sql<Record<keyof typeof WHO, string | null>>`
    select k.id as head, s.id as pps, c.id as ppk, m.id as member,
      (select p.id from officer p where p.election = k.election and p.body = 'pantarlih' and p.joined_at is not null
        order by p.area, p.place limit 1) as past
    from officer k
    join officer s on s.election = k.election and s.area = k.area and s.body = 'pps'
    join officer c on c.election = k.election and c.area = left(k.area, 8) and c.body = 'ppk'
    join officer m on m.election = k.election and m.place = k.place and m.body = 'kpps'
    where k.body = 'kpps' and k.role = 'ketua' and s.role = 'ketua' and c.role = 'ketua' and m.role <> 'ketua'
      and k.left_on is null and s.left_on is null and c.left_on is null and m.left_on is null
      and k.joined_at is not null and s.joined_at is not null and c.joined_at is not null and m.joined_at is null
    order by k.area, k.place, m.role limit 1`.execute(db);
  const [row] = rows;
  const found = await Promise.all(
    (['head', 'pps', 'ppk', 'member', 'past'] as const).map(async (key) => {
      const id = row?.[key];
      const officer = id ? await officers.find(id) : undefined;
      return officer ? [{ ...officer, who: WHO[key] }] : [];
    }),
  );
  return found.flat();
}

/** A code for one officer of each sort; each works once, for a day. */
export async function demoOfficerWays(
  context: Pick<FeatureContext, 'db' | 'officers' | 'vault' | 'city' | 'clock'>,
): Promise<readonly DemoOfficerWay[]> {
  const { db, vault, city, clock } = context;
  const ways: DemoOfficerWay[] = [];
  for (const officer of await shownOfficers(context)) {
    const row = await db
      .selectFrom('officer')
      .select('nik_sealed')
      .where('id', '=', officer.id)
      .executeTakeFirst();
    if (!row?.nik_sealed) continue;
    const codes = await db.transaction().execute((trx) =>
      handOut(trx, vault, [officer], {
        purpose: officer.joined ? 'phone' : 'join',
        way: 'letter',
        by: city.electionOffice.name,
        now: clock(),
        zone: city.zone,
      }),
    );
    const code = codes.get(officer.id)?.code;
    if (code === undefined) continue;
    ways.push({
      who: `${officer.name}, ${officer.who}`,
      path: joinAddress('', code),
      ending: vault.open(SEALED.nik, row.nik_sealed).slice(-4),
    });
  }
  return ways;
}
