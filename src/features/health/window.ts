import { type Officer, servicePhase } from '../../domain/officer.ts';
import { REST_WANTED_AFTER_HOURS } from '../../domain/officer-health.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type {
  HomePane,
  Measure,
  OfficerRequest,
  OfficerWindow,
  OverseerRequest,
  PaneRow,
} from '../../platform/officers/contract.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { healthActions } from './actions.ts';
import { beforeOpening, type CardReader, cardDeed, cardPage, openedCard } from './card-pages.tsx';
import {
  CARD_PATH,
  CARE_PATH,
  carePage,
  leadsTeam,
  RESULT_PATH,
  SCREENING_PATH,
  TEAM_PATH,
} from './care-page.tsx';
import { dayPlan, lastOf, teamOf, teamRests, votingDayOf } from './day.ts';
import { HELP_PATH, helpPage } from './help-page.tsx';
import { healthMessages } from './messages.ts';
import { moment } from './parts.tsx';
import { questionsDeed, questionsPage } from './questions-page.tsx';
import { resultDeed, resultPage, screeningPage } from './screening-pages.tsx';
import { restsOf, SCREENED } from './store.ts';
import { summaryPage } from './summary-page.tsx';
import { teamCardDeed, teamCardPage, teamPage } from './team-page.tsx';

const SEE = 'officers.see';
const MANAGE = 'officers.manage';
/** Codes of kelurahan have four parts: only the PPS of one opens a card. */
const VILLAGE_PARTS = 4;

const screened: Measure = {
  id: SCREENED,
  unit: 'officer',
  order: 50,
  label: { id: healthMessages('id').measure, en: healthMessages('en').measure },
  missing: { id: healthMessages('id').measureMissing, en: healthMessages('en').measureMissing },
};

/** What health adds for officers, and the little of it for those who watch over them. */
export function healthWindow(context: FeatureContext): OfficerWindow {
  return {
    actions: healthActions(context),
    pages: [
      { path: HELP_PATH, for: 'serving', offline: true, get: (request) => helpPage(context, request) },
      { path: CARE_PATH, for: 'serving', offline: true, get: (request) => carePage(context, request) },
      {
        path: SCREENING_PATH,
        for: 'serving',
        offline: true,
        get: (request) => screeningPage(context, request),
      },
      {
        path: RESULT_PATH,
        for: 'serving',
        get: (request) => resultPage(context, request),
        post: (request) => resultDeed(context, request),
      },
      {
        path: CARD_PATH,
        for: 'serving',
        get: (request) => cardPage(context, request),
        post: (request) => cardDeed(context, request),
      },
      { path: TEAM_PATH, for: 'serving', get: (request) => teamPage(context, request) },
      {
        path: `${TEAM_PATH}/:id/kartu`,
        for: 'serving',
        get: (request) => teamCardPage(context, request),
        post: (request) => teamCardDeed(context, request),
      },
    ],
    navigation: [
      {
        order: 12,
        icon: 'heart-pulse',
        label: { id: healthMessages('id').help, en: healthMessages('en').help },
        href: HELP_PATH,
      },
    ],
    offline: async () => [HELP_PATH, CARE_PATH, SCREENING_PATH],
    home: (request) => home(context, request),
    oversight: [
      {
        path: '/kesehatan',
        query: ['pemilihan'],
        permission: SEE,
        overseers: true,
        areaOf: 'own',
        get: (request) => summaryPage(context, request),
      },
      {
        path: '/kesehatan/pertanyaan',
        query: ['pemilihan'],
        permission: MANAGE,
        overseers: false,
        areaOf: 'own',
        get: (request) => questionsPage(context, request),
        post: (request) => questionsDeed(context, request),
      },
      {
        path: '/kesehatan/kartu/:officer',
        permission: SEE,
        overseers: true,
        areaOf: async ({ params }) => (await context.officers.find(params['officer'] ?? ''))?.area,
        get: (request) => cardOfArea(context, request, beforeOpening),
        post: (request) => cardOfArea(context, request, openedCard),
      },
    ],
    oversightNavigation: [
      {
        order: 50,
        icon: 'heart-pulse',
        label: { id: healthMessages('id').summary, en: healthMessages('en').summary },
        path: '/kesehatan',
        permission: SEE,
        overseers: true,
      },
    ],
    measures: [screened],
    onOfficerPage: (officer, request) => onOfficerPage(context, officer, request),
  };
}

/** A card is for the PPS that can be there: neither the office nor a PPK has a reason to open it. */
async function cardOfArea(
  context: FeatureContext,
  request: OverseerRequest,
  answer: (
    context: FeatureContext,
    request: OverseerRequest,
    officer: Officer,
    reader: CardReader,
  ) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const { overseer, params, address, here } = request;
  const officer = await context.officers.find(params['officer'] ?? '');
  const isPps = overseer.kind === 'officer' && overseer.area.split('.').length === VILLAGE_PARTS;
  if (!officer || !isPps || officer.election !== request.election || officer.id === overseer.id) {
    return { kind: 'missing' };
  }
  return answer(context, request, officer, {
    actor: { kind: 'officer', id: overseer.id, name: overseer.name, address },
    here: here(`/kesehatan/kartu/${officer.id}`),
    back: here('/kesehatan'),
  });
}

/** What is to be done today. It says nothing of anybody's answers: the first page is kept on the phone. */
async function home(context: FeatureContext, request: OfficerRequest): Promise<readonly HomePane[]> {
  const { lang, officer, now, format } = request;
  const t = healthMessages(lang);
  const moments = now.toInstant();
  const [day, mark] = await Promise.all([
    votingDayOf(context, officer.election, moments),
    isScreened(context, officer),
  ]);
  const rows: PaneRow[] = [];
  let tone: HomePane['tone'];
  let note: string | undefined;
  if (!mark) rows.push({ title: t.screening, note: t.screeningTodo, href: SCREENING_PATH });
  if (day?.isOn) {
    const team = await teamOf(context, officer);
    const plan = dayPlan(team, officer, day, moments);
    const due = plan.find(({ standing }) => standing === 'now' || standing === 'late');
    const next = plan.find(({ standing }) => standing === 'coming');
    if (due) {
      tone = 'warn';
      note = t.restNow;
    } else if (next) note = t.nextRest(format.time(next.from));
    if (leadsTeam(request)) {
      const overdue = teamRests(team, day, now).filter(({ isOverdue }) => isOverdue);
      if (overdue.length > 0) {
        tone = 'bad';
        rows.unshift({
          title: t.paneOverdue(format.number(overdue.length)),
          note: t.overdue(String(REST_WANTED_AFTER_HOURS)),
          href: TEAM_PATH,
        });
      }
    }
  }
  rows.push({ title: day?.isOn ? t.careToday : t.day, href: CARE_PATH });
  if (day && !day.isPast) rows.push({ title: t.card, href: CARD_PATH });
  return [
    {
      order: day?.isOn ? 5 : 70,
      icon: 'heart-pulse',
      title: t.paneCare,
      href: CARE_PATH,
      rows,
      ...(note !== undefined && { note }),
      ...(tone !== undefined && { tone }),
    },
  ];
}

async function isScreened({ db }: FeatureContext, officer: Pick<Officer, 'id'>): Promise<boolean> {
  const row = await db
    .selectFrom('officer_mark')
    .select('at')
    .where('officer', '=', officer.id)
    .where('mark', '=', SCREENED)
    .executeTakeFirst();
  return row !== undefined;
}

/** That the questions were answered, and when the last rest was. Never what was answered. */
async function onOfficerPage(
  context: FeatureContext,
  officer: Officer,
  request: OverseerRequest,
): Promise<HomePane | undefined> {
  const { lang, now, overseer } = request;
  const t = healthMessages(lang);
  const moments = now.toInstant();
  if (servicePhase(officer, now.toPlainDate()) === 'left') return undefined;
  const [day, answered, rests] = await Promise.all([
    votingDayOf(context, officer.election, moments),
    isScreened(context, officer),
    restsOf(context.db, [officer.id]),
  ]);
  const last = day && lastOf(rests.get(officer.id), day.midnight);
  const isPps = overseer.kind === 'officer' && overseer.area.split('.').length === VILLAGE_PARTS;
  return {
    order: 70,
    icon: 'heart-pulse',
    title: t.paneCare,
    rows: [
      { title: answered ? t.answeredYes : t.answeredNo },
      ...(day?.isOn ? [{ title: last ? t.lastRest(moment(last, request)) : t.noRest }] : []),
      ...(day?.cardsOpen && isPps && officer.id !== overseer.id
        ? [{ title: t.openCard, href: oversightPath(overseer.kind, `/kesehatan/kartu/${officer.id}`) }]
        : []),
    ],
  };
}
