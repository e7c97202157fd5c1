import { parseAtomFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../domain/language.ts';
import type { Stage } from '../../domain/stage.ts';
import { changesFeed } from './feed.ts';
import type { StageVersion } from './reader.ts';
import { voiceOf } from './schedule.ts';
import { electionRecordOf, requestAt, stageOf } from './test-data.ts';

const FIRST = Temporal.Instant.from('2024-09-20T03:00:00Z');
const LATER = Temporal.Instant.from('2024-10-01T03:00:00Z');
const elections = [electionRecordOf([])];

function added(id: string): StageVersion {
  return { election: 'pilkada-2024', stage: stageOf({ id }), change: 'added', at: FIRST, fields: [] };
}

function moved(change: Partial<Stage> = {}): StageVersion {
  return {
    election: 'pilkada-2024',
    stage: stageOf({ end: Temporal.PlainDate.from('2024-11-27'), ...change }),
    before: stageOf({ end: Temporal.PlainDate.from('2024-11-26') }),
    change: 'changed',
    at: LATER,
    fields: ['end', 'sources'],
  };
}

function feedOf(
  versions: readonly StageVersion[],
  publicUrl = 'https://jendela.example',
  lang: 'id' | 'en' = 'id',
) {
  const text = changesFeed(versions, elections, {
    voice: voiceOf(requestAt('2024-11-24T09:00', lang)),
    author: 'KPU Kota Depok',
    publicUrl,
    href: (path) => localPath(lang, path),
  });
  return parseAtomFeed(text);
}

describe('changesFeed', () => {
  it('has one entry for each import, newest first', () => {
    const feed = feedOf([moved(), added('tenang'), added('kampanye')]);
    expect(feed.updated).toBe('2024-10-01T03:00:00.000Z');
    expect(feed.entries?.map((entry) => [entry.title?.value, entry.updated, entry.links?.[0]?.href])).toEqual(
      [
        [
          'Masa tenang, Pilkada 2024: Diubah: tanggal selesai dari 26 November 2024 menjadi 27 November 2024, sumber',
          '2024-10-01T03:00:00.000Z',
          'https://jendela.example/tahapan/pilkada-2024/tenang',
        ],
        [
          'Pilkada 2024: 2 tahap ditambahkan',
          '2024-09-20T03:00:00.000Z',
          'https://jendela.example/tahapan/pilkada-2024',
        ],
      ],
    );
  });

  it('has ids that do not change with later imports, with the port or with the scheme', () => {
    const ids = (versions: readonly StageVersion[], url?: string) =>
      feedOf(versions, url).entries?.map(({ id }) => id);
    const first = ids([added('tenang')]);
    expect(first).toEqual(['tag:jendela.example,2026:tahapan/pilkada-2024/1726801200000/id']);
    expect(ids([moved(), added('tenang')], 'http://jendela.example:3000')?.at(-1)).toBe(first?.[0]);
  });

  it('keeps names that hold markup as text, in the language of the request', () => {
    const name = { id: 'Masa <b>tenang</b> & ]]> lain', en: 'Quiet <b>period</b> & ]]> more' };
    const [entry] = feedOf([moved({ name })], 'https://jendela.example', 'en').entries ?? [];
    expect(entry?.title?.value).toContain(
      'Quiet <b>period</b> & ]]> more, Regional head elections 2024: Changed',
    );
    expect(entry?.links?.[0]?.href).toBe('https://jendela.example/en/tahapan/pilkada-2024/tenang');
  });

  it('is a feed without entries where nothing was imported', () => {
    const feed = feedOf([]);
    expect(feed.entries ?? []).toEqual([]);
    expect(feed.id).toBe('tag:jendela.example,2026:tahapan/id');
  });
});
