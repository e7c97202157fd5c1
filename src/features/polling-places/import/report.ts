import type { ImportReport } from './import-polling-places.ts';
import type { ImportProblem } from './problem.ts';

/** The whole report as CSV (RFC 4180): every refused line and every warning, by line. */
export function reportCsv({ problems, warnings }: Pick<ImportReport, 'problems' | 'warnings'>): string {
  const rows = [
    ...problems.map((problem) => reportRow(problem, 'refused')),
    ...warnings.map((warning) => reportRow(warning, 'warning')),
  ];
  return ['line,field,code,outcome,why', ...rows, ''].join('\r\n');
}

function reportRow({ line, field, code, why }: ImportProblem, outcome: 'refused' | 'warning'): string {
  return [String(line), field, code, outcome, quoted(why)].join(',');
}

/** A text that begins like a formula would run as one in a spreadsheet; the values repeated here come from a file. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
