import { z } from 'zod';
import { isCurrent } from '../../../domain/item-state.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { Job } from '../../../platform/jobs/jobs.ts';
import { PublishingRefusal } from '../../../platform/publishing/publishing.ts';

/** Name of the job that withdraws what a removed source had brought. */
export const WITHDRAW_JOB = 'sources.withdraw';

const AT_ONCE = 100;
const TIMEOUT_SECONDS = 300;
const NOTE = {
  id: 'Ditarik bersama sumbernya, yang tidak lagi terhubung.',
  en: 'Withdrawn with its source, which is no longer connected.',
};

const what = z.object({ source: z.string(), title: z.string() });

/** Withdraws all that came by a source, one by one: where it is cut off, the next try goes on. */
export function withdrawJob(context: FeatureContext): Job {
  return {
    name: WITHDRAW_JOB,
    timeoutSeconds: TIMEOUT_SECONDS,
    async run(data, signal) {
      const { source, title } = what.parse(data);
      for (let after = ''; ; ) {
        const ids = await itemsOf(context, source, after);
        for (const id of ids) {
          signal.throwIfAborted();
          await takeBack(context, { kind: 'source', id: source, name: title }, id);
        }
        const last = ids.at(-1);
        if (last === undefined) return;
        after = last;
      }
    },
  };
}

async function itemsOf({ db }: FeatureContext, source: string, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('item')
    .select('id')
    .where('origin_source', '=', source)
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

async function takeBack(
  { publishing }: FeatureContext,
  actor: { readonly kind: 'source'; readonly id: string; readonly name: string },
  id: string,
): Promise<void> {
  const item = await publishing.find(id);
  if (!item) return;
  try {
    // What nobody but the source wrote, and readers never saw, is not kept; what a person wrote in is theirs.
    const isOwn = item.draft?.authors.every((author) => author.id === `source:${actor.id}`) ?? false;
    if (item.draft && isOwn) await publishing.discard(actor, id, item.draft.revision);
    if (isCurrent(item.shown)) await publishing.withdraw(actor, id, item.version, NOTE);
  } catch (error) {
    // Somebody changed it meanwhile, and looks at it.
    if (!(error instanceof PublishingRefusal)) throw error;
  }
}
