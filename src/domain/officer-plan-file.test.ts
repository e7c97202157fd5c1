import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findBody, seatsOf, teamSize } from './officer.ts';
import { parseOfficerPlanFile } from './officer-plan-file.ts';

const content = new URL('../../content/officers/', import.meta.url);
const read = (name: string) => readFile(new URL(`${name}.yaml`, content), 'utf8');

function problemsOf(text: string) {
  const result = parseOfficerPlanFile(text, 'plan.yaml');
  return result.ok ? [] : result.problems.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
}

describe('parseOfficerPlanFile', () => {
  it.each(['pemilu-2024', 'pilkada-2024'])('reads the plan of %s that is shipped', async (name) => {
    const result = parseOfficerPlanFile(await read(name), name);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { plan } = result;
    expect(plan.election).toBe(name);
    const sizes = plan.bodies.map((body) => [body.id, body.level, teamSize(body)]);
    expect(sizes).toEqual([
      ['ppk', 'district', 5],
      ['pps', 'village', 3],
      ['pantarlih', 'place', 1],
      ['kpps', 'place', 7],
      ['ketertiban', 'place', 2],
    ]);
    expect(plan.bodies.filter(({ oversees }) => oversees).map(({ id }) => id)).toEqual(['ppk', 'pps']);
    const kpps = findBody(plan, 'kpps');
    expect(kpps?.age).toMatchObject({ least: 17, preferredMost: 55 });
    expect(kpps?.roles.every(({ duties }) => duties.length > 0)).toBe(true);
  });

  it('gives a polling place of more than 400 voters two pantarlih in November 2024', async () => {
    const result = parseOfficerPlanFile(await read('pilkada-2024'), 'plan');
    const role = result.ok && findBody(result.plan, 'pantarlih')?.roles[0];
    if (!role) throw new Error('There is no pantarlih.');
    expect([seatsOf(role), seatsOf(role, 400), seatsOf(role, 401)]).toEqual([1, 1, 2]);
  });

  it('names the line of each problem', async () => {
    const text = (await read('pilkada-2024'))
      .replace('level: district', 'level: rt')
      .replace('head: ketua', 'head: bos')
      .replace('until: 2025-01-27', 'until: 2023-01-27');
    const line = (what: string) => text.slice(0, text.indexOf(what)).split('\n').length;
    const problems = problemsOf(text);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(new RegExp(`^${line('level: rt')} bodies\\[0\\]\\.level: `));
    expect(problems[1]).toBe(`${line('until: 2023')} bodies[0].term.until: is before the first day`);
    expect(
      problemsOf(text.replace('level: rt', 'level: district').replace('2023-01-27', '2025-01-27')),
    ).toEqual([`${line('head: bos')} bodies[0].head: is no role of the body`]);
    expect(problemsOf('election: x\nwarna: merah\n')).toContain('2 warna: is no field of an officer plan');
  });

  it('refuses seats by voters where there is no polling place', async () => {
    const text = (await read('pilkada-2024')).replace(
      'seats: 4\n',
      'seats: 4\n        extraSeats: { votersAbove: 400, seats: 1 }\n',
    );
    expect(problemsOf(text).join()).toMatch(/bodies\[0\]\.roles: only teams of a polling place/);
  });
});
