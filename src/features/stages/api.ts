import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { ELECTION_KINDS } from '../../domain/election.ts';
import { STAGE_KINDS, type Stage } from '../../domain/stage.ts';
import type { Review } from '../../domain/stage-review.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { ElectionRecord, StageReader } from './reader.ts';
import { electionDefinition, stageDefinition } from './rows.ts';
import { byConcern, type Standing } from './standing.ts';
import { showingOf } from './view.ts';

const STANDINGS = ['coming', 'voting-day', 'voted', 'over'] as const satisfies readonly Standing[];
const STATES = ['upcoming', 'running', 'ended', 'conditional', 'cancelled', 'unknown'] as const;

const bilingual = z.object({ id: z.string(), en: z.string() }).openapi('Bilingual');
const day = z.string().openapi({ format: 'date', example: '2024-11-27' });
const time = z.string().openapi({ example: '07:00' });
const moment = z.string().openapi({
  description: 'A day, or a day and a time in the local time of the polling place',
  example: '2024-11-27T07:00',
});
const instant = z.string().openapi({ format: 'date-time', example: '2024-11-24T02:00:00Z' });
const hours = z.object({ opens: time, closes: time });

const reviewShape = {
  checkedOn: day.openapi({ description: 'When somebody last compared it with its sources' }),
  reviewBy: day.openapi({ description: 'The day by which somebody does so again' }),
};

const electionSchema = z
  .object({
    id: z.string().openapi({ example: 'pilkada-2024' }),
    name: bilingual,
    kind: z.enum(ELECTION_KINDS),
    votingDay: day,
    votingHours: hours,
    standing: z.enum(STANDINGS).openapi({
      description: 'Before its voting day, on it, voted with stages still to come, or over',
    }),
    contests: z.array(z.looseObject({ id: z.string(), name: bilingual })),
    lists: z.array(z.looseObject({ kind: z.string(), code: z.string(), label: bilingual, law: z.string() })),
    capacity: z.object({ maxVoters: z.number().int(), law: z.string() }),
    regulation: z.string().openapi({ example: 'PKPU 2/2024' }),
    area: z.string().optional(),
    version: z
      .number()
      .int()
      .openapi({ description: 'Rises with each change of the election or its stages' }),
    owner: z.string().openapi({ example: 'KPU Kota Depok', description: 'Who answers for it' }),
    changedAt: instant,
    ...reviewShape,
  })
  .openapi('Election');

const stageSchema = z
  .object({
    id: z.string().openapi({ example: 'tenang' }),
    name: bilingual,
    kind: z.enum(STAGE_KINDS),
    state: z.enum(STATES).openapi({ description: 'Where the stage stands at `asOf`' }),
    start: moment.optional(),
    end: moment.optional(),
    rule: bilingual.optional(),
    condition: bilingual.optional(),
    conditionMet: z.boolean().optional(),
    parent: z.string().optional(),
    area: z.string().optional(),
    sources: z.array(z.object({ url: z.string(), title: z.string().optional() })),
    regulation: z.string(),
    note: bilingual.optional(),
    citizen: bilingual.optional(),
    geo: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
    version: z.number().int(),
    changedAt: instant,
    ...reviewShape,
  })
  .openapi('Stage');

const answerOf = <Shape extends z.ZodRawShape>(name: string, shape: Shape) =>
  z.object({ asOf: instant, ...shape }).openapi(name);

const params = z.object({
  election: z
    .string()
    .max(60)
    .openapi({ param: { name: 'election', in: 'path' }, example: 'pilkada-2024' }),
});

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const listRoute = createRoute({
  method: 'get',
  path: '/elections',
  tags: ['Elections'],
  summary: 'All elections, the one that concerns people most in front',
  responses: {
    200: json(answerOf('Elections', { elections: z.array(electionSchema) }), 'Elections'),
    503: problemAnswer('The data could not be had just now'),
  },
});

const electionRoute = createRoute({
  method: 'get',
  path: '/elections/{election}',
  tags: ['Elections'],
  summary: 'One election',
  request: { params },
  responses: {
    200: json(answerOf('ElectionAnswer', { election: electionSchema }), 'The election'),
    404: problemAnswer('No election has this id'),
    503: problemAnswer('The data could not be had just now'),
  },
});

const stagesRoute = createRoute({
  method: 'get',
  path: '/elections/{election}/stages',
  tags: ['Elections'],
  summary: 'The stages (tahapan) of an election, in the order of its schedule',
  request: { params },
  responses: {
    200: json(answerOf('Stages', { election: z.string(), stages: z.array(stageSchema) }), 'Its stages'),
    404: problemAnswer('No election has this id'),
    503: problemAnswer('The data could not be had just now'),
  },
});

/** Fresh enough for a stage that begins, and no burden when many ask. */
const KEPT = { 'cache-control': 'public, max-age=30, stale-while-revalidate=300' };

/** What the API is made with. */
export interface ApiParts {
  readonly reader: StageReader;
  /** Name of the office that answers for the stages. */
  readonly office: string;
  /** The present moment in the city's time zone. */
  readonly now: () => Temporal.ZonedDateTime;
}

/** Elections and stages below `/api/v1`. */
export function mountStagesApi(api: OpenAPIHono<ApiEnv>, { reader, office, now }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const at = now();
    const records = await reader.records();
    const known = new Map(records.map((record) => [record.election.id, record]));
    const elections = byConcern(records, at).flatMap(({ election, standing }) => {
      const record = known.get(election.id);
      return record ? [electionJson(record, standing, office)] : [];
    });
    return c.json({ asOf: at.toInstant().toString(), elections }, 200, KEPT);
  });
  api.openapi(electionRoute, async (c) => {
    const at = now();
    const record = await recordOf(reader, c.req.valid('param').election);
    const [placed] = byConcern([record], at);
    const election = electionJson(record, placed?.standing ?? 'over', office);
    return c.json({ asOf: at.toInstant().toString(), election }, 200, KEPT);
  });
  api.openapi(stagesRoute, async (c) => {
    const at = now();
    const record = await recordOf(reader, c.req.valid('param').election);
    return c.json(
      {
        asOf: at.toInstant().toString(),
        election: record.election.id,
        stages: record.stages.map((stage) => stageJson(stage, record, at)),
      },
      200,
      KEPT,
    );
  });
}

async function recordOf(reader: StageReader, id: string): Promise<ElectionRecord> {
  const record = (await reader.records()).find(({ election }) => election.id === id);
  if (!record) throw new Problem(404, 'election-unknown', 'No election has this id.');
  return record;
}

function electionJson({ election, changedAt, review }: ElectionRecord, standing: Standing, owner: string) {
  return electionSchema.parse({
    ...electionDefinition(election),
    standing,
    version: election.version,
    owner,
    changedAt: changedAt.toString(),
    ...reviewJson(review),
  });
}

function stageJson(stage: Stage, { records }: ElectionRecord, now: Temporal.ZonedDateTime) {
  const record = records.get(stage.id);
  return stageSchema.parse({
    ...stageDefinition(stage),
    state: showingOf(stage, now),
    version: stage.version,
    changedAt: record?.changedAt.toString(),
    ...(record && reviewJson(record.review)),
  });
}

function reviewJson({ checkedOn, by }: Review) {
  return { checkedOn: checkedOn.toString(), reviewBy: by.toString() };
}
