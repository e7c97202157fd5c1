import { describe, expect, it } from 'vitest';
import type { Stage } from '../../domain/stage.ts';
import { daysLeftInWords, scheduleInWords, voiceOf } from './schedule.ts';
import { requestAt, stageOf } from './test-data.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainDateTime.from(text);
const rule = { id: 'Paling lama 5 hari setelah putusan', en: 'At most 5 days after the ruling' };
const voice = voiceOf(requestAt('2024-11-24T09:00'));
const english = voiceOf(requestAt('2024-11-24T09:00', 'en'));

describe('scheduleInWords', () => {
  it.each<[string, Partial<Stage>, string]>([
    ['a span', { start: day('2024-11-24'), end: day('2024-11-26') }, '24–26 November 2024'],
    ['one day', { start: day('2024-09-22'), end: day('2024-09-22') }, '22 September 2024'],
    [
      'hours of one day',
      { start: time('2024-11-27T07:00'), end: time('2024-11-27T13:00') },
      '27 November 2024, pukul 07.00–13.00',
    ],
    [
      'a time to a day',
      { start: time('2024-11-27T07:00'), end: day('2024-12-16') },
      '27 November 2024 pukul 07.00 sampai 16 Desember 2024',
    ],
    ['an end alone', { end: day('2024-10-28') }, 'Sampai 28 Oktober 2024'],
    ['a start alone', { start: day('2024-10-28') }, 'Mulai 28 Oktober 2024'],
    [
      'a start and a rule',
      { start: day('2024-10-28'), rule },
      'Mulai 28 Oktober 2024. Paling lama 5 hari setelah putusan',
    ],
    ['a rule alone', { rule }, 'Paling lama 5 hari setelah putusan'],
    ['nothing', {}, 'Tanggal belum ditetapkan'],
  ])('says %s', (_, stage, words) => {
    expect(scheduleInWords(stageOf(stage), voice)).toBe(words);
  });

  it('names weekdays where that is asked for', () => {
    const stage = stageOf({ start: time('2024-11-27T07:00'), end: time('2024-11-27T13:00') });
    expect(scheduleInWords(stage, voice, { weekday: true })).toBe(
      'Rabu, 27 November 2024, pukul 07.00–13.00',
    );
    expect(scheduleInWords(stage, english, { weekday: true })).toBe(
      'Wednesday, 27 November 2024, 07:00–13:00',
    );
  });
});

describe('daysLeftInWords', () => {
  const stage = stageOf({ start: day('2024-11-24'), end: day('2024-11-26') });

  it.each([
    ['2024-11-20T09:00', 'Mulai 4 hari lagi'],
    ['2024-11-23T23:59', 'Mulai besok'],
    ['2024-11-24T00:00', 'Selesai 2 hari lagi'],
    ['2024-11-25T12:00', 'Selesai besok'],
    ['2024-11-26T23:59', 'Hari ini hari terakhir'],
    ['2024-11-27T00:00', undefined],
  ])('at %s', (local, words) => {
    expect(daysLeftInWords(stage, requestAt(local).now, voice)).toBe(words);
  });

  it('does not call the only day of a stage its last', () => {
    const voting = stageOf({ start: time('2024-11-27T07:00'), end: time('2024-11-27T13:00') });
    expect(daysLeftInWords(voting, requestAt('2024-11-27T08:00').now, voice)).toBe('Hari ini saja');
  });
});
