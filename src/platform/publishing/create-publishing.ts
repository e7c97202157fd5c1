import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { createDraft, discardDraft, saveDraft, sendDraftBack, submitDraft } from './draft-commands.ts';
import { releaseDue } from './due.ts';
import { createItemReader } from './item-reader.ts';
import type { ItemKind } from './kind.ts';
import type { VersionParts } from './publish-version.ts';
import { type ItemActor, type Publishing, PublishingRefusal, type WorkItem } from './publishing.ts';
import { confirmItem, publishDraft, withdrawItem } from './version-commands.ts';
import { findWorkItem, listWorkItems } from './work-items.ts';

/** What the commands on items share. */
export interface PublishingParts extends VersionParts {
  readonly db: Kysely<DatabaseSchema>;
  readonly kinds: () => ReadonlyMap<string, ItemKind>;
  readonly clock: Clock;
  /** The city's zone, in which review dates are days. */
  readonly zone: string;
  readonly needsSecondPerson: (kind: string) => boolean;
}

/** Publishing on the window's database. Every command of it is one transaction. */
export function createPublishing(parts: PublishingParts): Publishing {
  const { db } = parts;

  /** The item after a command, read in the same transaction. */
  async function changed(
    command: (trx: Transaction<DatabaseSchema>) => Promise<{ readonly id: string }>,
  ): Promise<WorkItem> {
    return db.transaction().execute(async (trx) => {
      const { id } = await command(trx);
      const item = await findWorkItem(trx, { id });
      if (!item) throw new PublishingRefusal('unknown-item', 'There is no such item.');
      return item;
    });
  }

  return {
    reader: createItemReader(parts),
    needsSecondPerson: parts.needsSecondPerson,
    list: (query) => listWorkItems(db, query),
    find: (id) => findWorkItem(db, { id }),
    findBySubject: (kind, subject) => findWorkItem(db, { kind, subject }),
    create: (actor, item, draft) => changed((trx) => createDraft(trx, parts, actor, item, draft)),
    async save(actor, id, revision, draft) {
      return db.transaction().execute(async (trx) => {
        const saved = await saveDraft(trx, parts, actor, id, revision, draft);
        const item = await findWorkItem(trx, { id });
        if (!item) throw new PublishingRefusal('unknown-item', 'There is no such item.');
        return saved ? { kind: 'saved', item } : { kind: 'conflict', current: item };
      });
    },
    submit: (actor, id, revision) => changed((trx) => submitDraft(trx, parts, actor, id, revision)),
    sendBack: (actor, id, revision, reason) =>
      changed((trx) => sendDraftBack(trx, parts, actor, id, revision, reason)),
    publish: (actor, id, revision, at) => changed((trx) => publishDraft(trx, parts, actor, id, revision, at)),
    discard: (actor: ItemActor, id, revision) =>
      db.transaction().execute((trx) => discardDraft(trx, parts, actor, id, revision)),
    confirm: (actor, id, version, until) =>
      changed((trx) => confirmItem(trx, parts, actor, id, version, until)),
    withdraw: (actor, id, version, reason) =>
      changed((trx) => withdrawItem(trx, parts, actor, id, version, reason)),
    runDue: (now) => releaseDue(parts, now),
  };
}
