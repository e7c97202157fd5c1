import type { Officer, OfficerPlan } from '../../domain/officer.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { SEALED } from '../../platform/officers/create-officers.ts';
import { keepConsent } from './consent.ts';
import { EMAIL_JOB } from './email.ts';
import { handOut, INVITED, type RevokeScope, revoke } from './invitations.ts';
import { consentFacts, endsIn, markJoined } from './join.ts';
import { PRINT_JOB } from './letters/job.ts';
import { splitLetters } from './letters/split.ts';
import { orderLetters } from './letters/store.ts';
import { endAllPhones } from './phones.ts';
import type { HandingWay, InvitationPurpose } from './tables.ts';
import { awaitedInOrder, type Whom } from './whom.ts';

const MOST_EMAILS = 5_000;
/** Wrong endings of one NIK that a committee may type in a day. */
export const MOST_WRONG_IN_PERSON = 5;
const WRONG_DEED = 'officer.join-in-person-wrong';

/** Who did it, for the audit log. */
export function actorOf({ overseer: { kind, id, name }, address }: OverseerRequest): Actor {
  return { kind, id, name, address };
}

/**
 * Orders letters for all who are awaited: one PDF, or one for each area inside where one would be too large. The ids of
 * what was ordered.
 */
export async function orderPrint(
  context: FeatureContext,
  request: OverseerRequest,
  whom: Whom,
  plan: OfficerPlan | undefined,
): Promise<readonly string[]> {
  const { db, jobs, clock, city } = context;
  const today = request.now.toPlainDate();
  const parts = await splitLetters(context, whom, plan, today);
  if (parts.length === 0) return [];
  return db.transaction().execute(async (trx) => {
    const ids: string[] = [];
    for (const { part, letters } of parts) {
      const order = { letters, by: request.overseer.name, now: clock() };
      const id = await orderLetters(trx, part, order);
      await jobs.send(trx, PRINT_JOB, { letters: id });
      ids.push(id);
    }
    await appendAudit(trx, {
      actor: actorOf(request),
      action: 'invitation.print',
      subject: { kind: 'area', id: whom.place ?? whom.area },
      agency: city.electionOffice.id,
      after: {
        election: whom.election,
        ...(whom.body === undefined ? {} : { body: whom.body }),
        letters: parts.reduce((sum, { letters }) => sum + letters, 0),
      },
    });
    return ids;
  });
}

/** Queues an e-mail for each who is awaited and has an address; how many. */
export async function orderEmails(
  context: FeatureContext,
  request: OverseerRequest,
  whom: Whom,
  plan: OfficerPlan | undefined,
): Promise<number> {
  const { db, jobs, city } = context;
  const ids = (await awaitedInOrder(db, whom, plan, request.now.toPlainDate(), true)).slice(0, MOST_EMAILS);
  if (ids.length === 0) return 0;
  await db.transaction().execute(async (trx) => {
    for (const officer of ids) {
      await jobs.send(trx, EMAIL_JOB, { officer, by: request.overseer.name }, { key: officer });
    }
    await appendAudit(trx, {
      actor: actorOf(request),
      action: 'invitation.email',
      subject: { kind: 'area', id: whom.place ?? whom.area },
      agency: city.electionOffice.id,
      after: { election: whom.election, letters: ids.length },
    });
  });
  return ids.length;
}

/** Takes invitations back; how many. */
export async function takeBack(
  context: FeatureContext,
  request: OverseerRequest,
  scope: RevokeScope,
): Promise<number> {
  const { db, clock, city } = context;
  return db.transaction().execute(async (trx) => {
    const count = await revoke(trx, scope, request.overseer.name, clock());
    await appendAudit(trx, {
      actor: actorOf(request),
      action: 'invitation.revoke',
      subject:
        'officer' in scope
          ? { kind: 'officer', id: scope.officer }
          : { kind: 'area', id: 'place' in scope ? scope.place : scope.area },
      agency: city.electionOffice.id,
      after: { invitations: count },
    });
    return count;
  });
}

/** The code of one officer, to be shown to whoever hands it out. That it was shown is written down, the code is not. */
export async function handToOne(
  context: FeatureContext,
  request: OverseerRequest,
  officer: Officer,
  handing: {
    readonly purpose: InvitationPurpose;
    readonly way: Exclude<HandingWay, 'letter'>;
    readonly anew: boolean;
    /** Whether the officer's telephone is shown with it. */
    readonly unmasks: boolean;
  },
): Promise<{ readonly code: string; readonly until: Temporal.Instant } | undefined> {
  const { db, vault, clock, city, officers } = context;
  const now = clock();
  const { purpose, way, anew, unmasks } = handing;
  return db.transaction().execute(async (trx) => {
    const by = request.overseer.name;
    const handed = await handOut(trx, vault, [officer], { purpose, way, by, now, zone: city.zone, anew });
    if (purpose === 'join') await officers.mark(trx, officer, INVITED, now);
    await appendAudit(trx, {
      actor: actorOf(request),
      action: purpose === 'join' ? 'invitation.hand' : 'invitation.new-phone',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
      after: { way, anew, ...(unmasks ? { telephoneShown: true } : {}) },
    });
    return handed.get(officer.id);
  });
}

export type InPersonAnswer =
  | { readonly state: 'joined' }
  | { readonly state: 'before' }
  | { readonly state: 'no-nik' }
  | { readonly state: 'locked' }
  | { readonly state: 'wrong'; readonly left: number };

/** Writes down that somebody joined in front of their committee, which compared the NIK and read the consent out. */
export async function joinInPerson(
  context: FeatureContext,
  request: OverseerRequest,
  officer: Officer,
  given: { readonly nikEnding: string; readonly plan: OfficerPlan | undefined },
): Promise<InPersonAnswer> {
  const { db, vault, clock, city, officers } = context;
  const now = clock();
  const deed = (action: string) => ({
    actor: actorOf(request),
    action,
    subject: { kind: 'officer', id: officer.id },
    agency: city.electionOffice.id,
  });
  return db.transaction().execute(async (trx): Promise<InPersonAnswer> => {
    const row = await trx
      .selectFrom('officer')
      .select(['nik_sealed', 'joined_at'])
      .where('id', '=', officer.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.joined_at) return { state: 'before' };
    if (row.nik_sealed === null) return { state: 'no-nik' };
    const wrong = await trx
      .selectFrom('audit_log')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('subject_kind', '=', 'officer')
      .where('subject_id', '=', officer.id)
      .where('action', '=', WRONG_DEED)
      .where('at', '>', systemClock().subtract({ hours: 24 }))
      .executeTakeFirstOrThrow();
    if (Number(wrong.count) >= MOST_WRONG_IN_PERSON) return { state: 'locked' };
    if (!endsIn(vault.open(SEALED.nik, row.nik_sealed), given.nikEnding)) {
      await appendAudit(trx, deed(WRONG_DEED));
      const left = MOST_WRONG_IN_PERSON - Number(wrong.count) - 1;
      return left > 0 ? { state: 'wrong', left } : { state: 'locked' };
    }
    await markJoined(trx, officers, officer, 'in-person', now);
    await revoke(trx, { officer: officer.id }, request.overseer.name, now);
    await keepConsent(trx, {
      officer: officer.id,
      lang: request.lang,
      facts: consentFacts(city, given.plan),
      given: 'in-person',
      at: now,
    });
    await appendAudit(trx, deed('officer.join-in-person'));
    return { state: 'joined' };
  });
}

/** Ends every phone of an officer, and what is signed in on them. */
export async function endEveryPhone(
  context: FeatureContext,
  request: OverseerRequest,
  officer: Officer,
): Promise<void> {
  const { db, clock, city, officerSessions } = context;
  await db.transaction().execute(async (trx) => {
    await endAllPhones(trx, officer.id, clock());
    await appendAudit(trx, {
      actor: actorOf(request),
      action: 'officer.end-phones',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
    });
  });
  await officerSessions.endAll(officer.id);
}
