import { types } from 'pg';

/** Object ids of types, from pg_type.dat: they never change. */
const OID = {
  int8: 20,
  int8Array: 1016,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
  timestampArray: 1115,
  timestamptz: 1184,
  timestamptzArray: 1185,
} as const;

const TEXT_ARRAY: number = 1009;

type Parser = (text: string) => unknown;
/** What pg's array parser gives for text: a value, null, or a further dimension. */
type TextArray = Array<string | null | TextArray>;

const parseTextArray: (text: string) => TextArray = types.getTypeParser(TEXT_ARRAY);

const asText: Parser = (text) => text;
const asNumberWhenSafe: Parser = (text) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
};
const asInstant: Parser = (text) => Temporal.Instant.from(text);

const PARSERS = new Map<number, Parser>([
  [OID.int8, asNumberWhenSafe],
  [OID.int8Array, arrayOf(asNumberWhenSafe)],
  [OID.date, asText],
  [OID.dateArray, arrayOf(asText)],
  [OID.timestamp, asText],
  [OID.timestampArray, arrayOf(asText)],
  [OID.timestamptz, asInstant],
  [OID.timestamptzArray, arrayOf(asInstant)],
]);

/**
 * The type parsers of our pools and no others: a `date` has no time zone and stays text, a `timestamptz` is an
 * instant with its microseconds, and neither becomes a JavaScript `Date`.
 */
export const columnTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : PARSERS.get(oid);
    return parser ?? types.getTypeParser(oid, format);
  },
};

/** A bound value as pg can send it: Temporal's values as ISO text, which pg would send as quoted JSON. */
export function toParameter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toParameter);
  if (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime ||
    value instanceof Temporal.PlainDateTime ||
    value instanceof Temporal.Duration
  ) {
    return value.toString();
  }
  if (value instanceof Temporal.ZonedDateTime) return value.toInstant().toString();
  return value;
}

function arrayOf(parse: Parser): Parser {
  const each = (items: TextArray): unknown[] =>
    items.map((item) => (item === null ? null : Array.isArray(item) ? each(item) : parse(item)));
  return (text) => each(parseTextArray(text));
}
