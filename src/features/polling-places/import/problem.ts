import type { PollingPlaceColumn, RowProblem } from '../../../domain/polling-place-row.ts';
import type { CellProblem, TableRow } from '../../../platform/tables/shape.ts';

/** A fault of one line: the line is refused for it, or, as a warning, imported all the same. */
export interface ImportProblem {
  /** As the file counts: the header is line 1; in a spreadsheet it is the row. */
  readonly line: number;
  /** The column, or `line` where it is about the line as a whole. */
  readonly field: PollingPlaceColumn | 'line';
  /** Stable, for programs. */
  readonly code:
    | RowProblem['code']
    | CellProblem<PollingPlaceColumn>['code']
    | 'duplicate'
    | 'unknown-predecessor'
    | 'edited';
  /** For the person who mends the file. */
  readonly why: string;
}

/** One line of a file of polling places. */
export type FileRow = TableRow<PollingPlaceColumn>;

/** The rows of a file, and what looks odd about it without being wrong. */
export interface FileTable {
  readonly rows: readonly FileRow[];
  readonly warnings: readonly ImportProblem[];
}
