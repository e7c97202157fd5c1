import { z } from 'zod';
import { findRole, type OfficerPlan } from './officer.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write lower-case letters, digits and single dashes, like anggota-2')
  .max(40);
const text = z.string().trim().min(1, 'is empty').max(500);
const bilingual = z.strictObject({ id: text, en: text });
const day = z
  .string('write it like 2024-02-14')
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: 'write it like 2024-02-14', abort: true })
  .transform((written, context): Temporal.PlainDate => {
    try {
      return Temporal.PlainDate.from(written, { overflow: 'reject' });
    } catch {
      context.issues.push({ code: 'custom', message: `${written} does not exist`, input: written });
      return z.NEVER;
    }
  });

const role = z.strictObject({
  id,
  name: bilingual,
  seats: z.int().min(1).max(50),
  extraSeats: z
    .strictObject({ votersAbove: z.int().min(1).max(10_000), seats: z.int().min(1).max(20) })
    .exactOptional(),
  duties: z.array(bilingual).max(30),
});

const body = z
  .strictObject({
    id,
    name: bilingual,
    fullName: bilingual,
    level: z.enum(['district', 'village', 'place']),
    roles: z.array(role).min(1).max(30),
    term: z
      .strictObject({ from: day, until: day })
      .refine(({ from, until }) => Temporal.PlainDate.compare(from, until) <= 0, {
        path: ['until'],
        message: 'is before the first day',
      }),
    age: z.strictObject({
      least: z.int().min(15).max(100),
      preferredMost: z.int().min(15).max(120).exactOptional(),
      law: text,
    }),
    oversees: z.boolean(),
    head: id,
    law: text,
  })
  .refine((given) => new Set(given.roles.map((each) => each.id)).size === given.roles.length, {
    path: ['roles'],
    message: 'two roles have one id',
  })
  .refine((given) => findRole(given, given.head) !== undefined, {
    path: ['head'],
    message: 'is no role of the body',
  })
  .refine((given) => given.level === 'place' || given.roles.every((each) => each.extraSeats === undefined), {
    path: ['roles'],
    message: 'only teams of a polling place have seats by its voters',
  });

/** An officer plan as a file or the database says it: days are written as text. */
export const officerPlanSchema: z.ZodType<OfficerPlan> = z
  .strictObject({
    election: id,
    bodies: z.array(body).min(1).max(20),
    eraseAfterDays: z.int().min(1).max(3650),
    source: z.string().trim().min(1, 'is empty').max(2000),
  })
  .refine((plan) => new Set(plan.bodies.map((each) => each.id)).size === plan.bodies.length, {
    path: ['bodies'],
    message: 'two bodies have one id',
  });
