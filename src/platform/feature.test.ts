import { expect, it } from 'vitest';
import { isOpen, type Release } from './feature.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');

it.each<[string, Release, readonly string[], boolean]>([
  ['for all', { state: 'all' }, [], true],
  ['off', { state: 'off' }, [], false],
  ['switched off by the operator', { state: 'all' }, ['check'], false],
  ['from now on', { state: 'all', from: '2024-11-24T02:00:00Z' }, [], true],
  ['from later on', { state: 'all', from: '2024-11-24T09:01:00+07:00' }, [], false],
  ['until now', { state: 'all', until: '2024-11-24T02:00:00Z' }, [], false],
  ['until later', { state: 'all', until: '2024-11-25T00:00:00Z' }, [], true],
])('a feature that is %s', (_, release, off, open) => {
  expect(isOpen({ id: 'check', release }, NOW, off)).toBe(open);
});
