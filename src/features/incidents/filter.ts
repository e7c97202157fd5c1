import { isAreaCode } from '../../domain/area.ts';
import {
  INCIDENT_KINDS,
  INCIDENT_STATES,
  type IncidentKind,
  type IncidentState,
  SEVERITIES,
  type Severity,
} from '../../domain/incident.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import type { IncidentFilter } from './read.ts';

/** Names of query values of the list. */
export const QUERY = {
  kind: 'kejadian',
  severity: 'tingkat',
  state: 'keadaan',
  area: 'wilayah',
  page: 'halaman',
  election: 'pemilihan',
} as const;
export const QUERY_NAMES = Object.values(QUERY);

/** In `keadaan`: all states. Absent: what is open. */
export const ALL = 'semua';
const MOST_PAGES = 200;

/** The area that the list is asked for; the mount refuses what is outside the asker's. */
export async function areaAsked({ query }: Pick<PageRequest, 'query'>): Promise<string | undefined> {
  const area = query[QUERY.area];
  if (area === undefined || area === '') return 'own';
  return isAreaCode(area) ? area : undefined;
}

/** What the list is narrowed to; a value that nobody knows narrows nothing. */
export function filterOf({ query, election, area }: OverseerRequest): IncidentFilter {
  const kind = INCIDENT_KINDS.find((known): known is IncidentKind => known === query[QUERY.kind]);
  const severity = SEVERITIES.find((known): known is Severity => known === query[QUERY.severity]);
  const state = INCIDENT_STATES.find((known): known is IncidentState => known === query[QUERY.state]);
  return {
    election,
    area,
    state: state ?? (query[QUERY.state] === ALL ? 'all' : 'open'),
    ...(kind && { kind }),
    ...(severity && { severity }),
  };
}

/** Which page of it, from 0. */
export function pageOf({ query }: Pick<PageRequest, 'query'>): number {
  const page = Number(query[QUERY.page] ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page - 1 : 0;
}

/** The query of a list with other values, as it stands behind a path. */
export function searchWith(
  { query }: Pick<PageRequest, 'query'>,
  change: Readonly<Partial<Record<string, string>>>,
): string {
  const values = new URLSearchParams();
  for (const name of QUERY_NAMES) {
    const value = name in change ? change[name] : name === QUERY.page ? undefined : query[name];
    if (value !== undefined && value !== '') values.set(name, value);
  }
  const text = values.toString();
  return text === '' ? '' : `?${text}`;
}
