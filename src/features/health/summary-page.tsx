import { type Blurred, blurred, HEALTH_LEVELS, type HealthLevel } from '../../domain/officer-health.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { AsOf, Title } from '../../ui/components/text.tsx';
import { healthMessages, LEVEL_SHORT } from './messages.ts';
import { countLevels } from './store.ts';

/** Signs of an area's code down to the parts that a list of it has: kecamatan of a city, kelurahan of a kecamatan. */
const SIGNS: Readonly<Record<number, number>> = { 2: 8, 3: 13 };
const MANAGE = 'officers.manage';

/** Numbers of an area, rounded, and nothing of any person. */
export async function summaryPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, area, election, here, format, now, overseer } = request;
  const t = healthMessages(lang);
  const signs = SIGNS[area.split('.').length] ?? 13;
  const { counts, at } = await countedLately(context, { election, area, signs }, now.toInstant());
  const parts = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const total = sum(parts.map(([, count]) => count));
  const row = (key: string, name: string, count: Readonly<Record<HealthLevel, number>>) => ({
    key,
    cells: [name, said(sumOf(count)), ...HEALTH_LEVELS.map((level) => said(count[level]))],
  });
  const said = (count: number) => inWords(blurred(count), request);
  return {
    kind: 'page',
    title: t.summary,
    within: oversightPath(overseer.kind, '/kesehatan'),
    body: (
      <>
        <Title title={t.summary} eyebrow={context.areas.label(area)} lead={t.summaryLead}>
          {request.may(MANAGE) && (
            <LinkButton alt icon="pencil" href={here('/kesehatan/pertanyaan')}>
              {t.screening}
            </LinkButton>
          )}
        </Title>
        <DataTable
          caption={t.summary}
          hideCaption
          columns={[
            { label: t.area },
            { label: t.answeredCount, numeric: true },
            ...HEALTH_LEVELS.map((level) => ({ label: LEVEL_SHORT[lang][level], numeric: true })),
          ]}
          rows={[
            ...(parts.length > 1
              ? parts.map(([code, count]) => row(code, context.areas.get(code)?.name ?? code, count))
              : []),
            row('all', t.total, total),
          ]}
        />
        <AsOf>{t.asOf(format.dateTime(at))}</AsOf>
      </>
    ),
  };
}

/** Counting opens every answer of an area, so that a count is good for some minutes. */
const KEPT_MINUTES = 5;
const MOST_KEPT = 200;

type Counts = Awaited<ReturnType<typeof countLevels>>;
interface Counted {
  readonly at: Temporal.Instant;
  readonly counts: Promise<Counts>;
}
const kept = new WeakMap<object, Map<string, Counted>>();

async function countedLately(
  context: FeatureContext,
  of: Parameters<typeof countLevels>[2],
  now: Temporal.Instant,
): Promise<{ readonly counts: Counts; readonly at: Temporal.Instant }> {
  const known = kept.get(context) ?? new Map<string, Counted>();
  kept.set(context, known);
  const key = `${of.election} ${of.area}`;
  const before = known.get(key);
  if (before && Math.abs(before.at.until(now).total('minutes')) < KEPT_MINUTES) {
    return { at: before.at, counts: await before.counts };
  }
  if (known.size >= MOST_KEPT) known.clear();
  const counted = { at: now, counts: countLevels(context.db, context.vault, of) };
  known.set(key, counted);
  try {
    return { at: now, counts: await counted.counts };
  } catch (error) {
    known.delete(key);
    throw error;
  }
}

function inWords(count: Blurred, { lang, format }: OverseerRequest): string {
  const t = healthMessages(lang);
  return count.kind === 'few' ? t.few(String(count.below)) : t.about(format.number(count.count));
}

function sum(counts: readonly Readonly<Record<HealthLevel, number>>[]): Record<HealthLevel, number> {
  const all = { fine: 0, 'doctor-first': 0, 'not-without-doctor': 0 };
  for (const count of counts) for (const level of HEALTH_LEVELS) all[level] += count[level];
  return all;
}

function sumOf(count: Readonly<Record<HealthLevel, number>>): number {
  return HEALTH_LEVELS.reduce((all, level) => all + count[level], 0);
}
