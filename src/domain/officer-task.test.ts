import { describe, expect, it } from 'vitest';
import {
  answersFor,
  dueAt,
  holderOf,
  isAskedOf,
  mayUndo,
  opensAt,
  readAnswer,
  type TaskCalendar,
  taskStanding,
} from './officer-task.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const calendar: TaskCalendar = {
  votingDay: day('2024-11-27'),
  term: { from: day('2024-11-07'), until: day('2024-12-08') },
  zone: 'Asia/Jakarta',
};
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}+07:00[Asia/Jakarta]`);

describe('when a task is due', () => {
  it('is reckoned from voting day or the term, in the city’s zone', () => {
    const due = (from: 'voting-day' | 'term-start' | 'term-end', days: number, time?: string) =>
      dueAt(
        { due: { from, days, ...(time && { time: Temporal.PlainTime.from(time) }) } },
        calendar,
      ).toString();
    expect(due('voting-day', -5)).toBe('2024-11-22T23:59:00+07:00[Asia/Jakarta]');
    expect(due('voting-day', 0, '07:15')).toBe('2024-11-27T07:15:00+07:00[Asia/Jakarta]');
    expect(due('term-start', 1)).toBe('2024-11-08T23:59:00+07:00[Asia/Jakarta]');
    expect(due('term-end', 0)).toBe('2024-12-08T23:59:00+07:00[Asia/Jakarta]');
  });

  it('opens at the beginning of a day where no hour is said', () => {
    expect(opensAt({ opens: { from: 'voting-day', days: -1 } }, calendar)?.toString()).toBe(
      '2024-11-26T00:00:00+07:00[Asia/Jakarta]',
    );
    expect(opensAt({}, calendar)).toBeUndefined();
  });

  it.each([
    ['later', '2024-11-25T23:59'],
    ['open', '2024-11-26T00:00'],
    ['soon', '2024-11-27T08:00'],
    ['soon', '2024-11-28T18:00'],
    ['overdue', '2024-11-28T18:01'],
  ] as const)('stands as %s at %s', (standing, now) => {
    const moments = { opens: at('2024-11-26T00:00'), due: at('2024-11-28T18:00'), now: at(now) };
    expect(taskStanding(undefined, moments)).toBe(standing);
    expect(taskStanding('done', moments)).toBe('done');
    expect(taskStanding('conflict', moments)).toBe('conflict');
  });
});

describe('whom a task concerns', () => {
  const ketua = { id: 'o1', body: 'kpps', role: 'ketua', area: '32.76.01.1006', place: '3276011006014' };

  it('is the body, or some roles of it', () => {
    expect(isAskedOf({ body: 'kpps', roles: [] }, ketua)).toBe(true);
    expect(isAskedOf({ body: 'kpps', roles: ['ketua'] }, ketua)).toBe(true);
    expect(isAskedOf({ body: 'kpps', roles: ['anggota-4'] }, ketua)).toBe(false);
    expect(isAskedOf({ body: 'pps', roles: [] }, ketua)).toBe(false);
  });

  it('is done for the officer, for the polling place, or for the area of a team without one', () => {
    expect(holderOf({ per: 'officer' }, ketua)).toBe('o1');
    expect(holderOf({ per: 'team' }, ketua)).toBe('3276011006014');
    expect(holderOf({ per: 'team' }, { id: 'o2', area: '32.76.01' })).toBe('32.76.01');
  });

  it('does not count against somebody what was due before they came', () => {
    const replacement = { serves: { from: day('2024-11-25'), until: day('2024-12-08') } };
    expect(answersFor({ per: 'officer' }, at('2024-11-24T23:59'), replacement)).toBe(false);
    expect(answersFor({ per: 'officer' }, at('2024-11-25T08:00'), replacement)).toBe(true);
    expect(answersFor({ per: 'team' }, at('2024-11-24T23:59'), replacement)).toBe(true);
  });
});

describe('the answer to a task', () => {
  const count = {
    answer: { kind: 'number', unit: { id: 'lembar', en: 'ballots' }, least: 1, most: 2000 },
  } as const;
  const choice = {
    answer: {
      kind: 'choice',
      options: [
        { id: 'lengkap', label: { id: 'Lengkap', en: 'Complete' } },
        { id: 'kurang', label: { id: 'Kurang', en: 'Short' } },
      ],
    },
  } as const;

  it.each([
    ['612', 612],
    [' 1.024 ', 1024],
    ['1 024', 1024],
    ['0012', 12],
  ])('reads %s', (typed, value) => expect(readAnswer(count, typed)).toEqual({ ok: true, value }));

  it.each([
    ['', 'no-number'],
    ['1.02', 'no-number'],
    ['-3', 'no-number'],
    ['dua', 'no-number'],
    ['99999999999999999999', 'no-number'],
    ['0', 'too-small'],
    ['2.001', 'too-large'],
  ])('refuses "%s": %s', (typed, fault) => expect(readAnswer(count, typed)).toEqual({ ok: false, fault }));

  it('takes one of the choices, and nothing where nothing is asked', () => {
    expect(readAnswer(choice, 'kurang')).toEqual({ ok: true, value: 'kurang' });
    expect(readAnswer(choice, 'entah')).toEqual({ ok: false, fault: 'no-choice' });
    expect(readAnswer({}, 'apa saja')).toEqual({ ok: true, value: null });
  });
});

describe('taking back', () => {
  it('is possible for a day, or until the task is due', () => {
    const reported = at('2024-11-20T10:00').toInstant();
    const due = at('2024-11-22T23:59');
    expect(mayUndo(reported, due, at('2024-11-22T20:00').toInstant())).toBe(true);
    expect(mayUndo(reported, due, at('2024-11-23T00:00').toInstant())).toBe(false);
    const late = at('2024-11-24T08:00').toInstant();
    expect(mayUndo(late, due, at('2024-11-25T08:00').toInstant())).toBe(true);
    expect(mayUndo(late, due, at('2024-11-25T08:01').toInstant())).toBe(false);
  });
});
