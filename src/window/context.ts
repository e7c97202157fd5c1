import { hkdfSync } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import type { Capabilities, Feature, FeatureContext } from '../platform/feature.ts';
import type { Job } from '../platform/jobs/jobs.ts';
import { type JobQueue, openJobQueue } from '../platform/jobs/queue.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { OfficerWindow } from '../platform/officers/contract.ts';
import { createOfficers } from '../platform/officers/create-officers.ts';
import { createOfficerSessions } from '../platform/officers/sessions.ts';
import { createPublishing } from '../platform/publishing/create-publishing.ts';
import type { ItemKind, Publication } from '../platform/publishing/kind.ts';
import type { SignIn } from '../platform/sign-in/sign-in.ts';
import type { WindowParts } from './parts.ts';

/** How often the clock is asked whether something is to be published or has come to its end. */
const DUE_EVERY_SECONDS = 5;
const SECRET_BYTES = 32;
/** In `TWO_PERSON_RULE`: every kind. */
const EVERY_KIND = '*';

/** What features stand on, and the queue of their jobs. */
export interface WindowContext {
  readonly context: FeatureContext;
  readonly queue: JobQueue;
}

/**
 * Joins what the features offer each other: capabilities, kinds of items, jobs, and who is told of a publication.
 *
 * @throws DatabaseUnavailable where the queue cannot be opened
 * @throws Error where two features declare the same kind of item
 */
export async function openContext(
  parts: WindowParts,
  more: {
    readonly features: readonly Feature[];
    readonly metrics: Metrics;
    readonly signIn: SignIn;
    readonly onClose: FeatureContext['onClose'];
    readonly describeApi: FeatureContext['describeApi'];
  },
): Promise<WindowContext> {
  const { config, database, city, clock, log, signer } = parts;
  const { features } = more;
  const capabilities: Partial<Capabilities> = {};
  const kinds = new Map<string, ItemKind>();
  const publishing = createPublishing({
    db: database.db,
    kinds: () => kinds,
    clock,
    zone: city.zone,
    signer,
    publicUrl: config.publicUrl,
    needsSecondPerson: (kind) =>
      config.TWO_PERSON_RULE.includes(EVERY_KIND) || config.TWO_PERSON_RULE.includes(kind),
    onPublication: (trx, publication) => tellAll(trx, publication, features, context),
  });
  let queue: JobQueue | undefined;
  let officerWindows: readonly OfficerWindow[] | undefined;
  const context: FeatureContext = {
    db: database.db,
    config,
    city,
    areas: parts.areas,
    clock,
    log,
    assets: parts.assets,
    capabilities,
    metrics: more.metrics,
    signIn: more.signIn,
    signer,
    officers: createOfficers(database.db, parts.vault),
    officerSessions: createOfficerSessions({
      db: database.db,
      clock,
      zone: city.zone,
      secure: config.publicUrl.startsWith('https:'),
    }),
    officerWindows: () => {
      officerWindows ??= features.flatMap((feature) => feature.officers?.(context) ?? []);
      return officerWindows;
    },
    vault: parts.vault,
    secretFor: (purpose) =>
      Buffer.from(hkdfSync('sha256', parts.signInSecret, '', `jendela ${purpose}`, SECRET_BYTES)).toString(
        'base64url',
      ),
    publishing,
    kinds,
    jobs: {
      async send(...job) {
        if (!queue) throw new Error('Jobs can be sent once the window is open.');
        await queue.send(...job);
      },
    },
    onClose: more.onClose,
    features: () => features,
    describeApi: more.describeApi,
  };
  for (const feature of features) Object.assign(capabilities, feature.provides?.(context));
  for (const kind of features.flatMap((feature) => feature.kinds?.(context) ?? [])) {
    if (kinds.has(kind.id)) throw new Error(`Two features declare the kind ${kind.id}.`);
    kinds.set(kind.id, kind);
  }
  queue = await openJobQueue({ database, jobs: () => jobsOf(features, context), log });
  return { context, queue };
}

function jobsOf(features: readonly Feature[], context: FeatureContext): readonly Job[] {
  const due: Job = {
    name: 'publishing.due',
    everySeconds: DUE_EVERY_SECONDS,
    // The next run comes soon enough.
    retries: 0,
    run: async () => void (await context.publishing.runDue(context.clock())),
  };
  return [due, ...features.flatMap((feature) => feature.jobs?.(context) ?? [])];
}

async function tellAll(
  trx: Transaction<DatabaseSchema>,
  publication: Publication,
  features: readonly Feature[],
  context: FeatureContext,
): Promise<void> {
  for (const feature of features) await feature.onPublication?.(trx, publication, context);
}
