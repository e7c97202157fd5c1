import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Bar } from '../../ui/components/window.tsx';
import type { AskedMeasure } from './asked.ts';
import { part, type Share, shareOf } from './board.ts';
import type { Board, BoardRow } from './load.ts';
import { rowLink } from './map.tsx';
import { messages, type Words } from './messages.ts';
import { AREA, linkTo, MAP, MEASURE, MISSING, PLACE, ROOT, SORT } from './scope.ts';
import { byWord, percentText, rowName } from './voice.ts';

const BY_NAME = 'nama';
const BY_PLACES = 'tps';
/** Below this share of what should be there, calling is urgent. */
const URGENT = 0.6;

interface TableProps {
  readonly board: Board;
  readonly measure: AskedMeasure;
  readonly request: OverseerRequest;
}

/** A row with what its columns are sorted by. */
interface Line {
  readonly row: BoardRow;
  readonly name: string;
  readonly places: number;
  readonly shares: ReadonlyMap<string, Share>;
}

/** Areas or polling places with their shares; each head sorts by its column. */
export function ReadinessTable({ board, measure, request }: TableProps) {
  const { scope } = board;
  const { format } = request;
  const t = messages(request.lang);
  const by = byWord(scope, t);
  const others = scope.measures.filter(({ id }) => id !== measure.id);
  const hasPlaces = scope.level !== 'village';
  const lines = sortedLines(board, measure, request);
  const head = (key: string, label: string, numeric = true) => (
    <SortHead column={key} label={label} numeric={numeric} request={request} t={t} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable from the keyboard.
    <section class="window data readiness-table" tabIndex={0} aria-label={t.tableCaption(by)}>
      <table>
        <caption class="vh">{t.tableCaption(by)}</caption>
        <thead>
          <tr>
            {head(BY_NAME, scope.level === 'village' ? t.places : t.area, false)}
            {head(measure.id, measure.label[request.lang])}
            <th scope="col" class="towards">
              {t.towards}
            </th>
            <th scope="col" class="call">
              {t.call}
            </th>
            {hasPlaces && head(BY_PLACES, t.places)}
            {others.map((other) => head(other.id, other.label[request.lang]))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, name, places, shares }) => {
            const share = shares.get(measure.id) ?? { count: 0, of: 0 };
            return (
              <tr key={row.code}>
                <th scope="row">{row.kind === 'own' ? name : <a href={rowLink(row, request)}>{name}</a>}</th>
                <td class="num">
                  {share.of === 0 ? '–' : t.ofDash(format.number(share.count), format.number(share.of))}
                </td>
                <td class="towards">
                  {share.of > 0 && (
                    <Bar value={share.count} max={share.of} label={t.shareBar(name, percentText(share))} />
                  )}
                </td>
                <td class="call">
                  <CallLink row={row} name={name} share={share} measure={measure} request={request} t={t} />
                </td>
                {hasPlaces && <td class="num">{row.kind === 'own' ? '' : format.number(places)}</td>}
                {others.map(({ id }) => (
                  <td key={id} class="num">
                    {percentText(shares.get(id) ?? { count: 0, of: 0 })}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function SortHead(props: {
  readonly column: string;
  readonly label: string;
  readonly numeric: boolean;
  readonly request: OverseerRequest;
  readonly t: Words;
}) {
  const { column, label, numeric, request, t } = props;
  const { key, down } = sortOf(request);
  const current = key === column;
  const next = current && !down ? `-${column}` : column;
  return (
    <th
      scope="col"
      class={numeric ? 'num' : undefined}
      aria-sort={current ? (down ? 'descending' : 'ascending') : undefined}
    >
      <a href={`${linkTo(request, ROOT, { [SORT]: next })}#tabel`} title={t.sortBy(label)}>
        {label}
        {current && <Icon name={down ? 'chevron-down' : 'chevron-up'} />}
      </a>
    </th>
  );
}

function sortOf({ query }: OverseerRequest): { readonly key: string; readonly down: boolean } {
  const text = query[SORT] ?? '';
  return text.startsWith('-') ? { key: text.slice(1), down: true } : { key: text, down: false };
}

function CallLink(props: {
  readonly row: BoardRow;
  readonly name: string;
  readonly share: Share;
  readonly measure: AskedMeasure;
  readonly request: OverseerRequest;
  readonly t: Words;
}) {
  const { row, name, share, measure, request, t } = props;
  const missing = share.of - share.count;
  if (share.of === 0) return null;
  if (missing === 0) return <Chip tone="ok" label={t.complete} />;
  const unit = measure.unit === 'place' ? t.places : t.people;
  const label = t.callCount(request.format.number(missing), unit);
  const tone = part(share) < URGENT ? 'bad' : 'warn';
  // Of an area's own body there is no list of its own: the area's list begins with it.
  if (row.kind === 'own') return <Chip tone={tone} icon="phone" label={label} />;
  const place = row.kind === 'place';
  const href = linkTo(request, MISSING, {
    [MAP]: undefined,
    [MEASURE]: measure.id,
    ...(place ? { [PLACE]: row.code } : { [AREA]: row.code }),
  });
  return (
    <a class="pick" href={href}>
      <Chip tone={tone} icon="phone" label={label} />
      <span class="vh"> {name}</span>
    </a>
  );
}

/** The worst first, and polling places by their number, until somebody sorts otherwise. What is an area's own stays above. */
function sortedLines(board: Board, measure: AskedMeasure, request: OverseerRequest): readonly Line[] {
  const { scope, rows } = board;
  const lines = rows.map(
    (row): Line => ({
      row,
      name: rowName(row, scope, request),
      places: row.units.reduce((sum, { places }) => sum + places, 0),
      shares: new Map(scope.measures.map((each) => [each.id, shareOf(row.units, each, scope.bodies)])),
    }),
  );
  const { key, down } = sortOf(request);
  const asked = key === '' ? (scope.level === 'village' ? BY_NAME : measure.id) : key;
  const shareIn = ({ shares }: Line) => part(shares.get(asked) ?? { count: 0, of: 0 });
  const compare = (a: Line, b: Line): number => {
    if (asked === BY_NAME) return a.name.localeCompare(b.name, request.lang, { numeric: true });
    return asked === BY_PLACES ? a.places - b.places : shareIn(a) - shareIn(b);
  };
  const own = lines.filter(({ row }) => row.kind === 'own');
  const rest = lines.filter(({ row }) => row.kind !== 'own').toSorted(compare);
  return [...own, ...(down ? rest.toReversed() : rest)];
}
