import type { Hono } from 'hono';
import { findBody, findRole, type Officer, type OfficerBody, servicePhase } from '../domain/officer.ts';
import type { FeatureContext } from '../platform/feature.ts';
import type { ApiEnv } from '../platform/http/api.ts';
import { mountOfficers } from '../platform/http/officers.ts';
import { ACTIONS_PER_MINUTE } from '../platform/http/officers-actions.ts';
import { rateLimitOf } from '../platform/http/shared-rate-limit.ts';
import { outcomeOf, performAction } from '../platform/officers/actions.ts';
import type { OfficerSeat } from '../platform/officers/contract.ts';
import { withArea } from '../platform/officers/oversight.ts';
import { opensFor } from '../platform/officers/own-routes.ts';
import type { PageFrame } from '../ui/assets.ts';
import type { PageAssets } from '../ui/shell.tsx';
import { createOfficerDocuments, type OfficerDocuments } from './officer-documents.tsx';

/** Special polling places are numbered from here by their code, and called otherwise. */
const FIRST_SPECIAL = 900;

/** Mounts what features add for officers, and gives the documents that their errors are shown by. */
export function openOfficers(
  app: Hono<ApiEnv>,
  options: {
    readonly context: FeatureContext;
    readonly assetsOf: (scripts: readonly string[], frame: PageFrame) => PageAssets;
  },
): OfficerDocuments {
  const { context, assetsOf } = options;
  const windows = context.officerWindows();
  const documents = createOfficerDocuments({
    context,
    navigation: windows.flatMap(({ navigation }) => navigation ?? []),
    oversight: windows.flatMap(({ oversightNavigation }) => oversightNavigation ?? []),
    opens: (href, { officer, now }) => opensFor(windows, href, servicePhase(officer, now.toPlainDate())),
    assetsOf,
  });
  const { db, vault, clock, city } = context;
  mountOfficers(app, windows, {
    city,
    clock,
    proxies: context.config.TRUSTED_PROXIES,
    sessions: context.officerSessions,
    seatOf: (officer) => seatOf(context, officer),
    limit: rateLimitOf(context, 'officer actions', ACTIONS_PER_MINUTE),
    act: (action, sent) => performAction({ db, vault, clock, zone: city.zone }, action, sent),
    outcomeOf: (id, officer) => outcomeOf(db, id, officer),
    withArea: (route, request) => withArea(context, route, request),
    ...documents,
  });
  return documents;
}

async function seatOf(context: FeatureContext, officer: Officer): Promise<OfficerSeat> {
  const plan = await context.officers.plan(officer.election);
  const body = (plan && findBody(plan, officer.body)) ?? unknownBody(officer);
  const role = findRole(body, officer.role) ?? {
    id: officer.role,
    name: unnamed(officer.role),
    seats: 1,
    duties: [],
  };
  return { body, role, place: await placeOf(context, officer) };
}

/** "TPS 014, Depok Jaya"; a special one by the number on its sign, which only its feature knows. */
async function placeOf(
  { areas, capabilities }: FeatureContext,
  { place, area, election }: Officer,
): Promise<string> {
  const village = areas.get(area)?.name ?? area;
  if (place === undefined) return village;
  const number = place.slice(-3);
  if (Number(number) < FIRST_SPECIAL) return `TPS ${number}, ${village}`;
  const known = await capabilities.pollingPlaces?.find(election, place);
  return `TPS ${known?.place.displayNumber ?? number}, ${village}`;
}

/** A plan may be recorded anew without a body that somebody still sits in; they keep what is their own. */
function unknownBody({ body, serves, role }: Officer): OfficerBody {
  return {
    id: body,
    name: unnamed(body),
    fullName: unnamed(body),
    level: 'place',
    roles: [],
    term: serves,
    age: { least: 17, law: '' },
    oversees: false,
    head: role,
    law: '',
  };
}

function unnamed(id: string) {
  return { id, en: id };
}
