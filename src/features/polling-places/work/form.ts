import type { Election } from '../../../domain/election.ts';
import type { AccessibilityFeature, PollingPlace } from '../../../domain/polling-place.ts';
import {
  type POLLING_PLACE_COLUMNS,
  parsePollingPlaceRow,
  type RowProblem,
} from '../../../domain/polling-place-row.ts';
import { dayFrom, timeFrom } from '../../../domain/typed-date.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { languagesOf, languageValues, typedText } from '../../../ui/components/form-values.ts';
import { type PlaceContent, type PlaceFrame, placeContentSchema } from './content.ts';
import { workMessages } from './messages.ts';

type Column = (typeof POLLING_PLACE_COLUMNS)[number];
type Cells = PlaceContent['cells'];

/** Names of what a form carries beside its fields. */
export const CARRIED = {
  election: 'tps-election',
  code: 'tps-code',
  area: 'tps-area',
  base: 'tps-base',
} as const;

/** The columns of what is there for visitors, in the order in which they are asked. */
export const ACCESS_COLUMNS = {
  wheelchair: 'wheelchair',
  step_free: 'stepFreeEntrance',
  accessible_toilet: 'accessibleToilet',
  braille_template: 'brailleTemplate',
  parking: 'parking',
} as const satisfies Partial<Record<Column, AccessibilityFeature>>;

const LONGEST = 300;
const LONGEST_NOTE = 500;

/** Columns that are typed as they stand in a file. */
const PLAIN = [
  'display_number',
  'name',
  'address',
  'status',
  'kind',
  'voters',
  'replaces',
  'wheelchair',
  'step_free',
  'accessible_toilet',
  'braille_template',
  'parking',
] as const satisfies readonly Column[];

/** A polling place as its line of a file. */
export function cellsOf(place: PollingPlace): Cells {
  const { coordinates, status, accessibility } = place;
  const access = Object.entries(ACCESS_COLUMNS).map(([column, feature]) => {
    const value = accessibility[feature];
    return [column, value === undefined ? '' : value ? 'ya' : 'tidak'];
  });
  return {
    code: place.code,
    display_number: place.displayNumber,
    area: place.area,
    name: place.name ?? '',
    address: place.address,
    latitude: coordinates ? String(coordinates.latitude) : '',
    longitude: coordinates ? String(coordinates.longitude) : '',
    status: status.kind,
    confirmed_on: status.kind === 'confirmed' ? status.since.toString() : '',
    kind: place.kind,
    voters: place.voters === undefined ? '' : String(place.voters),
    replaces: place.replaces.map(({ election, code }) => `${election}:${code}`).join(' '),
    ...Object.fromEntries(access),
  };
}

/** Content as the values of its form. */
export function contentToForm({ election, base, cells, note, hours }: PlaceContent): FormValues {
  const { latitude = '', longitude = '' } = cells;
  return {
    [CARRIED.election]: election,
    [CARRIED.code]: cells.code ?? '',
    [CARRIED.area]: cells.area ?? '',
    [CARRIED.base]: base,
    ...Object.fromEntries(PLAIN.map((column) => [column, cells[column] ?? ''])),
    confirmed_on: cells.confirmed_on ?? '',
    point: latitude === '' && longitude === '' ? '' : `${latitude}, ${longitude}`,
    ...languageValues('note', note ?? {}),
    opens: hours?.opens ?? '',
    closes: hours?.closes ?? '',
  };
}

export type ParsedPlace =
  | { readonly ok: true; readonly content: PlaceContent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads a posted form, and finds all that is wrong with it. */
export function placeFromForm(
  form: FormValues,
  election: Pick<Election, 'id' | 'capacity'>,
  frame: PlaceFrame,
  lang: Lang,
): ParsedPlace {
  const t = workMessages(lang);
  const problems: FieldProblem[] = [];
  const report = (field: string, problem: string) => void problems.push({ field, problem });
  const text = (field: string) => typedText(form, field).trim();

  for (const field of ['name', 'address'] as const) {
    if (text(field).length > LONGEST) report(field, t.tooLong(t[field], LONGEST));
  }
  const confirmedOn = text('confirmed_on');
  const cells: Cells = {
    ...Object.fromEntries(PLAIN.map((column) => [column, text(column)])),
    code: text(CARRIED.code),
    area: text(CARRIED.area),
    ...pointCells(text('point')),
    confirmed_on: confirmedOn === '' ? '' : (dayFrom(confirmedOn)?.toString() ?? confirmedOn),
  };
  const row = parsePollingPlaceRow(cells, {
    election: election.id,
    areas: frame.areas,
    city: frame.city,
    maxVoters: election.capacity.maxVoters,
  });
  if (!row.ok) problems.push(...rowProblems(row.problems, election, lang));
  const note = languagesOf(form, 'note');
  for (const language of ['id', 'en'] as const) {
    if ((note[language]?.length ?? 0) > LONGEST_NOTE) {
      report(`note-${language}`, t.tooLong(t.note, LONGEST_NOTE));
    }
  }
  const hours = hoursFrom(text('opens'), text('closes'), report, lang);
  if (problems.length > 0) return { ok: false, problems };
  const parsed = placeContentSchema.safeParse({
    election: election.id,
    base: text(CARRIED.base),
    cells,
    ...((note.id !== undefined || note.en !== undefined) && { note }),
    ...(hours && { hours }),
  });
  if (!parsed.success) return { ok: false, problems: [{ field: 'address', problem: t.noSubject }] };
  return { ok: true, content: parsed.data };
}

/** Latitude and longitude as they were typed in one field: "-6.4025, 106.8186". */
function pointCells(text: string): Pick<Cells, 'latitude' | 'longitude'> {
  if (text === '') return { latitude: '', longitude: '' };
  const [latitude = '', longitude = '', ...rest] = text.split(/[,;\s]+/).filter(Boolean);
  // More than two numbers are no point, and are told as one that cannot be read.
  return rest.length > 0 ? { latitude: text, longitude: text } : { latitude, longitude };
}

function hoursFrom(
  opensText: string,
  closesText: string,
  report: (field: string, problem: string) => void,
  lang: Lang,
): PlaceContent['hours'] {
  const t = workMessages(lang);
  if (opensText === '' && closesText === '') return undefined;
  const opens = timeFrom(opensText);
  const closes = timeFrom(closesText);
  if (opensText === '' || closesText === '') {
    report(opensText === '' ? 'opens' : 'closes', t.hoursHalf);
    return undefined;
  }
  if (!opens) report('opens', t.badTime);
  if (!closes) report('closes', t.badTime);
  if (!opens || !closes) return undefined;
  if (Temporal.PlainTime.compare(opens, closes) >= 0) {
    report('closes', t.hoursOrder);
    return undefined;
  }
  const inWords = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });
  return { opens: inWords(opens), closes: inWords(closes) };
}

/** What is wrong with a line, by the form's fields and in its words; of one field the first. */
function rowProblems(
  problems: readonly RowProblem[],
  { capacity }: Pick<Election, 'capacity'>,
  lang: Lang,
): FieldProblem[] {
  const t = workMessages(lang);
  const found = new Map<string, string>();
  for (const { field, code } of problems) {
    const [name, problem] = ((): [string, string] => {
      switch (field) {
        case 'latitude':
        case 'longitude':
          if (code === 'swapped') return ['point', t.pointSwapped];
          return ['point', code === 'out-of-bounds' ? t.pointAway : t.badPoint];
        case 'confirmed_on':
          if (code === 'missing') return [field, t.confirmedOnMissing];
          return [field, code === 'mismatch' ? t.confirmedOnOdd : t.badConfirmedOn];
        case 'display_number':
          return [field, t.badNumber];
        case 'address':
          return [field, t.needed(t.address)];
        case 'status':
          return [field, t.badStatus];
        case 'voters':
          return [field, code === 'over-capacity' ? t.tooManyVoters(capacity.maxVoters) : t.badVoters];
        case 'replaces':
          return [field, t.badReplaces];
        case 'code':
        case 'area':
          return ['address', t.noSubject];
        default:
          return [field, t.badChoice];
      }
    })();
    if (!found.has(name)) found.set(name, problem);
  }
  return [...found].map(([field, problem]) => ({ field, problem }));
}
