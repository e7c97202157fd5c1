import { localPath } from '../../domain/language.ts';
import { liesWithin, type Overseer } from '../../domain/officer.ts';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../audit/audit.ts';
import type { FeatureContext, PageAnswer, PageRequest } from '../feature.ts';
import { Problem } from '../http/problem.ts';
import type {
  StaffFormRequest,
  StaffRequest,
  WaitingItem,
  Workspace,
  WorkspaceFile,
  WorkspaceRoute,
} from '../workspace/contract.ts';
import type {
  OfficerRequest,
  OfficerWindow,
  OverseerFile,
  OverseerRequest,
  OverseerRoute,
} from './contract.ts';

/** Where the pages of those begin who watch over officers: staff, and PPK and PPS. */
export const OVERSIGHT_ROOTS = { staff: '/kerja/petugas', officer: '/petugas/wilayah' } as const;

type Context = Pick<FeatureContext, 'db' | 'officers' | 'city' | 'officerWindows'>;
type Asked = Omit<OverseerRequest, 'area'>;

/** A path of oversight in one of its mounts. */
export function oversightPath(kind: Overseer['kind'], path: string): string {
  return OVERSIGHT_ROOTS[kind] + (path === '/' ? '' : path);
}

/** `here` of a request in a mount. */
function hereIn(kind: Overseer['kind'], lang: PageRequest['lang']): OverseerRequest['here'] {
  return (path) => localPath(lang, oversightPath(kind, path));
}

/**
 * The request with the area it is about. Undefined: there is no such thing.
 *
 * @throws Problem `outside-area` where it lies outside what the asker watches over; that is written down before
 */
export async function withArea(
  context: Pick<Context, 'db' | 'city'>,
  route: OverseerRoute | OverseerFile,
  request: Asked,
): Promise<OverseerRequest | undefined> {
  const { overseer } = request;
  const asked = route.areaOf === 'own' ? 'own' : await route.areaOf(request);
  if (asked === undefined) return undefined;
  const area = asked === 'own' ? overseer.area : asked;
  if (liesWithin(area, overseer.area)) return { ...request, area };
  await context.db.transaction().execute((trx) =>
    appendAudit(trx, {
      actor: actorOf(request),
      action: 'officers.refused',
      subject: { kind: 'area', id: area },
      agency: context.city.electionOffice.id,
      // The pattern and never the path, which may name an officer.
      after: { route: oversightPath(overseer.kind, route.path), own: overseer.area },
    }),
  );
  throw new Problem(403, 'outside-area', 'This lies outside your area.');
}

/** Whoever asks, as the audit log names them. */
export function actorOf({ overseer, address }: Pick<OverseerRequest, 'overseer' | 'address'>): Actor {
  const { kind, id, name } = overseer;
  return { kind, id, name, address };
}

/** What staff of the election office have of all that features add for those who watch over officers. */
export function staffOversight(context: Context): Workspace {
  const windows = context.officerWindows();
  const agency = context.city.electionOffice.id;
  return {
    navigation: windows.flatMap(({ oversightNavigation = [] }) =>
      oversightNavigation.map(({ order, icon, label, path, permission }) => ({
        group: 'officers' as const,
        order,
        icon,
        label,
        href: oversightPath('staff', path),
        permission,
        agency,
      })),
    ),
    pages: windows.flatMap(({ oversight = [] }) => oversight.map((route) => staffPage(context, route))),
    files: windows.flatMap(({ oversightFiles = [] }) =>
      oversightFiles.map((file) => staffFile(context, file)),
    ),
    waiting: (request) => staffWaiting(context, windows, request),
  };
}

function staffPage(context: Context, route: OverseerRoute): WorkspaceRoute {
  const { post } = route;
  return {
    ...staffAccess(context, route),
    get: (request) => forStaff(context, route, request, (asked) => route.get(asked), missing),
    ...(post && {
      post: (request) =>
        forStaff(
          context,
          route,
          request,
          (asked) => post({ ...asked, form: request.form, uploads: request.uploads }),
          missing,
        ),
    }),
  };
}

function staffFile(context: Context, file: OverseerFile): WorkspaceFile {
  return {
    ...staffAccess(context, file),
    method: file.method,
    answer: (request: StaffFormRequest) =>
      forStaff(
        context,
        file,
        request,
        (asked) => file.answer({ ...asked, form: request.form, uploads: request.uploads }),
        () => {
          throw new Problem(404, 'unknown-item', 'There is no such thing.');
        },
      ),
  };
}

function staffAccess(context: Context, route: OverseerRoute | OverseerFile) {
  const { path, query, permission, largestForm } = route;
  return {
    path: oversightPath('staff', path),
    permission,
    agency: context.city.electionOffice.id,
    ...(query === undefined ? {} : { query }),
    ...(largestForm === undefined ? {} : { largestForm }),
  };
}

const missing = (): PageAnswer => ({ kind: 'missing' });

async function forStaff<Answer>(
  context: Context,
  route: OverseerRoute | OverseerFile,
  request: StaffRequest,
  answer: (asked: OverseerRequest) => Promise<Answer>,
  nothing: () => Answer,
): Promise<Answer> {
  const asked = await withArea(context, route, await staffAsks(context, request));
  return asked ? answer(asked) : nothing();
}

/** What an officer asks as one who watches over others, for an area that is still to be found. */
export function officerAsks({ officer, seat: _, device: __, notice: ___, ...page }: OfficerRequest): Asked {
  return {
    ...page,
    overseer: { kind: 'officer', id: officer.id, name: officer.name, area: officer.area },
    election: officer.election,
    here: hereIn('officer', page.lang),
    // What staff may by their roles is nothing that an officer may.
    may: () => false,
  };
}

async function staffAsks(context: Context, request: StaffRequest): Promise<Asked> {
  const { staff, may, ...page } = request;
  const agency = context.city.electionOffice.id;
  return {
    ...page,
    overseer: { kind: 'staff', id: staff.id, name: staff.name, area: context.city.area },
    election: await electionAsked(context, request),
    here: hereIn('staff', request.lang),
    may: (permission) => may(permission, agency),
  };
}

/** The election that staff ask about, the current one where they name none that has a plan. */
async function electionAsked({ officers }: Context, { query, now }: PageRequest): Promise<string> {
  const named = query['pemilihan'];
  if (named !== undefined && (await officers.plan(named))) return named;
  return (await officers.currentElection(now)) ?? '';
}

async function staffWaiting(
  context: Context,
  windows: readonly OfficerWindow[],
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const asked = await staffAsks(context, request);
  if (asked.election === '') return [];
  const all = await Promise.all(
    windows.map(({ waiting }) => waiting?.({ ...asked, area: context.city.area }) ?? []),
  );
  const routes = windows.flatMap(({ oversight = [] }) => oversight);
  return all
    .flat()
    .filter(({ path }) => mayOpen(routes, path, asked.may))
    .map(({ path, ...item }) => ({ ...item, href: oversightPath('staff', path) }));
}

/** Nobody is told of what they could not open. */
function mayOpen(routes: readonly OverseerRoute[], path: string, may: OverseerRequest['may']): boolean {
  const [plain = ''] = path.split('?');
  return routes.some((route) => matchesPath(route.path, plain) && may(route.permission));
}

/** Whether a path is one of a pattern: segment by segment, a parameter standing for any. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) => (segment.startsWith(':') ? given[i] !== '' : segment === given[i]))
  );
}
