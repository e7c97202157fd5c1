import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Duty, isAllowed, ROLES } from '../src/domain/staff.ts';
import { picture } from '../src/platform/media/testing.ts';
import type { OverseerFile, OverseerRoute } from '../src/platform/officers/contract.ts';
import { oversightPath } from '../src/platform/officers/oversight.ts';
import { declaredPermissions } from '../src/platform/workspace/permissions.ts';
import {
  createOfficer,
  recordPlan,
  TEST_AREAS,
  TEST_ELECTION,
  type TestOfficer,
} from './support/officers.ts';
import { createStaff, type TestStaff } from './support/staff.ts';
import { createTestWindow, type TestWindow } from './support/test-window.ts';

type Oversight = OverseerRoute | OverseerFile;
type Method = 'GET' | 'POST';
type Person = Pick<TestOfficer, 'request' | 'post'>;

const HERE = { area: TEST_AREAS.village, place: '3276011006001' } as const;
const ELSEWHERE = { area: TEST_AREAS.elsewhere, place: '3276021008001' } as const;
const PARAMETER = /:\w+(?:\{([^/]+)\})?/g;
/** A page that is there, that leads on, that knows no such thing, or that finds the empty form wanting. */
const LET_IN = /^(200|303|400|404|409|413|422)$/;

describe('the routes of officers and of those who watch over them', () => {
  let window: TestWindow;
  let oversight: readonly Oversight[];
  let own: readonly { readonly path: string; readonly for: string; readonly post?: unknown }[];
  const officers = new Map<string, TestOfficer>();
  const staff = new Map<string, { readonly duty: Duty; readonly person: TestStaff }>();

  const officer = (name: string) => {
    const found = officers.get(name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };

  beforeAll(async () => {
    window = await createTestWindow({ name: 'officer_permissions' });
    await recordPlan(window);
    const { context } = window.window;
    const windows = context.officerWindows();
    oversight = windows.flatMap(({ oversight: pages = [], oversightFiles = [] }) => [
      ...pages,
      ...oversightFiles,
    ]);
    own = windows.flatMap(({ pages = [], files = [] }) => [...pages, ...files]);
    const people = {
      kpps: { body: 'kpps', ...HERE },
      'kpps elsewhere': { body: 'kpps', ...ELSEWHERE },
      'finished kpps': { body: 'kpps', role: 'anggota-2', ...HERE, phase: 'finished' },
      'replaced kpps': {
        body: 'kpps',
        role: 'anggota-3',
        ...HERE,
        left: { on: '2024-11-20', reason: 'ill' },
      },
      pps: { body: 'pps', area: HERE.area },
      'pps elsewhere': { body: 'pps', area: ELSEWHERE.area },
      'finished pps': { body: 'pps', role: 'anggota', area: HERE.area, phase: 'finished' },
      ppk: { body: 'ppk', area: TEST_AREAS.district },
    } as const;
    for (const [name, wanted] of Object.entries(people))
      officers.set(name, await createOfficer(window, wanted));
    for (const agency of ['kpu', 'kota']) {
      for (const role of ROLES) {
        const duty = { agency, role };
        staff.set(`${role} of ${agency}`, { duty, person: await createStaff(window, { duties: [duty] }) });
      }
    }
  });
  afterAll(() => window.close());

  const methodsOf = (route: object): readonly Method[] => {
    if ('method' in route && 'answer' in route) return [route.method === 'POST' ? 'POST' : 'GET'];
    return 'post' in route && route.post ? ['GET', 'POST'] : ['GET'];
  };
  const ask = (person: Person, path: string, method: Method) =>
    method === 'GET' ? person.request(path) : person.post(path, {});
  const stranger: Person = {
    request: (path) => window.request(path),
    post: (path) => window.request(path, { method: 'POST' }),
  };
  const filled = (path: string, value: string) => path.replaceAll(PARAMETER, value);

  test('are there, each of oversight with a permission that somebody declares', () => {
    expect(oversight.length).toBeGreaterThan(0);
    const { context } = window.window;
    const known = new Set(
      declaredPermissions(context.features(), context.kinds.values()).map(({ id }) => id),
    );
    expect(oversight.filter(({ permission }) => !known.has(permission)).map(({ path }) => path)).toEqual([]);
  });

  test('lead whoever is not signed in to the sign-in page, and tell nothing', async () => {
    const paths = [
      ...own.flatMap((route) => methodsOf(route).map((method) => [filled(route.path, 'x'), method] as const)),
      ...oversight
        .filter(({ overseers }) => overseers)
        .flatMap((route) =>
          methodsOf(route).map(
            (method) => [filled(oversightPath('officer', route.path), 'x'), method] as const,
          ),
        ),
      ['/petugas/tidak/ada', 'GET'],
      ['/petugas/aksi/tasks.done', 'POST'],
    ] as const;
    for (const [path, method] of paths) {
      const answer = await ask(stranger, path, method);
      expect([path, method, answer.status]).toEqual([path, method, 303]);
      expect(answer.headers.get('location')).toMatch(/^\/petugas\/masuk\?/);
    }
  });

  test('of officers let in who serves, and who served only to what is their own', async () => {
    for (const route of own) {
      for (const method of methodsOf(route)) {
        for (const [name, person] of officers) {
          if (route.path === '/petugas/wilayah') continue;
          const isOver = name.startsWith('finished') || name.startsWith('replaced');
          // On a phone of its own: a route may sign out every phone of an officer.
          const { status } = await ask(await person.onOtherPhone(), filled(route.path, 'x'), method);
          const told = `${name}: ${method} ${route.path} → ${status}`;
          if (isOver && route.for === 'serving') expect(told).toMatch(/ → 403$/);
          else expect(told).toMatch(/ → (200|303|400|403|404|409|413|422)$/);
        }
      }
    }
    for (const [name, person] of officers) officers.set(name, await person.onOtherPhone());
  });

  test('of oversight are closed to officers who watch over nobody, and to those whose service is over', async () => {
    for (const route of oversight) {
      const path = filled(oversightPath('officer', route.path), 'x');
      for (const method of methodsOf(route)) {
        for (const name of ['kpps', 'finished kpps', 'replaced kpps', 'finished pps']) {
          const { status } = await ask(officer(name), path, method);
          const told = `${name}: ${method} ${path} → ${status}`;
          if (route.overseers || path === '/petugas/wilayah') expect(told).toMatch(/ → 403$/);
          else expect(told).toMatch(/ → (403|404)$/);
        }
      }
    }
  });

  test('that are of staff alone are not there for PPK and PPS', async () => {
    for (const route of oversight.filter(({ overseers }) => !overseers)) {
      const taken = oversight.some((other) => other.overseers && other.path === route.path);
      if (taken) continue;
      const { status } = await officer('ppk').request(filled(oversightPath('officer', route.path), 'x'));
      expect(`${route.path} → ${status}`).toMatch(/ → (403|404)$/);
    }
  });

  test('of oversight let in staff of the election office as their permission says, and no other', async () => {
    const { context } = window.window;
    const declared = new Map(
      declaredPermissions(context.features(), context.kinds.values()).map((one) => [one.id, one]),
    );
    for (const [name, { duty, person }] of staff) {
      for (const route of oversight) {
        const permission = declared.get(route.permission);
        const allowed = permission !== undefined && isAllowed({ duties: [duty] }, permission, 'kpu');
        for (const method of methodsOf(route)) {
          const { status } = await ask(person, filled(oversightPath('staff', route.path), 'x'), method);
          const told = `${name}: ${method} ${route.path} → ${status}`;
          if (allowed) expect(told).toMatch(/ → (200|303|400|403|404|409|413|422)$/);
          else expect(told).toMatch(/ → 403$/);
        }
      }
    }
  });

  test('are not opened to officers by being staff’s, nor to staff by being officers’', async () => {
    expect((await officer('ppk').request('/kerja/petugas')).headers.get('location')).toMatch(/^\/masuk\?/);
    const operator = staff.get('operator of kpu');
    const answer = await operator?.person.request('/petugas/antrean');
    expect(answer?.headers.get('location')).toMatch(/^\/petugas\/masuk\?/);
  });

  test('refuse every asker for what lies in another’s area, and write it down', async () => {
    const things = await thingsElsewhere();
    const untried: string[] = [];
    for (const route of oversight.filter(({ overseers }) => overseers)) {
      if (route.areaOf === 'own') continue;
      const asked = await firstOutside(route, things);
      if (!asked) {
        untried.push(route.path);
        continue;
      }
      for (const method of methodsOf(route)) {
        for (const name of ['pps', 'ppk']) {
          const before = await refusals();
          const { status } = await ask(officer(name), asked, method);
          expect(`${name}: ${method} ${asked} → ${status}`).toMatch(/ → 403$/);
          const [line, ...more] = (await refusals()).slice(before.length);
          expect(more).toEqual([]);
          expect(line).toMatchObject({
            actor_kind: 'officer',
            actor_id: officer(name).id,
            subject_id: ELSEWHERE.area,
            after: { route: oversightPath('officer', route.path), own: officer(name).area },
          });
        }
        const { status } = await ask(officer('pps elsewhere'), asked, method);
        expect(`pps elsewhere: ${method} ${asked} → ${status}`).toMatch(LET_IN_AFTER);
      }
    }
    // Each of these is about a thing that this test knows no example of: add one to `thingsElsewhere`.
    expect(untried).toEqual([]);
  });

  const refusals = () =>
    window.database.db
      .selectFrom('audit_log')
      .select(['actor_kind', 'actor_id', 'subject_id', 'after'])
      .where('action', '=', 'officers.refused')
      .orderBy('seq')
      .execute();

  /** What parameters and query values may stand for: things that lie in the kelurahan elsewhere. */
  async function thingsElsewhere(): Promise<readonly string[]> {
    const theirs = officer('kpps elsewhere');
    const { id: photo } = await window.database.db
      .insertInto('officer_photo')
      .values({
        id: 'photo-elsewhere',
        officer: theirs.id,
        bytes: Buffer.from(picture('jpeg')),
        width: 400,
        height: 200,
        latitude: null,
        longitude: null,
        created_at: window.window.context.clock(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const told = await theirs.act('incidents.report', {
      form: { kejadian: 'power', tingkat: 'high', cerita: 'Listrik padam.' },
      photo: new Uint8Array(picture('jpeg')),
    });
    expect(told.state).toBe('done');
    const incident = await window.database.db
      .selectFrom('incident')
      .select('id')
      .where('reporter', '=', theirs.id)
      .executeTakeFirstOrThrow();
    return [
      theirs.id,
      ELSEWHERE.place,
      ELSEWHERE.area,
      photo,
      incident.id,
      await lettersElsewhere(),
      await meetingElsewhere(),
    ];
  }

  async function lettersElsewhere(): Promise<string> {
    const { id } = await window.database.db
      .insertInto('officer_letters')
      .values({
        id: 'letters-elsewhere',
        election: TEST_ELECTION,
        area: ELSEWHERE.area,
        place: null,
        body: null,
        made_by: 'Uji',
        overseer: null,
        made_at: window.window.context.clock(),
        state: 'waiting',
        letters: 0,
        drawn: 0,
        bytes: null,
        done_at: null,
        key_sealed: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function meetingElsewhere(): Promise<string> {
    const { db } = window.database;
    const now = window.window.context.clock();
    const text = JSON.stringify({ id: 'Bimtek', en: 'Training' });
    await db
      .insertInto('training_course')
      .values({
        id: 'uji',
        election: TEST_ELECTION,
        title: text,
        intro: text,
        bodies: ['kpps'],
        pass_mark: 60,
        tries: 3,
        in_person: true,
        state: 'open',
        revision: 1,
        changed_at: now,
        changed_by: null,
      })
      .execute();
    const { code } = await db
      .insertInto('training_session')
      .values({
        code: 'BIMTEK01',
        course: 'uji',
        election: TEST_ELECTION,
        area: ELSEWHERE.area,
        venue: 'Aula kelurahan',
        starts_at: now,
        ends_at: now.add({ hours: 2 }),
        made_by: 'Uji',
        made_at: now,
        cancelled_at: null,
      })
      .returning('code')
      .executeTakeFirstOrThrow();
    return code;
  }

  /** An address of the route that is about something elsewhere. */
  async function firstOutside(route: Oversight, things: readonly string[]): Promise<string | undefined> {
    if (route.areaOf === 'own') return undefined;
    const path = oversightPath('officer', route.path);
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    for (const thing of things) {
      const params = Object.fromEntries(names.map((name) => [name, thing]));
      if (names.length > 0 && (await route.areaOf({ params, query: {} })) === ELSEWHERE.area) {
        return filled(path, thing);
      }
      for (const value of route.query ?? []) {
        const query = { [value]: thing };
        if ((await route.areaOf({ params: {}, query })) === ELSEWHERE.area) {
          return `${filled(path, thing)}?${new URLSearchParams(query)}`;
        }
      }
    }
    return undefined;
  }
});

/** Within their own area a page may still find a form wanting. */
const LET_IN_AFTER = new RegExp(` → (?:${LET_IN.source.slice(2, -2)})$`);
