import { INCIDENT_KINDS, INCIDENT_STATES, isOpenIncident, SEVERITIES } from '../../domain/incident.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { Button, LinkButton } from '../../ui/components/button.tsx';
import type { FormView } from '../../ui/components/form-values.ts';
import { Icon } from '../../ui/components/icon.tsx';
import { LiveState } from '../../ui/components/live-state.tsx';
import { AsOf, Empty, More, Pagination, Title } from '../../ui/components/text.tsx';
import { FigurePane, Window } from '../../ui/components/window.tsx';
import { ChoiceField } from '../../ui/components/workspace-form.tsx';
import { ALL, filterOf, pageOf, QUERY, searchWith } from './filter.ts';
import { lastChange } from './live.ts';
import { incidentMessages, KIND_WORDS, LEVEL_WORDS, SEVERITY_WORDS, STATE_WORDS } from './messages.ts';
import { KIND_ICONS, nameOf, placeLabel, SeverityChip, StateChip, times, waited } from './parts.tsx';
import { countIncidents, type Incident, listIncidents, PAGE } from './read.ts';

/** The list of those who watch over officers: what is open and grave in front. Follows while it is open. */
export async function listPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, format, here, now, area } = request;
  const t = incidentMessages(lang);
  const filter = filterOf(request);
  const page = pageOf(request);
  // Asked first: what is committed meanwhile is told as a change, and not missed.
  const last = await lastChange(context);
  const [incidents, counts] = await Promise.all([
    listIncidents(context.db, filter, page),
    countIncidents(context.db, filter),
  ]);
  const labels = await Promise.all(incidents.map((incident) => placeLabel(context, incident)));
  const where = context.areas.label(area);
  return {
    kind: 'page',
    title: t.listTitle,
    within: oversightPath(request.overseer.kind, '/laporan'),
    scripts: ['live'],
    body: (
      <>
        <Title title={t.listTitle} lead={t.listLead(where)}>
          <LinkButton alt icon="download" href={here(`/laporan.csv${searchWith(request, {})}`)}>
            {t.csv}
          </LinkButton>
        </Title>
        <Filters context={context} request={request} />
        <LiveState
          lang={lang}
          stream={here('/laporan/langsung')}
          href={here(`/laporan${searchWith(request, {})}`)}
        />
        <div class="stack" data-live-part="laporan" data-live-at={last}>
          <Window columns={4}>
            <FigurePane label={t.open} value={format.number(counts.open)} />
            <FigurePane label={t.unseen} value={format.number(counts.unseen)} />
            <FigurePane label={t.grave} value={format.number(counts.grave)} />
            <FigurePane label={t.found} value={format.number(counts.found)} />
          </Window>
          {incidents.length === 0 ? (
            <Empty icon="inbox" title={t.emptyTitle}>
              <p>{t.emptyText}</p>
            </Empty>
          ) : (
            <ul class="window list incidents" aria-label={t.caption}>
              {incidents.map((incident, i) => (
                <li key={incident.id}>
                  <IncidentLine incident={incident} place={labels[i] ?? ''} request={request} />
                </li>
              ))}
            </ul>
          )}
          <AsOf>{t.asOf(format.dateTime(now.toInstant()))}</AsOf>
        </div>
        {counts.found > PAGE && (
          <Pagination
            label={t.pages}
            position={t.position(format.number(page + 1))}
            {...(page > 0 && {
              previous: {
                href: here(`/laporan${searchWith(request, { [QUERY.page]: String(page) })}`),
                label: t.previous,
              },
            })}
            {...(counts.found > PAGE * (page + 1) && {
              next: {
                href: here(`/laporan${searchWith(request, { [QUERY.page]: String(page + 2) })}`),
                label: t.next,
              },
            })}
          />
        )}
      </>
    ),
  };
}

function IncidentLine({
  incident,
  place,
  request,
}: {
  readonly incident: Incident;
  readonly place: string;
  readonly request: OverseerRequest;
}) {
  const { lang, here } = request;
  const t = incidentMessages(lang);
  const isOpen = isOpenIncident(incident.state);
  const isUnanswered = incident.state === 'reported' && !incident.stale;
  const notes = [
    ...times(incident, request),
    ...(isUnanswered ? [waited(incident.receivedAt, request)] : []),
    ...(incident.stale ? [t.late] : []),
    ...(isOpen ? [`${t.told}: ${LEVEL_WORDS[lang][incident.level]}`] : []),
  ];
  return (
    <a
      class={isOpen && incident.severity === 'high' ? 'item-line grave' : 'item-line'}
      href={here(`/laporan/${incident.id}`)}
    >
      <Icon name={incident.help ? 'heart-pulse' : KIND_ICONS[incident.kind]} />
      <div>
        <b>{nameOf(incident, lang)}</b>
        <span class="incident-place">{place}</span>
        <small>{notes.join(' · ')}</small>
      </div>
      <span class="states">
        <StateChip incident={incident} lang={lang} />
        <SeverityChip severity={incident.severity} lang={lang} />
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}

function Filters({
  context,
  request,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
}) {
  const { lang, query, overseer, here } = request;
  const t = incidentMessages(lang);
  const view: FormView = { request, values: query, problems: [] };
  const inside = context.areas.children(overseer.area);
  const deeper =
    overseer.area.split('.').length === 2 ? inside.flatMap(({ code }) => context.areas.children(code)) : [];
  const isNarrowed = [QUERY.kind, QUERY.severity, QUERY.state, QUERY.area].some((name) => query[name]);
  const form = (
    <form class="log-filter" action={here('/laporan')}>
      <ChoiceField
        view={view}
        name={QUERY.kind}
        label={t.what}
        options={[
          { value: '', label: t.anyKind },
          ...INCIDENT_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[lang][kind] })),
        ]}
      />
      <ChoiceField
        view={view}
        name={QUERY.severity}
        label={t.how}
        options={[
          { value: '', label: t.anySeverity },
          ...SEVERITIES.toReversed().map((severity) => ({
            value: severity,
            label: SEVERITY_WORDS[lang][severity],
          })),
        ]}
      />
      <ChoiceField
        view={view}
        name={QUERY.state}
        label={t.state}
        options={[
          { value: '', label: t.stateOpen },
          ...INCIDENT_STATES.map((state) => ({ value: state, label: STATE_WORDS[lang][state] })),
          { value: ALL, label: t.stateAll },
        ]}
      />
      {inside.length > 0 && (
        <ChoiceField
          view={view}
          name={QUERY.area}
          label={t.area}
          options={[
            { value: '', label: t.anyArea },
            ...inside.map(({ code }) => ({ value: code, label: context.areas.label(code) })),
            ...deeper.map(({ code }) => ({ value: code, label: context.areas.label(code) })),
          ]}
        />
      )}
      {query[QUERY.election] && <input type="hidden" name={QUERY.election} value={query[QUERY.election]} />}
      <Button alt icon="filter">
        {t.show}
      </Button>
    </form>
  );
  return isNarrowed ? form : <More summary={t.filter}>{form}</More>;
}
