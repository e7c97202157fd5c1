import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Feature } from './feature.ts';

const bilingual = z.strictObject({ id: z.string().min(1).max(80), en: z.string().min(1).max(80) });

/** The contract of a feature that another agency runs: the same as JSON, with an address in place of code. */
const externalFeature = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  agency: z.string().min(2).max(80),
  address: z.url({ protocol: /^https$/ }),
  tile: z.strictObject({
    icon: z.string(),
    title: bilingual,
    note: bilingual,
    order: z.int().min(0).max(1000),
  }),
  release: z.union([
    z.strictObject({ state: z.literal('off') }),
    z.strictObject({
      state: z.literal('all'),
      from: z.iso.datetime({ offset: true }).optional(),
      until: z.iso.datetime({ offset: true }).optional(),
    }),
  ]),
});

/** A file that describes another agency's feature is wrong; the message names it and each field. */
export class ExternalFeatureError extends Error {
  readonly code = 'external-feature';

  constructor(file: string, problems: readonly string[]) {
    super(`${file}: ${problems.join('; ')}`);
    this.name = 'ExternalFeatureError';
  }
}

/**
 * The features of other agencies: one JSON file each in a folder; none where there is no such folder.
 *
 * @param icons names of icons that a tile may have
 * @throws ExternalFeatureError
 */
export function readExternalFeatures(folder: string, icons: ReadonlySet<string>): Feature[] {
  return fileNames(folder).map((name) => {
    const file = path.join(folder, name);
    const { id, agency, address, tile, release } = parse(file, icons);
    return { id, owner: { agency }, release, tile: { ...tile, href: address } };
  });
}

function fileNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new ExternalFeatureError(folder, ['cannot be read']);
  }
}

function parse(file: string, icons: ReadonlySet<string>): z.output<typeof externalFeature> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ExternalFeatureError(file, ['is not JSON']);
  }
  const parsed = externalFeature.safeParse(value);
  if (!parsed.success) {
    throw new ExternalFeatureError(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
    );
  }
  if (!icons.has(parsed.data.tile.icon)) {
    throw new ExternalFeatureError(file, [`tile.icon: there is no icon ${parsed.data.tile.icon}`]);
  }
  return parsed.data;
}
