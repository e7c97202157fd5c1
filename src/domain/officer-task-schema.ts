import { z } from 'zod';
import { type OfficerTask, TASK_ANCHORS, TASK_STAGES, type TaskMoment } from './officer-task.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write lower-case letters, digits and single dashes, like kpps-sumpah')
  .max(60);
const text = z.string().trim().min(1, 'is empty').max(200);
const longText = z.string().trim().min(1, 'is empty').max(1000);
const bilingual = z.strictObject({ id: text, en: text });
const longBilingual = z.strictObject({ id: longText, en: longText });

const time = z
  .string('write it like "07:00"')
  .regex(/^\d{2}:\d{2}$/, { message: 'write it like "07:00"', abort: true })
  .transform((written, context): Temporal.PlainTime => {
    try {
      return Temporal.PlainTime.from(written, { overflow: 'reject' });
    } catch {
      context.issues.push({ code: 'custom', message: `${written} does not exist`, input: written });
      return z.NEVER;
    }
  });

const moment: z.ZodType<TaskMoment> = z.strictObject({
  from: z.enum(TASK_ANCHORS),
  days: z.int().min(-400).max(400),
  time: time.exactOptional(),
});

const answer = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('number'),
      unit: bilingual,
      least: z.int().min(0).max(9_999_999),
      most: z.int().min(0).max(9_999_999),
    })
    .refine(({ least, most }) => least <= most, { path: ['most'], message: 'is below the least' }),
  z
    .strictObject({
      kind: z.literal('choice'),
      options: z
        .array(z.strictObject({ id, label: bilingual }))
        .min(2)
        .max(10),
    })
    .refine(({ options }) => new Set(options.map((each) => each.id)).size === options.length, {
      path: ['options'],
      message: 'two choices have one id',
    }),
]);

/** Words that stand where an address has the id of a task. */
const RESERVED: ReadonlySet<string> = new Set(['kelola', 'tim']);

/** What a task says, without what it belongs to. */
const taskFields = z.strictObject({
  id: id.refine((given) => !RESERVED.has(given), 'is a word that addresses need; choose another'),
  body: id,
  roles: z.array(id).max(10).default([]),
  stage: z.enum(TASK_STAGES),
  title: bilingual,
  why: longBilingual,
  how: z.array(longBilingual).max(12).default([]),
  opens: moment.exactOptional(),
  due: moment,
  per: z.enum(['officer', 'team']),
  required: z.boolean().default(true),
  ready: z.boolean().default(false),
  photo: z.strictObject({ required: z.boolean(), place: z.boolean() }).exactOptional(),
  answer: answer.exactOptional(),
  law: text.exactOptional(),
});

const task = taskFields.refine(({ ready, per, required }) => !ready || (per === 'team' && required), {
  path: ['ready'],
  message: 'a polling place is ready by required tasks of its team alone',
});

/** A task as the database keeps it, moments written as text. */
export const taskDefinitionSchema = task;
export type TaskDefinition = Omit<OfficerTask, 'election'>;

/** The form of a file of tasks. */
export const taskFileSchema = z
  .strictObject({
    $schema: z.string().exactOptional(),
    election: id,
    source: z.string().trim().min(1, 'is empty').max(2000),
    tasks: z.array(task).min(1).max(300),
  })
  .superRefine(({ tasks }, context) => {
    const seen = new Set<string>();
    for (const [index, each] of tasks.entries()) {
      if (seen.has(each.id)) {
        context.addIssue({
          code: 'custom',
          path: ['tasks', index, 'id'],
          message: `${each.id} stands there twice`,
        });
      }
      seen.add(each.id);
    }
  });
