import type { BoundarySet } from '../../domain/boundary.ts';
import { liesWithin } from '../../domain/officer.ts';
import type { FeatureContext, Page } from '../../platform/feature.ts';
import type { OverseerRequest, OversightFigure } from '../../platform/officers/contract.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { Chip, FilterChips } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Breadcrumb, Empty, Notice, Section, Title } from '../../ui/components/text.tsx';
import { Bar, Pane, Window } from '../../ui/components/window.tsx';
import { iconName } from '../../ui/icons.ts';
import type { AskedMeasure } from './asked.ts';
import { part, seatsOf, shareOf } from './board.ts';
import { curveOf, ReadinessCurve } from './curve.tsx';
import type { Board } from './load.ts';
import { mapWord, ReadinessMap } from './map.tsx';
import { messages } from './messages.ts';
import { AREA, BODY, linkTo, MAP, MEASURE, ROOT, reaches, type Scope, TARGETS } from './scope.ts';
import { ReadinessTable } from './table.tsx';
import { byWord, percentText } from './voice.ts';

/** Pages ask again at most so often while they are open, as they count everything anew. */
const LIVE_PAUSE_MS = 5_000;

interface PageParts {
  readonly context: FeatureContext;
  readonly board: Board;
  readonly boundaries: BoundarySet | undefined;
  readonly election: string;
}

/** How ready officers are in an area: figures, a map, a curve, a table of what is inside. */
export function boardPage(parts: PageParts, request: OverseerRequest): Page {
  const { context, board, election } = parts;
  const { scope } = board;
  const { lang, format, here, may, overseer } = request;
  const t = messages(lang);
  const title = scope.level === 'city' ? t.title : scope.name;
  return {
    title: scope.level === 'city' ? t.title : `${t.title}: ${scope.name}`,
    within: oversightPath(overseer.kind, ROOT),
    scripts: ['live'],
    body: (
      <>
        <Crumbs context={context} scope={scope} request={request} />
        <Title title={title} eyebrow={t.eyebrow(election, format.dateTime(request.now.toInstant()))}>
          <LinkButton alt icon="download" href={linkTo(request, `${ROOT}/data.csv`, {})}>
            {t.csv}
          </LinkButton>
        </Title>
        <BodyChips scope={scope} request={request} />
        <p
          class="live-state"
          data-live={linkTo(request, `${ROOT}/langsung`, { [MAP]: undefined, [MEASURE]: undefined })}
          data-live-on={t.live}
          data-live-off={t.liveAway}
          data-live-pause={LIVE_PAUSE_MS}
        >
          <a class="link" href={linkTo(request, ROOT, {})}>
            <Icon name="refresh-cw" />
            {t.refresh}
          </a>
          <span role="status" data-live-say />
        </p>
        <div class="stack readiness" data-live-part="kesiapan" data-live-at={board.lastChange}>
          <Measures board={board} request={request} />
          <Figures figures={board.figures} request={request} />
          {scope.measure ? (
            <Pictures {...parts} measure={scope.measure} request={request} />
          ) : (
            <Notice>
              <p>{t.noMeasures}</p>
            </Notice>
          )}
        </div>
        {may('officers.manage') && (
          <p>
            <a class="link" href={here(TARGETS)}>
              <Icon name="pencil" />
              {t.setTarget}
            </a>
          </p>
        )}
      </>
    ),
  };
}

/** Where nobody wants officers yet. */
export function emptyPage(request: OverseerRequest): Page {
  const t = messages(request.lang);
  return {
    title: t.title,
    within: oversightPath(request.overseer.kind, ROOT),
    body: (
      <Empty icon="users" title={t.none} level={1}>
        <p>{t.noneText}</p>
      </Empty>
    ),
  };
}

/** From the asker's own area down to the one that is looked at. */
export function Crumbs({
  context,
  scope,
  request,
  last,
}: {
  readonly context: Pick<FeatureContext, 'areas' | 'city'>;
  readonly scope: Pick<Scope, 'area'>;
  readonly request: OverseerRequest;
  /** What is looked at inside the area, such as a polling place. */
  readonly last?: string;
}) {
  const { areas, city } = context;
  const own = request.overseer.area;
  const chain = [scope.area, ...areas.ancestors(scope.area).map(({ code }) => code)]
    .filter((code) => liesWithin(code, own) && liesWithin(code, city.area))
    .toReversed();
  if (chain.length + (last ? 1 : 0) < 2) return null;
  const items = chain.map((code) => ({
    label: code === city.area ? city.name : (areas.get(code)?.name ?? code),
    href: linkTo(request, ROOT, { [AREA]: code === own ? undefined : code, [MAP]: undefined }),
  }));
  const end = items.at(-1);
  return (
    <Breadcrumb
      label={messages(request.lang).crumbs}
      items={last || !end ? [...items, { label: last ?? '' }] : [...items.slice(0, -1), { label: end.label }]}
    />
  );
}

function BodyChips({ scope, request }: { readonly scope: Scope; readonly request: OverseerRequest }) {
  const t = messages(request.lang);
  const chosen = request.query[BODY];
  const bodies = scope.plan.bodies.filter((body) => reaches(body, scope.level));
  return (
    <FilterChips
      label={t.bodies}
      items={[
        { label: t.allBodies, href: linkTo(request, ROOT, { [BODY]: undefined }), current: !chosen },
        ...bodies.map(({ id, name }) => ({
          label: name[request.lang],
          href: linkTo(request, ROOT, { [BODY]: id }),
          current: chosen === id,
        })),
      ]}
    />
  );
}

/** Every measure with its figure; the one that map and curve are about is marked, the others lead there. */
function Measures({ board, request }: { readonly board: Board; readonly request: OverseerRequest }) {
  const { scope, units } = board;
  const { lang, format } = request;
  const t = messages(lang);
  const { seated, vacant } = seatsOf(units, scope.bodies);
  return (
    <nav aria-label={t.measures}>
      <Window columns={4} class="measures">
        <div class="pane fig-pane">
          <small>{t.seats}</small>
          <div class="fig">{format.number(seated)}</div>
          <small>{t.seatsNote(format.number(seated + vacant))}</small>
          {vacant > 0 ? (
            <Chip tone="warn" label={t.vacant(format.number(vacant))} />
          ) : (
            <small>{t.noVacant}</small>
          )}
        </div>
        {scope.measures.map((measure) => {
          const share = shareOf(units, measure, scope.bodies);
          const label = measure.label[lang];
          return (
            <a
              key={measure.id}
              class="pane fig-pane measure"
              href={linkTo(request, ROOT, { [MEASURE]: measure.id })}
              aria-current={measure.id === scope.measure?.id ? 'true' : undefined}
            >
              <small>{label}</small>
              <div class="fig">{format.number(share.count)}</div>
              <small>
                {share.of > 0
                  ? t.share(percentText(share), format.number(share.of), measure.whom?.[lang])
                  : t.nothingOf}
              </small>
              <Bar value={part(share)} max={1} label={t.shareBar(label, percentText(share))} />
            </a>
          );
        })}
      </Window>
    </nav>
  );
}

/** What other features have beside measures: reports that are open, say. */
function Figures({
  figures,
  request,
}: {
  readonly figures: readonly OversightFigure[];
  readonly request: OverseerRequest;
}) {
  const { lang, format, here } = request;
  if (figures.length === 0) return null;
  return (
    <Section title={messages(lang).other}>
      <ul class="window list figures">
        {figures.map(({ icon, label, value, note, tone, path }) => {
          const words = (
            <>
              <Icon name={iconName(icon)} />
              <div>
                <b>{label[lang]}</b>
                {note && <small>{note[lang]}</small>}
              </div>
              <Chip label={format.number(value)} tone={tone ?? 'plain'} />
            </>
          );
          return (
            <li key={label.id} class={path ? undefined : 'list-line'}>
              {path ? <a href={here(path)}>{words}</a> : words}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The last day on which anybody of the bodies serves: after it nothing goes on. */
function lastOf({ bodies }: Scope): Temporal.PlainDate | undefined {
  return bodies
    .map(({ term }) => term.until)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
}

function Pictures({
  context,
  board,
  boundaries,
  measure,
  request,
}: PageParts & { readonly measure: AskedMeasure; readonly request: OverseerRequest }) {
  const { scope, units, days, target } = board;
  const { lang, now } = request;
  const t = messages(lang);
  const label = measure.label[lang];
  const whole = shareOf(units, measure, scope.bodies);
  const by = byWord(scope, t);
  return (
    <>
      <Window columns="split">
        <Pane title={t.mapTitle(label, mapWord(scope, request))}>
          {board.rows.some(({ kind }) => kind !== 'own') ? (
            <ReadinessMap
              context={context}
              board={board}
              measure={measure}
              boundaries={boundaries}
              request={request}
            />
          ) : (
            <p class="mute">{t.noPlaces}</p>
          )}
        </Pane>
        <Pane title={t.curveTitle(label)}>
          <ReadinessCurve
            data={curveOf(days, whole, target, lastOf(scope), now.toPlainDate())}
            request={request}
          />
        </Pane>
      </Window>
      <Section title={t.tableTitle(by)} id="tabel">
        <ReadinessTable board={board} measure={measure} request={request} />
      </Section>
    </>
  );
}
