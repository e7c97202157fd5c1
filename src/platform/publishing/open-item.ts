import { randomInt } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { afterAction, type ItemAction, type ItemState } from '../../domain/item-state.ts';
import { isAllowed } from '../../domain/staff.ts';
import type { Actor } from '../audit/audit.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { ItemKind } from './kind.ts';
import { kindPermissions } from './permissions.ts';
import { type Draft, type ItemActor, PublishingRefusal } from './publishing.ts';
import { toDraft } from './rows.ts';
import type { ItemTable } from './tables.ts';

/** An item whose row is locked until the transaction ends. */
export interface OpenItem {
  readonly row: Selectable<ItemTable>;
  readonly kind: ItemKind;
  readonly draft: Draft | undefined;
}

/** No vowels, so that no id is a word, and nothing that is easily taken for another. */
const ID_LETTERS = '23456789bcdfghjkmnpqrstvwxz';
const ID_LENGTH = 8;

/** An id that nobody can guess the next of, short enough to be read out. */
export function newItemId(): string {
  return Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
}

/** @throws PublishingRefusal `unknown-item`, `unknown-kind` */
export async function openItem(
  trx: Transaction<DatabaseSchema>,
  id: string,
  kinds: ReadonlyMap<string, ItemKind>,
): Promise<OpenItem> {
  const row = await trx.selectFrom('item').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new PublishingRefusal('unknown-item', 'There is no such item.');
  const kind = kindOf(row.kind, kinds);
  const draft =
    row.work === 'none'
      ? undefined
      : await trx.selectFrom('item_draft').selectAll().where('item', '=', id).executeTakeFirst();
  return { row, kind, draft: draft && row.work !== 'none' ? toDraft(draft, row.work) : undefined };
}

/** @throws PublishingRefusal `unknown-kind` */
export function kindOf(id: string, kinds: ReadonlyMap<string, ItemKind>): ItemKind {
  const kind = kinds.get(id);
  if (!kind) throw new PublishingRefusal('unknown-kind', `There is no kind ${id}, or it is switched off.`);
  return kind;
}

/** The state after an action. @throws PublishingRefusal `not-possible` */
export function stateAfter(state: ItemState, action: ItemAction): ItemState {
  const next = afterAction({ shown: state.shown, work: state.work }, action);
  if (next) return next;
  throw new PublishingRefusal(
    'not-possible',
    `An item that is ${state.shown}/${state.work} takes no ${action}.`,
  );
}

/** The draft, where nobody changed it since the revision that was looked at. @throws PublishingRefusal */
export function draftAt(item: OpenItem, revision: number): Draft {
  if (item.draft?.revision === revision) return item.draft;
  throw new PublishingRefusal('changed-meanwhile', 'Somebody changed this item meanwhile.');
}

/**
 * Refuses whoever may not. A source and the command line act by the word of an operator who set them up; the clock
 * does what a reviewer had decided.
 *
 * @throws PublishingRefusal `not-allowed`
 */
export function demand(actor: ItemActor, kind: ItemKind, deed: 'write' | 'review', agency: string): void {
  if (actor.kind !== 'staff') return;
  if (!isAllowed(actor.staff, kindPermissions(kind)[deed], agency)) {
    throw new PublishingRefusal('not-allowed', 'Your role does not include this.');
  }
}

/** An actor as drafts and versions name it. */
export function personOf(actor: ItemActor): { readonly id: string; readonly name: string } {
  switch (actor.kind) {
    case 'staff':
      return { id: actor.staff.id, name: actor.staff.name };
    case 'source':
      return { id: `source:${actor.id}`, name: actor.name };
    case 'command':
      return { id: 'command', name: actor.name };
    case 'clock':
      return { id: 'clock', name: 'clock' };
  }
}

/** An actor as the audit log names it. */
export function auditActor(actor: ItemActor): Actor {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', id: actor.staff.id, name: actor.staff.name, address: actor.address };
    case 'command':
      return { kind: 'command', name: actor.name };
    case 'source':
      return { kind: 'system', name: `source:${actor.id}` };
    case 'clock':
      return { kind: 'system', name: 'clock' };
  }
}
