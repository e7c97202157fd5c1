import { type Officer, type ServicePhase, servicePhase } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { HomePane, OfficerRequest } from '../../platform/officers/contract.ts';
import { followsOf } from '../../platform/officers/follows.ts';
import { opensFor } from '../../platform/officers/own-routes.ts';
import { seatName } from '../../platform/officers/words.ts';
import { HomePanes } from '../../ui/components/home-panes.tsx';
import { LiveState } from '../../ui/components/live-state.tsx';
import { Notice, Title } from '../../ui/components/text.tsx';
import { Contacts } from './contacts.tsx';
import { Duties } from './duties.tsx';
import { messages } from './messages.ts';
import { teamPane, waitingPane } from './own-panes.ts';
import { placeCard } from './place-card.tsx';

/** Contacts up the line are few; a kecamatan has five of PPK and a kelurahan three of PPS. */
const MOST_CONTACTS = 10;

/** The first page of an officer: where they belong, whom to ask, and what every feature has for them. */
export async function homePage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const phase = servicePhase(request.officer, request.now.toPlainDate());
  const isOver = phase === 'finished' || phase === 'left';
  return isOver ? pastPage(context, request, phase) : currentPage(context, request);
}

async function currentPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { officer, seat, lang, format } = request;
  const t = messages(lang);
  const team = context.officers.team(officer);
  const follows = await followsOf(context, request);
  const [panes, waiting, place, members, contacts] = await Promise.all([
    panesOf(context, request),
    waitingPane(context, request),
    placeCard(context, request),
    team,
    contactsOf(context, officer, team),
  ]);
  const all = [...panes, ...(waiting ? [waiting] : []), teamPane(members, request)];
  return {
    kind: 'page',
    title: t.title,
    scripts: follows ? ['live'] : [],
    body: (
      <div class="stack officer-home">
        <Title
          eyebrow={seatName(seat.role.name[lang], seat.body.name[lang])}
          title={t.greeting(officer.name)}
          lead={t.serves(format.date(officer.serves.from), format.date(officer.serves.until))}
        />
        {follows && (
          <LiveState lang={lang} stream={request.href(follows.path)} href={request.href('/petugas')} />
        )}
        <div data-live-part="kini" data-live-at={follows?.at}>
          <HomePanes panes={all.filter(({ order }) => order < MY_PLACE)} href={request.href} />
        </div>
        {place}
        <Duties request={request} />
        <div data-live-part="lain">
          <HomePanes panes={all.filter(({ order }) => order >= MY_PLACE)} href={request.href} />
        </div>
        <Contacts lang={lang} contacts={contacts} />
      </div>
    ),
  };
}

/** Panes of an order below stand above the polling place: what is to be done now. */
const MY_PLACE = 20;

/** Who is not in service any more sees what is their own: panes and rows that lead to what they may still open. */
async function pastPage(
  context: FeatureContext,
  request: OfficerRequest,
  phase: ServicePhase,
): Promise<PageAnswer> {
  const t = messages(request.lang);
  const windows = context.officerWindows();
  const opens = (href: string | undefined) => href !== undefined && opensFor(windows, href, phase);
  const panes = (await panesOf(context, request))
    .map((pane) => ({ ...pane, rows: pane.rows.filter(({ href }) => opens(href)) }))
    .filter(({ rows, href }) => rows.length > 0 || opens(href))
    .map(({ href, ...pane }): HomePane => (href !== undefined && opens(href) ? { ...pane, href } : pane));
  const [title, text] = phase === 'left' ? [t.left, t.leftText] : [t.finished, t.finishedText];
  return {
    kind: 'page',
    title: t.title,
    body: (
      <div class="stack officer-home">
        <Title title={t.greeting(request.officer.name)} />
        <Notice title={title}>
          <p>{text}</p>
        </Notice>
        {panes.length > 0 ? <HomePanes panes={panes} href={request.href} /> : <p>{t.nothingOwn}</p>}
      </div>
    ),
  };
}

async function panesOf(context: FeatureContext, request: OfficerRequest): Promise<readonly HomePane[]> {
  const all = await Promise.all(context.officerWindows().map(({ home }) => home?.(request) ?? []));
  return all.flat();
}

/** Whom an officer asks: the head of the team, then PPS and PPK of the area, but not themselves. */
async function contactsOf(context: FeatureContext, officer: Officer, team: Promise<readonly Officer[]>) {
  const [[head], overseers] = await Promise.all([
    team,
    context.officers.overseersOf(officer.election, officer.area),
  ]);
  const asked = [...(head ? [head] : []), ...overseers]
    .filter(({ id }, i, all) => id !== officer.id && all.findIndex((other) => other.id === id) === i)
    .slice(0, MOST_CONTACTS);
  const [phones, plan] = await Promise.all([
    context.officers.phones(asked.map(({ id }) => id)),
    context.officers.plan(officer.election),
  ]);
  return asked.map(({ id, name, body, role, area }) => {
    const inPlan = plan?.bodies.find((one) => one.id === body);
    return {
      name,
      body: inPlan?.name ?? { id: body, en: body },
      role: inPlan?.roles.find((one) => one.id === role)?.name ?? { id: role, en: role },
      area: context.areas.get(area)?.name ?? area,
      phone: phones.get(id),
    };
  });
}
