import { describe, expect, it } from 'vitest';
import type { Stage } from '../../domain/stage.ts';
import { latestItems, nextItems, nowCard, tileNote } from './home.ts';
import { electionRecordOf, requestAt, stageOf } from './test-data.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainDateTime.from(text);
const changedAt = Temporal.Instant.from('2024-09-20T03:00:00Z');

const stages = [
  stageOf({
    id: 'mutarlih',
    kind: 'voter-list',
    name: { id: 'Daftar pemilih', en: 'Voter list' },
    start: day('2024-05-31'),
    end: day('2024-12-31'),
  }),
  stageOf({ id: 'tenang', start: day('2024-11-24'), end: day('2024-11-26') }),
  stageOf({
    id: 'pungut',
    kind: 'voting',
    name: { id: 'Pemungutan suara', en: 'Voting' },
    start: time('2024-11-27T07:00'),
    end: time('2024-11-27T13:00'),
    order: 2,
  }),
  stageOf({
    id: 'hitung',
    kind: 'counting',
    name: { id: 'Penghitungan suara', en: 'Counting' },
    start: day('2024-11-27'),
    end: day('2024-12-16'),
    order: 3,
  }),
];
const records = [electionRecordOf(stages)];

describe('nowCard', () => {
  it('counts the days to voting in the stage that people want to know of', () => {
    expect(nowCard(records, requestAt('2024-11-24T09:00'))).toEqual({
      label: 'Sedang berlangsung',
      title: 'Masa tenang',
      href: '/tahapan/pilkada-2024/tenang',
      figure: { value: '3', caption: 'hari lagi menuju pemungutan suara' },
      lines: ['Rabu, 27 November 2024', 'pukul 07.00–13.00'],
    });
    expect(nowCard(records, requestAt('2024-11-26T09:00'))?.figure?.value).toBe('1');
  });

  it('is about voting on voting day, and about counting when the polls are closed', () => {
    expect(nowCard(records, requestAt('2024-11-27T05:00'))).toMatchObject({
      title: 'Pemungutan suara',
      figure: { value: '07.00', caption: 'TPS mulai dibuka' },
    });
    expect(nowCard(records, requestAt('2024-11-27T12:59'))).toMatchObject({
      title: 'Pemungutan suara',
      figure: { value: '13.00', caption: 'batas waktu datang ke TPS' },
    });
    const after = nowCard(records, requestAt('2024-11-27T13:00'));
    expect(after?.title).toBe('Penghitungan suara');
    expect(after?.figure).toBeUndefined();
  });

  it('goes on with the result, in the language of the request', () => {
    expect(nowCard(records, requestAt('2024-11-29T09:00', 'en'))).toMatchObject({
      label: 'Under way',
      title: 'Counting',
      href: '/en/tahapan/pilkada-2024/hitung',
      lines: [
        'Wednesday, 27 November 2024 to Monday, 16 December 2024',
        'Ends in 17 days',
        'Regional head elections 2024',
      ],
    });
  });

  it('says what comes where nothing runs, and that nothing does between two elections', () => {
    const quiet = [electionRecordOf(stages.slice(1))];
    expect(nowCard(quiet, requestAt('2024-11-01T09:00'))).toMatchObject({
      label: 'Tahap berikutnya',
      title: 'Masa tenang',
      figure: { value: '23', caption: 'hari lagi dimulai' },
    });
    expect(nowCard(quiet, requestAt('2025-06-01T09:00'))).toMatchObject({
      title: 'Belum ada pemilihan',
      lines: [
        'Jadwal pemilihan berikutnya belum diumumkan.',
        'Pilkada 2024 sudah selesai, 27 November 2024.',
      ],
    });
    expect(nowCard([], requestAt('2025-06-01T09:00'))).toBeUndefined();
  });

  it('counts the days to voting even where no stage has a date', () => {
    expect(nowCard([electionRecordOf([])], requestAt('2024-11-01T09:00'))).toMatchObject({
      title: 'Pilkada 2024',
      figure: { value: '26' },
    });
  });
});

describe('the other parts of the home page', () => {
  it('lists what comes by day, voting before the counting of the same day', () => {
    expect(nextItems(records, requestAt('2024-11-24T09:00'))).toEqual([
      {
        title: 'Pemungutan suara',
        note: 'Rabu, 27 November 2024. Mulai 3 hari lagi',
        href: '/tahapan/pilkada-2024/pungut',
      },
      {
        title: 'Penghitungan suara',
        note: 'Rabu, 27 November 2024. Mulai 3 hari lagi',
        href: '/tahapan/pilkada-2024/hitung',
      },
    ]);
    expect(nextItems(records, requestAt('2025-06-01T09:00'))).toEqual([]);
  });

  it('tells of each import once', () => {
    const version = (stage: Stage) => ({
      election: 'pilkada-2024',
      stage,
      change: 'added' as const,
      at: changedAt,
      fields: [],
    });
    const [tenang, pungut] = [stageOf({ id: 'tenang' }), stageOf({ id: 'pungut' })];
    const request = requestAt('2024-11-24T09:00');
    expect(latestItems([version(tenang), version(pungut)], records, request)).toEqual([
      {
        title: 'Pilkada 2024',
        note: '20 September 2024. 2 tahap ditambahkan',
        href: '/tahapan/pilkada-2024',
        at: changedAt,
      },
    ]);
    const after = stageOf({ end: day('2024-11-27') });
    const before = stageOf({ end: day('2024-11-26') });
    const changed = { ...version(after), change: 'changed' as const, before, fields: ['end' as const] };
    expect(latestItems([changed], records, request)).toMatchObject([
      {
        title: 'Masa tenang, Pilkada 2024',
        note: '20 September 2024. Diubah: tanggal selesai dari 26 November 2024 menjadi 27 November 2024',
        href: '/tahapan/pilkada-2024/tenang',
      },
    ]);
  });

  it('says on the tile how much there is', () => {
    expect(tileNote(records, requestAt('2024-11-24T09:00'))).toBe('4 tahap, 2 berjalan');
    expect(tileNote([], requestAt('2024-11-24T09:00'))).toBe('Jadwal pemilihan');
  });
});
