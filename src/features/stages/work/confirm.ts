import type { Transaction } from 'kysely';
import { dayFrom } from '../../../domain/typed-date.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { bumpRevision } from '../../../platform/revision.ts';
import type { StaffFormRequest, StaffRequest, WaitingItem } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { WORK_PATH } from '../constants.ts';
import { readerOf } from '../load.ts';
import { lockElection } from '../record.ts';
import { oldestReview, uncheckedStages } from '../review.ts';
import { KIND } from './content.ts';
import { ELECTION, REVIEW_UNTIL } from './list-names.ts';
import { listPage } from './list-page.tsx';
import { workMessages } from './messages.ts';

/** Notes that somebody compared an election's stages with their sources, and by when to do so again. */
export async function confirmStages(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, lang, now, href, query } = request;
  const office = context.city.electionOffice.id;
  if (!request.may(`${KIND}.review`, office)) {
    throw new Problem(403, 'not-allowed', 'Your role does not include this.');
  }
  const election = query[ELECTION] ?? '';
  const today = now.toPlainDate();
  const until = dayFrom(typedText(form, REVIEW_UNTIL));
  const isAhead = until && Temporal.PlainDate.compare(until, today) > 0;
  if (!until || !isAhead || Temporal.PlainDate.compare(until, today.add({ years: 1 })) > 0) {
    const problems = [{ field: REVIEW_UNTIL, problem: workMessages(lang).badReviewDate }];
    return listPage(context, request, { values: form, problems });
  }
  const found = await context.db
    .transaction()
    .execute((trx) => writeReview(trx, { election, until, today, at: context.clock() }, request, office));
  return found ? { kind: 'moved', to: href(`${WORK_PATH}?${ELECTION}=${election}`) } : { kind: 'missing' };
}

async function writeReview(
  trx: Transaction<DatabaseSchema>,
  review: {
    readonly election: string;
    readonly until: Temporal.PlainDate;
    readonly today: Temporal.PlainDate;
    readonly at: Temporal.Instant;
  },
  { staff, address }: StaffRequest,
  agency: string,
): Promise<boolean> {
  const { election, until, today, at } = review;
  await lockElection(trx, election);
  const before = await trx
    .selectFrom('election')
    .select('review_by')
    .where('id', '=', election)
    .executeTakeFirst();
  if (!before) return false;
  await trx
    .updateTable('election')
    .set({ review_by: until.toString(), checked_at: at })
    .where('id', '=', election)
    .execute();
  // A day of its own that has passed is settled by this look.
  await trx
    .updateTable('stage')
    .set({ review_by: null })
    .where('election', '=', election)
    .where('review_by', '<', today.toString())
    .execute();
  await bumpRevision(trx);
  await appendAudit(trx, {
    actor: { kind: 'staff', id: staff.id, name: staff.name, address },
    action: 'stage.confirm-all',
    subject: { kind: 'election', id: election },
    agency,
    before: { reviewBy: before.review_by },
    after: { reviewBy: until.toString() },
  });
  return true;
}

/** Elections with stages that nobody looked at in time; those that staff wrote wait as items do. */
export async function waitingReviews(
  context: FeatureContext,
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const { lang, now } = request;
  if (!request.may(`${KIND}.review`, context.city.electionOffice.id)) return [];
  const t = workMessages(lang);
  const records = await readerOf(context).records();
  return records.flatMap((record): WaitingItem[] => {
    const due = uncheckedStages(record, now).filter(({ item }) => item === undefined);
    const oldest = oldestReview(due);
    if (!oldest) return [];
    return [
      {
        icon: 'list-ordered',
        title: `${record.election.name[lang]}: ${t.waiting(due.length)}`,
        note: t.waitingNote,
        href: `${WORK_PATH}?${ELECTION}=${record.election.id}`,
        since: oldest.by.add({ days: 1 }).toZonedDateTime(now.timeZoneId).toInstant(),
      },
    ];
  });
}
