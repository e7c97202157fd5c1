import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseOfficerPlanFile } from './officer-plan-file.ts';
import { dueAt, opensAt } from './officer-task.ts';
import { parseTaskFile } from './officer-task-file.ts';

const content = new URL('../../content/', import.meta.url);
const VOTING_DAYS = { 'pemilu-2024': '2024-02-14', 'pilkada-2024': '2024-11-27' } as const;

async function shipped(election: string) {
  const text = await readFile(new URL(`officers/tasks-${election}.yaml`, content), 'utf8');
  const plan = parseOfficerPlanFile(
    await readFile(new URL(`officers/${election}.yaml`, content), 'utf8'),
    'plan',
  );
  const file = parseTaskFile(text, 'tasks.yaml');
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
  return { file, plan: plan.plan };
}

describe('the tasks that the project ships', () => {
  it.each(Object.entries(VOTING_DAYS))(
    'of %s name bodies and roles of its plan, and can be done before they are due',
    async (election, day) => {
      const { file, plan } = await shipped(election);
      const votingDay = Temporal.PlainDate.from(day);
      for (const task of file.tasks) {
        const body = plan.bodies.find(({ id }) => id === task.body);
        expect(body, task.id).toBeDefined();
        if (!body) continue;
        for (const role of task.roles) expect(body.roles.map(({ id }) => id)).toContain(role);
        const calendar = { votingDay, term: body.term, zone: 'Asia/Jakarta' };
        const opens = opensAt(task, calendar);
        if (opens) expect(Temporal.ZonedDateTime.compare(opens, dueAt(task, calendar)), task.id).toBe(-1);
        if (task.ready) expect(body.level).toBe('place');
      }
      expect(new Set(file.tasks.map(({ body }) => body))).toEqual(new Set(plan.bodies.map(({ id }) => id)));
      expect(file.tasks.filter(({ ready }) => ready).length).toBeGreaterThanOrEqual(5);
    },
  );
});

const TASK = `election: coba
source: buku
tasks:
  - id: kpps-tps
    body: kpps
    stage: preparing
    title: { id: Dirikan TPS, en: Set up }
    why: { id: Supaya luas, en: So that }
    due: { from: voting-day, days: -1, time: "18:00" }
    per: team
`;

describe('parseTaskFile', () => {
  it('reads what is left out as required, for all of the body, without a photo', () => {
    expect(parseTaskFile(TASK, 'f')).toMatchObject({
      ok: true,
      election: 'coba',
      tasks: [{ id: 'kpps-tps', roles: [], how: [], required: true, ready: false }],
    });
  });

  it.each([
    [
      'an hour that does not exist',
      TASK.replace('18:00', '25:00'),
      9,
      'tasks[0].due.time',
      '25:00 does not exist',
    ],
    ['an unknown anchor', TASK.replace('voting-day', 'lebaran'), 9, 'tasks[0].due.from', expect.any(String)],
    [
      'two of one id',
      TASK + TASK.slice(TASK.indexOf('  - id')),
      11,
      'tasks[1].id',
      'kpps-tps stands there twice',
    ],
    ['an unknown field', `${TASK}    warna: biru\n`, 11, 'tasks[0].warna', 'is no field of a file of tasks'],
    [
      'readiness by single officers',
      `${TASK.replace('per: team', 'per: officer')}    ready: true\n`,
      11,
      'tasks[0].ready',
      expect.any(String),
    ],
    [
      'bounds that exclude all',
      `${TASK}    answer: { kind: number, unit: { id: a, en: a }, least: 5, most: 4 }\n`,
      11,
      'tasks[0].answer.most',
      'is below the least',
    ],
  ])('names the line of %s', (_, text, line, field, problem) => {
    expect(parseTaskFile(text, 'f.yaml')).toEqual({
      ok: false,
      problems: [{ file: 'f.yaml', line, field, problem }],
    });
  });
});
