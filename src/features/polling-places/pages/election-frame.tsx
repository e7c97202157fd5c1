import type { ComponentChildren } from 'preact';
import type { Election } from '../../../domain/election.ts';
import type { PageRequest } from '../../../platform/feature.ts';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { Notice } from '../../../ui/components/text.tsx';
import { type ElectionStanding, standingOf } from '../elections.ts';
import { words } from '../messages.ts';

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
