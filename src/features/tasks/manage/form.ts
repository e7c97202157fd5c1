import {
  type OfficerTask,
  TASK_ANCHORS,
  TASK_STAGES,
  type TaskAnswer,
  type TaskMoment,
} from '../../../domain/officer-task.ts';
import type { Bilingual } from '../../../domain/text.ts';
import { timeFrom } from '../../../domain/typed-date.ts';
import { wholeNumber } from '../../../domain/whole-number.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import {
  languagesOf,
  languageValues,
  nameIn,
  typedList,
  typedText,
} from '../../../ui/components/form-values.ts';
import { manageMessages } from './messages.ts';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 1000;
const MOST_STEPS = 12;
const MOST_OPTIONS = 10;
const MOST_DAYS = 400;

/** A task as the values of its form. */
export function taskToForm(task: OfficerTask): FormValues {
  const { title, why, how, stage, roles, opens, due, per, required, ready, photo, answer, law } = task;
  const lines = (texts: readonly Bilingual[], name: string) =>
    languageValues(name, {
      id: texts.map(({ id }) => id).join('\n'),
      en: texts.map(({ en }) => en).join('\n'),
    });
  return {
    ...languageValues('title', title),
    ...languageValues('why', why),
    ...lines(how, 'how'),
    stage,
    roles,
    ...momentToForm('opens', opens),
    ...momentToForm('due', due),
    per,
    kinds: [
      ...(required ? ['required'] : []),
      ...(ready ? ['ready'] : []),
      ...(photo?.place ? ['place'] : []),
    ],
    photo: photo ? (photo.required ? 'required' : 'optional') : 'none',
    answer: answer?.kind ?? 'none',
    ...(answer?.kind === 'number'
      ? {
          ...languageValues('unit', answer.unit),
          least: String(answer.least),
          most: String(answer.most),
        }
      : {}),
    ...(answer?.kind === 'choice'
      ? lines(
          answer.options.map(({ label }) => label),
          'options',
        )
      : {}),
    law: law ?? '',
  };
}

function momentToForm(name: string, moment: TaskMoment | undefined): FormValues {
  return {
    [`${name}-from`]: moment?.from ?? '',
    [`${name}-days`]: moment ? String(moment.days) : '',
    [`${name}-time`]: moment?.time?.toString({ smallestUnit: 'minute' }) ?? '',
  };
}

export type ParsedTask =
  | { readonly ok: true; readonly task: OfficerTask }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What the form does not say. */
export interface TaskOf {
  readonly id: string;
  readonly election: string;
  readonly body: string;
  /** Roles that the body has. */
  readonly roles: readonly string[];
  /** Choices that it had before, whose ids stay. */
  readonly options: readonly { readonly id: string; readonly label: Bilingual }[];
}

/** Reads a posted form, and finds all that is wrong with it. */
export function taskFromForm(form: FormValues, of: TaskOf, lang: Lang): ParsedTask {
  const t = manageMessages(lang);
  const reader = formReader(form, lang);
  const { problems, report, bilingual, lines } = reader;
  const title = bilingual('title', LONGEST_TITLE);
  const why = bilingual('why', LONGEST_TEXT);
  const how = lines('how', MOST_STEPS);
  const stage = TASK_STAGES.find((one) => one === typedText(form, 'stage'));
  if (!stage) report('stage', t.choose);
  const due = momentFrom(form, 'due', reader, t);
  const opens = typedText(form, 'opens-from') === '' ? undefined : momentFrom(form, 'opens', reader, t);
  if (opens && due && opens.from === due.from && isAfter(opens, due)) report('opens-days', t.opensAfterDue);
  const per = (['team', 'officer'] as const).find((one) => one === typedText(form, 'per'));
  if (!per) report('per', t.choose);
  const kinds = typedList(form, 'kinds');
  const required = kinds.includes('required');
  const ready = kinds.includes('ready');
  if (ready && (per !== 'team' || !required)) report('kinds', t.readyPerTeam);
  const answer = answerFrom(form, of, reader, t);
  const law = typedText(form, 'law').trim();
  if (law.length > LONGEST_TITLE) report('law', t.tooLong(LONGEST_TITLE));
  if (problems.length > 0 || !title || !why || !stage || !due || !per) return { ok: false, problems };
  const photo = typedText(form, 'photo');
  return {
    ok: true,
    task: {
      ...{
        id: of.id,
        election: of.election,
        body: of.body,
        title,
        why,
        how,
        stage,
        due,
        per,
        required,
        ready,
      },
      roles: of.roles.filter((role) => typedList(form, 'roles').includes(role)),
      ...(opens && { opens }),
      ...((photo === 'required' || photo === 'optional') && {
        photo: { required: photo === 'required', place: kinds.includes('place') },
      }),
      ...(answer && { answer }),
      ...(law !== '' && { law }),
    },
  };
}

type Words = ReturnType<typeof manageMessages>;
type Reader = ReturnType<typeof formReader>;

/** What reads texts of both languages, and gathers what is wrong. Without an English text the Indonesian one is shown. */
function formReader(form: FormValues, lang: Lang) {
  const t = manageMessages(lang);
  const problems: FieldProblem[] = [];
  const report = (field: string, problem: string) => void problems.push({ field, problem });
  function bilingual(name: string, longest: number): Bilingual | undefined {
    const { id, en = id } = languagesOf(form, name);
    if (id === undefined || en === undefined) {
      report(nameIn(name, 'id'), t.needText);
      return undefined;
    }
    if (id.length > longest) report(nameIn(name, 'id'), t.tooLong(longest));
    if (en.length > longest) report(nameIn(name, 'en'), t.tooLong(longest));
    return { id, en };
  }
  function lines(name: string, most: number): readonly Bilingual[] {
    const { id = '', en = id } = languagesOf(form, name);
    const [own, other] = [id, en].map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
    if (!own || !other || own.length !== other.length) {
      report(nameIn(name, 'en'), t.sameLines);
      return [];
    }
    if (own.length > most) report(nameIn(name, 'id'), t.tooManyLines(most));
    if ([...own, ...other].some((line) => line.length > LONGEST_TEXT)) {
      report(nameIn(name, 'id'), t.tooLong(LONGEST_TEXT));
    }
    return own.map((line, i) => ({ id: line, en: other[i] ?? line }));
  }
  return { problems, report, bilingual, lines };
}

function momentFrom(form: FormValues, name: string, { report }: Reader, t: Words): TaskMoment | undefined {
  const from = TASK_ANCHORS.find((one) => one === typedText(form, `${name}-from`));
  const typedDays = typedText(form, `${name}-days`).trim();
  const days = /^[-−]?\d{1,3}$/.test(typedDays) ? Number(typedDays.replace('−', '-')) : undefined;
  const typedTime = typedText(form, `${name}-time`).trim();
  const time = typedTime === '' ? undefined : timeFrom(typedTime);
  if (!from) report(`${name}-from`, t.choose);
  if (days === undefined || Math.abs(days) > MOST_DAYS) report(`${name}-days`, t.badDays);
  if (typedTime !== '' && !time) report(`${name}-time`, t.badTime);
  return from && days !== undefined ? { from, days, ...(time && { time }) } : undefined;
}

function isAfter(opens: TaskMoment, due: TaskMoment): boolean {
  if (opens.days !== due.days) return opens.days > due.days;
  if (!opens.time || !due.time) return false;
  return Temporal.PlainTime.compare(opens.time, due.time) >= 0;
}

function answerFrom(
  form: FormValues,
  { options: before }: TaskOf,
  { report, bilingual, lines }: Reader,
  t: Words,
): TaskAnswer | undefined {
  const kind = typedText(form, 'answer');
  if (kind === 'number') {
    const unit = bilingual('unit', LONGEST_TITLE);
    const least = wholeNumber(typedText(form, 'least'));
    const most = wholeNumber(typedText(form, 'most'));
    if (least === undefined || most === undefined || least > most) report('most', t.badBounds);
    if (!unit || least === undefined || most === undefined) return undefined;
    return { kind, unit, least, most };
  }
  if (kind !== 'choice') return undefined;
  const labels = lines('options', MOST_OPTIONS);
  const options = labels.map((label, at) => ({ id: optionId(label, at, labels.length, before), label }));
  if (options.length < 2 || new Set(options.map(({ id }) => id)).size !== options.length) {
    report(nameIn('options', 'id'), t.needOptions);
  }
  return { kind, options };
}

/** An option keeps its id while its words or its place do, so that answers that were given keep their meaning. */
function optionId(label: Bilingual, at: number, count: number, before: TaskOf['options']): string {
  const same = before.find((option) => option.label.id === label.id);
  const inPlace = before.length === count ? before[at] : undefined;
  return (same ?? inPlace)?.id ?? slug(label.id);
}

/** Words as an id: lower-case letters, digits and dashes. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'lain' : plain;
}
