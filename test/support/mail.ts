import { z } from 'zod';
import { startTestProcess, type TestProcess } from './processes.ts';

/** A mail server of its own. */
export interface TestMail {
  readonly process: TestProcess;
  readonly port: number;
  /** The setting by which a window sends to it. */
  readonly url: string;
  /** Waits for a letter, the first one or a later one. */
  letter(nth?: number): Promise<{ readonly to: readonly string[]; readonly text: string }>;
}

const ready = z.object({ port: z.number() });
const letter = z.object({ to: z.array(z.string()), text: z.string() });

/** Starts a real mail server; at a port where one is told, so that it comes back to where it was. */
export async function startMail(port = 0): Promise<TestMail> {
  const process = startTestProcess('smtp-process.ts', [String(port)]);
  const taken = ready.parse(await process.until('ready')).port;
  return {
    process,
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    async letter(nth) {
      const { to, text } = letter.parse(await process.until('letter', nth));
      return { to, text: decoded(text) };
    },
  };
}

/** Quoted-printable (RFC 2045), by which letters travel, put back into words. */
function decoded(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
