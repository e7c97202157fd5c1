import type { Kysely } from 'kysely';
import { type AuditHead, type ChainProblem, readHead, verifyChain } from '../platform/audit/verify.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';

/** An end of the log, as it was written down. */
export type HeadText = AuditHead;

interface Says {
  readonly db: Kysely<DatabaseSchema>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

const PROBLEMS: Readonly<Record<ChainProblem, string>> = {
  missing: 'is missing',
  changed: 'was changed: it is not what its digest says',
  'not-linked': 'does not follow the line before it: a line was changed, put in or moved here',
  'not-the-head': 'is not the one that was written down: the log was written anew up to here',
};

/**
 * `jendela audit verify`: says whether the log is whole, or the first line that is not as it was written.
 *
 * @returns the exit code: 0 where all lines are as they were written, else 1
 */
export async function auditVerifyCommand(
  options: Says & {
    readonly head?: HeadText | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<number> {
  const { db, head, onProgress, print, printError } = options;
  const verdict = await verifyChain(db, { head, ...(onProgress && { onProgress }) });
  if (!verdict.ok) {
    printError(`Line ${verdict.seq} ${PROBLEMS[verdict.problem]}.`);
    return 1;
  }
  print(`All ${verdict.head.seq} lines are as they were written. The end: ${textOf(verdict.head)}`);
  if (!head)
    print('Lines cut off at the end are found only with --head and an end that was written down earlier.');
  return 0;
}

/** `jendela audit head`: prints the end of the log. The exit code is 0, or 1 where the log is empty. */
export async function auditHeadCommand({ db, print, printError }: Says): Promise<number> {
  const head = await readHead(db);
  if (!head) {
    printError('The log is empty.');
    return 1;
  }
  print(textOf(head));
  return 0;
}

/** The head of a text such as `17:9f86d0…`; undefined where it is none. */
export function parseHead(text: string): HeadText | undefined {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  return match?.[1] && match[2] ? { seq: Number(match[1]), digest: match[2] } : undefined;
}

function textOf({ seq, digest }: AuditHead): string {
  return `${seq}:${digest}`;
}
