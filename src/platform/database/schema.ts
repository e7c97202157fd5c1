/**
 * Every table of the database, by name. Empty here: a feature adds its own tables beside its migrations,
 *
 * ```ts
 * declare module '../../platform/database/schema.ts' {
 *   interface DatabaseSchema {
 *     stage: StageTable;
 *   }
 * }
 * ```
 *
 * Column types are what the pool's parsers give (see `column-types.ts`): `timestamptz` is a `Temporal.Instant`,
 * `date` a `YYYY-MM-DD` text, `int8` a number, or text where a number would lose digits.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features fill it by declaration merging
export interface DatabaseSchema {}
