import type { Transaction } from 'kysely';
import type { Holiday } from '../../domain/holiday.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { bumpRevision } from '../../platform/revision.ts';
import { replaceSearchEntries } from '../../platform/search.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { compareYear, type YearChanges } from './changes.ts';
import { FEATURE_ID } from './constants.ts';
import { searchEntriesOf } from './search-entries.ts';
import {
  deleteHolidays,
  findHoliday,
  insertHolidays,
  isTaken,
  lockHolidays,
  plainHoliday,
  type RecordedHoliday,
  readYear,
  updateHoliday,
} from './store.ts';

type Trx = Transaction<DatabaseSchema>;
type Writer = Pick<StaffRequest, 'staff' | 'address'>;
type Context = Pick<FeatureContext, 'db' | 'clock'>;

/** What became of a change: done, or what stands in its way. */
export type WriteOutcome =
  | { readonly kind: 'done' }
  /** Another holiday of this name stands on the day. */
  | { readonly kind: 'taken' }
  /** Somebody else changed it since the form was made; absent `current`: removed it. */
  | { readonly kind: 'changed'; readonly current?: RecordedHoliday };

export async function addHoliday(context: Context, writer: Writer, holiday: Holiday): Promise<WriteOutcome> {
  return write(context, async (trx, now) => {
    if (await isTaken(trx, holiday)) return { kind: 'taken' };
    await insertHolidays(trx, [holiday], now);
    await afterChange(trx, writer, 'add', [holiday.date.year], { after: plainHoliday(holiday) });
    return { kind: 'done' };
  });
}

/** @param version of the holiday that the form was made from */
export async function changeHoliday(
  context: Context,
  writer: Writer,
  { id, version }: { readonly id: number; readonly version: number },
  holiday: Holiday,
): Promise<WriteOutcome> {
  return write(context, async (trx, now) => {
    const before = await findHoliday(trx, id);
    if (before?.version !== version) return { kind: 'changed', ...(before && { current: before }) };
    if (await isTaken(trx, holiday, id)) return { kind: 'taken' };
    await updateHoliday(trx, id, holiday, now);
    await afterChange(trx, writer, 'change', [before.date.year, holiday.date.year], {
      before: plainHoliday(before),
      after: plainHoliday(holiday),
    });
    return { kind: 'done' };
  });
}

export async function removeHoliday(
  context: Context,
  writer: Writer,
  { id, version }: { readonly id: number; readonly version: number },
): Promise<WriteOutcome> {
  return write(context, async (trx) => {
    const before = await findHoliday(trx, id);
    // Removed by two at once: what both wanted is done.
    if (!before) return { kind: 'done' };
    if (before.version !== version) return { kind: 'changed', current: before };
    await deleteHolidays(trx, [id]);
    await afterChange(trx, writer, 'remove', [before.date.year], { before: plainHoliday(before) });
    return { kind: 'done' };
  });
}

/**
 * Takes in a year as a file gives it.
 *
 * @param seen what the person was shown; where something else would happen by now, nothing does
 */
export async function importYear(
  context: Context,
  writer: Writer,
  file: { readonly year: number; readonly holidays: readonly Holiday[] },
  seen: string,
): Promise<{ readonly kind: 'done' | 'changed'; readonly changes: YearChanges }> {
  return write(context, async (trx, now) => {
    const changes = compareYear(await readYear(trx, file.year), file.holidays);
    if (fingerprint(changes) !== seen) return { kind: 'changed', changes };
    const { added, changed, removed } = changes;
    if (added.length + changed.length + removed.length === 0) return { kind: 'done', changes };
    await deleteHolidays(
      trx,
      removed.map(({ id }) => id),
    );
    for (const { before, after } of changed) await updateHoliday(trx, before.id, after, now);
    await insertHolidays(trx, added, now);
    await afterChange(trx, writer, 'import', [file.year], {
      before: [...removed, ...changed.map(({ before }) => before)].map(plainHoliday),
      after: [...added, ...changed.map(({ after }) => after)].map(plainHoliday),
    });
    return { kind: 'done', changes };
  });
}

/** A text that is the same for the same changes of the same holidays. */
export function fingerprint({ added, changed, removed, unchanged }: YearChanges): string {
  return [
    unchanged,
    `+${added.length}`,
    ...changed.map(({ before }) => `${before.id}.${before.version}`),
    '-',
    ...removed.map(({ id, version }) => `${id}.${version}`),
  ].join(' ');
}

function write<Outcome>(
  { db, clock }: Context,
  run: (trx: Trx, now: Temporal.Instant) => Promise<Outcome>,
): Promise<Outcome> {
  return db.transaction().execute(async (trx) => {
    await lockHolidays(trx);
    return run(trx, clock());
  });
}

async function afterChange(
  trx: Trx,
  { staff, address }: Writer,
  deed: 'add' | 'change' | 'remove' | 'import',
  years: readonly number[],
  change: { readonly before?: unknown; readonly after?: unknown },
): Promise<void> {
  for (const year of new Set(years)) {
    await replaceSearchEntries(trx, FEATURE_ID, String(year), searchEntriesOf(await readYear(trx, year)));
  }
  await bumpRevision(trx);
  await appendAudit(trx, {
    actor: { kind: 'staff', id: staff.id, name: staff.name, address },
    action: `holiday.${deed}`,
    subject: { kind: 'holiday', id: [...new Set(years)].join(' ') },
    agency: null,
    ...change,
  });
}
