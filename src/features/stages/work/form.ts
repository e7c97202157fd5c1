import { webAddress } from '../../../domain/link.ts';
import { isDay, STAGE_KINDS, type Stage, type StageMoment, validateStages } from '../../../domain/stage.ts';
import type { Bilingual } from '../../../domain/text.ts';
import { dayFrom, timeFrom } from '../../../domain/typed-date.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { languagesOf, typedText } from '../../../ui/components/form-values.ts';
import { contentOf, type StageContent, stageContentSchema } from './content.ts';
import { workMessages } from './messages.ts';

const LONGEST_SHORT = 300;
const LONGEST_TEXT = 2_000;
const MOST_SOURCES = 20;
const YEARS = { first: 1945, last: 2100 } as const;

/** Names of what a form carries beside its fields. */
export const CARRIED = { election: 'stage-election', stage: 'stage-id', base: 'stage-base' } as const;

/** Texts in both languages. Where one has no English, the Indonesian stands in both. */
const TEXTS = ['name', 'rule', 'condition', 'citizen', 'note'] as const;
type TextField = (typeof TEXTS)[number];

/** A stage as the values of its form. */
export function stageToForm(stage: Stage, base: number): FormValues {
  return {
    [CARRIED.election]: stage.election,
    [CARRIED.stage]: stage.id,
    [CARRIED.base]: String(base),
    kind: stage.kind,
    ...Object.fromEntries(TEXTS.flatMap((field) => textValues(field, stage[field]))),
    ...momentValues('start', stage.start),
    ...momentValues('end', stage.end),
    'condition-met': stage.conditionMet === undefined ? '' : stage.conditionMet ? 'ya' : 'tidak',
    parent: stage.parent ?? '',
    area: stage.area ?? '',
    regulation: stage.regulation,
    sources: stage.sources.map(({ url, title }) => (title ? `${url} ${title}` : url)).join('\n'),
    geo: stage.geo ? `${stage.geo.latitude},${stage.geo.longitude}` : '',
  };
}

function textValues(field: TextField, text: Bilingual | undefined): [string, string][] {
  return [
    [`${field}-id`, text?.id ?? ''],
    [`${field}-en`, text && text.en !== text.id ? text.en : ''],
  ];
}

function momentValues(field: 'start' | 'end', moment: StageMoment | undefined): FormValues {
  if (!moment) return { [`${field}-day`]: '', [`${field}-time`]: '' };
  const time = isDay(moment) ? '' : moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    [`${field}-day`]: (isDay(moment) ? moment : moment.toPlainDate()).toString(),
    [`${field}-time`]: time,
  };
}

export type ParsedStage =
  | { readonly ok: true; readonly content: StageContent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Reads a posted form, and finds all that is wrong with it.
 *
 * @param others the other stages of the election that stand
 */
export function stageFromForm(form: FormValues, others: readonly Stage[], lang: Lang): ParsedStage {
  const t = workMessages(lang);
  const reader = new FormReader(form, lang);
  const { report } = reader;
  const kind = STAGE_KINDS.find((known) => known === reader.text('kind'));
  if (!kind) report('kind', t.badChoice);
  const start = reader.moment('start');
  const end = reader.moment('end');
  const name = reader.bilingual('name', LONGEST_SHORT);
  if (!name) reader.needIndonesian('name');
  const condition = reader.bilingual('condition', LONGEST_TEXT);
  const met = { '': undefined, ya: true, tidak: false }[reader.text('condition-met')];
  if (met !== undefined && !condition) report('condition-met', t.metWithoutCondition);
  const regulation = reader.required('regulation', LONGEST_SHORT);
  const sources = reader.sources();
  const rule = reader.bilingual('rule', LONGEST_TEXT);
  const citizen = reader.bilingual('citizen', LONGEST_TEXT);
  const note = reader.bilingual('note', LONGEST_TEXT);
  const parent = reader.text('parent');
  const area = reader.text('area');
  const geo = geoFrom(reader.text('geo'));
  const base = Number(reader.text(CARRIED.base));
  const stage: Stage = {
    id: reader.text(CARRIED.stage),
    election: reader.text(CARRIED.election),
    name: name ?? { id: '', en: '' },
    kind: kind ?? 'preparation',
    ...(start && { start }),
    ...(end && { end }),
    ...(rule && { rule }),
    ...(condition && { condition, ...(met !== undefined && { conditionMet: met }) }),
    ...(parent !== '' && { parent }),
    ...(area !== '' && { area }),
    sources,
    regulation: regulation ?? '',
    version: 1,
    ...(note && { note }),
    ...(citizen && { citizen }),
    order: 0,
    ...(geo && { geo }),
  };
  for (const { field, problem } of ownProblems(stage, others)) {
    report(
      field === 'end' ? 'end-day' : field,
      { 'end-before-start': t.endBeforeStart, 'parent-cycle': t.parentCycle }[String(problem)] ??
        t.unknownParent,
    );
  }
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const parsed = stageContentSchema.safeParse(contentOf(stage, Number.isSafeInteger(base) ? base : 0));
  // What the fields let through and a stage file would not is in what the form carries.
  if (!parsed.success) return { ok: false, problems: [{ field: 'name-id', problem: t.noSubject }] };
  return { ok: true, content: parsed.data };
}

/** What is wrong with this stage among the others; what is wrong with those is for their own forms. */
function ownProblems(stage: Stage, others: readonly Stage[]) {
  const all = [...others.filter(({ id }) => id !== stage.id), stage];
  return validateStages(all).filter(({ index }) => index === all.length - 1);
}

function geoFrom(text: string): Stage['geo'] {
  const [latitude, longitude] = text.split(',').map(Number);
  if (text === '' || latitude === undefined || longitude === undefined) return undefined;
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : undefined;
}

/** Reads field by field, and gathers what is wrong. */
class FormReader {
  readonly problems: FieldProblem[] = [];
  readonly #form: FormValues;
  readonly #t: ReturnType<typeof workMessages>;

  constructor(form: FormValues, lang: Lang) {
    this.#form = form;
    this.#t = workMessages(lang);
  }

  readonly report = (field: string, problem: string): void => void this.problems.push({ field, problem });

  text(field: string): string {
    return typedText(this.#form, field).trim();
  }

  required(field: 'regulation', most: number): string | undefined {
    const text = this.text(field);
    if (text === '') this.report(field, this.#t.needed(this.#t.regulation));
    else if (text.length > most) this.report(field, this.#t.tooLong(this.#t.regulation, most));
    return text || undefined;
  }

  /** Undefined where nothing was typed. */
  bilingual(field: TextField, most: number): Bilingual | undefined {
    const { id, en } = languagesOf(this.#form, field);
    for (const [lang, text = ''] of [
      ['id', id],
      ['en', en],
    ] as const) {
      if (text.length > most) this.report(`${field}-${lang}`, this.#t.tooLong(this.#t[field], most));
    }
    if (id === undefined) {
      if (en !== undefined && field !== 'name') this.needIndonesian(field);
      return undefined;
    }
    return { id, en: en ?? id };
  }

  needIndonesian(field: TextField): void {
    this.report(`${field}-id`, this.#t.neededInIndonesian(this.#t[field]));
  }

  moment(field: 'start' | 'end'): StageMoment | undefined {
    const dayText = this.text(`${field}-day`);
    const timeText = this.text(`${field}-time`);
    if (dayText === '') {
      if (timeText !== '') this.report(`${field}-day`, this.#t.timeWithoutDay);
      return undefined;
    }
    const day = dayFrom(dayText);
    const time = timeText === '' ? undefined : timeFrom(timeText);
    if (!day) this.report(`${field}-day`, this.#t.badDay(this.#t[field]));
    else if (day.year < YEARS.first || day.year > YEARS.last)
      this.report(`${field}-day`, this.#t.badYear(this.#t[field]));
    if (timeText !== '' && !time) this.report(`${field}-time`, this.#t.badTime);
    return time ? day?.toPlainDateTime(time) : day;
  }

  sources(): Stage['sources'] {
    const lines = this.text('sources')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length === 0) this.report('sources', this.#t.needed(this.#t.sources));
    if (lines.length > MOST_SOURCES) this.report('sources', this.#t.tooManySources);
    return lines.slice(0, MOST_SOURCES).flatMap((line, at) => {
      const [address = '', ...words] = line.split(/\s+/);
      const url = webAddress(address);
      const title = words.join(' ');
      if (url === undefined) this.report('sources', this.#t.badSource(at + 1));
      else if (title.length > LONGEST_SHORT)
        this.report('sources', this.#t.tooLong(this.#t.sources, LONGEST_SHORT));
      return url === undefined ? [] : [{ url, ...(title !== '' && { title }) }];
    });
  }
}
