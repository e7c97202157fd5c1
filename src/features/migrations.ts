import type { Migration } from 'kysely/migration';

/** Tables of all features, found by their place, as the features are; nothing else of a feature is loaded. */
const modules = import.meta.glob<Record<string, unknown>>('./*/tables.ts', { eager: true });

/**
 * Migrations of every feature, whether it is switched on or not: those that its `tables.ts` exports. A command on the
 * database needs these alone, and not the pages of the window.
 */
export function featureMigrations(): Readonly<Record<string, Migration>> {
  return Object.assign({}, ...Object.values(modules).flatMap(Object.values).filter(isMigrations));
}

function isMigrations(value: unknown): value is Readonly<Record<string, Migration>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([name, migration]) => /^\d{4}-\d{2}-\d{2}-\d{3}-/.test(name) && typeof migration?.up === 'function',
    )
  );
}
