import { expect, test } from 'vitest';
import { allFeatures } from '../features/registry.ts';
import { allMigrations } from './migrations.ts';

test('commands, which load no feature, know the migrations of every feature', () => {
  const ofFeatures = allFeatures().flatMap((feature) => Object.keys(feature.migrations ?? {}));
  expect(ofFeatures.length).toBeGreaterThan(0);
  expect(Object.keys(allMigrations())).toEqual(expect.arrayContaining(ofFeatures));
});
