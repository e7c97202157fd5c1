import type { FeatureContext, Page, PageAnswer } from '../platform/feature.ts';
import type { Problem } from '../platform/http/problem.ts';
import type {
  OfficerNavigation,
  OfficerRequest,
  OversightNavigation,
} from '../platform/officers/contract.ts';
import { OVERSIGHT_ROOTS, oversightPath } from '../platform/officers/oversight.ts';
import type { FieldProblem } from '../platform/workspace/contract.ts';
import type { PageFrame } from '../ui/assets.ts';
import { Actions, LinkButton } from '../ui/components/button.tsx';
import { Empty } from '../ui/components/text.tsx';
import { ErrorPage, errorTitle } from '../ui/error-page.tsx';
import { iconName } from '../ui/icons.ts';
import { OfficerFrame } from '../ui/officer/frame.tsx';
import { type NavItem, type PageAssets, renderPage } from '../ui/shell.tsx';
import { officerMessages } from './officer-messages.ts';
import { documentTitle } from './page-title.ts';

/** As many as a thumb finds without looking. */
const MOST_PLACES = 4;

/** Writes the documents of officers. */
export interface OfficerDocuments {
  render(page: Page, request: OfficerRequest): string;
  missing(request: OfficerRequest): Page;
  /** What is wrong with a plain form. */
  problemsPage(problems: readonly FieldProblem[], back: string, request: OfficerRequest): PageAnswer;
  /** The page of a problem that a handler threw. */
  failure(problem: Problem, request: OfficerRequest, requestId: string): string;
}

/** Documents of one window's officers. */
export function createOfficerDocuments(options: {
  readonly context: Pick<FeatureContext, 'city'>;
  readonly navigation: readonly OfficerNavigation[];
  /** Of PPK and PPS. */
  readonly oversight: readonly OversightNavigation[];
  /** Whether an address opens for who asks: nobody is led to what their service no longer has. */
  readonly opens: (href: string, request: OfficerRequest) => boolean;
  readonly assetsOf: (scripts: readonly string[], frame: PageFrame) => PageAssets;
}): OfficerDocuments {
  const { city } = options.context;

  function places(page: Page, request: OfficerRequest): readonly NavItem[] {
    const current = page.within ?? request.path;
    const offered = [...options.navigation, ...(request.seat.body.oversees ? [OVERSIGHT_PLACE] : [])]
      .filter(({ href }) => options.opens(href, request))
      .toSorted((a, b) => a.order - b.order)
      .slice(0, MOST_PLACES - 1);
    return [HOME_PLACE, ...offered].map(({ icon, label, href }) => ({
      icon: iconName(icon),
      label: label[request.lang],
      href: request.href(href),
      ...(isHere(href, current) ? { current: true } : {}),
    }));
  }

  /** Only below their area, where one view leads to the next. */
  function areaPlaces(page: Page, request: OfficerRequest) {
    const current = page.within ?? request.path;
    const isBelow = current.startsWith(`${OVERSIGHT_ROOTS.officer}/`);
    if (!isBelow || !request.seat.body.oversees) return [];
    return options.oversight
      .filter(({ overseers }) => overseers)
      .toSorted((a, b) => a.order - b.order)
      .map(({ icon, label, path }) => {
        const href = oversightPath('officer', path);
        return {
          icon: iconName(icon),
          label: label[request.lang],
          href: request.href(href),
          ...(current === href || (path !== '/' && current.startsWith(`${href}/`)) ? { current: true } : {}),
        };
      });
  }

  function render(page: Page, request: OfficerRequest): string {
    const { lang, officer, seat } = request;
    const t = officerMessages(lang);
    const moment = request.format.dateTime(request.now.toInstant());
    return renderPage(
      <OfficerFrame
        lang={lang}
        title={documentTitle(page, lang)}
        path={request.path}
        query={request.query}
        city={{ name: city.name, windowName: city.windowName, demo: city.demo }}
        assets={options.assetsOf(['officer', ...(page.scripts ?? [])], 'signed')}
        officer={{
          id: officer.id,
          name: officer.name,
          seat: `${seat.body.name[lang]} · ${seat.place}`,
        }}
        nav={places(page, request)}
        areaNav={areaPlaces(page, request)}
        queueHref={request.href('/petugas/antrean')}
        asOf={(city.demoClockStart ? t.asOfDemo : t.asOf)(moment)}
        {...(request.notice ? { notice: request.notice } : {})}
      >
        {page.body}
      </OfficerFrame>,
    );
  }

  return {
    render,
    missing: (request) => ({
      title: errorTitle('not-found', request.lang),
      body: plainPage(request, 'circle-question-mark', 'unknown', 'unknownText'),
    }),
    problemsPage(problems, back, request) {
      const t = officerMessages(request.lang);
      return {
        kind: 'page',
        status: 422,
        title: t.problems,
        body: (
          <Empty icon="circle-alert" title={t.problems} level={1}>
            <ul class="plain-problems">
              {problems.map(({ field, problem }) => (
                <li key={field + problem}>{problem}</li>
              ))}
            </ul>
            <p>{t.problemsText}</p>
            <Actions>
              <LinkButton icon="arrow-left" href={back}>
                {t.back}
              </LinkButton>
            </Actions>
          </Empty>
        ),
      };
    },
    failure(problem, request, requestId) {
      const { lang } = request;
      if (problem.status >= 500) {
        const kind = problem.status === 503 ? 'unavailable' : 'fault';
        const body = <ErrorPage kind={kind} lang={lang} {...(kind === 'fault' ? { requestId } : {})} />;
        return render({ title: errorTitle(kind, lang), body }, request);
      }
      const [title, text] = REFUSALS[problem.code] ?? (['title', 'text'] as const);
      const icon = problem.status === 403 ? 'lock' : 'circle-alert';
      return render(
        { title: officerMessages(lang)[title], body: plainPage(request, icon, title, text) },
        request,
      );
    },
  };
}

type Words = ReturnType<typeof officerMessages>;
type Word = { [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words];

const REFUSALS: Readonly<Record<string, readonly [Word, Word]>> = {
  'service-over': ['over', 'overText'],
  'outside-area': ['outside', 'outsideText'],
  'not-overseer': ['notOverseer', 'notOverseerText'],
  'too-large': ['tooLarge', 'tooLargeText'],
  'action-of-another': ['another', 'anotherText'],
  'too-many-actions': ['tooMany', 'tooManyText'],
  'unknown-item': ['unknown', 'unknownText'],
  'unknown-action': ['unknown', 'unknownText'],
};

const HOME_PLACE: OfficerNavigation = {
  order: 0,
  icon: 'house',
  label: { id: officerMessages('id').start, en: officerMessages('en').start },
  href: '/petugas',
};

const OVERSIGHT_PLACE: OfficerNavigation = {
  order: 5,
  icon: 'users',
  label: { id: officerMessages('id').area, en: officerMessages('en').area },
  href: OVERSIGHT_ROOTS.officer,
};

function plainPage(
  request: OfficerRequest,
  icon: 'lock' | 'circle-alert' | 'circle-question-mark',
  title: Word,
  text: Word,
) {
  const t = officerMessages(request.lang);
  return (
    <Empty icon={icon} title={t[title]} level={1}>
      <p>{t[text]}</p>
      <Actions>
        <LinkButton alt icon="arrow-left" href={request.href('/petugas')}>
          {t.home}
        </LinkButton>
      </Actions>
    </Empty>
  );
}

/** The first page's address begins every other; it is the place of itself alone. */
function isHere(href: string, current: string): boolean {
  return current === href || (href !== HOME_PLACE.href && current.startsWith(`${href}/`));
}
