import { z } from 'zod';

const problemShape = z.union([
  z.enum(['late', 'passkey', 'phone', 'digits', 'locked']),
  z.object({ left: z.number() }),
]);
/** Why nobody was let in, as the page tells it; `left`: tries that a PIN has left. */
export type SignInFault = z.output<typeof problemShape>;

/** What a form of signing in leads on to: its page again. */
export const stepShape = z.object({
  /** Absent where nothing is wrong, and it is only to be told who it is. */
  problem: problemShape.exactOptional(),
  /** Several have a PIN on this phone: they are shown, to choose from. */
  choose: z.boolean(),
  chosen: z.string().exactOptional(),
});
export type Step = z.output<typeof stepShape>;
