import { z } from 'zod';
import { isAreaCode } from './area.ts';
import { ELECTION_KINDS, VOTER_LIST_KINDS } from './election.ts';
import { STAGE_KINDS, type StageMoment } from './stage.ts';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_OR_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/;
const TIME = /^\d{2}:\d{2}$/;

const id = z
  .string()
  .regex(ID, 'write lower-case letters, digits and single dashes, like masa-tenang')
  .max(60);
const shortText = z.string().trim().min(1, 'is empty').max(300);
const longText = z.string().trim().min(1, 'is empty').max(2000);
const version = z.int().min(1).max(1_000_000);

function bilingual(text: z.ZodString) {
  return z.strictObject({ id: text, en: text });
}

const shortBilingual = bilingual(shortText);
const longBilingual = bilingual(longText);

/** Text of the given form, turned into what it names; a day or hour that does not exist is refused. */
function temporal<Value>(form: RegExp, example: string, parse: (text: string) => Value) {
  return z
    .string(`write it like ${example}`)
    .regex(form, { message: `write it like ${example}`, abort: true })
    .transform((text, context): Value => {
      try {
        return parse(text);
      } catch {
        context.issues.push({ code: 'custom', message: `${text} does not exist`, input: text });
        return z.NEVER;
      }
    });
}

const day = temporal(DAY, '2024-02-14', (text) => Temporal.PlainDate.from(text, { overflow: 'reject' }));
const time = temporal(TIME, '"07:00"', (text) => Temporal.PlainTime.from(text, { overflow: 'reject' }));
const moment = temporal(DAY_OR_TIME, '2024-02-14 or 2024-02-14T07:00', (text): StageMoment => {
  const options = { overflow: 'reject' } as const;
  return text.includes('T')
    ? Temporal.PlainDateTime.from(text, options)
    : Temporal.PlainDate.from(text, options);
});

const areaCode = z
  .string('is a code and must stand in quotes: "32.76"')
  .refine(isAreaCode, 'is no area code; write it like "32.76"');

const votingHours = z
  .strictObject({ opens: time, closes: time })
  .refine(({ opens, closes }) => Temporal.PlainTime.compare(opens, closes) < 0, {
    path: ['closes'],
    message: 'is not after the opening',
  });

const contest = z.strictObject({
  id,
  name: shortBilingual,
  ballotColour: z
    .strictObject({
      name: shortBilingual,
      css: z.string().regex(/^#[0-9a-f]{6}$/, 'write it like #8a1538'),
    })
    .exactOptional(),
  onlyIn: z.enum(['kota', 'kabupaten']).exactOptional(),
});

const voterList = z.strictObject({
  kind: z.enum(VOTER_LIST_KINDS),
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{1,15}$/, 'write it like DPT'),
  label: shortBilingual,
  bring: z.array(z.strictObject({ what: shortBilingual, required: z.boolean() })).max(10),
  votingHours: votingHours.exactOptional(),
  advice: longBilingual.exactOptional(),
  law: shortText,
});

const election = z.strictObject({
  id,
  name: shortBilingual,
  kind: z.enum(ELECTION_KINDS),
  votingDay: day,
  votingHours,
  capacity: z.strictObject({ maxVoters: z.int().min(1).max(10_000), law: shortText }),
  contests: z.array(contest).min(1).max(50).superRefine(refuseRepeats('id')),
  lists: z.array(voterList).min(1).max(20).superRefine(refuseRepeats('code')),
  regulation: shortText,
  area: areaCode.exactOptional(),
  version,
  reviewBy: day.exactOptional(),
});

const stage = z
  .strictObject({
    id,
    name: shortBilingual,
    kind: z.enum(STAGE_KINDS),
    start: moment.exactOptional(),
    end: moment.exactOptional(),
    rule: longBilingual.exactOptional(),
    condition: longBilingual.exactOptional(),
    conditionMet: z.boolean().exactOptional(),
    parent: id.exactOptional(),
    sources: z
      .array(
        z.strictObject({
          url: z.url({ protocol: /^https?$/, message: 'is no web address' }),
          title: shortText.exactOptional(),
        }),
      )
      .min(1, 'name at least one source')
      .max(20),
    regulation: shortText,
    version: version.exactOptional(),
    note: longBilingual.exactOptional(),
    citizen: longBilingual.exactOptional(),
    area: areaCode.exactOptional(),
    reviewBy: day.exactOptional(),
    geo: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .exactOptional(),
  })
  .refine((value) => value.conditionMet === undefined || value.condition !== undefined, {
    path: ['conditionMet'],
    message: 'stands without a condition',
  });

/** The form of a stage file: the election as a header, and its stages in the order in which they are shown. */
export const stageFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  election,
  stages: z.array(stage).max(1000),
});

/** The same as a JSON Schema, for editors and for whoever writes such files by program. */
export function stageFileJsonSchema(): object {
  return {
    title: 'Stages of an election',
    description:
      'One election with its contests, voter lists and stages, as `jendela import stages` reads it.',
    ...z.toJSONSchema(stageFileSchema, { io: 'input', target: 'draft-2020-12' }),
  };
}

function refuseRepeats<Key extends string>(key: Key) {
  return (items: Record<Key, string>[], context: z.core.$RefinementCtx<unknown>): void => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      if (seen.has(item[key])) {
        context.addIssue({ code: 'custom', path: [index, key], message: `${item[key]} stands there twice` });
      }
      seen.add(item[key]);
    }
  };
}
