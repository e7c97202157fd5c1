import type { Kysely } from 'kysely';
import { type SomeLanguages, textIn } from '../../../domain/item.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import type { Source } from '../store.ts';
import { workMessages } from './messages.ts';

const MOST_RECENT = 20;

/** Something that came by a source, as its page lists it. */
export interface RecentItem {
  readonly key: string;
  readonly id: string;
  readonly kind: string;
  readonly title: SomeLanguages;
  readonly seenAt: Temporal.Instant;
  readonly waiting: boolean;
  readonly gone: boolean;
  /** It came by another source before. */
  readonly shared: boolean;
}

/** What a source brought, the newest first. */
export async function recentItems(
  db: Kysely<DatabaseSchema>,
  source: Pick<Source, 'id'>,
): Promise<readonly RecentItem[]> {
  const rows = await db
    .selectFrom('source_item')
    .innerJoin('item', 'item.id', 'source_item.item')
    .select(['key', 'item.id', 'item.kind', 'title_id', 'title_en', 'waiting', 'gone_at', 'origin_source'])
    .select(({ fn }) => fn.coalesce('item.origin_seen_at', 'source_item.seen_at').as('seen'))
    .where('source', '=', source.id)
    .orderBy('source_item.seen_at', 'desc')
    .orderBy('key')
    .limit(MOST_RECENT)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    id: row.id,
    kind: row.kind,
    title: { ...(row.title_id && { id: row.title_id }), ...(row.title_en && { en: row.title_en }) },
    seenAt: row.seen,
    waiting: row.waiting,
    gone: row.gone_at !== null,
    shared: row.origin_source !== source.id,
  }));
}

/** The same as a list, each leading to its item. */
export function RecentItems({
  items,
  request,
}: {
  readonly items: readonly RecentItem[];
  readonly request: StaffRequest;
}) {
  const { lang, href, format } = request;
  const t = workMessages(lang);
  if (items.length === 0) return <p class="mute">{t.recentNone}</p>;
  return (
    <ul class="window list">
      {items.map(({ key, id, kind, title, seenAt, ...state }) => (
        <li key={key}>
          <a href={href(`/kerja/${kind}/${id}`)} class="item-line">
            <div>
              <b>{textIn(title, lang)}</b>
              <small>{t.seen(format.dateTime(seenAt))}</small>
            </div>
            {state.gone && <Chip tone="plain" label={t.gone} />}
            {state.waiting && <Chip tone="warn" label={t.waitingChange} />}
            {state.shared && <Chip tone="plain" label={t.sameAs} />}
            <Icon name="chevron-right" />
          </a>
        </li>
      ))}
    </ul>
  );
}
