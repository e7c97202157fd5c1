import { type Fact, Facts } from './text.tsx';

/** Another polling place, in metres east and north of the one shown. */
export interface NearbyPlace {
  readonly east: number;
  readonly north: number;
  /** Its number, such as "015". */
  readonly label: string;
}

export interface PlaceMapProps {
  /** Says what is drawn, with the coordinates in words. */
  readonly label: string;
  /** "6,4025° LS, 106,8186° BT" */
  readonly coordinates: string;
  /** Letter for north: "U" in Indonesian, "N" in English. */
  readonly north: string;
  readonly nearby?: readonly NearbyPlace[];
}

const WIDTH = 328;
const HEIGHT = 128;
/** Metres to a unit of the drawing: about a kilometre across. */
const METRES = 3;

/**
 * Where a polling place lies, as far as we know it: its coordinates, and the places near it in their true direction
 * and distance. Roads are not drawn, as the window has none; the way there is the map app's part.
 */
export function PlaceMap({ label, coordinates, north, nearby = [] }: PlaceMapProps) {
  const [cx, cy] = [WIDTH / 2, HEIGHT / 2 + 8];
  const shown = nearby.filter(
    ({ east, north: up }) => Math.abs(east / METRES) < cx - 20 && Math.abs(up / METRES) < cy - 22,
  );
  return (
    <svg class="place-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path class="graticule" d={GRID} />
      {shown.map((place) => (
        <g key={place.label}>
          <circle
            class="near"
            cx={round(cx + place.east / METRES)}
            cy={round(cy - place.north / METRES)}
            r="3.5"
          />
          <text x={round(cx + place.east / METRES + 7)} y={round(cy - place.north / METRES + 3.5)}>
            {place.label}
          </text>
        </g>
      ))}
      <path class="pin" d={`M${cx} ${cy}s-15-14-15-26a15 15 0 0 1 30 0c0 12-15 26-15 26z`} />
      <circle class="pin-eye" cx={cx} cy={cy - 26} r="5.5" />
      <path class="scale" d={`M12 ${HEIGHT - 16}v5h${round(200 / METRES)}v-5`} />
      <text x="16" y={HEIGHT - 15}>
        200 m
      </text>
      <text x={WIDTH - 10} y={HEIGHT - 11} text-anchor="end">
        {coordinates}
      </text>
      <path class="scale" d={`M${WIDTH - 16} 34v-14m-4 5l4-5 4 5`} />
      <text x={WIDTH - 16} y="14" text-anchor="middle">
        {north}
      </text>
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Squares of 100 m. */
const GRID = gridPath(100 / METRES);

function gridPath(step: number): string {
  let path = '';
  for (let x = WIDTH / 2; x > 0; x -= step)
    path += `M${round(x)} 0V${HEIGHT}M${round(WIDTH - x)} 0V${HEIGHT}`;
  for (let y = HEIGHT / 2 + 8 - step * 2; y < HEIGHT; y += step) path += `M0 ${round(y)}H${WIDTH}`;
  return path;
}

export interface PollingPlaceCardProps {
  /** "Tempat pemungutan suara Anda" */
  readonly eyebrow: string;
  /** As displayed, such as "014". */
  readonly number: string;
  /** "Kelurahan Depok Jaya" */
  readonly village: string;
  /** "Kecamatan Pancoran Mas" */
  readonly district: string;
  readonly map?: PlaceMapProps;
  /** Address with "confirmed on" as its note, moved from, number in the list. */
  readonly facts: readonly Fact[];
  /** 1 where the number is the page's title. */
  readonly level?: 1 | 2;
}

/** A polling place: its number is the big thing, then where it is. */
export function PollingPlaceCard({
  eyebrow,
  number,
  village,
  district,
  map,
  facts,
  level = 2,
}: PollingPlaceCardProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div class="window">
      <div class="pane">
        <small>{eyebrow}</small>
        <Heading class="tps">
          <span class="vh">TPS </span>
          <span class="tps-num">{number}</span>{' '}
          <span>
            <span class="tps-village">{village}</span> <small>{district}</small>
          </span>
        </Heading>
      </div>
      {map && <PlaceMap {...map} />}
      <div class="pane">
        <Facts items={facts} />
      </div>
    </div>
  );
}
