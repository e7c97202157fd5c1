import { describe, expect, test } from 'vitest';
import { deedTime } from './deed-time.ts';

const now = Temporal.Instant.from('2024-11-27T10:00:00Z');
const at = (doneAt?: string, sentAt?: string) => deedTime(now, { doneAt, sentAt }).toString();

describe('when an action was done', () => {
  test.each([
    ['right', '2024-11-27T09:55:00Z', '2024-11-27T10:00:00Z'],
    ['a year behind', '2023-11-27T09:55:00Z', '2023-11-27T10:00:00Z'],
    ['years ahead', '2040-01-01T00:00:00Z', '2040-01-01T00:05:00Z'],
    ['in another zone', '2024-11-27T16:55:00+07:00', '2024-11-27T10:00:00Z'],
  ])('is five minutes ago by a clock that is %s', (_, doneAt, sentAt) => {
    expect(at(doneAt, sentAt)).toBe('2024-11-27T09:55:00Z');
  });

  test.each([
    ['sends before it did', '2024-11-27T10:05:00Z', '2024-11-27T10:00:00Z'],
    ['was set forward by years in between', '1970-01-01T00:00:00Z', '2024-11-27T10:00:00Z'],
    ['says nothing', undefined, undefined],
    ['says what is no time', 'kemarin', '2024-11-27T10:00:00Z'],
    ['says only one of the two', '2024-11-27T09:55:00Z', undefined],
  ])('is the moment of receipt for a phone that %s', (_, doneAt, sentAt) => {
    expect(at(doneAt, sentAt)).toBe('2024-11-27T10:00:00Z');
  });

  test('may be a week before', () => {
    expect(at('2024-11-20T10:00:00Z', '2024-11-27T10:00:00Z')).toBe('2024-11-20T10:00:00Z');
  });
});
