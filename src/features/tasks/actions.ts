import type { Transaction } from 'kysely';
import { z } from 'zod';
import { localPath } from '../../domain/language.ts';
import { servicePhase } from '../../domain/officer.ts';
import { holderOf, isAskedOf, mayUndo, readAnswer } from '../../domain/officer-task.ts';
import type { TaskReport, TaskState } from '../../domain/task-report.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import {
  type Deed,
  defineAction,
  type OfficerAction,
  type Outcome,
} from '../../platform/officers/contract.ts';
import { taskPath } from './constants.ts';
import { lockTeam } from './lock.ts';
import { recordMarks } from './marks.ts';
import { messages } from './messages.ts';
import { insertReport, lastToUndo, leadsTask, readNames, readReports, recordState } from './reports.ts';
import { type DatedTask, datedTasks } from './task-book.ts';
import { answerFaultInWords, nameOf, valueInWords } from './words.ts';

type Trx = Transaction<DatabaseSchema>;
type ActionContext = Pick<FeatureContext, 'city' | 'officers'>;

const LONGEST_NOTE = 500;
const LONGEST_ANSWER = 40;

/** What a report's form holds, beside a photo. */
interface ReportData {
  readonly answer: string;
  readonly note: string;
}

/** What officers do with tasks. A photo's place is kept only where the task asks for it, so each has an action. */
export function taskActions(context: ActionContext): readonly OfficerAction[] {
  const done = (kind: DoneKind, photo?: OfficerAction['photo']) =>
    defineAction<ReportData>({
      kind,
      schema: reportSchema,
      ...(photo && { photo }),
      // Whoever was replaced may still send what they did before.
      for: 'former',
      private: true,
      apply: (trx, deed) => report(context, trx, deed, { kind: 'done' }),
    });
  return [
    done('tasks.done'),
    done('tasks.done-photo', { required: false, place: false }),
    done('tasks.done-place', { required: false, place: true }),
    defineAction<ReportData>({
      kind: 'tasks.settle',
      schema: reportSchema,
      for: 'former',
      private: true,
      apply: (trx, deed) => report(context, trx, deed, { kind: 'settle' }),
    }),
    defineAction<ReportData>({
      kind: 'tasks.undo',
      schema: reportSchema,
      for: 'former',
      private: true,
      apply: (trx, deed) => report(context, trx, deed, { kind: 'undo' }),
    }),
  ];
}

/** What officers report; that a task is asked for anew is no deed of a phone. */
type DeedKind = Exclude<TaskReport['kind'], 'reopen'>;
type DoneKind = 'tasks.done' | 'tasks.done-photo' | 'tasks.done-place';

/** The action by which a task is reported. */
export function doneAction({ photo }: Pick<DatedTask, 'photo'>): DoneKind {
  if (!photo) return 'tasks.done';
  return photo.place ? 'tasks.done-place' : 'tasks.done-photo';
}

function reportSchema(lang: Lang): z.ZodType<ReportData> {
  const t = messages(lang);
  return z.object({
    // Of two fields, a count again beside the counts to choose from, the one that is written says more.
    answer: z
      .union([z.string(), z.array(z.string())])
      .default('')
      .transform(lastWritten),
    note: z.string().trim().max(LONGEST_NOTE, t.noteTooLong(LONGEST_NOTE)).default(''),
  });
}

function lastWritten(answers: string | readonly string[]): string {
  const all = typeof answers === 'string' ? [answers] : answers;
  return (all.findLast((answer) => answer.trim() !== '') ?? '').slice(0, LONGEST_ANSWER);
}

async function report(
  context: ActionContext,
  trx: Trx,
  deed: Deed<ReportData>,
  { kind }: { readonly kind: DeedKind },
): Promise<Outcome> {
  const { officer, lang } = deed;
  const t = messages(lang);
  const { election } = officer;
  const tasks = await datedTasks(trx, election, context.city.zone);
  const task = tasks.find(({ id }) => id === deed.subject);
  if (!task || !isAskedOf(task, officer)) return { state: 'refused', note: t.unknownTask };
  const refused = refusal(task, deed, context.city.zone);
  if (refused) return { state: 'refused', note: refused };
  const read = kind === 'undo' ? undefined : readReport(task, deed, kind, context.city.zone);
  if (read && !read.ok) return { state: 'refused', note: read.note };

  const of = { election, task: task.id, holder: holderOf(task, officer), area: officer.area };
  await lockTeam(trx, election, officer.area, officer.place ?? officer.area);
  if (kind === 'undo') {
    const last = lastToUndo(await readReports(trx, of), task, officer);
    const tooLate = last !== undefined && !mayUndo(last.doneAt, task.dueAt, deed.doneAt);
    if (tooLate) return { state: 'refused', note: t.undoTooLate };
  }
  const base = {
    id: deed.id,
    officer: officer.id,
    doneAt: deed.doneAt,
    receivedAt: deed.receivedAt,
    note: deed.data.note === '' ? undefined : deed.data.note,
    photo: deed.photo,
  };
  await insertReport(
    trx,
    { election, task: task.id, holder: of.holder },
    kind === 'undo'
      ? { ...base, kind, of: leadsTask(task, officer) ? 'all' : 'own' }
      : { ...base, kind, value: read?.value ?? null },
  );
  const state = await recordState(trx, of, deed.receivedAt);
  await recordMarks(context, trx, { task, tasks, team: officer, now: deed.receivedAt });
  return outcomeOf(context, trx, { task, state, kind, deed });
}

/** Why a deed cannot count at all, judged by when it was done. */
function refusal(task: DatedTask, deed: Deed<ReportData>, zone: string): string | undefined {
  const { officer, doneAt, lang } = deed;
  const t = messages(lang);
  const phase = servicePhase(officer, doneAt.toZonedDateTimeISO(zone).toPlainDate());
  if (phase === 'left' || phase === 'finished') return t.serviceOver;
  const { compare } = Temporal.Instant;
  if (task.retiredAt && compare(doneAt, task.retiredAt) >= 0) return t.retired;
  if (task.opensAt && compare(doneAt, task.opensAt.toInstant()) < 0 && isKnown(task, deed)) {
    return t.notYet(formatterOf(lang, zone).dateTime(task.opensAt.toInstant()));
  }
  return undefined;
}

/** Whether the officer could see the task as it is: what was done before it was changed is not judged by the change. */
function isKnown({ changedAt }: DatedTask, { doneAt }: Deed<ReportData>): boolean {
  return Temporal.Instant.compare(doneAt, changedAt) >= 0;
}

function readReport(
  task: DatedTask,
  deed: Deed<ReportData>,
  kind: 'done' | 'settle',
  zone: string,
):
  | { readonly ok: true; readonly value: number | string | null }
  | { readonly ok: false; readonly note: string } {
  const { data, lang, photo } = deed;
  const t = messages(lang);
  const known = isKnown(task, deed);
  if (kind === 'done' && task.photo?.required && photo === undefined && known) {
    return { ok: false, note: t.photoMissing };
  }
  if (data.answer === '' && !known) return { ok: true, value: null };
  const read = readAnswer(task, data.answer);
  if (read.ok) return read;
  const { answer } = task;
  const bounds: readonly [number, number] = answer?.kind === 'number' ? [answer.least, answer.most] : [0, 0];
  return { ok: false, note: answerFaultInWords(read.fault, bounds, lang, formatterOf(lang, zone)) };
}

async function outcomeOf(
  context: ActionContext,
  trx: Trx,
  {
    task,
    state,
    kind,
    deed,
  }: {
    readonly task: DatedTask;
    readonly state: TaskState;
    readonly kind: DeedKind;
    readonly deed: Deed<ReportData>;
  },
): Promise<Outcome> {
  const { lang, officer } = deed;
  const t = messages(lang);
  const format = formatterOf(lang, context.city.zone);
  const to = localPath(lang, taskPath(task.id));
  if (state.kind === 'conflict') {
    const names = await readNames(
      trx,
      state.between.map((claim) => claim.officer),
    );
    const claims = state.between.map((claim) => {
      const who = claim.officer === officer.id ? t.you : (names.get(claim.officer) ?? t.somebody);
      return t.claim(who, valueInWords(task, claim.value, lang, format));
    });
    return { state: 'conflict', note: t.conflictNote(claims.join('; ')) };
  }
  if (kind !== 'undo' && state.kind === 'open' && state.again) {
    // Done before it was asked for anew, and sent after.
    const names = await readNames(trx, [state.again.officer]);
    return { state: 'conflict', note: t.againSince(nameOf(state.again, names, lang)) };
  }
  if (kind === 'undo') {
    if (state.kind === 'open') return { state: 'done', note: t.undone, to };
    const names = await readNames(trx, [state.by.officer]);
    return { state: 'done', note: t.stillDone(names.get(state.by.officer) ?? t.somebody), to };
  }
  const isFirst = state.kind === 'done' && state.by.id === deed.id;
  return { state: 'done', note: isFirst ? t.noted : t.notedAlready, to };
}
