/**
 * Takes personal data out of what is written down: identity and family card numbers (16 digits), passports,
 * e-mail addresses, phone numbers. It goes by looks, and where looks are not enough it takes out too much rather
 * than too little; what must stay legible (TPS codes, times, ids, digests) is told apart by its own shape.
 */

const REDACTED = '[redacted]';
const DEEPEST = 20;

/** Fields whose value is never anyone's to read, whatever it looks like. */
const SECRET_FIELDS = new Set([
  'nik',
  'nkk',
  'no_kk',
  'paspor',
  'passport',
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
]);

/** What people put between groups of digits, also as a URL has it. */
const SEPARATOR = String.raw`(?:[\s.\-+()\u2010-\u2015\u2212]|%20|%2[BbDdEe]|%C2%A0){0,3}`;

/** What a URL is made of ends the local part, so that the rest of a path stays; alone it may be one. */
const EMAIL =
  /(?:[\p{L}\p{N}.!#$%'*+^_`{|}~-]{1,64}|[/&=?])(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})/giu;

const PASSPORT =
  /\b(pas(?:por|sport)["']?\s{0,3}(?:(?:[:=]|%3A)\s{0,3}["']?(?=\w)|(?=[a-z]{1,2}[ -]?\d{6,8})))[a-z]{0,2}[ -]?\w+/giu;

/** Digests and ids in hexadecimal, UUIDs: their runs of digits are nobody's number. */
const HEXADECIMAL =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=(?:\d{0,20}[a-f]){4})[0-9a-f]{32,128})(?![0-9a-z])/i;

/** 16 digits, however grouped, that neither begin nor end within a longer row of digits; or a row of 16 and more. */
const IDENTITY_NUMBER = new RegExp(
  String.raw`(?<!\d)(?:\d{16,}|\d(?:${SEPARATOR}\d){15}(?!\d)|\d(?:,\d{3}){5}(?![\d,]))`,
);

/** +62, 0062 or (62) and 8 to 13 digits. */
const PHONE_INTERNATIONAL = new RegExp(
  String.raw`(?:\+|%2B|(?<!\d)00|\()${SEPARATOR}62(?:${SEPARATOR}\d){7,13}(?!\d)`,
);
/** 62 without a plus: mobile numbers however grouped, others in one piece. */
const PHONE_BARE = new RegExp(
  String.raw`(?<!\d)(?<!\d[.-])62(?:${SEPARATOR}8(?:${SEPARATOR}\d){7,11}|[2-79]\d{8,9})(?!\d)`,
);
/** 08..., in one piece anywhere, in groups where it is not the middle of a date or a code. */
const PHONE_MOBILE = new RegExp(
  String.raw`(?<!\d)08[1-9]\d{6,11}(?!\d)|(?<!\d)(?<!\d[.-])\(?0${SEPARATOR}8${SEPARATOR}[1-9](?:${SEPARATOR}\d){6,11}(?!\d)`,
);
/** A landline with its area code: (0251) 8321234, 021-7720 1234; TPS 021 on 2024-02-14 is none. */
const PHONE_LANDLINE = new RegExp(
  String.raw`\(0[2-79]\d{1,2}\)(?:${SEPARATOR}\d){6,8}(?!\d)|(?<!\d)(?<!\d[.-])0[2-79]\d{1,2}[\s-]{0,2}[2-9]\d{2,3}[\s.-]?\d{3,4}(?!\d)`,
);

/** One pass over the text: what is kept comes first, so that nothing of it is looked at again. */
const NUMBERS = new RegExp(
  [
    `(?<kept>${HEXADECIMAL.source})`,
    IDENTITY_NUMBER.source,
    PHONE_INTERNATIONAL.source,
    PHONE_BARE.source,
    PHONE_MOBILE.source,
    PHONE_LANDLINE.source,
  ].join('|'),
  'giu',
);

/** Two dates, or a date and a time to the microsecond, have 16 to 20 digits as well. */
const DATES = /^\d{4}-[01]\d-[0-3]\d[\s.-]{1,3}\d{4}-[01]\d-[0-3]\d$/u;

/** An instant as our own log and Temporal write it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/u;

/** Digits of the shortest passport number and of the shortest phone number. */
const FEWEST_PASSPORT_DIGITS = 6;
const FEWEST_DIGITS = 8;

/** A text without personal data. */
export function redactText(text: string): string {
  const { digits, at } = glance(text);
  let clean = text;
  if (at) clean = clean.replace(EMAIL, REDACTED);
  if (digits < FEWEST_PASSPORT_DIGITS || INSTANT.test(text)) return clean;
  clean = clean.replace(PASSPORT, `$1${REDACTED}`);
  if (digits < FEWEST_DIGITS) return clean;
  return clean.replace(NUMBERS, (found, kept: string | undefined) =>
    kept !== undefined || DATES.test(found) ? found : REDACTED,
  );
}

/** What decides, for most texts, that nothing has to be looked for: almost every key and value ends here. */
function glance(text: string): { digits: number; at: boolean } {
  let digits = 0;
  let at = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char >= 0x30 && char <= 0x39) digits++;
    else if (char === 0x40 || (char === 0x25 && text.startsWith('%40', i))) at = true;
  }
  return { digits, at };
}

/**
 * A value as JSON has it, without personal data in any text, number or key, and without secret fields. What lies
 * deeper than 20 levels is left out.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return redactNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const clean: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    clean[redactText(key)] = SECRET_FIELDS.has(key.toLowerCase()) ? REDACTED : redact(item, depth + 1);
  }
  return clean;
}

/** Whole numbers alone: a duration or coordinate may have 16 digits behind its point. */
function redactNumber(value: number): number | string {
  if (!Number.isInteger(value) || Math.abs(value) < 1e8) return value;
  const text = String(Math.abs(value));
  return redactText(text) === text ? value : REDACTED;
}

/** One line of a log in JSON, without personal data; a line that is not JSON is treated as text. */
export function redactLine(line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return redactText(line);
  }
  return `${JSON.stringify(redact(value))}\n`;
}
