import { stageFileJsonSchema } from '../../domain/stage-file-schema.ts';
import type {
  Feature,
  FeatureContext,
  FileAnswer,
  FileRoute,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../../platform/feature.ts';
import { mountStagesApi } from './api.ts';
import { type CalendarPlace, electionCalendar, stageCalendar } from './calendar.ts';
import {
  CALENDAR_FILE,
  CALENDAR_TYPE,
  FEATURE_ID,
  FEED_PATH,
  FEED_TYPE,
  SCHEMA_PATH,
  STAGES_PATH,
} from './constants.ts';
import { changesFeed } from './feed.ts';
import { latestItems, nextItems, nowCard, runningItems, tileNote } from './home.ts';
import { findRecord, loadStage, loadStages, readerOf } from './load.ts';
import { voiceOf } from './schedule.ts';
import { stagesSitemap } from './sitemap.ts';
import { stagePage } from './stage-page.tsx';
import { noStagesPage, stagesPage } from './stages-page.tsx';
import { stagesMigrations } from './tables.ts';
import { stageKind } from './work/kind.tsx';
import { stagesWorkspace } from './work/workspace.ts';

const ELECTION = `${STAGES_PATH}/:election`;
const STAGE = `${ELECTION}/:stage`;
const LABEL = { id: 'Tahapan', en: 'Stages' };

/** The stages (tahapan) of elections: what runs, what comes, and what a citizen does. Owns the elections. */
export const stages: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  tile: {
    icon: 'calendar-days',
    title: LABEL,
    href: STAGES_PATH,
    order: 30,
    note: async (context, request) => tileNote(await readerOf(context).records(), request),
  },
  navigation: { place: 'bar', order: 20, icon: 'calendar-days', label: LABEL, href: STAGES_PATH },
  migrations: stagesMigrations,
  provides: (context) => ({ elections: readerOf(context) }),
  kinds: (context) => [stageKind(context)],
  workspace: stagesWorkspace,
  pages,
  files,
  api: (api, context) =>
    mountStagesApi(api, {
      reader: readerOf(context),
      office: context.city.electionOffice.name,
      now: () => context.clock().toZonedDateTimeISO(context.city.zone),
    }),
  home: (context) => {
    const reader = readerOf(context);
    return {
      now: async (request) => nowCard(await reader.records(), request),
      running: async (request) => runningItems(await reader.records(), request),
      next: async (request) => nextItems(await reader.records(), request),
      latest: async (request) => latestItems(await reader.latest(), await reader.records(), request),
    };
  },
  sitemap: async (context) => stagesSitemap(await readerOf(context).records()),
  offline: { first: [STAGES_PATH], opened: [`${STAGES_PATH}/`] },
};

function pages(context: FeatureContext): PageRoute[] {
  return [
    {
      path: STAGES_PATH,
      query: ['keadaan'],
      async get(request) {
        const view = await loadStages(context, request);
        return { kind: 'page', ...(view ? stagesPage(view, request) : noStagesPage(request)) };
      },
    },
    {
      path: ELECTION,
      query: ['keadaan'],
      async get(request): Promise<PageAnswer> {
        const view = await loadStages(context, request, request.params['election']);
        return view ? { kind: 'page', ...stagesPage(view, request) } : { kind: 'missing' };
      },
    },
    {
      path: STAGE,
      async get(request): Promise<PageAnswer> {
        const view = await loadStage(context, request, stageIds(request));
        return view ? { kind: 'page', ...stagePage(view, request) } : { kind: 'missing' };
      },
    },
  ];
}

function files(context: FeatureContext): FileRoute[] {
  const reader = readerOf(context);
  return [
    {
      path: FEED_PATH,
      async get(request) {
        const body = changesFeed(await reader.latest(), await reader.records(), {
          voice: voiceOf(request),
          author: context.city.electionOffice.name,
          publicUrl: context.config.publicUrl,
          href: request.href,
        });
        return { type: `${FEED_TYPE}; charset=utf-8`, body };
      },
    },
    {
      path: SCHEMA_PATH,
      get: async () => ({
        type: 'application/schema+json; charset=utf-8',
        body: JSON.stringify(stageFileJsonSchema(), null, 2),
      }),
    },
    {
      path: `${ELECTION}/${CALENDAR_FILE}`,
      async get(request) {
        const record = await findRecord(reader, request.params['election'] ?? '');
        return record && calendarAnswer(electionCalendar(record, calendarPlace(context, request)));
      },
    },
    {
      path: `${STAGE}/${CALENDAR_FILE}`,
      async get(request) {
        const ids = stageIds(request);
        const election = await findRecord(reader, ids.election);
        const record = election?.records.get(ids.stage);
        const body =
          election && record && stageCalendar(election.election, record, calendarPlace(context, request));
        return body ? { ...calendarAnswer(body), fileName: `${ids.stage}.ics` } : undefined;
      },
    },
  ];
}

function stageIds({ params }: PageRequest): { election: string; stage: string } {
  return { election: params['election'] ?? '', stage: params['stage'] ?? '' };
}

function calendarPlace({ city, config }: FeatureContext, { lang, href }: PageRequest): CalendarPlace {
  return { lang, href, area: city.area, zone: city.zone, publicUrl: config.publicUrl };
}

function calendarAnswer(body: string): FileAnswer {
  return { type: `${CALENDAR_TYPE}; charset=utf-8`, body };
}
