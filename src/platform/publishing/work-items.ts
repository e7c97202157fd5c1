import { type Kysely, type Selectable, sql } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import type { WorkItem, WorkQuery } from './publishing.ts';
import { toWorkItem } from './rows.ts';
import type { ItemTable } from './tables.ts';

/** Items for the workspace, the last touched first. */
export async function listWorkItems(
  db: Kysely<DatabaseSchema>,
  query: WorkQuery,
): Promise<readonly WorkItem[]> {
  if (query.agencies.length === 0) return [];
  const { kind, shown, work, words, sentBackTo, expiresBefore, reviewDueOn, before } = query;
  let rows = db.selectFrom('item').selectAll().where('agency', 'in', query.agencies);
  if (kind !== undefined) rows = rows.where('kind', '=', kind);
  if (shown !== undefined) rows = rows.where('shown', 'in', shown);
  if (work !== undefined) rows = rows.where('work', '=', work);
  if (words !== undefined && words.trim() !== '') {
    const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where((eb) => eb.or([eb('title_id', 'ilike', like), eb('title_en', 'ilike', like)]));
  }
  if (sentBackTo !== undefined) {
    const author = JSON.stringify([{ id: sentBackTo }]);
    rows = rows.where('work', '=', 'draft').where(
      sql<boolean>`exists (
        select from item_draft d
        where d.item = item.id and d.sent_back <> 'null'::jsonb and d.authors @> ${author}::jsonb)`,
    );
  }
  if (expiresBefore !== undefined) {
    rows = rows.where('shown', 'in', ['published', 'corrected']).where('expires_at', '<', expiresBefore);
  }
  if (reviewDueOn !== undefined) {
    rows = rows
      .where('shown', 'in', ['published', 'corrected'])
      .where('review_on', '<=', reviewDueOn.toString());
  }
  if (before) {
    rows = rows.where(sql<boolean>`(touched_at, id) < (${before.changedAt}, ${before.id})`);
  }
  const found = await rows.orderBy('touched_at', 'desc').orderBy('id', 'desc').limit(query.limit).execute();
  return withDrafts(db, found);
}

/** One item for the workspace. */
export async function findWorkItem(
  db: Kysely<DatabaseSchema>,
  by: { readonly id: string } | { readonly kind: string; readonly subject: string },
): Promise<WorkItem | undefined> {
  const rows = db.selectFrom('item').selectAll();
  const row = await ('id' in by
    ? rows.where('id', '=', by.id)
    : rows.where('kind', '=', by.kind).where('subject', '=', by.subject)
  ).executeTakeFirst();
  return row && (await withDrafts(db, [row]))[0];
}

async function withDrafts(
  db: Kysely<DatabaseSchema>,
  rows: readonly Selectable<ItemTable>[],
): Promise<WorkItem[]> {
  const worked = rows.filter(({ work }) => work !== 'none').map(({ id }) => id);
  const drafts =
    worked.length === 0
      ? []
      : await db
          .selectFrom('item_draft')
          .selectAll()
          .where('item', 'in', worked)
          .limit(worked.length)
          .execute();
  const byItem = new Map(drafts.map((draft) => [draft.item, draft]));
  return rows.map((row) => toWorkItem(row, byItem.get(row.id)));
}
