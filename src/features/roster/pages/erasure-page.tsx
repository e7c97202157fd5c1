import { sql } from 'kysely';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import { DataTable } from '../../../ui/components/table.tsx';
import { BackLink, Empty, Title } from '../../../ui/components/text.tsx';
import { LIST_PATH } from '../constants.ts';
import { messages } from '../messages.ts';

const MOST_SHOWN = 200;

/** What was erased: how many, when, of which body. */
export async function erasurePage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { db, officers } = context;
  const { election, lang, format, here, overseer } = request;
  const t = messages(lang);
  const plan = await officers.plan(election);
  // A day's batches are one line.
  const rows = await db
    .selectFrom('roster_erasure')
    .select([
      sql<string>`(at at time zone ${context.city.zone})::date::text`.as('day'),
      'election',
      'body',
      sql<number>`sum(officers)::int`.as('officers'),
      sql<string>`max(until)::text`.as('until'),
    ])
    .groupBy(['day', 'election', 'body'])
    .orderBy('day', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  const next = await db
    .selectFrom('officer')
    .select(sql<string | null>`min(serves_until)::text`.as('day'))
    .where('election', '=', election)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  const first = plan && next?.day && Temporal.PlainDate.from(next.day).add({ days: plan.eraseAfterDays + 1 });
  const day = (text: string) => format.date(Temporal.PlainDate.from(text));
  return {
    kind: 'page',
    title: t.erasures,
    within: oversightPath(overseer.kind, LIST_PATH),
    body: (
      <>
        <BackLink href={here(LIST_PATH)} label={t.backToList} />
        <Title title={t.erasures} lead={plan && t.erasuresLead(format.number(plan.eraseAfterDays))} />
        {first && <p class="mute">{t.erasuresNext(format.date(first))}</p>}
        {rows.length === 0 ? (
          <Empty icon="trash-2" title={t.erasuresNone} />
        ) : (
          <DataTable
            caption={t.erasures}
            hideCaption
            columns={[
              { label: t.erasedWhen },
              { label: t.body },
              { label: t.erasedUntil },
              { label: t.erasedOfficers, numeric: true },
            ]}
            rows={rows.map((row) => ({
              key: `${row.day}${row.election}${row.body}`,
              cells: [
                day(row.day),
                `${row.body}, ${row.election}`,
                day(row.until),
                format.number(row.officers),
              ],
            }))}
          />
        )}
      </>
    ),
  };
}
