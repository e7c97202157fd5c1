import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { Election, VotingHours } from '../../domain/election.ts';
import { isDay, type Stage, type StageMoment } from '../../domain/stage.ts';
import { stageFileSchema } from '../../domain/stage-file-schema.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { StageTable } from './tables.ts';

const electionSchema = stageFileSchema.shape.election;
const stageSchema = stageFileSchema.shape.stages.element;

const definitionSchema = z.record(z.string(), z.unknown());

/** JSON as a stage file would hold it, with Temporal's values as text. */
export type Definition = Readonly<Record<string, unknown>>;

/** The election as its stage file gives it, without the version and the review day, which have columns of their own. */
export function electionDefinition({ version: _, reviewBy: _review, ...election }: Election): Definition {
  return plain({
    ...election,
    votingDay: election.votingDay.toString(),
    votingHours: hoursText(election.votingHours),
    lists: election.lists.map((list) => ({
      ...list,
      votingHours: list.votingHours && hoursText(list.votingHours),
    })),
  });
}

/** @throws ZodError where the database holds what no stage file could */
export function toElection(
  row: Pick<Selectable<DatabaseSchema['election']>, 'definition' | 'version' | 'review_by'>,
): Election {
  return electionSchema.parse({
    ...definitionSchema.parse(row.definition),
    version: row.version,
    ...(row.review_by !== null && { reviewBy: row.review_by }),
  });
}

/** The stage as a stage file gives it, without what tells its place in the file, its version and its review day. */
export function stageDefinition(stage: Stage): Definition {
  const { election: _, order: _order, version: _version, reviewBy: _review, ...rest } = stage;
  return plain({
    ...rest,
    start: stage.start && momentText(stage.start),
    end: stage.end && momentText(stage.end),
  });
}

/** @throws ZodError where the database holds what no stage file could */
export function toStageVersion(definition: unknown, place: { election: string; version: number }): Stage {
  return { ...stageSchema.parse(definition), ...place, order: 0 };
}

/** The columns of a stage that hold what it says. */
export function stageRow(
  stage: Stage,
): Omit<Insertable<StageTable>, 'changed_at' | 'withdrawn_at' | 'item' | 'imported'> {
  return {
    election: stage.election,
    id: stage.id,
    position: stage.order,
    kind: stage.kind,
    name_id: stage.name.id,
    name_en: stage.name.en,
    ...momentColumns('start', stage.start),
    ...momentColumns('end', stage.end),
    rule_id: stage.rule?.id ?? null,
    rule_en: stage.rule?.en ?? null,
    condition_id: stage.condition?.id ?? null,
    condition_en: stage.condition?.en ?? null,
    condition_met: stage.conditionMet ?? null,
    parent: stage.parent ?? null,
    area: stage.area ?? null,
    sources: JSON.stringify(stage.sources),
    regulation: stage.regulation,
    version: stage.version,
    note_id: stage.note?.id ?? null,
    note_en: stage.note?.en ?? null,
    citizen_id: stage.citizen?.id ?? null,
    citizen_en: stage.citizen?.en ?? null,
    latitude: stage.geo?.latitude ?? null,
    longitude: stage.geo?.longitude ?? null,
    review_by: stage.reviewBy?.toString() ?? null,
  };
}

/** The stage that a row holds. */
export function toStage(row: Selectable<StageTable>): Stage {
  const start = toMoment(row.start_day, row.start_time);
  const end = toMoment(row.end_day, row.end_time);
  const rule = toBilingual(row.rule_id, row.rule_en);
  const condition = toBilingual(row.condition_id, row.condition_en);
  const note = toBilingual(row.note_id, row.note_en);
  const citizen = toBilingual(row.citizen_id, row.citizen_en);
  const { latitude, longitude } = row;
  return {
    id: row.id,
    election: row.election,
    name: { id: row.name_id, en: row.name_en },
    kind: row.kind,
    ...(start && { start }),
    ...(end && { end }),
    ...(rule && { rule }),
    ...(condition && { condition }),
    ...(row.condition_met !== null && { conditionMet: row.condition_met }),
    ...(row.parent !== null && { parent: row.parent }),
    ...(row.area !== null && { area: row.area }),
    sources: stageSchema.shape.sources.parse(row.sources),
    regulation: row.regulation,
    version: row.version,
    ...(note && { note }),
    ...(citizen && { citizen }),
    order: row.position,
    ...(row.review_by !== null && { reviewBy: Temporal.PlainDate.from(row.review_by) }),
    ...(latitude !== null && longitude !== null && { geo: { latitude, longitude } }),
  };
}

function momentColumns<Name extends 'start' | 'end'>(name: Name, moment: StageMoment | undefined) {
  const columns = {
    [`${name}_day`]: moment === undefined ? null : (isDay(moment) ? moment : moment.toPlainDate()).toString(),
    [`${name}_time`]:
      moment === undefined || isDay(moment)
        ? null
        : moment.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
  return columns as Record<`${Name}_day` | `${Name}_time`, string | null>;
}

function toMoment(day: string | null, time: string | null): StageMoment | undefined {
  if (day === null) return undefined;
  const date = Temporal.PlainDate.from(day);
  return time === null ? date : date.toPlainDateTime(time);
}

function toBilingual(id: string | null, en: string | null): Bilingual | undefined {
  return id === null || en === null ? undefined : { id, en };
}

function momentText(moment: StageMoment): string {
  return isDay(moment) ? moment.toString() : moment.toString({ smallestUnit: 'minute' });
}

function hoursText({ opens, closes }: VotingHours) {
  return {
    opens: opens.toString({ smallestUnit: 'minute' }),
    closes: closes.toString({ smallestUnit: 'minute' }),
  };
}

/** Without fields that are undefined, as it comes back from the database. */
function plain(value: object): Definition {
  return JSON.parse(JSON.stringify(value));
}
