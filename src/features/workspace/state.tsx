import { textIn } from '../../domain/item.ts';
import { isCurrent } from '../../domain/item-state.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { Chip, type ChipProps } from '../../ui/components/chip.tsx';
import { messages } from './messages.ts';

/** Where an item stands: what readers see, and what is being worked on beside it. */
export function StateChips({
  item,
  request,
}: {
  readonly item: WorkItem;
  readonly request: Pick<PageRequest, 'lang' | 'format' | 'now'>;
}) {
  return (
    <span class="states">
      {stateChips(item, request).map((chip) => (
        <Chip key={chip.label} {...chip} />
      ))}
    </span>
  );
}

function stateChips(
  item: WorkItem,
  { lang, format, now }: Pick<PageRequest, 'lang' | 'format' | 'now'>,
): readonly ChipProps[] {
  const t = messages(lang);
  const chips: ChipProps[] = [];
  if (item.work === 'draft') chips.push({ label: t.workDraft, tone: 'plain', icon: 'pencil' });
  if (item.work === 'in-review') chips.push({ label: t.workReview, icon: 'eye' });
  if (item.work === 'scheduled') {
    const at = item.draft?.scheduledFor;
    chips.push({ label: at ? t.workScheduledFor(format.dateTime(at)) : t.workScheduled, icon: 'clock' });
  }
  if (item.shown === 'published') chips.push({ label: t.published, tone: 'ok' });
  if (item.shown === 'corrected') chips.push({ label: t.stateCorrected, tone: 'ok' });
  if (item.shown === 'expired') chips.push({ label: t.stateExpired, tone: 'plain', icon: 'history' });
  if (item.shown === 'withdrawn') chips.push({ label: t.withdrawn, tone: 'bad' });
  if (isDue(item, now)) chips.push({ label: t.due, tone: 'warn' });
  return chips;
}

/** Whether somebody is to look whether it is still true. */
export function isDue(item: Pick<WorkItem, 'shown' | 'reviewOn'>, now: Temporal.ZonedDateTime): boolean {
  return (
    isCurrent(item.shown) &&
    item.reviewOn !== undefined &&
    Temporal.PlainDate.compare(item.reviewOn, now.toPlainDate()) <= 0
  );
}

/** An item's title, or that it has none yet. */
export function titleOf(item: Pick<WorkItem, 'title'>, lang: PageRequest['lang']): string {
  return textIn(item.title, lang) || messages(lang).untitled;
}
