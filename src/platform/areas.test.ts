import { describe, expect, it } from 'vitest';
import { isCity } from '../domain/area.ts';
import { loadAreas, loadCityAreas } from './areas.ts';

describe('loadAreas', async () => {
  const areas = await loadAreas();
  const provinces = areas.children(null);
  const cities = provinces.flatMap(({ code }) => areas.children(code));

  it('has the whole country', () => {
    expect(provinces).toHaveLength(38);
    expect(cities).toHaveLength(514);
    expect(cities.every(isCity)).toBe(true);
    expect(areas.size).toBe(91_599);
  });

  it('keeps codes as text and reads names with commas and quotes', () => {
    expect(areas.get('11.10')?.name).toBe('Kabupaten Aceh Singkil');
    expect(areas.get('12.07.28.1007')?.name).toBe('Lubuk Pakam I,II');
    expect(areas.get('35.13.15.2017')?.name).toBe('Soka"an');
  });

  it('tells kota from kabupaten by the code, as the names do', () => {
    for (const { name, kind } of cities) expect(name.toLowerCase().startsWith(kind), name).toBe(true);
  });
});

describe('loadCityAreas', () => {
  it('has one city, what is in it and its province', async () => {
    const areas = await loadCityAreas('32.76');
    const districts = areas.children('32.76');
    expect(areas.get('32')?.name).toBe('Jawa Barat');
    expect(districts).toHaveLength(11);
    expect(districts.flatMap(({ code }) => areas.children(code))).toHaveLength(63);
    expect(areas.size).toBe(76);
    expect(areas.label('32.76.11.1005')).toBe('Curug, Kecamatan Bojongsari');
  });

  it.each([
    ['32.99', 'unknown-area'],
    ['', 'unknown-area'],
    ['32', 'not-a-city'],
    ['32.76.01', 'not-a-city'],
  ])('refuses %j: %s', async (code, reason) => {
    await expect(loadCityAreas(code)).rejects.toMatchObject({ name: 'NotACityError', code: reason });
  });
});
