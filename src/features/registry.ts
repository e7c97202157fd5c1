import type { Feature } from '../platform/feature.ts';

/** Modules of all features, found by their place: a new feature is a new folder and nothing else. */
const modules = import.meta.glob<Record<string, unknown>>('./*/feature.ts', { eager: true });

/**
 * Every feature of the window, by id.
 *
 * @throws Error where a folder exports no feature, or two features share an id
 */
export function allFeatures(): readonly Feature[] {
  const features = Object.entries(modules).flatMap(([file, module]) => {
    const found = Object.values(module).filter(isFeature);
    if (found.length !== 1) throw new Error(`${file} must export exactly one feature.`);
    return found;
  });
  const ids = new Set(features.map((feature) => feature.id));
  if (ids.size !== features.length) throw new Error('Two features share an id.');
  return features.sort((a, b) => a.id.localeCompare(b.id));
}

function isFeature(value: unknown): value is Feature {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'release' in value && 'owner' in value
  );
}
