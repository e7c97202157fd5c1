import { z } from 'zod';
import type { OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import { formatterOf } from '../../../platform/i18n/format.ts';
import type { Job } from '../../../platform/jobs/jobs.ts';
import { pictureLook } from '../../../ui/picture-look.ts';
import { groupCode } from '../code.ts';
import { handOut, INVITED } from '../invitations.ts';
import { joinAddress } from '../links.ts';
import { helperOf, roleInWords, whereInWords } from '../people.ts';
import { awaitedInOrder, stillAwaited } from '../whom.ts';
import type { Letter, LetterHead } from './letter.ts';
import { printLetters } from './print.ts';
import { findLetters, type Letters, sealParts } from './store.ts';

export const PRINT_JOB = 'joining.letters';
/** Drawn at once, between two looks into the database. */
const BATCH = 200;
const LONGEST_SECONDS = 600;
const task = z.object({ letters: z.string() });

/** Draws letters that were ordered. What is done again after a failure gives the same codes. */
export function printJob(context: FeatureContext): Job {
  const { db } = context;
  return {
    name: PRINT_JOB,
    retries: 1,
    timeoutSeconds: LONGEST_SECONDS,
    async run(data, signal) {
      const letters = await findLetters(db, task.parse(data).letters);
      // Swept meanwhile, or done by a try whose end was not written down.
      if (!letters || letters.state === 'done') return;
      try {
        await print(context, letters, signal);
      } catch (error) {
        await db
          .updateTable('officer_letters')
          .set({ state: 'failed' })
          .where('id', '=', letters.id)
          .execute();
        throw error;
      }
    },
  };
}

async function print(context: FeatureContext, letters: Letters, signal: AbortSignal): Promise<void> {
  const { db, vault, clock, city } = context;
  const plan = await context.officers.plan(letters.election);
  const today = clock().toZonedDateTimeISO(city.zone).toPlainDate();
  const whom = {
    election: letters.election,
    area: letters.area,
    place: letters.place ?? undefined,
    body: letters.body ?? undefined,
    overseer: letters.overseer ?? undefined,
  };
  const ids = await awaitedInOrder(db, whom, plan, today);
  const parts = sealParts(db, vault, letters.id);
  await parts.begin();
  let drawn = 0;
  async function* batches() {
    for (let at = 0; at < ids.length; at += BATCH) {
      const batch = await batchOf(context, letters, plan, ids.slice(at, at + BATCH));
      yield batch;
      drawn += batch.length;
      await db.updateTable('officer_letters').set({ drawn }).where('id', '=', letters.id).execute();
    }
  }
  for await (const part of printLetters(await headOf(context, letters), batches(), signal))
    await parts.add(part);
  await parts.end(clock(), drawn);
}

async function headOf(context: FeatureContext, { election }: Letters): Promise<LetterHead> {
  const { city, config, capabilities } = context;
  const found = await capabilities.elections?.find(election);
  return {
    look: pictureLook(city.ink),
    title: `Undangan petugas ${found?.name.id ?? election}`,
    windowName: city.windowName,
    office: city.electionOffice.name,
    election: found?.name.id ?? election,
    address: joinAddress(config.publicUrl).replace(/^https?:\/\//, ''),
    demo: city.demo ? 'Contoh: semua nama dan kode di surat ini rekaan.' : undefined,
  };
}

/** Gives each of these officers a code, marks them as invited, and says what stands on their letters. */
async function batchOf(
  context: FeatureContext,
  letters: Letters,
  plan: OfficerPlan | undefined,
  ids: readonly string[],
): Promise<readonly Letter[]> {
  const { db, vault, clock, city, config, officers, areas } = context;
  const format = formatterOf('id', city.zone);
  const people = await stillAwaited(db, ids);
  const now = clock();
  const codes = await db.transaction().execute(async (trx) => {
    const handed = await handOut(trx, vault, people, {
      purpose: 'join',
      way: 'letter',
      by: letters.made_by,
      now,
      zone: city.zone,
    });
    await officers.markAll(trx, people, INVITED, now);
    return handed;
  });
  return people.flatMap((officer) => {
    const handed = codes.get(officer.id);
    if (!handed) return [];
    const lastDay = handed.until.subtract({ seconds: 1 }).toZonedDateTimeISO(city.zone).toPlainDate();
    return {
      name: officer.name,
      seat: roleInWords(plan, officer, 'id'),
      where: whereInWords(areas, officer, 'id'),
      code: groupCode(handed.code),
      url: joinAddress(config.publicUrl, handed.code),
      helper: helperOf(context, plan, officer, 'id'),
      until: format.date(lastDay),
    };
  });
}
