import { Hono } from 'hono';
import { h } from 'preact';
import { describe, expect, it } from 'vitest';
import type { Staff } from '../../domain/staff.ts';
import { cityOf } from '../city.ts';
import type { Page } from '../feature.ts';
import { PublishingRefusal } from '../publishing/publishing.ts';
import type { StaffFormRequest, StaffRequest, Workspace } from '../workspace/contract.ts';
import { permissionCheck } from '../workspace/permissions.ts';
import type { ApiEnv } from './api.ts';
import { problemResponse, toProblem } from './problem.ts';
import { compareSegments, mountWorkspace } from './workspace.ts';

const city = cityOf({ code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' });
const people: Readonly<Record<string, Staff>> = {
  sari: person('sari', [{ agency: 'kpu', role: 'editor' }]),
  budi: person('budi', [{ agency: 'kota', role: 'operator' }]),
};

function person(id: string, duties: Staff['duties']): Staff {
  return { id, name: id, email: `${id}@kantor.example`, session: `s-${id}`, duties };
}

const page = (title: string): Page & { kind: 'page' } => ({ kind: 'page', title, body: h('p', {}) });

function opened(workspaces: readonly Workspace[]) {
  const app = new Hono<ApiEnv>();
  app.onError((error, c) =>
    problemResponse(
      c,
      toProblem(error, () => false),
    ),
  );
  const render = ({ title }: Page, { staff, path, lang }: StaffRequest) =>
    [title, staff.name, path, lang].join('|');
  mountWorkspace(app, workspaces, {
    city,
    clock: () => Temporal.Instant.from('2024-11-24T09:00:00+07:00'),
    proxies: 0,
    signIn: { staffOf: async (request) => people[request.headers.get('x-person') ?? ''] },
    mayOf: permissionCheck([
      { id: 'paper.write', roles: ['editor'], of: 'agency', label: { id: 'Tulis', en: 'Write' } },
      { id: 'lamp.light', roles: ['operator'], of: 'city', label: { id: 'Nyalakan', en: 'Light' } },
    ]),
    render,
    missing: () => page('missing'),
    sessionEnded: ({ values }, { path }) => JSON.stringify({ path, values }),
  });
  return (path: string, who?: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { ...init.headers, ...(who ? { 'x-person': who } : {}) } });
}

function paper(post?: (request: StaffFormRequest) => void): Workspace {
  return {
    pages: [
      { path: '/kerja/:kind', permission: 'signed-in', get: async () => page('any kind') },
      {
        path: '/kerja/kertas',
        query: ['q'],
        permission: 'paper.write',
        get: async () => page('paper'),
        post: async (request) => {
          post?.(request);
          return { kind: 'moved', to: request.href('/kerja/kertas') };
        },
      },
      { path: '/kerja/rahasia', permission: 'nobody.declared', get: async () => page('secret') },
      {
        path: '/kerja/tolak',
        permission: 'signed-in',
        get: async () => {
          throw new PublishingRefusal('changed-meanwhile', 'Somebody was quicker.');
        },
      },
    ],
    files: [
      {
        path: '/kerja/kertas/ekspor',
        method: 'GET',
        permission: 'lamp.light',
        answer: async () => new Response('a,b', { headers: { 'content-type': 'text/csv' } }),
      },
    ],
  };
}

describe('who gets in', () => {
  const ask = opened([paper()]);

  it.each([
    ['/kerja/kertas?q=a b', '/masuk?ke=%2Fkerja%2Fkertas%3Fq%3Da%2520b'],
    ['/en/kerja/kertas', '/en/masuk?ke=%2Fen%2Fkerja%2Fkertas'],
    ['/kerja/no-such-page/at/all', '/masuk?ke=%2Fkerja%2Fno-such-page%2Fat%2Fall'],
  ])('leads whoever is not signed in from %s to the sign-in page', async (path, to) => {
    const answer = await ask(path);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(to);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('shows a page in both languages to whom it is for, and keeps it nowhere', async () => {
    const answer = await ask('/kerja/kertas', 'sari');
    expect(await answer.text()).toBe('paper|sari|/kerja/kertas|id');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await (await ask('/en/kerja/kertas', 'sari')).text()).toBe('paper|sari|/kerja/kertas|en');
  });

  it('refuses who may not, before the form is read', async () => {
    expect((await ask('/kerja/kertas', 'budi')).status).toBe(403);
    const posted = await ask('/kerja/kertas', 'budi', { method: 'POST', body: 'x'.repeat(1 << 20) });
    expect(posted.status).toBe(403);
  });

  it('gives a form back to whose session ended, and reads none of a site or a size of another kind', async () => {
    const post = (body: string, headers: Record<string, string> = {}) =>
      ask('/kerja/kertas', undefined, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(body.length),
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      });
    const answer = await post('title=Panjang&area=1&area=2');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      path: '/kerja/kertas',
      values: { title: 'Panjang', area: ['1', '2'] },
    });
    expect((await post('title=x', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const large = await post(`title=${'x'.repeat(300_000)}`);
    expect(large.headers.get('location')).toBe('/masuk?ke=%2Fkerja%2Fkertas');
  });

  it('denies what nobody declared', async () => {
    expect((await ask('/kerja/rahasia', 'sari')).status).toBe(403);
    expect((await ask('/kerja/rahasia', 'budi')).status).toBe(403);
  });

  it('prefers a word to a parameter, whichever came first', async () => {
    expect(await (await ask('/kerja/lain', 'sari')).text()).toMatch(/^any kind/);
    expect(await (await ask('/kerja/kertas', 'sari')).text()).toMatch(/^paper/);
  });

  it('shows that an address is missing only to staff', async () => {
    const answer = await ask('/kerja/a/b/c', 'sari');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/^missing/);
  });

  it('gives files as they are, and kept nowhere', async () => {
    const answer = await ask('/kerja/kertas/ekspor', 'budi');
    expect(await answer.text()).toBe('a,b');
    expect(answer.headers.get('content-type')).toBe('text/csv');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await ask('/kerja/kertas/ekspor', 'sari')).status).toBe(403);
  });
});

describe('forms', () => {
  const taken: StaffFormRequest[] = [];
  const ask = opened([paper((request) => taken.push(request))]);

  it('keeps the order of a name with several values, and plain line ends', async () => {
    const body = new URLSearchParams([
      ['area', '32.76.01'],
      ['area', '32.76.02'],
      ['teks', 'satu\r\ndua\0'],
    ]);
    const answer = await ask('/kerja/kertas', 'sari', { method: 'POST', body });
    expect(answer.status).toBe(303);
    expect(taken.at(-1)?.form).toEqual({ area: ['32.76.01', '32.76.02'], teks: 'satu\ndua' });
  });

  it('reads files beside fields, and takes an empty field of files for none', async () => {
    const part = (head: string, body: string) =>
      `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    await ask('/kerja/kertas', 'sari', {
      method: 'POST',
      body: [
        part('name="judul"', 'Jadwal'),
        part('name="gambar"; filename="peta.png"', '\x01\x02'),
        part('name="lampiran"; filename=""', ''),
        '--b--\r\n',
      ].join(''),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(taken.at(-1)?.form).toEqual({ judul: 'Jadwal' });
    expect(taken.at(-1)?.uploads).toEqual([
      { field: 'gambar', name: 'peta.png', bytes: new Uint8Array([1, 2]) },
    ]);
  });

  it('refuses what another site posts', async () => {
    const answer = await ask('/kerja/kertas', 'sari', {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'foreign-form' });
  });

  it('refuses what is too large, and a form that is cut off', async () => {
    const large = await ask('/kerja/kertas', 'sari', { method: 'POST', body: 'x'.repeat(1 << 20) });
    expect(large.status).toBe(413);
    const cut = await ask('/kerja/kertas', 'sari', {
      method: 'POST',
      body: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(cut.status).toBe(400);
  });
});

it('tells a refusal by its code', async () => {
  const answer = await opened([paper()])('/kerja/tolak', 'sari');
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: 'changed-meanwhile' });
});

it('mounts nothing beside the workspace', () => {
  const stray = { path: '/lain', permission: 'signed-in', get: async () => page('stray') } as const;
  expect(() => opened([{ pages: [stray] }])).toThrow('/lain');
});

it('orders paths so that words come before parameters, whatever else lies between', () => {
  const paths = ['/a/:id', '/a.csv', '/a/live', '/a', '/a/:id/photo', '/b'];
  const inOrder = ['/a', '/a/live', '/a/:id', '/a/:id/photo', '/a.csv', '/b'];
  for (let turn = 0; turn < paths.length; turn++) {
    const turned = [...paths.slice(turn), ...paths.slice(0, turn)];
    expect(turned.toSorted(compareSegments)).toEqual(inOrder);
  }
});
