import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';

/** What a line's digest is over: all that the line says, and the digest of the line before. */
export interface AuditLine {
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly clockAt: Temporal.Instant | null;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly address: string | null;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly agency: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly previous: string;
}

/** What stands before the first line. */
export const GENESIS = '0'.repeat(64);

/**
 * SHA-256, as hexadecimal digits, of the line's canonical JSON (RFC 8785): names sorted by their UTF-16 code units, no
 * white space, UTF-8. Moments are in UTC with six digits of a second; what is absent is null.
 */
export function digestOf(line: AuditLine): string {
  return createHash('sha256')
    .update(canonicalJson(lineAsJson(line)))
    .digest('hex');
}

/** A line as it is digested and exported. */
export function lineAsJson({ clockAt, ...line }: AuditLine): Readonly<Record<string, unknown>> {
  return {
    seq: line.seq,
    at: momentText(line.at),
    clock: clockAt && momentText(clockAt),
    actor: line.actor,
    address: line.address,
    action: line.action,
    subject: line.subject,
    agency: line.agency,
    before: line.before,
    after: line.after,
    previous: line.previous,
  };
}

function momentText(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'microsecond' });
}
