import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { deedMessages } from './deed-messages.ts';

/** Lines of one item that its page shows; the whole is in the audit log. */
const MOST_LINES = 50;

/** Something that was done with an item. */
export interface HistoryLine {
  readonly at: Temporal.Instant;
  readonly name: string;
  /** `publish`, `send-back`: the deed of its line in the audit log. */
  readonly deed: string;
}

/** Who did what with an item, the last first. Also of one that is gone. */
export async function historyOf(
  db: Kysely<DatabaseSchema>,
  item: Pick<WorkItem, 'kind' | 'id'>,
  limit = MOST_LINES,
): Promise<readonly HistoryLine[]> {
  const rows = await db
    .selectFrom('audit_log')
    .select(['at', 'actor_kind', 'actor_name', 'action'])
    .where('subject_kind', '=', item.kind)
    .where('subject_id', '=', item.id)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at, actor_kind, actor_name, action }) => ({
    at,
    name: actor_kind === 'system' ? '' : actor_name,
    deed: action.slice(action.lastIndexOf('.') + 1),
  }));
}

/** A deed in words that follow a name: "menerbitkan". */
export function deedInWords(deed: string, lang: Lang): string {
  const t = deedMessages(lang);
  const words: Readonly<Record<string, string>> = {
    create: t.deedCreate,
    edit: t.deedEdit,
    submit: t.deedSubmit,
    'send-back': t.deedSendBack,
    publish: t.deedPublish,
    schedule: t.deedSchedule,
    release: t.deedRelease,
    discard: t.deedDiscard,
    confirm: t.deedConfirm,
    withdraw: t.deedWithdraw,
    expire: t.deedExpire,
  };
  return words[deed] ?? t.deedOther;
}
