import type { AreaIndex } from '../../domain/area.ts';
import type { Election } from '../../domain/election.ts';
import { textIn } from '../../domain/item.ts';
import type { PlaceComparison, PollingPlace, PollingPlaceView } from '../../domain/polling-place.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { PollingPlaceCardProps } from '../../ui/components/polling-place.tsx';
import type { IconName } from '../../ui/icons.ts';
import { type ElectionStanding, electionNameOf } from './elections.ts';
import { addressLine } from './links.ts';
import { type Words, words } from './messages.ts';
import { placeMap } from './place-map.ts';

/** One line of a card, in words that need nothing more. */
interface CardLine {
  readonly icon: IconName;
  readonly text: string;
  readonly note?: string;
}

/** A polling place with everything its card says. */
interface CardInput {
  readonly view: PollingPlaceView;
  readonly standing: ElectionStanding;
  readonly elections: readonly Election[];
  readonly nearby: readonly PollingPlace[];
  readonly areas: AreaIndex;
}

type Reader = Pick<PageRequest, 'lang' | 'format'>;

/** The card of a polling place, in words: the same on its page, in the API, and so in the voter check. */
export function cardOf(
  input: CardInput,
  request: Reader,
): Omit<PollingPlaceCardProps, 'facts' | 'level'> & { facts: CardLine[] } {
  const { place, village, district } = input.view;
  const t = words(request.lang);
  const map = place.coordinates && placeMap(place, place.coordinates, input.nearby, request);
  return {
    eyebrow: t.cardTitle(input.standing.name),
    number: place.displayNumber,
    village: t.village(village.kind, village.name),
    district: t.district(district.name),
    ...(map && { map }),
    facts: cardLines(input, request),
  };
}

function cardLines({ view, standing, elections, areas }: CardInput, request: Reader): CardLine[] {
  const { place, comparison } = view;
  const t = words(request.lang);
  const lines: CardLine[] = [];
  if (place.withdrawnOn) {
    const day = request.format.date(place.withdrawnOn);
    lines.push({ icon: 'circle-x', text: t.withdrawn(day), note: t.withdrawnNote });
  }
  lines.push(siteLine(place, standing, request));
  if (place.note) lines.push({ icon: 'megaphone', text: textIn(place.note, request.lang) });
  if (place.kind !== 'regular') lines.push({ icon: 'info', text: t.kind(place.kind), note: t.kindNote });
  if (!place.withdrawnOn) lines.push(timeLine(place, standing, request));
  const change = changeLine(comparison, place, elections, areas, request);
  if (change) lines.push(change);
  return lines;
}

function siteLine(place: PollingPlace, { phase }: ElectionStanding, { lang, format }: Reader): CardLine {
  const t = words(lang);
  const certainty =
    place.status.kind === 'confirmed'
      ? t.confirmed(format.date(place.status.since))
      : phase === 'past'
        ? t.provisionalPast
        : t.provisional;
  return { icon: 'map-pin', text: addressLine(place), note: `${certainty} ${wheelchair(place, t)}` };
}

function wheelchair({ accessibility }: PollingPlace, t: Words): string {
  if (accessibility.wheelchair === undefined) return t.wheelchairUnknown;
  return accessibility.wheelchair ? t.wheelchairYes : t.wheelchairNo;
}

function timeLine({ hours }: PollingPlace, standing: ElectionStanding, { lang, format }: Reader): CardLine {
  const { phase, day } = standing;
  const t = words(lang);
  if (phase === 'past') return { icon: 'clock', text: t.votingTimePast(day) };
  const opens = hours ? format.time(hours.opens) : standing.opens;
  const closes = hours ? format.time(hours.closes) : standing.closes;
  return { icon: 'clock', text: t.votingTime(day, opens, closes), note: t.queueNote };
}

function changeLine(
  { change, from }: PlaceComparison,
  place: PollingPlace,
  elections: readonly Election[],
  areas: AreaIndex,
  { lang }: Reader,
): CardLine | undefined {
  const t = words(lang);
  const [first] = from;
  if (!first) return undefined;
  const { place: earlier } = first;
  const election = electionNameOf(elections, earlier.election, lang);
  const names = joinNames(
    from.map((entry) => nameOf(entry.place, place, areas, t)),
    t.and,
  );
  switch (change) {
    case 'moved':
      return { icon: 'arrow-right', text: t.moved(names, election), note: t.movedNote(addressLine(earlier)) };
    case 'renumbered':
      return { icon: 'history', text: t.renumbered(names, election), note: t.renumberedNote };
    case 'merged':
      return { icon: 'history', text: t.merged(names, election) };
    default:
      return { icon: 'history', text: t.same(election) };
  }
}

/** "TPS 027", with the kelurahan where it is another one. */
export function nameOf(place: PollingPlace, beside: PollingPlace, areas: AreaIndex, t: Words): string {
  return place.area === beside.area
    ? t.tps(place.displayNumber)
    : t.tpsIn(place.displayNumber, areas.label(place.area));
}

/** "TPS 001, TPS 002 dan TPS 003" */
export function joinNames(names: readonly string[], and: string): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}
