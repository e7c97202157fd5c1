import { describe, expect, it } from 'vitest';
import { formatterOf } from './format.ts';

const id = formatterOf('id', 'Asia/Jakarta');
const en = formatterOf('en', 'Asia/Jakarta');
const votingDay = Temporal.PlainDate.from('2024-11-27');

describe('formatterOf', () => {
  it('writes a date in words, with the weekday where it is asked for', () => {
    expect(id.date(votingDay)).toBe('27 November 2024');
    expect(id.date(votingDay, { weekday: true })).toBe('Rabu, 27 November 2024');
    expect(id.date(Temporal.PlainDate.from('2024-11-05'), { weekday: true })).toBe('Selasa, 5 November 2024');
    expect(en.date(votingDay, { weekday: true })).toBe('Wednesday, 27 November 2024');
  });

  it('writes a range once for what both ends share', () => {
    expect(id.dateRange(Temporal.PlainDate.from('2024-11-24'), Temporal.PlainDate.from('2024-11-26'))).toBe(
      '24–26 November 2024',
    );
    expect(id.dateRange(votingDay, votingDay)).toBe('27 November 2024');
  });

  it('writes times and moments in the zone of the city', () => {
    expect(id.time(Temporal.PlainTime.from('07:00'))).toBe('07.00');
    expect(en.time(Temporal.PlainTime.from('07:00'))).toBe('07:00');
    expect(id.dateTime(Temporal.Instant.from('2024-11-23T18:30:00Z'))).toBe(
      '24 November 2024 pukul 01.30 WIB',
    );
    expect(formatterOf('id', 'Asia/Jayapura').dateTime(Temporal.Instant.from('2024-11-23T18:30:00Z'))).toBe(
      '24 November 2024 pukul 03.30 WIT',
    );
  });

  it('groups figures as the language does', () => {
    expect(id.number(1_427_674)).toBe('1.427.674');
    expect(en.number(1_427_674)).toBe('1,427,674');
  });

  it('gives the same formatter for the same language and zone', () => {
    expect(formatterOf('id', 'Asia/Jakarta')).toBe(id);
  });
});
