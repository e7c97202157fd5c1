import { INCIDENT_KINDS, isOpenIncident, SEVERITIES } from '../../domain/incident.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm, PhotoField } from '../../ui/components/action-form.tsx';
import { Button } from '../../ui/components/button.tsx';
import type { FormView } from '../../ui/components/form-values.ts';
import { Icon } from '../../ui/components/icon.tsx';
import { LiveState } from '../../ui/components/live-state.tsx';
import { BackLink, Empty, Section, Title } from '../../ui/components/text.tsx';
import { ChoiceField, RadioField, TextField, Tick } from '../../ui/components/workspace-form.tsx';
import { COMMENT, FIELD, REPORT } from './actions.ts';
import { followedBy } from './live.ts';
import { incidentMessages, KIND_WORDS, SEVERITY_HINTS, SEVERITY_WORDS } from './messages.ts';
import {
  History,
  IncidentHead,
  KIND_ICONS,
  kindOf,
  leadsTeam,
  placeLabel,
  SeverityChip,
  StateChip,
  times,
} from './parts.tsx';
import { type Incident, ownIncidents, readEvents, readIncident, readText } from './read.ts';
import { isTheirs } from './write.ts';

export const REPORT_PATH = '/petugas/lapor';

/** Reporting, and what became of what was reported. */
export async function reportPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, seat, href } = request;
  const t = incidentMessages(lang);
  const follows = await followedBy(context, request);
  const own = await ownIncidents(context.db, officer, leadsTeam(request));
  const view: FormView = { request, values: {}, problems: [] };
  const isOfPlace = officer.place !== undefined;
  return {
    kind: 'page',
    title: t.reportTitle,
    // The phone is asked where it is only once the box for it is ticked.
    location: true,
    scripts: follows ? ['live'] : [],
    body: (
      <>
        <Title title={t.reportTitle} eyebrow={seat.place} lead={t.reportLead} />
        <p>
          <a class="link" href={href('/petugas/bantuan')}>
            <Icon name="heart-pulse" />
            {t.needHelp}
          </a>
        </p>
        <ActionForm
          lang={lang}
          kind={REPORT}
          title={t.reportTitle}
          back={href(REPORT_PATH)}
          photo={{ required: false, place: { askedBy: FIELD.keepPlace }, inside: true }}
          class="form"
        >
          <RadioField
            view={view}
            name={FIELD.kind}
            label={t.kind}
            options={INCIDENT_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[lang][kind] }))}
          />
          <RadioField
            view={view}
            name={FIELD.severity}
            label={t.severity}
            options={SEVERITIES.toReversed().map((severity) => ({
              value: severity,
              label: SEVERITY_WORDS[lang][severity],
              hint: SEVERITY_HINTS[lang][severity],
            }))}
          />
          {!isOfPlace && <PlaceFields view={view} context={context} request={request} />}
          <TextField view={view} name={FIELD.text} label={t.text} hint={t.textHint} rows={4} />
          <PhotoField lang={lang} id="photo" required={false} place={false} />
          <Tick
            type="checkbox"
            name={FIELD.keepPlace}
            value="ya"
            label={t.keepPlace}
            hint={t.keepPlaceHint}
            checked={false}
          />
          <Button icon="megaphone">{t.send}</Button>
        </ActionForm>
        <Section id="laporan" title={leadsTeam(request) && isOfPlace ? t.ownAndTeam : t.own}>
          {follows && <LiveState lang={lang} stream={href(follows.path)} href={href(REPORT_PATH)} />}
          <div data-live-part="laporan" data-live-at={follows?.at}>
            {own.length === 0 ? (
              <Empty icon="inbox" title={t.none}>
                <p>{t.noneText}</p>
              </Empty>
            ) : (
              <OwnList incidents={own} request={request} />
            )}
          </div>
        </Section>
      </>
    ),
  };
}

/** Who serves a whole kelurahan or kecamatan says where in it. */
function PlaceFields({
  view,
  context,
  request,
}: {
  readonly view: FormView;
  readonly context: FeatureContext;
  readonly request: OfficerRequest;
}) {
  const t = incidentMessages(request.lang);
  const { area } = request.officer;
  const villages = area.split('.').length === 3 ? context.areas.children(area) : [];
  return (
    <>
      {villages.length > 0 && (
        <ChoiceField
          view={view}
          name={FIELD.village}
          label={t.village}
          options={[
            { value: area, label: t.wholeDistrict(context.areas.get(area)?.name ?? area) },
            ...villages.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      )}
      <TextField view={view} name={FIELD.number} label={t.number} hint={t.numberHint} optional />
    </>
  );
}

function OwnList({
  incidents,
  request,
}: {
  readonly incidents: readonly Incident[];
  readonly request: OfficerRequest;
}) {
  const { lang, href } = request;
  return (
    <ul class="window list">
      {incidents.map((incident) => (
        <li key={incident.id}>
          <a class="item-line" href={href(`${REPORT_PATH}/${incident.id}`)}>
            <Icon name={KIND_ICONS[incident.kind]} />
            <div>
              <b>{kindOf(incident, lang)}</b>
              <small>{times(incident, request).join(' · ')}</small>
            </div>
            <span class="states">
              <StateChip incident={incident} lang={lang} />
              {isOpenIncident(incident.state) && <SeverityChip severity={incident.severity} lang={lang} />}
            </span>
            <Icon name="chevron-right" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** One report as its reporter, or the head of their team, sees it. */
export async function ownPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { db, vault } = context;
  const { lang, officer, href, params } = request;
  const id = params['id'] ?? '';
  const incident = await readIncident(db, id);
  if (!incident || !isTheirs(incident, officer, leadsTeam(request))) return { kind: 'missing' };
  const t = incidentMessages(lang);
  // Asked first: what is committed meanwhile is told as a change, and not missed.
  const follows = isOpenIncident(incident.state) ? await followedBy(context, request) : undefined;
  const [text, events, place] = await Promise.all([
    readText(db, vault, id),
    readEvents(db, vault, id, { internal: false }),
    placeLabel(context, incident),
  ]);
  const view: FormView = { request, values: {}, problems: [] };
  return {
    kind: 'page',
    title: kindOf(incident, lang),
    within: REPORT_PATH,
    scripts: follows ? ['live'] : [],
    body: (
      <>
        <BackLink href={href(REPORT_PATH)} label={t.report} />
        <IncidentHead
          incident={incident}
          title={kindOf(incident, lang)}
          place={place}
          request={request}
          liveAt={follows?.at}
        />
        <p class="incident-text">{text === '' ? t.erased : text}</p>
        {incident.photo && incident.reporter === officer.id && (
          <img
            class="incident-photo"
            src={`/petugas/foto/${incident.photo}`}
            alt={t.photoAlt}
            loading="lazy"
          />
        )}
        <Section title={t.history}>
          {follows && (
            <LiveState lang={lang} stream={href(follows.path)} href={href(`${REPORT_PATH}/${id}`)} />
          )}
          <div data-live-part="perjalanan">
            <History events={events} request={request} />
          </div>
        </Section>
        <Section title={t.add}>
          <ActionForm
            lang={lang}
            kind={COMMENT}
            title={`${t.add}: ${kindOf(incident, lang)}`}
            back={href(`${REPORT_PATH}/${id}`)}
            class="form"
          >
            <input type="hidden" name={FIELD.incident} value={id} />
            <TextField view={view} name={FIELD.text} label={t.add} hint={t.addHint} rows={3} />
            <Button alt icon="pencil">
              {t.addSend}
            </Button>
          </ActionForm>
        </Section>
      </>
    ),
  };
}
