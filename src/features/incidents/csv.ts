import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { csvStream } from '../../platform/tables/write-csv.ts';
import { filterOf } from './filter.ts';
import { KIND_WORDS, LEVEL_WORDS, SEVERITY_WORDS, STATE_WORDS } from './messages.ts';
import { eachIncident } from './read.ts';

const COLUMNS = [
  'id',
  'kejadian',
  'tingkat',
  'keadaan',
  'diketahui',
  'kode_wilayah',
  'wilayah',
  'kode_tps',
  'pelapor',
  'terjadi',
  'diterima',
  'berubah',
] as const;

/**
 * The reports that the list shows, all of them, as CSV. What they tell in words is not in it: it may be about persons, and
 * a file goes further than a page.
 */
export function csvAnswer(context: FeatureContext, request: OverseerRequest): Response {
  const { lang, now } = request;
  const local = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(now.timeZoneId).toString({ timeZoneName: 'never', smallestUnit: 'second' });
  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const incident of eachIncident(context.db, filterOf(request))) {
      yield [
        incident.id,
        KIND_WORDS[lang][incident.kind],
        SEVERITY_WORDS[lang][incident.severity],
        STATE_WORDS[lang][incident.state],
        LEVEL_WORDS[lang][incident.level],
        incident.area,
        context.areas.get(incident.area)?.name ?? '',
        incident.place ?? '',
        incident.reporterName,
        local(incident.doneAt),
        local(incident.receivedAt),
        local(incident.changedAt),
      ];
    }
  }
  return new Response(csvStream(COLUMNS, rows()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="laporan-${now.toPlainDate()}.csv"`,
    },
  });
}
