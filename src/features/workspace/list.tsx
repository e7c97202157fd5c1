import type { Shown, Work } from '../../domain/item-state.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import type { WorkItem, WorkQuery } from '../../platform/publishing/publishing.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { LinkButton, SearchBox } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, Pagination, Title } from '../../ui/components/text.tsx';
import { agenciesOf, itemPath, kindPath, openKind } from './access.ts';
import { messages, type WorkWords } from './messages.ts';
import { StateChips, titleOf } from './state.tsx';

const PAGE_SIZE = 25;

/** States by which a list is filtered, as they stand in its address. */
const FILTERS: readonly {
  readonly name: string;
  readonly word: keyof WorkWords &
    ('drafts' | 'inReview' | 'scheduled' | 'published' | 'due' | 'expired' | 'withdrawn');
  readonly shown?: readonly Shown[];
  readonly work?: Work;
  readonly due?: true;
}[] = [
  { name: 'draf', word: 'drafts', work: 'draft' },
  { name: 'diperiksa', word: 'inReview', work: 'in-review' },
  { name: 'terjadwal', word: 'scheduled', work: 'scheduled' },
  { name: 'terbit', word: 'published', shown: ['published', 'corrected'] },
  { name: 'tinjau', word: 'due', due: true },
  { name: 'berakhir', word: 'expired', shown: ['expired'] },
  { name: 'ditarik', word: 'withdrawn', shown: ['withdrawn'] },
];

/** Items of a kind, the last changed first. */
export async function listPage(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const kind = openKind(context, request);
  if (!kind) return { kind: 'missing' };
  const { lang, query } = request;
  const t = messages(lang);
  const agencies = agenciesOf(context, request, kind, 'write', 'review');
  const found = await context.publishing.list({
    ...queryOf(request),
    kind: kind.id,
    agencies: agencies.map(({ id }) => id),
    limit: PAGE_SIZE + 1,
  });
  const items = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? items.at(-1) : undefined;
  const mayWrite = agenciesOf(context, request, kind, 'write').length > 0;
  const isFiltered = Boolean(query['q'] || query['keadaan']);
  return {
    kind: 'page',
    title: kind.plural[lang],
    body: (
      <>
        <Title title={kind.plural[lang]} eyebrow={agencies.map(({ name }) => name).join(' · ')}>
          {mayWrite && (
            <LinkButton icon="plus" href={request.href(`${kindPath(kind)}/baru`)}>
              {t.write}
            </LinkButton>
          )}
        </Title>
        <SearchBox
          action={request.href(kindPath(kind))}
          label={t.search}
          {...(query['q'] ? { value: query['q'] } : {})}
        />
        <FilterChips label={t.filter} items={filters(kind, request)} />
        {items.length > 0 ? (
          <ul class="window list">
            {items.map((item) => (
              <Line
                key={item.id}
                item={item}
                request={request}
                agency={agencies.length > 1 ? agencyName(context, item.agency) : undefined}
              />
            ))}
          </ul>
        ) : (
          <Nothing kind={kind} request={request} isFiltered={isFiltered} />
        )}
        {(last || query['sebelum']) && (
          <Pagination
            label={t.pages}
            position=""
            {...(query['sebelum'] ? { previous: { href: address(kind, request, {}), label: t.newest } } : {})}
            {...(last
              ? { next: { href: address(kind, request, { sebelum: cursorOf(last) }), label: t.older } }
              : {})}
          />
        )}
      </>
    ),
  };
}

function Line({
  item,
  request,
  agency,
}: {
  readonly item: WorkItem;
  readonly request: StaffRequest;
  readonly agency: string | undefined;
}) {
  const t = messages(request.lang);
  const by = item.draft?.updatedBy.name ?? item.owner.name;
  return (
    <li>
      <a href={request.href(itemPath(item))} class="item-line">
        <div>
          <b>{titleOf(item, request.lang)}</b>
          <small>
            {[t.changed(request.format.dateTime(item.changedAt)), t.by(by), agency]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </div>
        <StateChips item={item} request={request} />
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

function Nothing({
  kind,
  request,
  isFiltered,
}: {
  readonly kind: ItemKind;
  readonly request: StaffRequest;
  readonly isFiltered: boolean;
}) {
  const t = messages(request.lang);
  if (!isFiltered) {
    return (
      <Empty icon="inbox" title={t.none(kind.plural[request.lang])}>
        <p>{t.noneText}</p>
      </Empty>
    );
  }
  return (
    <Empty icon="search" title={t.noMatch}>
      <p>{t.noMatchText}</p>
      <LinkButton alt href={request.href(kindPath(kind))}>
        {t.showAll}
      </LinkButton>
    </Empty>
  );
}

function queryOf({ query, now }: StaffRequest): Partial<WorkQuery> {
  const filter = FILTERS.find(({ name }) => name === query['keadaan']);
  const before = cursorFrom(query['sebelum']);
  return {
    ...(query['q'] ? { words: query['q'] } : {}),
    ...(filter?.shown ? { shown: filter.shown } : {}),
    ...(filter?.work ? { work: filter.work } : {}),
    ...(filter?.due ? { reviewDueOn: now.toPlainDate() } : {}),
    ...(before ? { before } : {}),
  };
}

function filters(kind: ItemKind, request: StaffRequest) {
  const t = messages(request.lang);
  const state = request.query['keadaan'];
  const link = (label: string, name: string | undefined) => ({
    label,
    href: address(kind, request, { keadaan: name }),
    current: (FILTERS.some((filter) => filter.name === state) ? state : undefined) === name,
  });
  return [link(t.all, undefined), ...FILTERS.map(({ name, word }) => link(t[word], name))];
}

/** The list's address with its words and state, and with what is changed; a changed filter begins at the newest. */
function address(
  kind: ItemKind,
  { href, query }: StaffRequest,
  change: { readonly keadaan?: string | undefined; readonly sebelum?: string },
): string {
  const state = 'keadaan' in change ? change.keadaan : query['keadaan'];
  const values = Object.entries({ q: query['q'], keadaan: state, sebelum: change.sebelum }).flatMap(
    ([name, value]) => (value ? [[name, value]] : []),
  );
  const path = href(kindPath(kind));
  return values.length === 0 ? path : `${path}?${new URLSearchParams(values)}`;
}

function cursorOf({ changedAt, id }: WorkItem): string {
  return `${changedAt}~${id}`;
}

/** Whatever an address holds; one that is no cursor of ours begins at the newest. */
function cursorFrom(text: string | undefined): WorkQuery['before'] {
  const [at = '', id = ''] = text?.split('~') ?? [];
  try {
    return id === '' ? undefined : { changedAt: Temporal.Instant.from(at), id };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
