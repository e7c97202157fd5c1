import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import { type Officer, type ServicePhase, servicePhase } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import type { Lang } from '../i18n/messages.ts';
import { mediaProblemInWords } from '../media/problems.ts';
import type { Vault } from '../vault.ts';
import type { FieldProblem, FormValues, Upload } from '../workspace/contract.ts';
import { actionWords } from './action-words.ts';
import type { Deed, OfficerAction, Outcome } from './contract.ts';
import { OFFICER_COLUMNS, officerOf } from './create-officers.ts';
import { deedTime } from './deed-time.ts';
import { type CleanPhoto, cleanPhoto, type PhotoPlace, storePhoto } from './photos.ts';

/** For what the vault seals the values of a form. */
const SEALED_DATA = 'officer.action';

/** An action as it came, nothing of it read but what the window itself needs. */
export interface SentAction {
  /** Made by the phone, or by the window for a plain form. */
  readonly id: string;
  readonly officer: Officer;
  readonly device: string;
  readonly subject: string;
  /** What the officer's page calls it. */
  readonly title: string;
  /** The phone's queue and the number in it; undefined for a plain form. */
  readonly queued: { readonly queue: string; readonly number: number } | undefined;
  readonly doneAt: string | undefined;
  readonly sentAt: string | undefined;
  readonly place: PhotoPlace | undefined;
  readonly values: FormValues;
  readonly photos: readonly Upload[];
  readonly lang: Lang;
}

/** What became of an action; with problems, nothing did, and it may be sent again once they are mended. */
export type ActionAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly repeated: boolean }
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] };

interface DeskParts {
  readonly db: Kysely<DatabaseSchema>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * Does an action once, in the transaction in which its answer is stored: whoever sends it again gets that answer. What
 * can never be done is stored as well, with the reason, so that nothing of what an officer wrote is lost.
 *
 * @throws Problem `action-of-another` where the id belongs to what somebody else sent
 */
export async function performAction(
  parts: DeskParts,
  action: OfficerAction,
  sent: SentAction,
): Promise<ActionAnswer> {
  const known = await storedAnswer(parts.db, sent);
  if (known) return known;
  const receivedAt = parts.clock();
  const phase = phaseAt(sent.officer, receivedAt, parts.zone);
  const photo = await photoOf(action, sent, isOver(action, phase));
  if (!photo.ok) return { kind: 'problems', problems: photo.problems };
  // Whose service is over is told so, and not that a field is wrong.
  const parsed = isOver(action, phase) ? undefined : readData(action, sent);
  if (parsed && !parsed.ok) return { kind: 'problems', problems: parsed.problems };
  return parts.db.transaction().execute(async (trx) => {
    const officer = await lockOfficer(trx, sent.officer.id);
    const already = await storedAnswer(trx, sent);
    if (already) return already;
    const now = phaseAt(officer, receivedAt, parts.zone);
    const doneAt = deedTime(receivedAt, sent);
    const photoId =
      photo.photo &&
      (await storePhoto(trx, photo.photo, {
        officer: officer.id,
        place: action.photo?.place ? sent.place : undefined,
        at: receivedAt,
      }));
    const outcome =
      refusal(action, now, sent.lang) ??
      (await overtaken(trx, action, sent)) ??
      (await action.apply(trx, {
        id: sent.id,
        officer,
        device: sent.device,
        subject: sent.subject,
        data: parsed?.data,
        doneAt,
        receivedAt,
        lang: sent.lang,
        ...(photoId === undefined ? {} : { photo: photoId }),
      } satisfies Deed<unknown>));
    await trx
      .insertInto('officer_action')
      .values({
        id: sent.id,
        officer: officer.id,
        session: sent.device,
        kind: action.kind,
        subject: sent.subject,
        title: sent.title,
        data: parts.vault.seal(SEALED_DATA, JSON.stringify(action.private ? {} : sent.values)),
        queue: sent.queued?.queue ?? null,
        number: sent.queued?.number ?? 0,
        done_at: doneAt,
        received_at: receivedAt,
        state: outcome.state,
        note: outcome.note ?? null,
        photo: photoId ?? null,
      })
      .execute();
    return { kind: 'outcome', outcome, repeated: false };
  });
}

/** What became of an action of this officer, to be shown once more. */
export async function outcomeOf(
  db: Kysely<DatabaseSchema>,
  id: string,
  officer: string,
): Promise<{ readonly state: Outcome['state']; readonly note?: string } | undefined> {
  const row = await db
    .selectFrom('officer_action')
    .select(['state', 'note'])
    .where('id', '=', id)
    .where('officer', '=', officer)
    .executeTakeFirst();
  return row && { state: row.state, ...(row.note === null ? {} : { note: row.note }) };
}

async function storedAnswer(
  db: Kysely<DatabaseSchema> | Transaction<DatabaseSchema>,
  sent: SentAction,
): Promise<ActionAnswer | undefined> {
  const row = await db
    .selectFrom('officer_action')
    .select(['officer', 'state', 'note'])
    .where('id', '=', sent.id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.officer !== sent.officer.id) {
    throw new Problem(409, 'action-of-another', 'This id belongs to what somebody else sent.');
  }
  const outcome: Outcome =
    row.state === 'done'
      ? { state: 'done', ...(row.note === null ? {} : { note: row.note }) }
      : { state: row.state, note: row.note ?? '' };
  return { kind: 'outcome', outcome, repeated: true };
}

/**
 * One action of an officer after the other, and the officer as they are now: they may have left a moment ago. Their row is
 * only shared, since what a colleague does at the same moment may count for them too, and waits for nothing else of theirs.
 */
async function lockOfficer(trx: Transaction<DatabaseSchema>, id: string): Promise<Officer> {
  const key = sql`hashtextextended(${`jendela officer action ${id}`}, 0)`;
  await sql`select pg_advisory_xact_lock(${key})`.execute(trx);
  const row = await trx
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row) throw new Problem(401, 'not-signed-in', 'There is no such officer any more.');
  return officerOf(row);
}

function phaseAt(officer: Officer, at: Temporal.Instant, zone: string): ServicePhase {
  return servicePhase(officer, at.toZonedDateTimeISO(zone).toPlainDate());
}

function isOver(action: OfficerAction, phase: ServicePhase): boolean {
  return action.for !== 'former' && (phase === 'left' || phase === 'finished');
}

function refusal(action: OfficerAction, phase: ServicePhase, lang: Lang): Outcome | undefined {
  if (!isOver(action, phase)) return undefined;
  return { state: 'refused', note: actionWords(lang)[phase === 'left' ? 'left' : 'finished'] };
}

/** A conflict where the phone did something later on the same subject and that arrived before. */
async function overtaken(
  trx: Transaction<DatabaseSchema>,
  action: OfficerAction,
  sent: SentAction,
): Promise<Outcome | undefined> {
  if (!sent.queued || sent.subject === '') return undefined;
  const feature = `${action.kind.split('.')[0]}.`;
  const later = await trx
    .selectFrom('officer_action')
    .select('id')
    .where('officer', '=', sent.officer.id)
    .where('subject', '=', sent.subject)
    .where('queue', '=', sent.queued.queue)
    .where('number', '>', sent.queued.number)
    .where('state', '=', 'done')
    .where(sql<boolean>`starts_with(kind, ${feature})`)
    .limit(1)
    .executeTakeFirst();
  return later && { state: 'conflict', note: actionWords(sent.lang).overtaken };
}

function readData(
  action: OfficerAction,
  { values, lang }: SentAction,
):
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] } {
  const parsed = action.schema(lang).safeParse(values);
  if (parsed.success) return { ok: true, data: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.'),
      problem: message,
    })),
  };
}

/** The photo written anew. For who can do nothing any more a bad one is left out, and what they wrote is kept. */
async function photoOf(
  action: OfficerAction,
  { photos, lang }: SentAction,
  isRefused: boolean,
): Promise<
  | { readonly ok: true; readonly photo?: CleanPhoto }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }
> {
  const wrong = (problem: string) =>
    isRefused ? { ok: true as const } : { ok: false as const, problems: [{ field: 'photo', problem }] };
  if (!action.photo) return { ok: true };
  const [photo, second] = photos;
  if (!photo) return action.photo.required ? wrong(actionWords(lang).photoMissing) : { ok: true };
  if (second) return wrong(actionWords(lang).manyPhotos);
  const clean = await cleanPhoto(photo.bytes);
  return clean.ok ? clean : wrong(mediaProblemInWords(clean.problem, lang));
}
