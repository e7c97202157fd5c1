import { z } from 'zod';

const codeProblem = z.enum(['empty', 'characters', 'length', 'check', 'unknown']);
const nikProblem = z.union([z.literal('digits'), z.object({ left: z.number() })]);
const keyProblem = z.enum(['agree', 'passkey', 'length', 'simple', 'birthday']);

/** What is wrong with the form of the second page: no consent, a passkey that is none, or why a PIN is not taken. */
export type KeyProblem = z.output<typeof keyProblem>;

const codeProblems = z.object({ code: codeProblem.exactOptional(), nik: nikProblem.exactOptional() });

/** What is wrong with the form of the first page. */
export type CodeProblems = z.output<typeof codeProblems>;

/** What a form of joining leads on to: a page again with what is wrong, the next one, or a refusal. */
export const stepShape = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('code'),
    typed: z.string(),
    ending: z.string(),
    /** The code came from a letter's address and was not typed. */
    fromLetter: z.boolean(),
    problems: codeProblems,
  }),
  z.object({
    at: z.literal('key'),
    /** As `newTicket` sealed it. */
    ticket: z.string(),
    agreed: z.boolean(),
    problem: keyProblem.exactOptional(),
  }),
  z.object({
    at: z.literal('refused'),
    why: z.enum(['used', 'revoked', 'expired', 'locked', 'left', 'finished', 'joined', 'no-nik']),
    officer: z.string(),
    usedAt: z.string().exactOptional(),
  }),
]);

export type Step = z.output<typeof stepShape>;
