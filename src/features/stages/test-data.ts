import type { Election } from '../../domain/election.ts';
import { localPath } from '../../domain/language.ts';
import type { Stage } from '../../domain/stage.ts';
import type { Review } from '../../domain/stage-review.ts';
import type { PageRequest } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import type { ElectionRecord, StageRecord } from './reader.ts';

/** An election for tests: that of 27 November 2024, with what they change. */
export function electionOf(change: Partial<Election> = {}): Election {
  return {
    id: 'pilkada-2024',
    name: { id: 'Pilkada 2024', en: 'Regional head elections 2024' },
    kind: 'regional-heads',
    votingDay: Temporal.PlainDate.from('2024-11-27'),
    votingHours: { opens: Temporal.PlainTime.from('07:00'), closes: Temporal.PlainTime.from('13:00') },
    contests: [],
    lists: [],
    capacity: { maxVoters: 600, law: 'PKPU 7/2024' },
    regulation: 'PKPU 2/2024',
    version: 1,
    ...change,
  };
}

/** A stage for tests: the quiet period, without dates unless they are given. */
export function stageOf(change: Partial<Stage>): Stage {
  return {
    id: 'tenang',
    election: 'pilkada-2024',
    name: { id: 'Masa tenang', en: 'Quiet period' },
    kind: 'quiet-period',
    sources: [{ url: 'https://kpu.example/tahapan' }],
    regulation: 'PKPU 2/2024',
    version: 1,
    order: 0,
    ...change,
  };
}

const CHANGED_AT = Temporal.Instant.from('2024-09-20T03:00:00Z');

export function recordOf(stage: Stage): StageRecord {
  return { stage, changedAt: CHANGED_AT, review: reviewOf(stage) };
}

/** An election with its stages as the reader gives them, last changed and looked at on 20 September 2024. */
export function electionRecordOf(stages: readonly Stage[], election = electionOf()): ElectionRecord {
  return {
    election,
    changedAt: CHANGED_AT,
    review: reviewOf(election),
    stages,
    records: new Map(stages.map((stage) => [stage.id, recordOf(stage)])),
  };
}

function reviewOf({ reviewBy }: Pick<Election, 'reviewBy'>): Review {
  return {
    checkedOn: Temporal.PlainDate.from('2024-09-20'),
    by: reviewBy ?? Temporal.PlainDate.from('2024-12-19'),
  };
}

/** A request for a page at a local time of Western Indonesia. */
export function requestAt(local: string, lang: Lang = 'id', change: Partial<PageRequest> = {}): PageRequest {
  return {
    lang,
    path: '/tahapan',
    params: {},
    query: {},
    now: Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Jakarta'),
    format: formatterOf(lang, 'Asia/Jakarta'),
    href: (path) => localPath(lang, path),
    ...change,
  };
}
