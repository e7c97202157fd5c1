import type { Migration } from 'kysely/migration';
import { featureMigrations } from '../features/migrations.ts';
import { platformMigrations } from '../platform/migrations.ts';

/** Migrations of the platform and of every feature, whether it is switched on or not. */
export function allMigrations(): Readonly<Record<string, Migration>> {
  return { ...platformMigrations, ...featureMigrations() };
}
