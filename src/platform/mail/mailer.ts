import { createTransport } from 'nodemailer';
import type { Config } from '../config/config.ts';

/** How long a mail server may take for each answer, in milliseconds. */
const ANSWER_MS = 10_000;

/** A letter in plain words: what it leads to stands in it as an address. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The mail server is away, or takes no letter of ours. */
export class MailUnavailable extends Error {
  readonly code = 'mail-unavailable';

  constructor(cause: unknown) {
    super('The mail server cannot be reached.', { cause });
    this.name = 'MailUnavailable';
  }
}

/** Sends the window's letters. */
export interface Mailer {
  /** Whether the mail server would take a letter now. @throws MailUnavailable */
  check(): Promise<void>;
  /** @throws MailUnavailable; the letter may be sent again then */
  send(letter: Letter): Promise<void>;
}

/**
 * The mail server of SMTP_URL; undefined where the window has none. A letter can let somebody in, so it leaves this
 * machine by TLS alone.
 */
export function createMailer(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Mailer | undefined {
  const { SMTP_URL, MAIL_FROM } = config;
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return undefined;
  const { protocol, hostname, port, username, password } = new URL(SMTP_URL);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isThisMachine(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    dnsTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async check() {
      try {
        await transport.verify();
      } catch (error) {
        throw new MailUnavailable(error);
      }
    },
    async send({ to, subject, text }) {
      try {
        // As an object it is one address, whatever stands in it.
        await transport.sendMail({ from: MAIL_FROM, to: { name: '', address: to }, subject, text });
      } catch (error) {
        throw new MailUnavailable(error);
      }
    },
  };
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
