import type { AreaIndex } from '../../../domain/area.ts';
import type { Election } from '../../../domain/election.ts';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import { parsePollingPlaceRow } from '../../../domain/polling-place-row.ts';
import { presentable } from '../../../platform/tables/fault.ts';
import { shortenedNumbers } from '../../../platform/tables/shape.ts';
import type { FileRow, ImportProblem } from './problem.ts';
import { POLLING_PLACE_TABLE } from './read-file.ts';

interface CheckContext {
  readonly election: Pick<Election, 'id' | 'capacity'>;
  readonly areas: AreaIndex;
  /** Code of the kota or kabupaten. */
  readonly city: string;
}

/** A polling place and the line it came from. */
export interface CheckedPlace {
  readonly line: number;
  readonly place: PollingPlace;
}

export interface CheckedRows {
  readonly places: readonly CheckedPlace[];
  /** Of refused lines, by line. */
  readonly problems: readonly ImportProblem[];
  readonly refusedLines: number;
  readonly warnings: readonly ImportProblem[];
}

/** Reads each row for what it means. A code that stands in several lines refuses all of them: none is the right one. */
export function checkRows(rows: readonly FileRow[], context: CheckContext): CheckedRows {
  const problems: ImportProblem[] = [];
  const parsed: CheckedPlace[] = [];
  for (const row of rows) {
    const result = checkRow(row, context);
    if ('place' in result) parsed.push(result);
    else problems.push(...result.problems);
  }
  const twice = linesOfRepeatedCodes(rows);
  for (const [line, others] of twice) {
    const why = `stands in line ${others.join(' and ')} too`;
    problems.push({ line, field: 'code', code: 'duplicate', why });
  }
  const places = parsed.filter(({ line }) => !twice.has(line));
  return {
    places,
    problems: problems.sort((a, b) => a.line - b.line),
    refusedLines: rows.length - places.length,
    warnings: places.flatMap((checked) => overCapacity(checked, context.election)),
  };
}

function checkRow(row: FileRow, context: CheckContext): CheckedPlace | { problems: ImportProblem[] } {
  const { line } = row;
  const known = [...row.problems, ...shortenedNumbers(POLLING_PLACE_TABLE, row)];
  // A line with columns missing has its values in the wrong ones: what they mean is not worth telling.
  if (known.some(({ field }) => field === 'line')) return { problems: known };
  const result = parsePollingPlaceRow(row.cells, {
    election: context.election.id,
    areas: context.areas,
    city: context.city,
  });
  if (result.ok && known.length === 0) return { line, place: result.place };
  const named = new Set(known.map(({ field }) => field));
  const further = result.ok ? [] : result.problems.filter(({ field }) => !named.has(field));
  return {
    problems: [
      ...known,
      ...further.map(({ field, code, problem }) => ({ line, field, code, why: presentable(problem) })),
    ],
  };
}

/** Each line whose code another line has too, with those others. */
function linesOfRepeatedCodes(rows: readonly FileRow[]): Map<number, number[]> {
  const linesOf = new Map<string, number[]>();
  for (const { line, cells } of rows) {
    const code = cells.code?.trim() ?? '';
    if (!/^\d{13}$/.test(code)) continue;
    const lines = linesOf.get(code);
    if (lines) lines.push(line);
    else linesOf.set(code, [line]);
  }
  const found = new Map<number, number[]>();
  for (const lines of linesOf.values()) {
    if (lines.length < 2) continue;
    for (const line of lines)
      found.set(
        line,
        lines.filter((other) => other !== line),
      );
  }
  return found;
}

function overCapacity(
  { line, place }: CheckedPlace,
  { capacity }: Pick<Election, 'capacity'>,
): ImportProblem[] {
  if (place.voters === undefined || place.voters <= capacity.maxVoters) return [];
  const why = `${place.voters} is more than the ${capacity.maxVoters} that this election allows (${capacity.law})`;
  return [{ line, field: 'voters', code: 'over-capacity', why }];
}
