import { MAP_WIDTH, type MapLayout, type PlacedPart } from '../map-layout.ts';

/** Steps of colour, the lightest first; each has its own row in the legend. */
export const MAP_STEPS = 5;

/** What a map or a tile says of one area. */
export interface MapArea {
  readonly code: string;
  readonly name: string;
  /** Written into the area: "79%". */
  readonly value: string;
  /** All of it in words, for those who do not see the drawing: "Beji: 3.199 dari 4.050, 79%". */
  readonly label: string;
  /** From 0; absent where nothing is known. */
  readonly step?: number;
  /** Where it leads. */
  readonly href?: string;
}

/** The step of a share between 0 and 1. */
export function stepOf(share: number): number {
  return Math.min(MAP_STEPS - 1, Math.max(0, Math.floor(share * MAP_STEPS)));
}

const stepClass = (step: number | undefined) => (step === undefined ? 'step-none' : `step-${step}`);

/** About how wide a letter of a label is, and the least room in which a label stands, in units of the drawing. */
const LETTER = 5.4;
const FIGURE = 7.6;
const LEAST_ROOM = 7;
const NAME_ROOM = 11;

/** Areas drawn by their boundaries, each a link with its value in it. The words of each are there without seeing it. */
export function AreaMap({
  label,
  layout,
  areas,
}: {
  readonly label: string;
  readonly layout: MapLayout;
  readonly areas: ReadonlyMap<string, MapArea>;
}) {
  const shown = layout.parts.flatMap((part) => {
    const area = areas.get(part.code);
    return area ? [{ part, area }] : [];
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand around a drawing
    <svg class="area-map" viewBox={`0 0 ${MAP_WIDTH} ${layout.height}`} role="group" aria-label={label}>
      {shown.map(({ part, area }) =>
        area.href ? (
          <a key={part.code} href={area.href} class={stepClass(area.step)} aria-label={area.label}>
            <Shape part={part} area={area} />
          </a>
        ) : (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of a drawing is not interactive
          <g key={part.code} class={stepClass(area.step)} role="img" aria-label={area.label}>
            <Shape part={part} area={area} />
          </g>
        ),
      )}
      <path class="borders" d={layout.borders} />
      {shown.map(({ part, area }) => (
        <Words key={part.code} part={part} area={area} />
      ))}
    </svg>
  );
}

function Shape({ part, area }: { readonly part: PlacedPart; readonly area: MapArea }) {
  return (
    <path class="area" d={part.d} fill-rule="evenodd">
      <title>{area.label}</title>
    </path>
  );
}

/** Above all areas, so that no neighbour's edge lies over them. */
function Words({ part, area }: { readonly part: PlacedPart; readonly area: MapArea }) {
  if (part.room < LEAST_ROOM || area.value.length * FIGURE > part.width) return null;
  const named = part.room >= NAME_ROOM && area.name.length * LETTER <= part.width;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of a drawing takes no focus
    <g class={stepClass(area.step)} aria-hidden="true">
      {named && (
        <text x={part.x} y={part.y - 4}>
          {area.name}
        </text>
      )}
      <text class="value" x={part.x} y={part.y + (named ? 11 : 5)}>
        {area.value}
      </text>
    </g>
  );
}

export interface TileGroup {
  readonly key: string;
  /** The area around them, above them. */
  readonly title?: string;
  readonly areas: readonly MapArea[];
}

/** Areas as tiles of one size, where nobody knows their boundaries, or they have none. */
export function AreaTiles({
  label,
  groups,
  small,
}: {
  readonly label: string;
  readonly groups: readonly TileGroup[];
  /** Many tiles with little to say, such as polling places. */
  readonly small?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: its parts are lists, and no fields
    <div role="group" aria-label={label} class="tile-groups">
      {groups.map(({ key, title, areas }) => (
        <div key={key}>
          {title && <h3>{title}</h3>}
          <ul class={small ? 'tiles small' : 'tiles'}>
            {areas.map((area) => (
              <li key={area.code}>
                <TileOf area={area} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function TileOf({ area }: { readonly area: MapArea }) {
  const words = (
    <>
      <span aria-hidden="true">{area.name}</span>
      {area.value && <b aria-hidden="true">{area.value}</b>}
      <span class="vh">{area.label}</span>
    </>
  );
  const look = `area-tile ${stepClass(area.step)}`;
  return area.href ? (
    <a class={look} href={area.href}>
      {words}
    </a>
  ) : (
    <div class={look}>{words}</div>
  );
}

/** What the steps of colour mean. */
export function MapLegend({
  label,
  steps,
}: {
  readonly label: string;
  /** Words of each step, the lightest first. */
  readonly steps: readonly string[];
}) {
  return (
    <ul class="legend" aria-label={label}>
      {steps.map((words, at) => (
        <li key={words}>
          <i class={`swatch ${stepClass(at)}`} />
          {words}
        </li>
      ))}
    </ul>
  );
}
