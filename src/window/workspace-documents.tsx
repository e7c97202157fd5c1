import type { Role } from '../domain/staff.ts';
import type { FeatureContext, Page } from '../platform/feature.ts';
import type { Problem } from '../platform/http/problem.ts';
import type { StaffRequest, WorkspaceNavigation } from '../platform/workspace/contract.ts';
import type { PageFrame } from '../ui/assets.ts';
import { Actions, LinkButton } from '../ui/components/button.tsx';
import { Empty } from '../ui/components/text.tsx';
import { ErrorPage, errorTitle } from '../ui/error-page.tsx';
import { iconName } from '../ui/icons.ts';
import { type PageAssets, renderPage } from '../ui/shell.tsx';
import { type PlaceGroup, WorkspaceFrame } from '../ui/workspace/frame.tsx';
import { FRAME_WORDS, ROLE_WORDS } from '../ui/workspace/words.ts';
import { documentTitle } from './page-title.ts';
import { refusalWords } from './refusal-words.ts';

/** Writes the documents of the workspace of staff. */
export interface WorkspaceDocuments {
  render(page: Page, request: StaffRequest): string;
  missing(request: StaffRequest): Page;
  /** The page of a problem that a handler threw. */
  failure(problem: Problem, request: StaffRequest, requestId: string): string;
}

/** Documents of one window's workspace. */
export function createWorkspaceDocuments(options: {
  readonly context: Pick<FeatureContext, 'city'>;
  readonly navigation: readonly WorkspaceNavigation[];
  readonly assetsOf: (scripts: readonly string[], frame: PageFrame) => PageAssets;
}): WorkspaceDocuments {
  const { city } = options.context;
  const navigation = options.navigation.toSorted((a, b) => a.order - b.order);
  const agencyName = (id: string) =>
    [city.electionOffice, city.cityOffice].find((agency) => agency.id === id)?.name ?? id;

  function groups(page: Page, request: StaffRequest): readonly PlaceGroup[] {
    const words = FRAME_WORDS[request.lang];
    const offered = navigation.filter((place) => mayAny(place, request));
    const current = currentPlace(offered, page.within ?? request.path);
    const agencies = [...new Set(request.staff.duties.map(({ agency }) => agency))];
    const titles = {
      content: agencies.map(agencyName).join(' · '),
      officers: words.officers,
      oversight: words.oversight,
      office: words.office,
    };
    return (['content', 'officers', 'oversight', 'office'] as const).flatMap((group) => {
      const places = offered.filter((place) => place.group === group);
      if (places.length === 0) return [];
      return {
        title: titles[group],
        places: places.map((place) => ({
          icon: iconName(place.icon),
          label: place.label[request.lang],
          href: request.href(place.href),
          ...(place === current ? { current: true } : {}),
        })),
      };
    });
  }

  function render(page: Page, request: StaffRequest): string {
    return renderPage(
      <WorkspaceFrame
        lang={request.lang}
        title={documentTitle(page, request.lang)}
        path={request.path}
        query={request.query}
        city={{ name: city.name, windowName: city.windowName, demo: city.demo }}
        assets={options.assetsOf(page.scripts ?? [], 'signed')}
        groups={groups(page, request)}
        person={{ name: request.staff.name, duties: dutiesInWords(request, agencyName) }}
      >
        {page.body}
      </WorkspaceFrame>,
    );
  }

  return {
    render,
    missing: (request) => ({
      title: errorTitle('not-found', request.lang),
      body: <ErrorPage kind="not-found" lang={request.lang} />,
    }),
    failure(problem, request, requestId) {
      if (problem.status >= 500) {
        const kind = problem.status === 503 ? 'unavailable' : 'fault';
        return render(
          {
            title: errorTitle(kind, request.lang),
            body: <ErrorPage kind={kind} lang={request.lang} {...(kind === 'fault' ? { requestId } : {})} />,
          },
          request,
        );
      }
      const words = refusalWords(problem, request.lang);
      return render(
        {
          title: words.title,
          body: (
            <Empty icon={problem.status === 403 ? 'lock' : 'circle-alert'} title={words.title} level={1}>
              <p>{words.text}</p>
              <Actions>
                <LinkButton alt icon="arrow-left" href={request.href('/kerja')}>
                  {words.back}
                </LinkButton>
              </Actions>
            </Empty>
          ),
        },
        request,
      );
    },
  };
}

function mayAny({ permission, agency }: WorkspaceNavigation, request: StaffRequest): boolean {
  if (permission === undefined) return true;
  return (typeof permission === 'string' ? [permission] : permission).some((id) => request.may(id, agency));
}

/** The place whose address is the longest that the page's address begins with. */
function currentPlace(places: readonly WorkspaceNavigation[], path: string): WorkspaceNavigation | undefined {
  return places
    .filter(({ href }) => path === href || (href !== '/kerja' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** "Penyunting dan pemeriksa, KPU Kota Depok". */
function dutiesInWords({ staff, lang }: StaffRequest, agencyName: (id: string) => string): string {
  const roles = Map.groupBy(staff.duties, ({ agency }) => agency);
  return [...roles]
    .map(
      ([agency, duties]) =>
        `${listRoles(
          duties.map(({ role }) => role),
          lang,
        )}, ${agencyName(agency)}`,
    )
    .join(' · ');
}

function listRoles(roles: readonly Role[], lang: StaffRequest['lang']): string {
  const words = roles.map((role) => ROLE_WORDS[lang][role]);
  return words
    .map((word, i) => (i === 0 ? word : word.toLowerCase()))
    .join(lang === 'id' ? ' dan ' : ' and ');
}
