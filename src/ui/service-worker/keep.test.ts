import { describe, expect, it } from 'vitest';
import { type KeepList, markKept, treatmentOf } from './keep.ts';

const keep: KeepList = {
  version: 'v1',
  assets: ['/assets/app-1.css'],
  first: ['/', '/en', '/tahapan'],
  opened: ['/tahapan/', '/tps/'],
};

const navigation = { method: 'GET', sameOrigin: true, isNavigation: true };

describe('treatmentOf', () => {
  it.each([
    ['/', 'page'],
    ['/en', 'page'],
    ['/tahapan/pilkada-2024', 'page'],
    ['/tps/pilkada-2024/3276011007014', 'page'],
    ['/ruang-kerja', 'network'],
    ['/masuk', 'network'],
    ['/cari', 'network'],
    ['/tahapanx', 'network'],
  ])('treats an opened %s as %s', (pathname, treatment) => {
    expect(treatmentOf({ ...navigation, pathname }, keep)).toBe(treatment);
  });

  it.each([
    ['/assets/app-1.css', 'asset'],
    ['/assets/app-2.css', 'network'],
    ['/api/v1/polling-places/pilkada-2024/3276011007014', 'data'],
    ['/api/v1/rolls', 'network'],
    ['/api/v1/rolls/x/buckets/3', 'network'],
    ['/metrics', 'network'],
    ['/', 'network'],
  ])('treats a fetched %s as %s', (pathname, treatment) => {
    expect(treatmentOf({ ...navigation, isNavigation: false, pathname }, keep)).toBe(treatment);
  });

  it('leaves everything but GET on its own origin to the network', () => {
    expect(treatmentOf({ ...navigation, method: 'POST', pathname: '/' }, keep)).toBe('network');
    expect(treatmentOf({ ...navigation, sameOrigin: false, pathname: '/' }, keep)).toBe('network');
  });
});

it('marks a page once, at its root', () => {
  expect(markKept('<!doctype html><html lang="id"><body>&lt;html</body></html>')).toBe(
    '<!doctype html><html data-kept lang="id"><body>&lt;html</body></html>',
  );
});
