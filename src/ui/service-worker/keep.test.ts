import { describe, expect, it } from 'vitest';
import { type KeepList, markKept, namesakeOf, treatmentOf } from './keep.ts';

const keep: KeepList = {
  version: 'v1',
  assets: ['/assets/app-Dj2jVR-D.css', '/assets/islands/app-DFRAeQrC.js', '/assets/ink-3a2a8c.css'],
  first: ['/', '/en', '/tahapan'],
  data: ['/api/v1/polling-places/', '/media/'],
  opened: ['/tahapan/', '/tps/'],
  officer: ['/petugas', '/petugas/tugas/:id', '/petugas/foto/:id{[0-9a-f-]+}'],
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
    ['/petugas', 'officer'],
    ['/petugas/tugas/7', 'officer'],
    ['/petugas/tugas/', 'network'],
    ['/petugas/tugas/7/ubah', 'network'],
    ['/petugas/masuk', 'network'],
    ['/petugas/wilayah', 'network'],
    ['/media/4f.pdf', 'network'],
  ])('treats an opened %s as %s', (pathname, treatment) => {
    expect(treatmentOf({ ...navigation, pathname }, keep)).toBe(treatment);
  });

  it.each([
    ['/assets/app-Dj2jVR-D.css', 'asset'],
    ['/assets/ink-3a2a8c.css', 'asset'],
    ['/assets/app-2nMh_Z-0.css', 'old-asset'],
    ['/assets/gone-2nMh_Z-0.css', 'network'],
    ['/api/v1/polling-places/pilkada-2024/3276011007014', 'data'],
    ['/media/4f.webp', 'data'],
    ['/api/v1/rolls', 'network'],
    ['/api/v1/rolls/x/buckets/3', 'network'],
    ['/metrics', 'network'],
    ['/petugas/foto/4f', 'officer'],
    ['/petugas/luring.json', 'network'],
    ['/', 'network'],
  ])('treats a fetched %s as %s', (pathname, treatment) => {
    expect(treatmentOf({ ...navigation, isNavigation: false, pathname }, keep)).toBe(treatment);
  });

  it('leaves everything but GET on its own origin to the network', () => {
    expect(treatmentOf({ ...navigation, method: 'POST', pathname: '/' }, keep)).toBe('network');
    expect(treatmentOf({ ...navigation, sameOrigin: false, pathname: '/' }, keep)).toBe('network');
  });
});

it('finds the file of this build that has the name of an older one', () => {
  expect(namesakeOf('/assets/app-2nMh_Z-0.css', keep.assets)).toBe('/assets/app-Dj2jVR-D.css');
  expect(namesakeOf('/assets/islands/app-2nMh_Z-0.js', keep.assets)).toBe('/assets/islands/app-DFRAeQrC.js');
  expect(namesakeOf('/assets/islands/app-2nMh_Z-0.css', keep.assets)).toBeUndefined();
  expect(namesakeOf('/assets/app.css', keep.assets)).toBeUndefined();
  expect(namesakeOf('/tahapan/app-2nMh_Z-0.css', keep.assets)).toBeUndefined();
});

it('marks a page once, at its root', () => {
  expect(markKept('<!doctype html><html lang="id"><body>&lt;html</body></html>')).toBe(
    '<!doctype html><html data-kept lang="id"><body>&lt;html</body></html>',
  );
});
