import { isOpenIncident, levelOfArea } from '../../domain/incident.ts';
import type { Officer } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type {
  HomePane,
  OfficerRequest,
  OfficerWindow,
  OverseerRequest,
  OverseerWaiting,
} from '../../platform/officers/contract.ts';
import type { IncidentBook } from '../../platform/officers/incident-book.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { photoAnswer } from '../../platform/officers/photos.ts';
import { incidentActions } from './actions.ts';
import { csvAnswer } from './csv.ts';
import { incidentFigures } from './figures.ts';
import { areaAsked, QUERY_NAMES } from './filter.ts';
import { listPage } from './list-page.tsx';
import { followedBy, liveAnswer, OFFICER_STREAM, officerStream } from './live.ts';
import { incidentMessages, STATE_WORDS } from './messages.ts';
import { kindOf, leadsTeam, moment, nameOf, placeLabel, STATE_TONE, waited } from './parts.tsx';
import { helpFor, type Incident, ownIncidents, readIncident, waitingFor } from './read.ts';
import { ownPage, REPORT_PATH, reportPage } from './report-page.tsx';
import { workDeed, workPage } from './work-page.tsx';

const SEE = 'officers.see';
const MOST_WAITING = 20;
const MOST_ROWS = 5;

/** What reports add for officers and for those who watch over them. */
export function incidentsWindow(context: FeatureContext, book: IncidentBook): OfficerWindow {
  const areaOfIncident = async ({ params }: Pick<OverseerRequest, 'params'>) =>
    (await readIncident(context.db, params['id'] ?? ''))?.area;
  return {
    actions: incidentActions(context, book),
    pages: [
      {
        path: REPORT_PATH,
        for: 'serving',
        offline: true,
        get: (request) => reportPage(context, request),
      },
      {
        path: `${REPORT_PATH}/:id`,
        for: 'serving',
        offline: true,
        get: (request) => ownPage(context, request),
      },
    ],
    files: [
      {
        path: OFFICER_STREAM,
        for: 'serving',
        answer: async (request) => officerStream(context, request),
      },
    ],
    follows: (request) => followedBy(context, request),
    navigation: [
      {
        order: 14,
        icon: 'megaphone',
        label: { id: incidentMessages('id').report, en: incidentMessages('en').report },
        href: REPORT_PATH,
      },
    ],
    offline: async () => [REPORT_PATH],
    home: (request) => home(context, request),
    oversight: [
      {
        path: '/laporan',
        query: QUERY_NAMES,
        permission: SEE,
        overseers: true,
        areaOf: areaAsked,
        get: (request) => listPage(context, request),
      },
      {
        path: '/laporan/:id',
        permission: SEE,
        overseers: true,
        areaOf: areaOfIncident,
        get: (request) => workPage(context, request),
        post: (request) => workDeed(context, request),
      },
    ],
    oversightFiles: [
      {
        path: '/laporan.csv',
        method: 'GET',
        query: QUERY_NAMES,
        permission: SEE,
        overseers: true,
        areaOf: areaAsked,
        answer: async (request) => csvAnswer(context, request),
      },
      {
        path: '/laporan/langsung',
        method: 'GET',
        permission: SEE,
        overseers: true,
        areaOf: 'own',
        answer: async ({ area }) => liveAnswer(context, area),
      },
      {
        path: '/laporan/:id/foto',
        method: 'GET',
        permission: SEE,
        overseers: true,
        areaOf: areaOfIncident,
        answer: (request) => photo(context, request),
      },
    ],
    oversightNavigation: [
      {
        order: 40,
        icon: 'megaphone',
        label: { id: incidentMessages('id').list, en: incidentMessages('en').list },
        path: '/laporan',
        permission: SEE,
        overseers: true,
      },
    ],
    waiting: (request) => waiting(context, request),
    figures: (scope) => incidentFigures(context, scope),
    onOfficerPage: (officer, request) => onOfficerPage(context, officer, request),
  };
}

async function photo({ db }: FeatureContext, { params }: OverseerRequest): Promise<Response> {
  const incident = await readIncident(db, params['id'] ?? '');
  const answer = incident?.photo ? await photoAnswer(db, incident.photo) : undefined;
  if (!answer) throw new Problem(404, 'unknown-item', 'There is no such photo.');
  return answer;
}

/** Whoever needs a doctor stands above all else; below it what became of one's own reports. */
async function home(context: FeatureContext, request: OfficerRequest): Promise<readonly HomePane[]> {
  const { lang, officer, seat, format } = request;
  const t = incidentMessages(lang);
  const isHead = leadsTeam(request);
  const { oversees } = seat.body;
  const [help, own] = await Promise.all([
    isHead || oversees ? helpFor(context.db, officer, oversees) : [],
    ownIncidents(context.db, officer, isHead),
  ]);
  const open = own.filter(({ state }) => isOpenIncident(state));
  const pane: HomePane = {
    order: 60,
    icon: 'megaphone',
    title: t.report,
    note: open.length === 0 ? t.paneNone : t.paneOpen(format.number(open.length)),
    ...(open.length > 0 && { tone: 'warn' as const }),
    href: REPORT_PATH,
    rows: [
      { title: t.reportNew, href: REPORT_PATH },
      ...own.slice(0, MOST_ROWS).map((incident) => rowOf(incident, request, `${REPORT_PATH}/${incident.id}`)),
    ],
  };
  const calls = await Promise.all(help.map((call) => callPane(context, call, request)));
  return [...calls, pane];
}

/** Who asks for help, and what to do about it: to go there at the same polling place, to answer it from elsewhere. */
async function callPane(context: FeatureContext, call: Incident, request: OfficerRequest): Promise<HomePane> {
  const t = incidentMessages(request.lang);
  const row = request.seat.body.oversees
    ? { title: t.asksHelpAnswer, href: oversightPath('officer', `/laporan/${call.id}`) }
    : { title: t.asksHelpNote, href: '/petugas/bantuan' };
  return {
    order: 0,
    icon: 'heart-pulse',
    title: t.asksHelp(call.reporterName),
    tone: 'bad',
    note: moment(call.doneAt, request),
    rows: [{ ...row, note: await placeLabel(context, call) }],
    alarm: call.id,
  };
}

function rowOf(
  incident: Incident,
  request: Pick<OfficerRequest, 'lang' | 'format' | 'now'>,
  href?: string,
): HomePane['rows'][number] {
  return {
    title: kindOf(incident, request.lang),
    note: moment(incident.doneAt, request),
    ...(href !== undefined && { href }),
    state: { label: STATE_WORDS[request.lang][incident.state], tone: STATE_TONE[incident.state] },
  };
}

async function waiting(
  context: FeatureContext,
  request: OverseerRequest,
): Promise<readonly OverseerWaiting[]> {
  const { lang, election, area, overseer } = request;
  const t = incidentMessages(lang);
  const found = await waitingFor(context.db, {
    election,
    area,
    level: levelOfArea(overseer.area),
    most: MOST_WAITING,
  });
  return Promise.all(
    found.map(async (incident) => ({
      icon: incident.help ? 'heart-pulse' : 'megaphone',
      title: `${nameOf(incident, lang)}, ${await placeLabel(context, incident)}`,
      note: incident.stale
        ? t.waitingLate
        : incident.state === 'reported'
          ? waited(incident.receivedAt, request)
          : t.waitingNote,
      path: `/laporan/${incident.id}`,
      since: incident.receivedAt,
      ...(incident.severity === 'high' && !incident.stale && { urgent: true }),
    })),
  );
}

async function onOfficerPage(
  context: FeatureContext,
  officer: Officer,
  request: OverseerRequest,
): Promise<HomePane | undefined> {
  const own = await ownIncidents(context.db, officer, false);
  if (own.length === 0) return undefined;
  return {
    order: 60,
    icon: 'megaphone',
    title: incidentMessages(request.lang).officerReports,
    note: request.format.number(own.length),
    rows: own
      .slice(0, MOST_ROWS)
      // A report from elsewhere is not this asker's to open.
      .map((incident) => rowOf(incident, request)),
  };
}
