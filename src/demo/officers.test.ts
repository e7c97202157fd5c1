import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AreaIndex } from '../domain/area.ts';
import { parseNik } from '../domain/nik.ts';
import { teamSize } from '../domain/officer.ts';
import { parseOfficerPlanFile } from '../domain/officer-plan-file.ts';
import { loadCityAreas } from '../platform/areas.ts';
import { type DemoOfficer, type DemoOfficersOptions, demoOfficers, demoPeople } from './officers.ts';

const PLACES = ['3276011006001', '3276011006002', '3276021008001'];
let options: DemoOfficersOptions;
let areas: AreaIndex;
let officers: readonly DemoOfficer[];

beforeAll(async () => {
  areas = await loadCityAreas('32.76');
  const file = 'content/officers/pilkada-2024.yaml';
  const parsed = parseOfficerPlanFile(await readFile(file, 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.problem);
  options = { areas, city: '32.76', plan: parsed.plan, places: PLACES, seed: 'uji' };
  officers = [...demoOfficers(options)];
});

describe('the officers of a demo', () => {
  it('fill nearly every seat of every team, with one head each', () => {
    const villages = areas.children('32.76').flatMap(({ code }) => areas.children(code));
    const teams = { ppk: areas.children('32.76').length, pps: villages.length, kpps: PLACES.length };
    for (const [id, count] of Object.entries(teams)) {
      const body = options.plan.bodies.find((one) => one.id === id);
      const seated = officers.filter((officer) => officer.body === id);
      expect(seated.filter(({ role }) => role === body?.head)).toHaveLength(count);
      const seats = count * (body ? teamSize(body) : 0);
      expect(seated.length).toBeLessThanOrEqual(seats);
      expect(seated.length).toBeGreaterThan(seats * 0.8);
    }
  });

  it('are people with numbers of their own that nobody has, of working age', () => {
    const substitutes = demoPeople(options, 'substitutes');
    const people = [...officers, ...Array.from({ length: 20 }, () => substitutes.next().value)];
    expect(new Set(people.map((one) => one.nik)).size).toBe(people.length);
    expect(new Set(people.map((one) => one.phone)).size).toBe(people.length);
    expect(new Set(people.map((one) => one.nik.slice(-4))).size).toBeGreaterThan(20);
    for (const { nik, phone } of officers) {
      const parsed = parseNik(nik);
      // The kecamatan in the number does not exist, and neither does the operator of the telephone.
      expect(parsed).toMatchObject({ ok: true, nik: { district: '32.76.99' } });
      expect(phone).toMatch(/^0840\d{7}$/);
      if (parsed.ok) expect(parsed.nik.yearOfCentury <= 4 || parsed.nik.yearOfCentury >= 70).toBe(true);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect([...demoOfficers(options)]).toEqual(officers);
    expect([...demoOfficers({ ...options, seed: 'lain' })]).not.toEqual(officers);
  });
});
