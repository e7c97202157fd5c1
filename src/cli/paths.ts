import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project, whether the command runs from its sources or from the build. */
export const PROJECT_DIR = findProject(import.meta.dirname);

/** What the build made for the browser. */
export const CLIENT_DIR = path.join(PROJECT_DIR, 'dist/client');

/** The stages that the project ships. */
export const STAGE_FILES = ['pemilu-2024.yaml', 'pilkada-2024.yaml'].map((name) =>
  path.join(PROJECT_DIR, 'content/stages', name),
);

/** Holidays of the years of the demo, by the decrees that set them. */
export const HOLIDAY_FILES = ['2024.json', '2025.json'].map((name) =>
  path.join(PROJECT_DIR, 'content/holidays', name),
);

/** The officers that a demo's election wants, what they have to do, and what they learn. */
export const OFFICER_FILES = {
  plan: path.join(PROJECT_DIR, 'content/officers/pilkada-2024.yaml'),
  tasks: path.join(PROJECT_DIR, 'content/officers/tasks-pilkada-2024.yaml'),
  training: path.join(PROJECT_DIR, 'content/officers/training-kpps-pilkada-2024.yaml'),
} as const;

function findProject(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('The folder of the project could not be found.');
  return findProject(parent);
}
