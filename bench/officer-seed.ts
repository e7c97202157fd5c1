import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Officer } from '../src/domain/officer.ts';
import { parseOfficerPlanFile } from '../src/domain/officer-plan-file.ts';
import { handOut } from '../src/features/joining/invitations.ts';
import type { DatabaseSchema } from '../src/platform/database/schema.ts';
import { OFFICER_COLUMNS, officerOf, SEALED } from '../src/platform/officers/create-officers.ts';
import { readOrMakeSecret } from '../src/platform/sign-in/secret.ts';
import { createVault, type Vault } from '../src/platform/vault.ts';

const PLAN = 'content/officers/pilkada-2024.yaml';
const BATCH = 1_000;
const PLACES_IN_VILLAGE = 900;

/** An officer of a measurement, with what they would read from their letter and their KTP. */
export interface SeededOfficer {
  readonly officer: Officer;
  readonly code: string;
  readonly nik: string;
}

/** The vault of a window's folder. */
export async function vaultOf(dataDir: string): Promise<Vault> {
  return createVault(await readOrMakeSecret(path.join(dataDir, 'keys'), 'vault.secret'));
}

/** Puts KPPS into seats of polling places of a kelurahan that need not exist, with the project's own plan of Pilkada 2024. */
export async function seedOfficers(
  db: Kysely<DatabaseSchema>,
  vault: Vault,
  wanted: {
    readonly count: number;
    readonly district: string;
    readonly now: Temporal.Instant;
    /** Number of the first; those of another number are other people in other seats. */
    readonly first?: number;
  },
): Promise<readonly Officer[]> {
  const read = parseOfficerPlanFile(await readFile(PLAN, 'utf8'), PLAN);
  if (!read.ok) throw new Error(`${PLAN} has problems.`);
  const { plan } = read;
  const body = plan.bodies.find(({ id }) => id === 'kpps');
  if (!body) throw new Error('The plan has no KPPS.');
  await db
    .insertInto('officer_plan')
    .values({ election: plan.election, plan: JSON.stringify(plan), changed_at: wanted.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const officers: Officer[] = [];
  for (let at = 0; at < wanted.count; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, wanted.count - at) }, (_, index) => {
      const number = (wanted.first ?? 0) + at + index;
      const seat = number % body.roles.length;
      const team = Math.floor(number / body.roles.length);
      const village = `${wanted.district}.${1900 + (Math.floor(team / PLACES_IN_VILLAGE) % 100)}`;
      const nik = nikOf(number);
      return {
        id: randomUUID(),
        election: plan.election,
        body: body.id,
        role: body.roles[seat]?.id ?? '',
        name: `Petugas Ukur ${number}`,
        name_folded: `petugas ukur ${number}`,
        area: village,
        place: village.replaceAll('.', '') + String((team % PLACES_IN_VILLAGE) + 1).padStart(3, '0'),
        serves_from: body.term.from.toString(),
        serves_until: body.term.until.toString(),
        left_on: null,
        left_reason: null,
        replaces: null,
        nik_sealed: vault.seal(SEALED.nik, nik),
        phone_sealed: null,
        email_sealed: null,
        nik_key: vault.lookup(SEALED.nik, nik),
        phone_key: null,
        joined_at: null,
        joined_by: null,
        erased_at: null,
        created_at: wanted.now,
        changed_at: wanted.now,
      };
    });
    const made = await db.insertInto('officer').values(rows).returning(OFFICER_COLUMNS).execute();
    officers.push(...made.map(officerOf));
  }
  return officers;
}

/** Gives each of them a code, as their letter would. */
export async function invite(
  db: Kysely<DatabaseSchema>,
  vault: Vault,
  officers: readonly Officer[],
  now: Temporal.Instant,
): Promise<readonly SeededOfficer[]> {
  const seeded: SeededOfficer[] = [];
  for (let at = 0; at < officers.length; at += BATCH) {
    const batch = officers.slice(at, at + BATCH);
    const handed = await db.transaction().execute((trx) =>
      handOut(trx, vault, batch, {
        purpose: 'join',
        way: 'letter',
        by: 'bench',
        now,
        zone: 'Asia/Jakarta',
      }),
    );
    for (const officer of batch) {
      const code = handed.get(officer.id)?.code;
      const number = Number(officer.name.split(' ').at(-1));
      if (code !== undefined) seeded.push({ officer, code, nik: nikOf(number) });
    }
  }
  return seeded;
}

/** A number of its own for each, born in a month that has 28 days. */
function nikOf(number: number): string {
  const day = String((number % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
  const year = String(60 + (Math.floor(number / 336) % 40)).padStart(2, '0');
  return `999999${day}${month}${year}${String((Math.floor(number / 13_440) % 9_999) + 1).padStart(4, '0')}`;
}
