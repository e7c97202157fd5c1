import type { AreaIndex } from '../../../domain/area.ts';
import type { VoterList } from '../../../domain/election.ts';
import { ACCESSIBILITY_FEATURES } from '../../../domain/polling-place.ts';
import type { Page, PageRequest } from '../../../platform/feature.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { Chip, type ChipProps } from '../../../ui/components/chip.tsx';
import { PollingPlaceCard } from '../../../ui/components/polling-place.tsx';
import { AsOf, BackLink, Facts, More, Section } from '../../../ui/components/text.tsx';
import { Pane, Window } from '../../../ui/components/window.tsx';
import { cardOf, nameOf } from '../card.ts';
import { electionNameOf } from '../elections.ts';
import { mapLinks, placePath } from '../links.ts';
import type { PlaceView } from '../load.ts';
import { words } from '../messages.ts';
import { PastNotice, UncheckedNotice } from './election-frame.tsx';

/** One polling place. */
export function placePage(view: PlaceView, areas: AreaIndex, request: PageRequest): Page {
  const { standing, changedAt } = view;
  const { place, village } = view.view;
  const t = words(request.lang);
  const villageName = t.village(village.kind, village.name);
  const card = cardOf({ ...view, areas }, request);
  const coming = standing.phase !== 'past' && !place.withdrawnOn;
  return {
    title: `${t.tpsIn(place.displayNumber, village.name)}, ${card.district} · ${standing.name}`,
    description: card.facts.map(({ text }) => text).join('. '),
    within: '/tps',
    ...(place.withdrawnOn && { noindex: true as const }),
    body: (
      <div class="stack">
        <BackLink
          href={request.href(`/tps/${place.election}/${village.code}`)}
          label={t.areaTitle(villageName)}
        />
        <div class="duo stack">
          {/* On a phone what is over comes before the card, on a desk beside it. */}
          {standing.phase === 'past' && (
            <div class="desk:order-2">
              <PastNotice standing={standing} current={view.current} request={request}>
                <Successors view={view} areas={areas} request={request} />
              </PastNotice>
            </div>
          )}
          <div class="stack">
            <UncheckedNotice list={view.list} standing={standing} office={view.office} request={request} />
            <PollingPlaceCard {...card} level={1} />
            <PlaceActions view={view} request={request} />
          </div>
          {coming && (
            <div class="stack">
              <Bring view={view} request={request} />
              <Access view={view} request={request} />
            </div>
          )}
        </div>
        <AsOf>{t.asOf(request.format.dateTime(changedAt))}</AsOf>
      </div>
    ),
  };
}

interface PartProps {
  readonly view: PlaceView;
  readonly request: PageRequest;
}

function Successors({ view, areas, request }: PartProps & { readonly areas: AreaIndex }) {
  const t = words(request.lang);
  return (
    <>
      {view.successors.map((successor) => (
        <p key={`${successor.election}${successor.code}`}>
          <a class="link" href={request.href(placePath(successor))}>
            {t.replacedBy(
              nameOf(successor, view.view.place, areas, t),
              electionNameOf(view.elections, successor.election, request.lang),
            )}
          </a>
        </p>
      ))}
    </>
  );
}

function PlaceActions({ view, request }: PartProps) {
  const { place } = view.view;
  const t = words(request.lang);
  const links = place.coordinates && mapLinks(place.coordinates, place.displayNumber);
  const coming = view.standing.phase !== 'past' && !place.withdrawnOn;
  return (
    <>
      {coming && (
        <Actions>
          {links && (
            <LinkButton icon="navigation" href={links.directions} rel="noreferrer">
              {t.directions}
            </LinkButton>
          )}
          <LinkButton icon="calendar-plus" alt href={request.href(`${placePath(place)}/kalender.ics`)}>
            {t.addToCalendar}
          </LinkButton>
        </Actions>
      )}
      {links ? (
        <More summary={t.otherMaps}>
          <ul class="flex flex-wrap gap-x-6">
            {[
              { href: links.geo, label: t.openMapApp },
              { href: links.openStreetMap, label: t.openStreetMap },
              { href: links.googleMaps, label: t.googleMaps },
            ].map(({ href, label }) => (
              <li key={href}>
                <a class="link" href={href} rel="noreferrer">
                  {label}
                </a>
              </li>
            ))}
          </ul>
          <p class="mute">{t.leavesWindow}</p>
        </More>
      ) : (
        <p class="mute">{t.noMap}</p>
      )}
    </>
  );
}

function Bring({ view, request }: PartProps) {
  const t = words(request.lang);
  const lists = view.standing.election.lists.filter(({ bring }) => bring.length > 0);
  const main = lists.filter(({ kind }) => kind === 'permanent');
  const others = lists.filter(({ kind }) => kind !== 'permanent');
  if (lists.length === 0) return null;
  return (
    <Section title={t.bringTitle}>
      <div class="stack">
        <Window>
          {main.map((list) => (
            <Pane key={list.code}>
              <small>{list.label[request.lang]}</small>
              <Things list={list} request={request} />
            </Pane>
          ))}
          {others.map((list) => (
            <Pane key={list.code} class="py-1">
              <More summary={list.label[request.lang]}>
                <Things list={list} request={request} />
              </More>
            </Pane>
          ))}
        </Window>
        {view.canCheck && (
          <a class="link" href={request.href('/cek')}>
            {t.checkVoter}
          </a>
        )}
      </div>
    </Section>
  );
}

function Things({ list, request }: { readonly list: VoterList; readonly request: PageRequest }) {
  const { lang, format } = request;
  const t = words(lang);
  const hours =
    list.votingHours && t.hours(format.time(list.votingHours.opens), format.time(list.votingHours.closes));
  return (
    <>
      <Facts
        items={list.bring.map(({ what, required }) => ({
          icon: required ? 'id-card' : 'file-text',
          text: what[lang],
        }))}
      />
      {list.advice ? <p class="mute">{list.advice[lang]}</p> : hours && <p class="mute">{hours}</p>}
    </>
  );
}

function Access({ view, request }: PartProps) {
  const t = words(request.lang);
  const { accessibility } = view.view.place;
  const answer = (value: boolean | undefined): ChipProps => {
    if (value === undefined) return { label: t.unknown, tone: 'plain', icon: 'circle-question-mark' };
    return value ? { label: t.yes, tone: 'ok' } : { label: t.no, tone: 'plain', icon: 'circle-x' };
  };
  return (
    <Section title={t.accessTitle}>
      <div class="stack">
        <ul class="window list">
          {ACCESSIBILITY_FEATURES.map((feature) => (
            <li key={feature} class="list-line">
              <div>{t.access(feature)}</div>
              <Chip {...answer(accessibility[feature])} />
            </li>
          ))}
        </ul>
        <p class="mute">{t.accessHelp}</p>
      </div>
    </Section>
  );
}
