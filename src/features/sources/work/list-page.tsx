import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { agencyName } from '../../../platform/publishing/item-facts.ts';
import type { StaffRequest, WaitingItem } from '../../../platform/workspace/contract.ts';
import { LinkButton } from '../../../ui/components/button.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Title } from '../../../ui/components/text.tsx';
import { listSources, type Source } from '../store.ts';
import { managedAgencies } from './access.ts';
import { NEW_PATH, WORK_PATH } from './constants.ts';
import { failureInWords, workMessages } from './messages.ts';
import { HealthChip, KIND_ICONS, kindWord, readInWords } from './parts.tsx';

/** The sources of a person's agencies, those that fail first. */
export async function listPage(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const { href, lang } = request;
  const t = workMessages(lang);
  const agencies = managedAgencies(context, request);
  const sources = await listSources(
    context.db,
    agencies.map(({ id }) => id),
  );
  const ordered = [...sources].sort((a, b) => Number(b.failing !== null) - Number(a.failing !== null));
  return {
    kind: 'page',
    title: t.title,
    within: WORK_PATH,
    body: (
      <>
        <Title title={t.title} lead={t.lead}>
          {sources.length > 0 && (
            <LinkButton icon="plus" href={href(NEW_PATH)}>
              {t.add}
            </LinkButton>
          )}
        </Title>
        {sources.length === 0 ? (
          <Empty icon="plug" title={t.none}>
            <p>{t.noneText}</p>
            <LinkButton icon="plus" href={href(NEW_PATH)}>
              {t.add}
            </LinkButton>
          </Empty>
        ) : (
          <ul class="window list">
            {ordered.map((source) => (
              <Line
                key={source.id}
                source={source}
                request={request}
                agency={agencies.length > 1 ? agencyName(context, source.agency) : undefined}
              />
            ))}
          </ul>
        )}
      </>
    ),
  };
}

function Line({
  source,
  request,
  agency,
}: {
  readonly source: Source;
  readonly request: StaffRequest;
  readonly agency: string | undefined;
}) {
  const t = workMessages(request.lang);
  const facts = [kindWord(source.kind, t), readInWords(source, request), agency].filter(Boolean);
  return (
    <li>
      <a href={request.href(`${WORK_PATH}/${source.id}`)} class="item-line">
        <Icon name={KIND_ICONS[source.kind]} />
        <div>
          <b>{source.title}</b>
          <small>{facts.join(' · ')}</small>
          {source.failing && <small>{failureInWords(source.failing.why, request.lang)}</small>}
        </div>
        <HealthChip source={source} request={request} />
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

/** Sources that cannot be read wait for whoever looks after them. */
export async function waitingSources(
  context: FeatureContext,
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const agencies = managedAgencies(context, request).map(({ id }) => id);
  const t = workMessages(request.lang);
  return (await listSources(context.db, agencies)).flatMap(({ id, title, failing, paused }) =>
    failing && !paused
      ? {
          icon: 'plug',
          title,
          note: t.waitingNote(failureInWords(failing.why, request.lang)),
          href: `${WORK_PATH}/${id}`,
          since: failing.since,
        }
      : [],
  );
}
