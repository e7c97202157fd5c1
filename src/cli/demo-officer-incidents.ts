import { DEMO_CALL, DEMO_INCIDENTS, type DemoIncident } from '../demo/officer-incidents.ts';
import type { Officer } from '../domain/officer.ts';
import { escalateDue } from '../features/incidents/escalation.ts';
import { applyDeed } from '../features/incidents/write.ts';
import type { FeatureContext } from '../platform/feature.ts';
import type { DemoDeed } from './demo-officer-deeds.ts';

/** The team whose way in a demo prints. */
export interface ShownTeam {
  readonly head: Officer;
  /** Of those who joined. */
  readonly members: readonly Officer[];
}

/** Something that happens at a moment of the demo's clock. */
interface Step {
  readonly at: Temporal.Instant;
  readonly happen: () => Promise<unknown>;
}

/**
 * Lets officers report and call for help, and their PPS and PPK answer, in the order of the days: what nobody answered
 * goes to the next level at its time, as the window's own job does.
 */
export async function letDemoOfficersReport(
  context: FeatureContext,
  {
    heads,
    shown,
    until,
    act,
  }: {
    /** Heads of KPPS and PPS who joined. */
    readonly heads: readonly Officer[];
    readonly shown: ShownTeam | undefined;
    readonly until: Temporal.Instant;
    readonly act: (deed: DemoDeed) => Promise<void>;
  },
): Promise<void> {
  const steps: Step[] = [];
  let before: Officer | undefined;
  for (const [index, incident] of DEMO_INCIDENTS.entries()) {
    const reporter = reporterOf(incident, index, { heads, shown, before });
    if (!reporter) continue;
    const original = before;
    before = reporter;
    steps.push({ at: incident.at, happen: () => act(reportOf(incident, reporter)) });
    for (const { deed, text, afterMinutes } of incident.deeds) {
      const at = incident.at.add({ minutes: afterMinutes });
      steps.push({ at, happen: () => answer(context, reporter, { deed, text, at, original }) });
    }
  }
  const [caller] = shown?.members ?? [];
  if (caller) {
    const at = DEMO_CALL.at.add({ minutes: DEMO_CALL.answer.afterMinutes });
    steps.push({ at: DEMO_CALL.at, happen: () => act(callOf(caller)) });
    const deed = { deed: 'handle', text: DEMO_CALL.answer.text, at, original: undefined } as const;
    steps.push({ at, happen: () => answer(context, caller, deed) });
  }
  for (const { at, happen } of steps.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
    await escalateDue(context, at);
    await happen();
  }
  await escalateDue(context, until);
}

/** Heads are taken far apart, so that reports are from all over the city. */
function reporterOf(
  { by }: DemoIncident,
  index: number,
  {
    heads,
    shown,
    before,
  }: {
    readonly heads: readonly Officer[];
    readonly shown: ShownTeam | undefined;
    readonly before: Officer | undefined;
  },
): Officer | undefined {
  if (by === 'shown') return shown?.head;
  const district = before?.area.split('.').slice(0, 3).join('.');
  const wanted =
    by === 'neighbour'
      ? heads.filter(
          ({ id, body, area }) => body === 'kpps' && area.startsWith(`${district}.`) && id !== before?.id,
        )
      : heads.filter(
          ({ id, body, area }) =>
            body === by &&
            id !== shown?.head.id &&
            // A PPS reports of a polling place in its kelurahan.
            heads.some((other) => other.body === 'kpps' && other.area === area),
        );
  return wanted.at(Math.floor((wanted.length * index) / DEMO_INCIDENTS.length)) ?? wanted.at(-1);
}

function reportOf({ kind, severity, text, number = '', at }: DemoIncident, officer: Officer): DemoDeed {
  return {
    officer,
    kind: 'incidents.report',
    subject: '',
    values: { kejadian: kind, tingkat: severity, cerita: text, nomor: number },
    at,
  };
}

function callOf(officer: Officer): DemoDeed {
  return { officer, kind: 'health.help', subject: '', values: {}, at: DEMO_CALL.at };
}

/** Whoever watches over the reporter's team answers their last report: for a KPPS its PPS, for a PPS its PPK. */
async function answer(
  { db, vault, city, officers }: FeatureContext,
  reporter: Officer,
  done: Pick<DemoIncident['deeds'][number], 'deed' | 'text'> & {
    readonly at: Temporal.Instant;
    /** Who wrote the report before, which this one repeats. */
    readonly original: Officer | undefined;
  },
): Promise<void> {
  const lastOf = (officer: Officer | undefined) =>
    db
      .selectFrom('incident')
      .select('id')
      .where('reporter', '=', officer?.id ?? '')
      .orderBy('received_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  const [row, original, above] = [
    await lastOf(reporter),
    await lastOf(done.original),
    await officers.overseersOf(reporter.election, reporter.area),
  ];
  if (!row) return;
  const who = above.find(({ body, joined }) => body !== reporter.body && joined !== undefined);
  await applyDeed(
    { db, vault },
    {
      incident: row.id,
      deed: done.deed,
      by: who
        ? { kind: 'officer', id: who.id, name: who.name, area: who.area }
        : { kind: 'staff', id: 'demo', name: city.electionOffice.name, area: city.area },
      address: '127.0.0.1',
      agency: city.electionOffice.id,
      text: done.text,
      internal: false,
      ...(done.deed === 'duplicate' && original ? { original: original.id } : {}),
      at: done.at,
    },
  );
}
