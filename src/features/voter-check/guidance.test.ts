import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Election } from '../../domain/election.ts';
import { parseStageFile } from '../../domain/stage-file.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { guidanceFor } from './guidance.ts';

const ZONE = 'Asia/Jakarta';
const city = { name: 'Kota Depok', electionOffice: { id: 'kpu', name: 'KPU Kota Depok' } };
let election: Election;

beforeAll(async () => {
  const file = 'content/stages/pilkada-2024.yaml';
  const parsed = parseStageFile(await readFile(file, 'utf8'), file);
  if (!parsed.ok) throw new Error('The stage file is wrong.');
  election = parsed.election;
});

function textAt(moment: string, asked: readonly string[] = ['DPT'], lang: 'id' | 'en' = 'id'): string {
  const request = {
    lang,
    format: formatterOf(lang, ZONE),
    now: Temporal.Instant.from(moment).toZonedDateTimeISO(ZONE),
  };
  const { lead, steps } = guidanceFor(election, asked, city, request);
  return [lead, ...steps.flatMap(({ title, text }) => [title, text])].join('\n');
}

describe('what who is not registered can do', () => {
  it('weeks before, arrange to vote elsewhere', () => {
    expect(textAt('2024-10-01T09:00+07:00')).toContain('paling lambat 28 Oktober 2024');
    expect(textAt('2024-10-28T23:00+07:00')).toContain('paling lambat 28 Oktober 2024');
  });

  it('after the general last day, only with a reason, until a week before', () => {
    expect(textAt('2024-10-29T00:10+07:00')).toContain('masih bisa sampai 20 November 2024');
    expect(textAt('2024-11-21T09:00+07:00')).toContain('sudah lewat (20 November 2024)');
  });

  it('come on the day with the identity card in the last hour', () => {
    const text = textAt('2024-11-24T09:00+07:00');
    expect(text).toContain('Rabu, 27 November 2024, pukul 12.00–13.00');
    expect(text).not.toContain('Daftar ini masih sementara');
  });

  it('today, until polling places close', () => {
    expect(textAt('2024-11-27T12:59+07:00')).toContain('Hari ini, pukul 12.00–13.00');
    expect(textAt('2024-11-27T13:00+07:00')).toContain('TPS sudah tutup');
    expect(textAt('2024-11-27T13:00+07:00')).not.toContain('Hari ini, pukul');
  });

  it('nothing any more once it is over, but for the next time', () => {
    const text = textAt('2024-11-28T00:01+07:00');
    expect(text).toContain('sudah lewat, pada Rabu, 27 November 2024');
    expect(text).not.toContain('pukul');
  });

  it('ask to be added while the list is provisional', () => {
    expect(textAt('2024-08-20T09:00+07:00', ['DPS'])).toContain('Daftar ini masih sementara');
  });

  it('says the same in English', () => {
    expect(textAt('2024-11-24T09:00+07:00', ['DPT'], 'en')).toContain('12:00–13:00');
  });
});
