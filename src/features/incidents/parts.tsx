import { isOpenIncident, type Severity } from '../../domain/incident.ts';
import { isSoleHead } from '../../domain/officer.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Chip, type ChipProps } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Notice, Title } from '../../ui/components/text.tsx';
import type { IconName } from '../../ui/icons.ts';
import {
  EVENT_WORDS,
  incidentMessages,
  KIND_WORDS,
  LEVEL_WORDS,
  SEVERITY_WORDS,
  STATE_WORDS,
} from './messages.ts';
import type { Incident, IncidentEvent } from './read.ts';

type Asked = Pick<PageRequest, 'lang' | 'format' | 'now'>;

export const KIND_ICONS: Readonly<Record<Incident['kind'], IconName>> = {
  'ballots-short': 'vote',
  'wrong-ballots': 'vote',
  'logistics-late': 'package',
  power: 'zap-off',
  crowd: 'users',
  'sick-officer': 'heart-pulse',
  interference: 'shield-alert',
  other: 'message-circle',
};

export const SEVERITY_TONE: Readonly<Record<Severity, 'bad' | 'warn' | 'plain'>> = {
  high: 'bad',
  middle: 'warn',
  low: 'plain',
};

export const STATE_TONE: Readonly<Record<Incident['state'], 'bad' | 'warn' | 'ok' | 'plain'>> = {
  reported: 'bad',
  seen: 'warn',
  handling: 'warn',
  solved: 'ok',
  duplicate: 'plain',
};

const STATE_ICON: Readonly<Record<Incident['state'], IconName>> = {
  reported: 'circle-dashed',
  seen: 'eye',
  handling: 'clock',
  solved: 'circle-check',
  duplicate: 'copy',
};

export function StateChip({ incident, lang }: { readonly incident: Incident; readonly lang: Asked['lang'] }) {
  const { state } = incident;
  return <Chip tone={STATE_TONE[state]} icon={STATE_ICON[state]} label={STATE_WORDS[lang][state]} />;
}

export function SeverityChip({
  severity,
  lang,
}: {
  readonly severity: Severity;
  readonly lang: Asked['lang'];
}) {
  const props: ChipProps = { label: SEVERITY_WORDS[lang][severity], tone: SEVERITY_TONE[severity] };
  return <Chip {...props} />;
}

/** What stands on top of a report, for who wrote it and for those who answer it. */
export function IncidentHead({
  incident,
  title,
  place,
  request,
  liveAt,
}: {
  readonly incident: Incident;
  readonly title: string;
  readonly place: string;
  readonly request: Asked;
  /** Number of the last change that the page shows, where it follows what becomes of the report. */
  readonly liveAt?: number | undefined;
}) {
  const { lang } = request;
  const t = incidentMessages(lang);
  return (
    <>
      <Title title={title} eyebrow={place} lead={times(incident, request).join('. ')} />
      <p
        class="states"
        {...(liveAt === undefined ? {} : { 'data-live-part': 'keadaan', 'data-live-at': liveAt })}
      >
        <StateChip incident={incident} lang={lang} />
        <SeverityChip severity={incident.severity} lang={lang} />
      </p>
      {incident.stale && isOpenIncident(incident.state) && (
        <Notice tone="warn" title={t.late}>
          <p>{t.lateText}</p>
        </Notice>
      )}
    </>
  );
}

export function kindOf(incident: Pick<Incident, 'kind'>, lang: Asked['lang']): string {
  return KIND_WORDS[lang][incident.kind];
}

/** What a report is called for those who answer it: whoever asks for help stands in front with their name. */
export function nameOf(
  incident: Pick<Incident, 'kind' | 'help' | 'reporterName'>,
  lang: Asked['lang'],
): string {
  return incident.help && incident.reporterName !== ''
    ? incidentMessages(lang).asksHelp(incident.reporterName)
    : kindOf(incident, lang);
}

/** Whether the officer leads their team: of two with the same seat neither does. */
export function leadsTeam({ seat: { body, role } }: Pick<OfficerRequest, 'seat'>): boolean {
  return isSoleHead(body, role);
}

/** "09.12" of today, else the whole date with its time. */
export function moment(instant: Temporal.Instant, { format, now }: Asked): string {
  const there = instant.toZonedDateTimeISO(now.timeZoneId);
  return there.toPlainDate().equals(now.toPlainDate())
    ? format.time(there.toPlainTime())
    : format.dateTime(instant);
}

/** Special polling places are numbered from here by their code, and called otherwise. */
const FIRST_SPECIAL = 900;

/** "TPS 014, Depok Jaya", or the area alone. */
export async function placeLabel(
  { areas, capabilities }: Pick<FeatureContext, 'areas' | 'capabilities'>,
  { place, area, election }: Pick<Incident, 'place' | 'area' | 'election'>,
): Promise<string> {
  const name = areas.get(area)?.name ?? area;
  if (place === null) return name;
  const number = place.slice(-3);
  if (Number(number) < FIRST_SPECIAL) return `TPS ${number}, ${name}`;
  const known = await capabilities.pollingPlaces?.find(election, place);
  return `TPS ${known?.place.displayNumber ?? number}, ${name}`;
}

/** When it happened, and when it came where that is not the same minute. */
export function times(incident: Pick<Incident, 'doneAt' | 'receivedAt'>, request: Asked): readonly string[] {
  const t = incidentMessages(request.lang);
  const done = t.done(moment(incident.doneAt, request));
  const waited = incident.doneAt.until(incident.receivedAt).total('minutes');
  return waited < 1 ? [done] : [done, t.received(moment(incident.receivedAt, request))];
}

/** When it came; before that when it was written, where that was more than a minute earlier. */
function eventTimes({ at, doneAt }: IncidentEvent, request: Asked): string {
  const came = moment(at, request);
  if (doneAt === undefined || doneAt.until(at).total('minutes') < 1) return came;
  return `${moment(doneAt, request)}, ${incidentMessages(request.lang).received(came).toLowerCase()}`;
}

/** How long nobody answered, in words. */
export function waited(since: Temporal.Instant, { lang, format, now }: Asked): string {
  const t = incidentMessages(lang);
  const minutes = Math.max(0, Math.floor(since.until(now.toInstant()).total('minutes')));
  return minutes < 120
    ? t.waits(format.number(minutes))
    : t.waitsHours(format.number(Math.floor(minutes / 60)));
}

const EVENT_ICONS: Readonly<Record<IncidentEvent['what'], IconName>> = {
  reported: 'megaphone',
  see: 'eye',
  handle: 'user-check',
  solve: 'circle-check',
  duplicate: 'copy',
  reopen: 'refresh-cw',
  note: 'message-circle',
  comment: 'pencil',
  escalated: 'arrow-up',
  'help-again': 'heart-pulse',
};

/** All that happened to a report, the newest first: what became of it is what is asked for. */
export function History({
  events,
  request,
}: {
  readonly events: readonly IncidentEvent[];
  readonly request: Asked;
}) {
  const { lang } = request;
  const t = incidentMessages(lang);
  return (
    <ol class="window list incident-history" reversed>
      {events.toReversed().map((event) => (
        <li key={`${event.at}${event.what}${event.text}`}>
          <div class="list-line row-top">
            <Icon name={EVENT_ICONS[event.what]} />
            <div>
              <b>
                {EVENT_WORDS[lang][event.what]}
                {event.what === 'escalated' && ` ${LEVEL_WORDS[lang][event.level]}`}
              </b>
              {event.text !== '' && <p class="incident-text">{event.text}</p>}
              <small>
                {eventTimes(event, request)}
                {event.what === 'escalated'
                  ? `, ${t.bySystem}`
                  : event.byName !== '' && `, ${t.by(event.byName)}`}
              </small>
              {event.internal && <Chip tone="plain" icon="lock" label={t.internalMark} />}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
