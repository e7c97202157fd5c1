import { afterEach, expect, it } from 'vitest';
import { listen, PortTaken, type RunningServer } from './server.ts';

const running: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)));
});

async function start(
  fetch: (request: Request) => Response | Promise<Response>,
  port = 0,
): Promise<RunningServer> {
  const server = await listen({ fetch, host: '127.0.0.1', port, setting: 'PORT' });
  running.push(server);
  return server;
}

it('names a port that is taken, with the setting that changes it', async () => {
  const { port } = await start(() => new Response('ok'));
  const second = start(() => new Response('ok'), port);
  await expect(second).rejects.toThrow(PortTaken);
  await expect(second).rejects.toThrow(
    `Port ${port} is taken by another program. Set PORT to use another one.`,
  );
});

it('finishes a request under way before it stops, and takes no other', async () => {
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const server = await start(async () => {
    entered.resolve();
    await release.promise;
    return new Response('finished');
  });
  const url = `http://127.0.0.1:${server.port}/`;
  const answer = fetch(url).then((response) => response.text());
  await entered.promise;
  const stopped = server.stop(60);
  await expect(fetch(url)).rejects.toThrow();
  release.resolve();
  expect(await answer).toBe('finished');
  await stopped;
});

it('cuts off what does not end in time', async () => {
  const entered = Promise.withResolvers<void>();
  const server = await start(() => {
    entered.resolve();
    return new Promise<Response>(() => undefined);
  });
  const answer = fetch(`http://127.0.0.1:${server.port}/`);
  await entered.promise;
  await server.stop(0);
  await expect(answer).rejects.toThrow();
});
