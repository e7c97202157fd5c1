import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { csvCell } from '../../platform/tables/write-csv.ts';
import { seatsOf, shareOf } from './board.ts';
import { type Counter, placesOf, rowsOf } from './load.ts';
import { messages } from './messages.ts';
import { scopeOf } from './scope.ts';
import { rowName } from './voice.ts';

/** The table of a page with whole figures: of each measure how many have come and how many should have. */
export async function readinessCsv(
  context: FeatureContext,
  counter: Counter,
  request: OverseerRequest,
): Promise<Response> {
  const scope = await scopeOf(context, request);
  if (!scope) return new Response(null, { status: 404 });
  const t = messages(request.lang);
  const [units, places] = await Promise.all([counter(scope), placesOf(context, scope)]);
  const measures = scope.measures.flatMap(({ id, label }) => [
    { id, name: label[request.lang], what: 'count' as const },
    { id, name: `${label[request.lang]} (/)`, what: 'of' as const },
  ]);
  const head = [t.code, t.area, t.places, t.seats, t.vacantTitle, ...measures.map(({ name }) => name)];
  const lines = rowsOf(context, scope, units, places).map((row) => {
    const { seated, vacant } = seatsOf(row.units, scope.bodies);
    const shares = new Map(scope.measures.map((each) => [each.id, shareOf(row.units, each, scope.bodies)]));
    const count = row.units.reduce((sum, unit) => sum + unit.places, 0);
    return [
      row.code,
      rowName(row, scope, request),
      String(count),
      String(seated),
      String(vacant),
      ...measures.map(({ id, what }) => String(shares.get(id)?.[what] ?? 0)),
    ];
  });
  const text = [head, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n');
  const day = request.now.toPlainDate().toString();
  // Spreadsheets take a file without this mark for one of another encoding.
  return new Response(`\uFEFF${text}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="kesiapan-${scope.area}-${day}.csv"`,
    },
  });
}
