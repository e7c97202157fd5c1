import { electionPhase } from '../../../domain/election.ts';
import { dayFrom } from '../../../domain/typed-date.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { StaffFormRequest, StaffRequest, WaitingItem } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { WORK_PATH } from '../constants.ts';
import { listElections } from '../elections.ts';
import { lockPlaces, setReviewDay } from '../import/save.ts';
import { isPast, placesReview } from '../review.ts';
import { readList, readLists } from '../store.ts';
import { KIND } from './content.ts';
import { ELECTION, REVIEW_UNTIL } from './list-names.ts';
import { chosenElection, listPage } from './list-page.tsx';
import { workMessages } from './messages.ts';

/** Notes that somebody compared an election's polling places with their source, and by when to do so again. */
export async function confirmPlaces(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, lang, now, href, staff, address } = request;
  const office = context.city.electionOffice.id;
  if (!request.may(`${KIND}.review`, office)) {
    throw new Problem(403, 'not-allowed', 'Your role does not include this.');
  }
  const { election } = await chosenElection(context, request);
  if (!election || !(await readList(context.db, election.id))) return { kind: 'missing' };
  const today = now.toPlainDate();
  const until = dayFrom(typedText(form, REVIEW_UNTIL));
  const isAhead = until && Temporal.PlainDate.compare(until, today) > 0;
  if (!until || !isAhead || Temporal.PlainDate.compare(until, today.add({ years: 1 })) > 0) {
    const problems = [{ field: REVIEW_UNTIL, problem: workMessages(lang).badReviewDate }];
    return listPage(context, request, { values: form, problems });
  }
  await context.db.transaction().execute(async (trx) => {
    await lockPlaces(trx);
    const before = await readList(trx, election.id);
    await setReviewDay(trx, election.id, until, context.clock());
    await appendAudit(trx, {
      actor: { kind: 'staff', id: staff.id, name: staff.name, address },
      action: `${KIND}.confirm-all`,
      subject: { kind: 'election', id: election.id },
      agency: office,
      before: { reviewBy: before?.reviewBy?.toString() ?? null },
      after: { reviewBy: until.toString() },
    });
  });
  return { kind: 'moved', to: href(`${WORK_PATH}?${ELECTION}=${election.id}`) };
}

/** Elections still ahead whose polling places nobody looked at in time. */
export async function waitingReviews(
  context: FeatureContext,
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const { lang, now } = request;
  if (!request.may(`${KIND}.review`, context.city.electionOffice.id)) return [];
  const t = workMessages(lang);
  const [lists, elections] = await Promise.all([readLists(context.db), listElections(context)]);
  return lists.flatMap((list): WaitingItem[] => {
    const election = elections.find(({ id }) => id === list.election);
    if (!election || electionPhase(election, now) === 'past') return [];
    const { by } = placesReview(list, election, now.timeZoneId);
    if (!isPast(by, now)) return [];
    return [
      {
        icon: 'map-pinned',
        title: t.waiting(election.name[lang]),
        note: t.waitingNote,
        href: `${WORK_PATH}?${ELECTION}=${election.id}`,
        since: by.add({ days: 1 }).toZonedDateTime(now.timeZoneId).toInstant(),
      },
    ];
  });
}
