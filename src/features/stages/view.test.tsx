import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../domain/stage.ts';
import { stagesPage } from './stages-page.tsx';
import { byConcern, standingOf } from './standing.ts';
import { electionOf, requestAt, stageOf } from './test-data.ts';
import { filterOf, passes, sectionsOf } from './view.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Jakarta');

const pilkada = electionOf();
const pilkadaStages = [
  stageOf({ id: 'penyelenggaraan', kind: 'group', name: { id: 'Penyelenggaraan', en: 'Conduct' } }),
  ...['daftar', 'teliti', 'tetap', 'kampanye'].map((id, index) =>
    stageOf({
      id,
      kind: 'candidates',
      parent: 'penyelenggaraan',
      name: { id: `Tahap ${id}`, en: `Stage ${id}` },
      start: day(`2024-0${index + 5}-01`),
      end: day(`2024-0${index + 5}-20`),
    }),
  ),
  stageOf({
    id: 'tenang',
    parent: 'penyelenggaraan',
    start: day('2024-11-24'),
    end: day('2024-11-26'),
    citizen: { id: 'Siapkan KTP-el.', en: 'Have your KTP-el ready.' },
  }),
  stageOf({
    id: 'hitung',
    kind: 'counting',
    parent: 'penyelenggaraan',
    name: { id: 'Penghitungan', en: 'Counting' },
    start: day('2024-11-27'),
    end: day('2024-12-16'),
  }),
  stageOf({
    id: 'sengketa',
    kind: 'result',
    parent: 'penyelenggaraan',
    name: { id: 'Sengketa', en: 'Disputes' },
    rule: { id: 'Menyesuaikan jadwal MK', en: 'Follows the court' },
    condition: { id: 'ada perselisihan', en: 'there is a dispute' },
  }),
];
const pemilu = electionOf({
  id: 'pemilu-2024',
  name: { id: 'Pemilu 2024', en: 'General elections 2024' },
  votingDay: day('2024-02-14'),
});
const pemiluStages = [
  stageOf({ id: 'rekap', kind: 'counting', start: day('2024-02-15'), end: day('2024-03-20') }),
  stageOf({ id: 'sumpah', kind: 'result', start: day('2024-10-20'), end: day('2024-10-20') }),
];
const records = [
  { election: pilkada, stages: pilkadaStages },
  { election: pemilu, stages: pemiluStages },
];

function render(local: string, query: Record<string, string> = {}, lang: 'id' | 'en' = 'id'): string {
  const request = requestAt(local, lang, { query });
  const elections = byConcern(records, request.now);
  const shown = elections.find(({ election }) => election.id === 'pilkada-2024');
  if (!shown) throw new Error('no election');
  return renderToString(
    stagesPage({ shown, elections, office: 'KPU Kota Depok', publicUrl: 'https://jendela.example' }, request)
      .body,
  );
}

describe('standingOf', () => {
  const standing = (stages: Stage[], local: string) => standingOf(pilkada, stages, at(local));

  it('tells an election to come from one that is voted in and one that was', () => {
    expect(standing(pilkadaStages, '2024-11-26T23:59')).toBe('coming');
    expect(standing(pilkadaStages, '2024-11-27T00:00')).toBe('voting-day');
    expect(standing(pilkadaStages, '2024-11-28T00:00')).toBe('voted');
    expect(standing(pilkadaStages, '2024-12-17T00:00')).toBe('over');
  });

  it('keeps an election open for a while for a stage without a date', () => {
    const waiting = [stageOf({ id: 'terpilih', kind: 'result' })];
    expect(standing(waiting, '2025-01-10T00:00')).toBe('voted');
    expect(standing(waiting, '2025-12-10T00:00')).toBe('over');
  });
});

describe('byConcern', () => {
  const order = (local: string) => byConcern(records, at(local)).map(({ election }) => election.id);

  it('puts what is counted now before what comes, and what comes before what was', () => {
    expect(order('2024-01-10T00:00')).toEqual(['pemilu-2024', 'pilkada-2024']);
    expect(order('2024-02-16T00:00')).toEqual(['pemilu-2024', 'pilkada-2024']);
    expect(order('2024-04-01T00:00')).toEqual(['pilkada-2024', 'pemilu-2024']);
    expect(order('2025-04-01T00:00')).toEqual(['pilkada-2024', 'pemilu-2024']);
  });
});

describe('filters', () => {
  it('takes any other value for all stages', () => {
    expect(filterOf('berjalan')).toBe('berjalan');
    expect(filterOf('<script>')).toBe('semua');
    expect(filterOf(undefined)).toBe('semua');
  });

  it('counts what has no date as to come until the election is over', () => {
    expect(passes('berikutnya', 'unknown', 'voted')).toBe(true);
    expect(passes('berikutnya', 'conditional', 'over')).toBe(false);
    expect(passes('selesai', 'cancelled', 'coming')).toBe(true);
    expect(passes('berjalan', 'upcoming', 'coming')).toBe(false);
  });
});

describe('sectionsOf', () => {
  it('has a section for each group, passes through groups inside groups, and loses no stage', () => {
    const stages = [
      stageOf({ id: 'a' }),
      stageOf({ id: 'a1', parent: 'a' }),
      stageOf({ id: 'b', kind: 'group' }),
      stageOf({ id: 'b1', parent: 'b', kind: 'group' }),
      stageOf({ id: 'b2', parent: 'b1' }),
      stageOf({ id: 'c', parent: 'elsewhere' }),
    ].map((stage) => ({ stage }));
    const ids = sectionsOf(stages).map(({ group, items }) => [
      group?.stage.id,
      ...items.map(({ stage }) => stage.id),
    ]);
    expect(ids).toEqual([
      [undefined, 'a', 'a1'],
      ['b', 'b2'],
      [undefined, 'c'],
    ]);
  });
});

describe('stagesPage', () => {
  it('shows the present stage with what a citizen does, and folds what is long over', () => {
    const html = render('2024-11-24T09:00');
    expect(html).toContain('Siapkan KTP-el.');
    expect(html).toContain('Selesai 2 hari lagi');
    expect(html).toContain('2 tahap sudah lewat');
    expect(html).toContain('aria-current="step"');
    expect(html).toContain('Menyesuaikan jadwal MK. Syarat: ada perselisihan');
    expect(html).toContain('webcal://jendela.example/tahapan/pilkada-2024/kalender.ics');
    expect(html).toContain('Sudah selesai. Pemungutan suara Rabu, 14 Februari 2024');
  });

  it('shows what the filter asks for, and says how much that is', () => {
    const html = render('2024-11-24T09:00', { keadaan: 'berjalan' });
    expect(html).toContain('1 tahap berjalan');
    expect(html).not.toContain('Penghitungan');
    expect(render('2024-10-01T09:00', { keadaan: 'berjalan' })).toContain(
      'Tidak ada tahap yang berjalan sekarang',
    );
    expect(render('2024-11-24T09:00', { keadaan: 'berikutnya' }, 'en')).toContain('2 stages to come');
  });

  it('says of a past election that it is over, before anything else', () => {
    const html = render('2025-03-01T09:00');
    expect(html.indexOf('Pemilihan ini sudah selesai')).toBeLessThan(html.indexOf('Tahap daftar'));
    expect(html).not.toContain('tahap sudah lewat');
  });

  it('changes with the minute in which a stage begins', () => {
    expect(render('2024-11-23T23:59')).not.toContain('aria-current="step"');
    expect(render('2024-11-24T00:00')).toContain('aria-current="step"');
  });
});
