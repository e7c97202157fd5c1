import type { ComponentChildren } from 'preact';
import type { Election } from '../../../domain/election.ts';
import type { PageRequest } from '../../../platform/feature.ts';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { AsOf, Notice } from '../../../ui/components/text.tsx';
import { type ElectionStanding, standingOf } from '../elections.ts';
import { words } from '../messages.ts';
import { isPast, placesReview } from '../review.ts';
import type { PollingPlaceList } from '../store.ts';

/** Which election the page is about, as links to the same page of the others. */
export function ElectionChips(props: {
  readonly elections: readonly Election[];
  readonly chosen: string;
  readonly request: PageRequest;
}) {
  const { elections, chosen, request } = props;
  const t = words(request.lang);
  if (elections.length < 2) return null;
  return (
    <FilterChips
      label={t.elections}
      items={elections.map((election) => {
        const { name, phase } = standingOf(election, request);
        return {
          label: phase === 'past' ? t.pastChip(name) : name,
          href: request.href(`/tps/${election.id}`),
          current: election.id === chosen,
        };
      })}
    />
  );
}

/** Says of a past election that it is past, and where the present one is. */
export function PastNotice(props: {
  readonly standing: ElectionStanding;
  readonly current: Election | undefined;
  readonly request: PageRequest;
  readonly children?: ComponentChildren;
}) {
  const { standing, current, request } = props;
  if (standing.phase !== 'past') return null;
  const t = words(request.lang);
  return (
    <Notice tone="warn" icon="history" title={t.pastTitle(standing.name)}>
      <p>{t.pastBody(standing.day)}</p>
      {props.children}
      {current && current.id !== standing.election.id && (
        <p>
          <a class="link" href={request.href(`/tps/${current.id}`)}>
            {t.toCurrent(current.name[request.lang])}
          </a>
        </p>
      )}
    </Notice>
  );
}

/** As of when the polling places hold, and calmly whether nobody looked at them in time. */
export function ListStanding(props: {
  readonly list: PollingPlaceList | undefined;
  readonly standing: ElectionStanding;
  readonly request: PageRequest;
}) {
  const { list, standing, request } = props;
  if (!list) return null;
  const { format, now, lang } = request;
  const t = words(lang);
  const { checkedOn, by } = placesReview(list, standing.election, now.timeZoneId);
  return (
    <AsOf>
      {t.asOf(format.dateTime(list.changedAt))}{' '}
      {standing.phase === 'past' ? null : t.checked(format.date(checkedOn), format.date(by))}
    </AsOf>
  );
}

/** Says that nobody looked in time; nothing of an election that is past, of which all is a record. */
export function UncheckedNotice(props: {
  readonly list: PollingPlaceList | undefined;
  readonly standing: ElectionStanding;
  readonly office: string;
  readonly request: PageRequest;
}) {
  const { list, standing, office, request } = props;
  if (!list || standing.phase === 'past') return null;
  const review = placesReview(list, standing.election, request.now.timeZoneId);
  if (!isPast(review.by, request.now)) return null;
  const t = words(request.lang);
  return (
    <Notice icon="clock" title={t.uncheckedTitle(request.format.date(review.checkedOn))}>
      <p>{t.uncheckedText(office)}</p>
    </Notice>
  );
}
