import { liesWithin } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { createLive, LIVE_CHANGES, type Live } from '../../platform/http/live.ts';
import type { Follows, OfficerRequest } from '../../platform/officers/contract.ts';
import { leadsTeam } from './parts.tsx';
import { hasOpenReport } from './read.ts';

/** By what it is decided who is told of a change. */
interface Topic {
  readonly election: string;
  readonly area: string;
  readonly place: string | null;
  readonly reporter: string | null;
}

const made = new WeakMap<object, Live<Topic>>();

/** What tells open pages that a report changed; once for each window. */
export function liveOf(context: FeatureContext): Live<Topic> {
  const before = made.get(context);
  if (before) return before;
  const live = createLive<Topic>({
    log: context.log,
    read: async () => {
      const rows = await context.db
        .selectFrom('incident_event')
        .innerJoin('incident', 'incident.id', 'incident_event.incident')
        .select(['seq', 'incident.election', 'incident.area', 'place', 'reporter'])
        .orderBy('seq', 'desc')
        .limit(LIVE_CHANGES)
        .execute();
      return rows.map(({ seq, ...topic }) => ({ key: seq, topic }));
    },
  });
  context.onClose(() => live.close());
  made.set(context, live);
  return live;
}

/** Streams what changes in an area. */
export function liveAnswer(context: FeatureContext, area: string): Response {
  return liveOf(context).stream((topic) => liesWithin(topic.area, area));
}

/** Streams what an officer may know: of their area, of the polling place that they lead, of what they reported. */
export function officerStream(context: FeatureContext, request: OfficerRequest): Response {
  const { officer, seat } = request;
  const leads = leadsTeam(request);
  return liveOf(context).stream(
    ({ election, area, place, reporter }) =>
      reporter === officer.id ||
      (election === officer.election &&
        ((seat.body.oversees && liesWithin(area, officer.area)) ||
          (leads && place !== null && place === officer.place))),
  );
}

export const OFFICER_STREAM = '/petugas/lapor/langsung';

/** The stream of an officer to whom something may come unasked: who leads, who watches over others, who waits. */
export async function followedBy(
  context: FeatureContext,
  request: OfficerRequest,
): Promise<Follows | undefined> {
  const { officer, seat } = request;
  const at = await lastChange(context);
  const isTold = seat.body.oversees || leadsTeam(request) || (await hasOpenReport(context.db, officer.id));
  return isTold ? { path: OFFICER_STREAM, at } : undefined;
}

/** The last change that a page made now knows of. */
export async function lastChange({ db }: Pick<FeatureContext, 'db'>): Promise<number> {
  const row = await db
    .selectFrom('incident_event')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}
