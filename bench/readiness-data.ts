import { type Kysely, sql } from 'kysely';
import type { AreaIndex } from '../src/domain/area.ts';
import type { DatabaseSchema } from '../src/platform/database/schema.ts';

/** A city as large as Depok was in February 2024. */
export const PLACES = 5_570;
const SEATS_OF_PLACE = 9;
const MARKS = ['invited', 'joined', 'trained', 'read', 'tasks', 'screened'] as const;
const PLACE_MARKS = ['ready'] as const;

/** A plan of PPK, PPS, KPPS and security officers, as its file says it. */
function benchPlan(election: string): string {
  const today = Temporal.Now.plainDateISO();
  const term = { from: today.subtract({ days: 10 }).toString(), until: today.add({ days: 20 }).toString() };
  const text = (id: string) => ({ id, en: id });
  const role = (id: string, seats: number) => ({ id, name: text(id), seats, duties: [] });
  const body = (id: string, level: string, members: number) => ({
    id,
    name: text(id.toUpperCase()),
    fullName: text(id.toUpperCase()),
    level,
    roles: [role('ketua', 1), role('anggota', members)],
    term,
    age: { least: 17, law: '-' },
    oversees: id === 'ppk' || id === 'pps',
    head: 'ketua',
    law: '-',
  });
  return JSON.stringify({
    election,
    bodies: [
      body('ppk', 'district', 4),
      body('pps', 'village', 2),
      body('kpps', 'place', 6),
      body('ketertiban', 'place', 1),
      body('pantarlih', 'place', 1),
    ],
    eraseAfterDays: 180,
    source: '-',
  });
}

/**
 * 5,570 polling places and more than 60,000 officers with their marks, all invented by the database itself. Some seats
 * are vacant, some officers left.
 */
export async function fillOfficers(
  db: Kysely<DatabaseSchema>,
  { election, city, areas }: { readonly election: string; readonly city: string; readonly areas: AreaIndex },
): Promise<number> {
  const districts = areas.children(city).map(({ code }) => code);
  const villages = districts.flatMap((code) => areas.children(code)).map(({ code }) => code);
  await sql`
    insert into officer_plan (election, plan, changed_at) values (${election}, ${benchPlan(election)}, now())
    on conflict (election) do update set plan = excluded.plan`.execute(db);
  await sql`delete from officer where election = ${election}`.execute(db);
  await sql`
    create temporary table bench_place as
    select v.code as area, replace(v.code, '.', '') || to_char(1 + (n - 1) / ${villages.length}, 'FM000') as place
    from generate_series(1, ${PLACES}) n
    join unnest(${villages}::text[]) with ordinality v (code, at) on v.at = 1 + n % ${villages.length}`.execute(
    db,
  );
  await sql`
    insert into polling_place (election, code, display_number, area, address, kind, accessibility, changed_at)
    select ${election}, place, right(place, 3), area, 'Balai RW', 'regular', '{}', now() from bench_place`.execute(
    db,
  );
  await sql`
    insert into polling_place_list (election, places, changed_at, checked_at)
    values (${election}, ${PLACES}, now(), now())`.execute(db);
  const seat = sql`election, body, role, name, name_folded, area, place, serves_from, serves_until, left_on, left_reason, created_at, changed_at, id`;
  const rest = sql`current_date - 10, current_date + 20`;
  await sql`
    insert into officer (${seat})
    select ${election}, case when k < 7 then 'kpps' when k < 9 then 'ketertiban' else 'pantarlih' end,
      case when k in (0, 7) then 'ketua' else 'anggota' end,
      'Petugas ' || n, 'petugas ' || n, area, place, ${rest},
      case when n % 97 = 0 then current_date - 5 end, case when n % 97 = 0 then 'ill' end, now(), now(),
      'bench-' || n
    from (
      select area, place, k, row_number() over () as n
      from bench_place, generate_series(0, ${SEATS_OF_PLACE + 1}) k
    ) seats
    where n % 53 <> 0`.execute(db);
  await sql`
    insert into officer (${seat})
    select ${election}, 'pps', case k when 0 then 'ketua' else 'anggota' end, 'PPS ' || v, 'pps', v, null, ${rest},
      null, null, now(), now(), 'bench-pps-' || v || k
    from unnest(${villages}::text[]) v, generate_series(0, 2) k`.execute(db);
  await sql`
    insert into officer (${seat})
    select ${election}, 'ppk', case k when 0 then 'ketua' else 'anggota' end, 'PPK ' || v, 'ppk', v, null, ${rest},
      null, null, now(), now(), 'bench-ppk-' || v || k
    from unnest(${districts}::text[]) v, generate_series(0, 4) k`.execute(db);
  for (const [at, mark] of MARKS.entries()) {
    await sql`
      insert into officer_mark (election, mark, officer, body, area, at)
      select election, ${mark}, id, body, area,
        now() - (abs(hashtext(id || ${mark})) % (20 * 24 * 60)) * interval '1 minute'
      from officer where election = ${election} and abs(hashtext(id)) % 100 < ${98 - at * 14}`.execute(db);
  }
  for (const mark of PLACE_MARKS) {
    await sql`
      insert into place_mark (election, mark, place, area, at)
      select ${election}, ${mark}, place, area, now() from bench_place
      where abs(hashtext(place)) % 4 > 0 on conflict do nothing`.execute(db);
  }
  await sql`analyze`.execute(db);
  const { rows } = await sql<{ officers: number }>`
    select count(*)::int as officers from officer where election = ${election} and left_on is null`.execute(
    db,
  );
  return rows[0]?.officers ?? 0;
}

/** Courses that everybody of a polling place takes, and instructions that all have to read, with who did so far. */
export async function fillLearning(db: Kysely<DatabaseSchema>, election: string): Promise<void> {
  const text = sql`'{"id": "Uji", "en": "Test"}'::jsonb`;
  for (const [at, course] of ['bench-kpps', 'bench-semua'].entries()) {
    const bodies = at === 0 ? ['kpps'] : ['kpps', 'ketertiban'];
    await sql`
      insert into training_course (id, election, title, intro, bodies, pass_mark, tries, in_person, state, revision, changed_at)
      values (${course}, ${election}, ${text}, ${text}, ${bodies}, 70, 3, false, 'open', 1, now())`.execute(
      db,
    );
    await sql`
      insert into training_try (deed, officer, course, lesson, answers, correct, wrong, at)
      select ${course} || id || lesson, id, ${course}, 'satu-' || lesson, '{}', 1, '{}', now()
      from officer, generate_series(1, 2) lesson
      where election = ${election} and body = any (${bodies}) and abs(hashtext(id)) % 100 < 70`.execute(db);
    await sql`
      insert into training_certificate (code, officer, area, body, course, issued_at)
      select ${course} || id, id, area, body, ${course}, now() from officer
      where election = ${election} and body = any (${bodies}) and abs(hashtext(id)) % 100 < 60`.execute(db);
  }
  for (let at = 1; at <= 5; at++) {
    const item = `bench-${at}`;
    await sql`
      insert into must_read (item, election, version, title, bodies, areas, urgency, since)
      values (${item}, ${election}, 1, ${text}, ${at % 2 ? [] : ['kpps']}::text[], '{}', 'normal',
        now() - ${at} * interval '2 days')`.execute(db);
    await sql`
      insert into must_read_receipt (officer, item, version, read_at, received_at)
      select id, ${item}, 1, now(), now() from officer
      where election = ${election} and abs(hashtext(id || ${item})) % 100 < 70`.execute(db);
  }
}
