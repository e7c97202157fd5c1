import { z } from 'zod';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const webAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .transform((text) => text.replace(/\/+$/, ''));

/** A provider that is reached without TLS is believed on this machine alone. */
const issuerAddress = webAddress.refine(
  (text) => text.startsWith('https:') || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(text).hostname),
);

const token = z.string().regex(/^[A-Za-z0-9_~.+/=-]{16,}$/);

/** `kpu=https://kpu.example|token, lain=https://…|token` */
const keyholders = z.string().transform((text, context) => {
  const holders: { id: string; url: string; token: string }[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const match = /^([a-z0-9-]{1,32})=([^|\s]+)\|(\S+)$/.exec(part);
    const url = webAddress.safeParse(match?.[2]);
    const secret = token.safeParse(match?.[3]);
    if (!match?.[1] || !url.success || !secret.success) {
      context.addIssue({ code: 'custom', message: 'holder' });
      return z.NEVER;
    }
    holders.push({ id: match[1], url: url.data, token: secret.data });
  }
  return holders;
});

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== ''),
);

interface Setting<T extends z.ZodType> {
  readonly schema: T;
  /** What a person may write, for `jendela help` and for the message about a wrong value. */
  readonly expected: string;
  readonly purpose: string;
  readonly fallback?: string;
  /** A secret is never shown back, not even when it is wrong. */
  readonly secret?: true;
}

const setting = <T extends z.ZodType>(definition: Setting<T>) => definition;

/** Every setting, in the order in which `jendela help` lists them. */
export const SETTINGS = {
  PORT: setting({
    schema: wholeNumber(0, 65_535),
    expected: 'a port number, 0 to 65535',
    purpose: 'port of the window',
    fallback: '3000',
  }),
  HOST: setting({
    schema: z.string().min(1),
    expected: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    purpose: 'address the window listens on',
    fallback: '127.0.0.1',
  }),
  PUBLIC_URL: setting({
    schema: webAddress.optional(),
    expected: 'an address that starts with http:// or https://',
    purpose: 'address citizens use; absent: http://localhost and the port',
  }),
  DATA_DIR: setting({
    schema: z.string().min(1),
    expected: 'a folder',
    purpose: 'where the embedded database, keys and rolls are kept',
    fallback: './data',
  }),
  DATABASE_URL: setting({
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/)
      .optional(),
    expected: 'an address that starts with postgresql://',
    purpose: 'PostgreSQL server; absent: the embedded PostgreSQL in DATA_DIR',
    secret: true,
  }),
  DATABASE_POOL: setting({
    schema: wholeNumber(1, 500),
    expected: 'a whole number, 1 to 500',
    purpose: 'most connections that one process opens to the database',
    fallback: '10',
  }),
  DATABASE_WAIT_SECONDS: setting({
    schema: wholeNumber(0, 3_600),
    expected: 'a whole number of seconds, 0 to 3600',
    purpose: 'how long a start waits for a database that is away',
    fallback: '30',
  }),
  KEYHOLDERS: setting({
    schema: keyholders.optional(),
    expected: 'holders as id=address|token, parted by commas; a token has 16 characters or more',
    purpose: 'key holders outside the window, with the token each one gave',
    secret: true,
  }),
  KEYS_DIR: setting({
    schema: z.string().min(1).optional(),
    expected: 'a folder',
    purpose: "the window's own key shares and the issuer's public keys; absent: DATA_DIR/keys",
  }),
  ROLLS_DIR: setting({
    schema: z.string().min(1).optional(),
    expected: 'a folder',
    purpose: 'published rolls; may be an object store’s mount; absent: DATA_DIR/rolls',
  }),
  EVALUATE_PER_MINUTE: setting({
    schema: wholeNumber(1, 100_000),
    expected: 'a whole number, 1 to 100000',
    purpose:
      'evaluations that one address gets in a minute before it is asked for proof of work; a check takes one for each list, and one more where it finds nothing',
    fallback: '20',
  }),
  TRUSTED_PROXIES: setting({
    schema: wholeNumber(0, 10),
    expected: 'a whole number, 0 to 10',
    purpose: 'proxies in front of the window whose X-Forwarded-For is believed',
    fallback: '0',
  }),
  FEATURES_DIR: setting({
    schema: z.string().min(1).optional(),
    expected: 'a folder',
    purpose: "other agencies' features, one JSON file each; absent: DATA_DIR/features",
  }),
  FEATURES_OFF: setting({
    schema: list,
    expected: 'ids of features, parted by commas',
    purpose: 'features that are switched off',
    fallback: '',
  }),
  JOBS: setting({
    schema: z.enum(['on', 'off']),
    expected: 'on or off',
    purpose: 'whether the window works on jobs itself; off where `jendela worker` runs beside it',
    fallback: 'on',
  }),
  OIDC_ISSUER: setting({
    schema: issuerAddress.optional(),
    expected: 'an address that starts with https://, or with http:// on this machine',
    purpose: 'OpenID Connect provider by which staff sign in with their office’s own login; absent: none',
  }),
  OIDC_CLIENT_ID: setting({
    schema: z.string().min(1).optional(),
    expected: 'the id under which the provider knows this window',
    purpose: 'the window’s own name at the provider; wanted with OIDC_ISSUER',
  }),
  OIDC_CLIENT_SECRET: setting({
    schema: z.string().min(1).optional(),
    expected: 'the secret that the provider gave',
    purpose: 'the window’s secret at the provider; absent: the provider asks for none',
    secret: true,
  }),
  OIDC_NAME: setting({
    schema: z.string().min(1).max(40),
    expected: 'a name of 40 letters at most',
    purpose: 'what the office’s login is called on the sign-in page',
    fallback: 'akun kantor',
  }),
  SMTP_URL: setting({
    schema: z
      .string()
      .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol))
      .optional(),
    expected: 'an address such as smtps://name:password@mail.example or smtp://mail.example:587',
    purpose: 'mail server that sends links to sign in; absent: none are sent',
    secret: true,
  }),
  MAIL_FROM: setting({
    schema: z.email().optional(),
    expected: 'an e-mail address',
    purpose: 'sender of the window’s mail; wanted with SMTP_URL',
  }),
  TWO_PERSON_RULE: setting({
    schema: list,
    expected: 'kinds of items, parted by commas; * for every kind, none for no kind',
    purpose: 'kinds of items that somebody else than their authors has to publish',
    fallback: '*',
  }),
  SOURCES_DIR: setting({
    schema: z.string().min(1).optional(),
    expected: 'a folder',
    purpose: 'folders of files from which announcements come in, for offices without a site; absent: none',
  }),
  OUTGOING_ALLOW_HOSTS: setting({
    schema: list,
    expected: 'names or addresses of hosts, parted by commas, with a port where only that one is meant',
    purpose: 'hosts inside the own network that the window may call; all others have to be public',
    fallback: '',
  }),
  CLOCK_STARTS_AT: setting({
    schema: z
      .string()
      .transform((text, context) => {
        try {
          return Temporal.Instant.from(text);
        } catch {
          context.addIssue({ code: 'custom', message: 'instant' });
          return z.NEVER;
        }
      })
      .optional(),
    expected: 'a moment with its offset, such as 2024-11-24T09:00+07:00',
    purpose: 'for rehearsals: the window behaves as if it started at this moment',
  }),
  METRICS_TOKEN: setting({
    schema: token.optional(),
    expected: 'a token of 16 characters or more',
    purpose: 'who may read /metrics from another machine; absent: this machine alone',
    secret: true,
  }),
  SECURITY_CONTACT: setting({
    schema: z.string().regex(/^(mailto:|https:\/\/|tel:)\S+$/),
    expected: 'an address that starts with mailto:, https:// or tel:',
    purpose: 'whom to tell about a weakness, in /.well-known/security.txt',
    fallback: 'mailto:keamanan@jendela.invalid',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    expected: 'fatal, error, warn, info, debug, trace or silent',
    purpose: 'least level that is logged; absent: info, and warn where a person looks on at a terminal',
  }),
  DEV_RELOAD: setting({
    schema: z.enum(['on', 'off']),
    expected: 'on or off',
    purpose: 'for developers: open pages reload when the window starts anew',
    fallback: 'off',
  }),
  STOP_SECONDS: setting({
    schema: wholeNumber(0, 600),
    expected: 'a whole number of seconds, 0 to 600',
    purpose: 'how long a stop waits for requests under way',
    fallback: '20',
  }),
  KEYHOLDER_PORT: setting({
    schema: wholeNumber(0, 65_535),
    expected: 'a port number, 0 to 65535',
    purpose: 'port of `jendela keyholder`',
    fallback: '3100',
  }),
  KEYHOLDER_HOST: setting({
    schema: z.string().min(1),
    expected: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    purpose: 'address `jendela keyholder` listens on',
    fallback: '127.0.0.1',
  }),
  KEYHOLDER_TOKENS: setting({
    schema: list.pipe(z.array(token).min(1)).optional(),
    expected: 'tokens of 16 characters or more, parted by commas',
    purpose: 'windows that `jendela keyholder` answers',
    secret: true,
  }),
  KEYHOLDER_PER_MINUTE: setting({
    schema: wholeNumber(1, 10_000_000),
    expected: 'a whole number, 1 to 10000000',
    purpose: 'elements that `jendela keyholder` evaluates in a minute at most',
    fallback: '6000',
  }),
  KEYHOLDER_PER_DAY: setting({
    schema: wholeNumber(1, 1_000_000_000),
    expected: 'a whole number, 1 to 1000000000',
    purpose: 'elements that `jendela keyholder` evaluates in a day at most',
    fallback: '2000000',
  }),
} as const;

/** The name of a setting, as it stands in the environment. */
export type SettingName = keyof typeof SETTINGS;

/** Values of all settings, parsed. */
export type Settings = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> };
