import { isCurrent } from '../../domain/item-state.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import type { WorkItem, WorkQuery } from '../../platform/publishing/publishing.ts';
import type { StaffRequest, WaitingItem, Workspace } from '../../platform/workspace/contract.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, Title } from '../../ui/components/text.tsx';
import { iconName } from '../../ui/icons.ts';
import { agenciesOf, type Deed, itemPath, needsOther } from './access.ts';
import { messages } from './messages.ts';
import { titleOf } from './state.tsx';

/** Of each kind and each reason at most so many; who has more begins with these. */
const MOST = 50;
/** What ends within this time is told of, so that it can be renewed before. */
const SOON = { days: 7 } as const;

/** Everything that waits for this person, of all features: what is urgent first, then what has waited longest, then reminders. */
export async function waitingPage(
  context: FeatureContext,
  workspaces: readonly Workspace[],
  request: StaffRequest,
): Promise<PageAnswer> {
  const t = messages(request.lang);
  const all = await Promise.all(workspaces.map(({ waiting }) => waiting?.(request) ?? []));
  const items = all.flat().sort(byUrgencyAndAge);
  return {
    kind: 'page',
    title: t.waiting,
    body:
      items.length === 0 ? (
        <Empty icon="circle-check" title={t.nothingWaits} level={1}>
          <p>{t.nothingWaitsText}</p>
        </Empty>
      ) : (
        <>
          <Title title={t.waiting} lead={t.waitingLead} eyebrow={context.city.windowName} />
          <ul class="window list">
            {items.map((item) => (
              <Line key={item.href + item.note} item={item} request={request} />
            ))}
          </ul>
        </>
      ),
  };
}

function Line({ item, request }: { readonly item: WaitingItem; readonly request: StaffRequest }) {
  const t = messages(request.lang);
  return (
    <li>
      <a href={request.href(item.href)} class="item-line">
        <Icon name={iconName(item.icon)} />
        <div>
          <b>{item.title}</b>
          <small>
            {item.note} · {t.since(request.format.dateTime(item.since))}
          </small>
        </div>
        {item.urgent && <Chip tone="bad" label={t.urgent} />}
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

/** Items that wait for this person: to be decided, to be written again, to be looked at, or about to end. */
export async function waitingItems(
  context: FeatureContext,
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const found = await Promise.all(
    [...context.kinds.values()].map((kind) => waitingOfKind(context, request, kind)),
  );
  return found.flat();
}

async function waitingOfKind(
  context: FeatureContext,
  request: StaffRequest,
  kind: ItemKind,
): Promise<readonly WaitingItem[]> {
  const { lang, now, format, staff } = request;
  const t = messages(lang);
  const list = async (deed: Deed, query: Partial<WorkQuery>): Promise<readonly WorkItem[]> => {
    const agencies = agenciesOf(context, request, kind, deed).map(({ id }) => id);
    if (agencies.length === 0) return [];
    return context.publishing.list({ ...query, kind: kind.id, agencies, limit: MOST });
  };
  const line = (item: WorkItem, note: string, since: Temporal.Instant, page = ''): WaitingItem => ({
    icon: kind.icon,
    title: titleOf(item, lang),
    note: `${kind.label[lang]}: ${note}`,
    href: `${itemPath(item)}${page}`,
    since,
    ...(item.draft?.envelope.urgency === 'urgent' ? { urgent: true } : {}),
  });
  const soon = now.add(SOON).toInstant();
  const [inReview, sentBack, due, ending] = await Promise.all([
    list('review', { work: 'in-review' }),
    list('write', { sentBackTo: staff.id }),
    list('review', { reviewDueOn: now.toPlainDate() }),
    list('review', { expiresBefore: soon }),
  ]);
  return [
    ...inReview
      .filter((item) => !needsOther(context, request, item))
      .map((item) => line(item, t.review, item.draft?.updatedAt ?? item.changedAt, '/periksa')),
    ...sentBack.map((item) =>
      line(item, t.sentBack(item.draft?.sentBack?.reason ?? ''), item.changedAt, '/sunting'),
    ),
    ...due.map((item) =>
      line(item, t.reviewDue, startOf(item.reviewOn ?? now.toPlainDate(), now), '/konfirmasi'),
    ),
    ...ending
      .filter((item) => isCurrent(item.shown))
      .map((item) => ({
        ...line(item, t.expiresSoon(format.dateTime(item.expiresAt ?? soon)), item.changedAt),
        reminder: true as const,
      })),
  ];
}

function startOf(day: Temporal.PlainDate, { timeZoneId }: Temporal.ZonedDateTime): Temporal.Instant {
  return day.toZonedDateTime(timeZoneId).toInstant();
}

function byUrgencyAndAge(a: WaitingItem, b: WaitingItem): number {
  const rank = ({ urgent, reminder }: WaitingItem) => (reminder ? 2 : urgent ? 0 : 1);
  return rank(a) - rank(b) || Temporal.Instant.compare(a.since, b.since);
}
