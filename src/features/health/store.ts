import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Officer } from '../../domain/officer.ts';
import {
  HEALTH_LEVELS,
  type HealthFacility,
  type HealthLevel,
  type ScreeningAnswers,
} from '../../domain/officer-health.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Vault } from '../../platform/vault.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;

/** Name of the mark of who answered the questions; it says nothing of the answers. */
export const SCREENED = 'screened';
const MOST_FACILITIES = 1000;
const MOST_READINGS = 50;
/** Few enough to open that other requests do not wait. */
const COUNT_BATCH = 500;

const screeningSchema = z.strictObject({
  level: z.enum(HEALTH_LEVELS),
  answers: z.record(z.string(), z.boolean()),
});

export interface Screening {
  readonly level: HealthLevel;
  readonly answers: ScreeningAnswers;
  readonly shared: boolean;
  readonly doneAt: Temporal.Instant;
}

/** Bound to whom it is of: what is sealed for one opens in no other's row. */
const purpose = {
  screening: (officer: string) => `health.screening ${officer}`,
  card: (officer: string) => `health.card ${officer}`,
};

function openScreening(vault: Vault, officer: string, sealed: Buffer) {
  return screeningSchema.parse(JSON.parse(vault.open(purpose.screening(officer), sealed)));
}

export async function writeScreening(
  trx: Transaction<DatabaseSchema>,
  vault: Vault,
  officer: Officer,
  screening: Screening & { readonly receivedAt: Temporal.Instant },
): Promise<void> {
  const { level, answers, shared, doneAt, receivedAt } = screening;
  const values = {
    sealed: vault.seal(purpose.screening(officer.id), JSON.stringify({ level, answers })),
    shared,
    done_at: doneAt,
    received_at: receivedAt,
  };
  await trx
    .insertInto('health_screening')
    .values({ officer: officer.id, election: officer.election, area: officer.area, ...values })
    .onConflict((conflict) => conflict.column('officer').doUpdateSet(values))
    .execute();
}

export async function readScreening(db: Db, vault: Vault, officer: string): Promise<Screening | undefined> {
  const row = await db
    .selectFrom('health_screening')
    .select(['sealed', 'shared', 'done_at'])
    .where('officer', '=', officer)
    .executeTakeFirst();
  if (!row) return undefined;
  return { ...openScreening(vault, officer, row.sealed), shared: row.shared, doneAt: row.done_at };
}

/** Of those of a team who want their head to see it. */
export async function sharedScreenings(
  db: Db,
  vault: Vault,
  officers: readonly string[],
): Promise<ReadonlyMap<string, Screening>> {
  if (officers.length === 0) return new Map();
  const rows = await db
    .selectFrom('health_screening')
    .select(['officer', 'sealed', 'done_at'])
    .where('officer', 'in', [...officers])
    .where('shared', '=', true)
    .execute();
  return new Map(
    rows.map(({ officer, sealed, done_at }) => [
      officer,
      { ...openScreening(vault, officer, sealed), shared: true, doneAt: done_at },
    ]),
  );
}

export async function shareScreening(db: Db, officer: string, shared: boolean): Promise<void> {
  await db.updateTable('health_screening').set({ shared }).where('officer', '=', officer).execute();
}

export async function eraseScreening(db: Db, officer: string): Promise<void> {
  await db.deleteFrom('health_screening').where('officer', '=', officer).execute();
}

/** How many of an area have which level, by the area's part of that many signs (8: a kecamatan). */
export async function countLevels(
  db: Db,
  vault: Vault,
  { election, area, signs }: { readonly election: string; readonly area: string; readonly signs: number },
): Promise<ReadonlyMap<string, Readonly<Record<HealthLevel, number>>>> {
  const counts = new Map<string, Record<HealthLevel, number>>();
  let last = { area: '', officer: '' };
  for (let more = true; more; ) {
    const after = last;
    const rows = await db
      .selectFrom('health_screening')
      .select(['officer', 'area', 'sealed'])
      .where('election', '=', election)
      // `/` is the sign after the full stop; a range alone is read from the index without looking back.
      .where('area', '>=', area)
      .where('area', '<', `${area}/`)
      .where((eb) => eb(eb.refTuple('area', 'officer'), '>', eb.tuple(after.area, after.officer)))
      .orderBy('area')
      .orderBy('officer')
      .limit(COUNT_BATCH)
      .execute();
    for (const { officer, area: of, sealed } of rows) {
      const key = of.slice(0, signs);
      const count = counts.get(key) ?? { fine: 0, 'doctor-first': 0, 'not-without-doctor': 0 };
      counts.set(key, count);
      count[openScreening(vault, officer, sealed).level] += 1;
    }
    last = rows.at(-1) ?? last;
    more = rows.length === COUNT_BATCH;
  }
  return counts;
}

/** Pauses that an officer took, by round. */
export async function restsOf(
  db: Db,
  officers: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Temporal.Instant>>> {
  const rests = new Map<string, Map<string, Temporal.Instant>>();
  if (officers.length === 0) return rests;
  const rows = await db
    .selectFrom('health_rest')
    .select(['officer', 'round', 'at'])
    .where('officer', 'in', [...officers])
    .execute();
  for (const { officer, round, at } of rows) {
    const own = rests.get(officer) ?? new Map<string, Temporal.Instant>();
    own.set(round, at);
    rests.set(officer, own);
  }
  return rests;
}

/** Taking a pause again is taking it later. */
export async function writeRest(
  trx: Transaction<DatabaseSchema>,
  rest: {
    readonly officer: string;
    readonly round: string;
    readonly at: Temporal.Instant;
    readonly received_at: Temporal.Instant;
  },
): Promise<void> {
  await trx
    .insertInto('health_rest')
    .values(rest)
    .onConflict((conflict) =>
      conflict.columns(['officer', 'round']).doUpdateSet((eb) => ({
        at: eb.fn('greatest', [eb.ref('health_rest.at'), eb.ref('excluded.at')]),
        received_at: rest.received_at,
      })),
    )
    .execute();
}

export const BLOOD_TYPES = [
  '',
  'A',
  'B',
  'AB',
  'O',
  'A+',
  'A-',
  'B+',
  'B-',
  'AB+',
  'AB-',
  'O+',
  'O-',
] as const;

const short = z.string().trim().max(300);

export const cardSchema = z.strictObject({
  blood: z.enum(BLOOD_TYPES),
  illness: short,
  medicine: short,
  allergy: short,
  contactName: short,
  contactPhone: z.string().trim().max(30),
});
export type EmergencyCard = z.output<typeof cardSchema>;

export async function writeCard(
  db: Db,
  vault: Vault,
  officer: Officer,
  card: EmergencyCard,
  at: Temporal.Instant,
): Promise<void> {
  const sealed = vault.seal(purpose.card(officer.id), JSON.stringify(card));
  await db
    .insertInto('health_card')
    .values({ officer: officer.id, election: officer.election, sealed, consented_at: at, changed_at: at })
    .onConflict((conflict) => conflict.column('officer').doUpdateSet({ sealed, changed_at: at }))
    .execute();
}

export async function readCard(db: Db, vault: Vault, officer: string): Promise<EmergencyCard | undefined> {
  const row = await db
    .selectFrom('health_card')
    .select('sealed')
    .where('officer', '=', officer)
    .executeTakeFirst();
  return row && cardSchema.parse(JSON.parse(vault.open(purpose.card(officer), row.sealed)));
}

/** The consent is withdrawn: nothing of the card is left. Who read it stays for its owner to see. */
export async function eraseCard(db: Db, officer: string): Promise<void> {
  await db.deleteFrom('health_card').where('officer', '=', officer).execute();
}

export interface CardReading {
  readonly readerName: string;
  readonly at: Temporal.Instant;
}

export async function readReadings(db: Db, officer: string): Promise<readonly CardReading[]> {
  return db
    .selectFrom('health_card_reading')
    .select(['reader_name as readerName', 'at'])
    .where('officer', '=', officer)
    .orderBy('id', 'desc')
    .limit(MOST_READINGS)
    .execute();
}

export async function readFacilities(db: Db): Promise<readonly HealthFacility[]> {
  const rows = await db
    .selectFrom('health_facility')
    .selectAll()
    .orderBy('name')
    .limit(MOST_FACILITIES)
    .execute();
  return rows.map(({ id, name, kind, address, phone, latitude, longitude, area }) => ({
    id,
    name,
    kind,
    address,
    area,
    ...(phone !== null && { phone }),
    ...(latitude !== null && longitude !== null && { coordinates: { latitude, longitude } }),
  }));
}
