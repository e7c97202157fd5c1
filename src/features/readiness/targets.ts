import type { Kysely, Transaction } from 'kysely';
import { teamSize } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { type AskedMeasure, bodiesOf } from './asked.ts';
import type { Scope } from './scope.ts';

const MOST_TARGETS = 100;

/** By when how many should have come. */
export interface Target {
  readonly by: Temporal.PlainDate;
  /** Of a hundred. */
  readonly percent: number;
}

/** Targets that the office set, by measure. */
async function readTargets(
  db: Kysely<DatabaseSchema>,
  election: string,
): Promise<ReadonlyMap<string, Target>> {
  const rows = await db
    .selectFrom('readiness_target')
    .select(['mark', 'by_day', 'percent'])
    .where('election', '=', election)
    .limit(MOST_TARGETS)
    .execute();
  return new Map(
    rows.map(({ mark, by_day, percent }) => [mark, { by: Temporal.PlainDate.from(by_day), percent }]),
  );
}

/** Sets a target in the place of the one before. */
export async function writeTarget(
  trx: Transaction<DatabaseSchema>,
  election: string,
  mark: string,
  { by, percent }: Target,
): Promise<void> {
  const values = { by_day: by.toString(), percent };
  await trx
    .insertInto('readiness_target')
    .values({ election, mark, ...values })
    .onConflict((conflict) => conflict.columns(['election', 'mark']).doUpdateSet(values))
    .execute();
}

/** The targets of measures, by their ids: as the office set them, else the usual ones. */
export async function targetsOf(
  context: Pick<FeatureContext, 'db' | 'capabilities'>,
  scope: Pick<Scope, 'election' | 'area' | 'plan' | 'bodies'>,
  measures: readonly AskedMeasure[],
): Promise<ReadonlyMap<string, Target | undefined>> {
  if (measures.length === 0) return new Map();
  const set = await readTargets(context.db, scope.election);
  return new Map(
    await Promise.all(
      measures.map(
        async (measure) =>
          [measure.id, set.get(measure.id) ?? (await usualTarget(context, scope, measure))] as const,
      ),
    ),
  );
}

/**
 * The target of a measure where nobody set one: all, by the first day of service of the body with the most seats, and
 * for polling places by voting day.
 */
async function usualTarget(
  context: Pick<FeatureContext, 'capabilities'>,
  { election, area, plan, bodies }: Pick<Scope, 'election' | 'area' | 'plan' | 'bodies'>,
  measure: AskedMeasure,
): Promise<Target | undefined> {
  if (measure.unit === 'place') {
    const day = (await context.capabilities.elections?.find(election))?.votingDay;
    return day && { by: day, percent: 100 };
  }
  const counted = bodiesOf(measure, bodies, area);
  const [largest] = (counted.length > 0 ? counted : plan.bodies).toSorted(
    (a, b) => seatsInCity(b) - seatsInCity(a),
  );
  return largest && { by: largest.term.from, percent: 100 };
}

/** Bodies of polling places have the most teams, those of kecamatan the fewest; the number of teams does not matter. */
function seatsInCity(body: Scope['bodies'][number]): number {
  return teamSize(body) * { district: 1, village: 6, place: 500 }[body.level];
}
