import { appendAudit } from '../../platform/audit/append.ts';
import { exportedLine, type LineRow } from '../../platform/audit/line.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { streamOf } from '../../platform/stream-of.ts';
import { csvCell } from '../../platform/tables/write-csv.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { allLines, FILTERS, queryOf } from './query.ts';

const COLUMNS = [
  'seq',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'address',
  'action',
  'subject_kind',
  'subject_id',
  'agency',
  'before',
  'after',
  'digest',
] as const satisfies readonly (keyof LineRow)[];

export type ExportForm = 'csv' | 'jsonl';

/** The lines that a request asks for, as a file that is written while it is read. That it was taken stands in the log. */
export async function exportAnswer(
  context: FeatureContext,
  request: StaffRequest,
  form: ExportForm,
): Promise<Response> {
  const query = queryOf(request);
  const narrowed = Object.fromEntries(
    FILTERS.flatMap((name) => (request.query[name] ? [[name, request.query[name]]] : [])),
  );
  await context.db.transaction().execute((trx) =>
    appendAudit(trx, {
      actor: {
        kind: 'staff',
        id: request.staff.id,
        name: request.staff.name,
        address: request.address,
      },
      action: 'audit.export',
      subject: { kind: 'audit', id: form },
      agency: query.agencies === 'all' ? null : (query.agencies[0] ?? null),
      after: narrowed,
    }),
  );
  const day = request.now.toPlainDate();
  return new Response(streamOf(pieces(context, query, form)), {
    headers: {
      'content-type': form === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="jejak-${day}.${form}"`,
    },
  });
}

async function* pieces(
  context: FeatureContext,
  query: ReturnType<typeof queryOf>,
  form: ExportForm,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (form === 'csv') yield encoder.encode(`${COLUMNS.join(',')}\r\n`);
  for await (const row of allLines(context, query)) {
    yield encoder.encode(form === 'csv' ? `${csvLine(row)}\r\n` : `${exportedLine(row)}\n`);
  }
}

function csvLine(row: LineRow): string {
  return COLUMNS.map((column) => csvCell(textOf(row[column]))).join(',');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && !(value instanceof Temporal.Instant)) return JSON.stringify(value);
  return String(value);
}
