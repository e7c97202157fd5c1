import { z } from 'zod';
import type { SomeLanguages } from '../../../domain/item.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import type { Stage } from '../../../domain/stage.ts';
import { stageFileSchema } from '../../../domain/stage-file-schema.ts';
import { formatterOf } from '../../../platform/i18n/format.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import { type Definition, stageDefinition, toStageVersion } from '../rows.ts';
import { scheduleInWords, voiceOf } from '../schedule.ts';

export const KIND = 'stage';

const stageSchema = stageFileSchema.shape.stages.element;
const id = stageSchema.shape.id;

/** A stage as staff publish it: as a stage file would give it, with the version that it was made from. */
export const stageContentSchema = z.object({
  election: id,
  /** Version of the recorded stage when its form was made; 0 for one that was not recorded. */
  base: z.int().min(0),
  definition: z.custom<Definition>((value) => stageSchema.safeParse(value).success, 'is no stage'),
});
export type StageContent = z.infer<typeof stageContentSchema>;

/** The thing that an item is about: `pilkada-2024/kampanye`. */
export interface StageSubject {
  readonly election: string;
  readonly stage: string;
}

export function subjectOf({ election, stage }: StageSubject): string {
  return `${election}/${stage}`;
}

/** Undefined for what names no stage. */
export function parseSubject(subject: string | undefined): StageSubject | undefined {
  const [election, stage, ...rest] = (subject ?? '').split('/');
  const valid = rest.length === 0 && id.safeParse(election).success && id.safeParse(stage).success;
  return valid && election !== undefined && stage !== undefined ? { election, stage } : undefined;
}

/** The stage that a content means, in a place and a version. */
export function stageOfContent(
  { election, definition }: Pick<StageContent, 'election' | 'definition'>,
  place: { readonly version: number; readonly order: number } = { version: 1, order: 0 },
): Stage {
  const { version: _, reviewBy: _review, ...stage } = toStageVersion(definition, { election, version: 1 });
  return { ...stage, ...place };
}

export function contentOf(stage: Stage, base: number): StageContent {
  return { election: stage.election, base, definition: stageDefinition(stage) };
}

/** Everything that readers read of a stage, line by line. */
export function stageText(stage: Stage): SomeLanguages {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, linesOf(stage, lang).join('\n')]));
}

function linesOf(stage: Stage, lang: Lang): string[] {
  // Days carry no zone: any gives the same words.
  const voice = voiceOf({ lang, format: formatterOf(lang, 'UTC') });
  const { words } = voice;
  const rule = stage.rule?.[lang];
  const schedule = scheduleInWords(stage, voice, { weekday: true });
  return [
    schedule,
    rule !== undefined && !schedule.includes(rule) ? rule : undefined,
    stage.condition && words.onCondition(stage.condition[lang]),
    stage.conditionMet === undefined
      ? undefined
      : stage.conditionMet
        ? words.conditionMet
        : words.conditionFailed,
    stage.citizen?.[lang],
    stage.regulation,
    stage.note?.[lang],
    ...stage.sources.map(({ url, title }) => (title === undefined ? url : `${title} ${url}`)),
  ].filter((line) => line !== undefined);
}
