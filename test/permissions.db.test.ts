import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Duty, isAllowed, ROLES } from '../src/domain/staff.ts';
import { kindPermissions } from '../src/platform/publishing/permissions.ts';
import type { WorkspaceFile, WorkspaceRoute } from '../src/platform/workspace/contract.ts';
import { declaredPermissions } from '../src/platform/workspace/permissions.ts';
import { createStaff, type TestStaff } from './support/staff.ts';
import { createTestWindow, type TestWindow } from './support/test-window.ts';

type Route = WorkspaceRoute | WorkspaceFile;

const DUTIES: readonly Duty[] = ['kpu', 'kota', 'lain'].flatMap((agency) =>
  ROLES.map((role) => ({ agency, role })),
);
/** Agencies that publish items of a kind by its owner; another agency's staff publish nothing yet. */
const OWNERS = { any: ['kpu', 'kota'], 'election-office': ['kpu'], 'city-office': ['kota'] } satisfies Record<
  string,
  readonly string[]
>;
/** What stands for a parameter: nothing has this id, so that a route that lets somebody in finds nothing. */
const NOTHING = ['zzzzzzzz', '999999999', '9999'] as const;
/** A parameter of a path, with the pattern that its values have: `:id{[1-9][0-9]{0,8}}`. */
const PARAMETER = /:\w+(?:\{([^/]+)\})?/g;

describe('the routes of the workspace', () => {
  let window: TestWindow;
  let routes: readonly Route[];
  const people = new Map<string, { readonly duty: Duty; readonly person: TestStaff }>();
  let nobody: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'permissions' });
    const { context } = window.window;
    routes = context.features().flatMap((feature) => {
      const workspace = feature.workspace?.(context);
      return workspace ? [...workspace.pages, ...(workspace.files ?? [])] : [];
    });
    for (const duty of DUTIES) {
      const person = await createStaff(window, { duties: [duty] });
      people.set(`${duty.role} of ${duty.agency}`, { duty, person });
    }
    nobody = await createStaff(window, { name: 'Tanpa Peran', duties: [] });
  });
  afterAll(() => window.close());

  const permissions = () => {
    const { context } = window.window;
    return declaredPermissions(context.features(), context.kinds.values());
  };
  const pathOf = (route: Route) => {
    const kind = [...window.window.context.kinds.keys()][0] ?? NOTHING[0];
    return route.path.replaceAll(/:kind\b/g, kind).replaceAll(PARAMETER, (_, pattern?: string) => {
      const value = NOTHING.find((one) => new RegExp(`^(?:${pattern ?? '.*'})$`).test(one));
      if (value === undefined) throw new Error(`Nothing stands for a parameter of ${route.path}.`);
      return value;
    });
  };
  const methodsOf = (route: Route): ('GET' | 'POST')[] =>
    'method' in route ? [route.method] : route.post ? ['GET', 'POST'] : ['GET'];
  const ask = (person: Pick<TestStaff, 'request' | 'post'>, route: Route, method: 'GET' | 'POST') =>
    method === 'GET' ? person.request(pathOf(route)) : person.post(pathOf(route), {});

  test('are there, and each names a permission that somebody declares', () => {
    expect(routes.length).toBeGreaterThan(10);
    const known = new Set(['signed-in', ...[...permissions()].map(({ id }) => id)]);
    expect(routes.filter(({ permission }) => !known.has(permission)).map(({ path }) => path)).toEqual([]);
  });

  test('lead whoever is not signed in to the sign-in page, and tell nothing', async () => {
    const stranger = {
      request: window.request,
      post: (path: string) => window.request(path, { method: 'POST' }),
    };
    for (const route of routes) {
      for (const method of methodsOf(route)) {
        const answer = await ask(stranger, route, method);
        expect([route.path, method, answer.status]).toEqual([route.path, method, 303]);
        expect(answer.headers.get('location')).toMatch(/^\/masuk\?/);
      }
    }
  });

  test('let in each role at each agency as their permission says, and no other', async () => {
    const declared = new Map([...permissions()].map((permission) => [permission.id, permission]));
    for (const [name, { duty, person }] of people) {
      for (const route of routes) {
        const permission = declared.get(route.permission);
        const allowed = !permission || isAllowed({ duties: [duty] }, permission);
        for (const method of methodsOf(route)) {
          const { status } = await ask(person, route, method);
          const told = `${name}: ${method} ${route.path} → ${status}`;
          if (allowed) expect(told).toMatch(/ → (200|303|400|403|404|409|413|422)$/);
          else expect(told).toMatch(/ → 403$/);
        }
      }
    }
  });

  test('let those write items of a kind who may, of whichever kind', async () => {
    for (const kind of window.window.context.kinds.values()) {
      const { write } = kindPermissions(kind);
      for (const [name, { duty, person }] of people) {
        const { status } = await person.request(`/kerja/${kind.id}/baru`);
        const told = `${name}: ${kind.id} → ${status}`;
        const own = OWNERS[kind.owner].includes(duty.agency);
        if (own && isAllowed({ duties: [duty] }, write)) expect(told).toMatch(/ → (200|404)$/);
        else expect(told).toMatch(/ → (403|404)$/);
      }
    }
  });

  test('are closed to somebody without any role, but for what is everybody’s own', async () => {
    for (const route of routes) {
      for (const method of methodsOf(route)) {
        const { status } = await ask(nobody, route, method);
        if (route.permission === 'signed-in') expect([200, 303, 400, 403, 404, 422]).toContain(status);
        else expect([route.path, method, status]).toEqual([route.path, method, 403]);
      }
    }
  });

  test('answer everything else below the workspace as they would something that is there', async () => {
    expect((await window.request('/kerja/tidak/ada')).status).toBe(303);
    expect((await nobody.request('/kerja/tidak/ada')).status).toBe(404);
  });
});
