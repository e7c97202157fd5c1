import type { AreaIndex } from '../domain/area.ts';
import { loadCityAreas } from '../platform/areas.ts';
import type { City } from '../platform/city.ts';
import { readCity } from '../platform/city-store.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { listen } from '../platform/http/server.ts';
import { demoLinks } from './demo-staff.ts';
import type { DemoWishes } from './demo-wishes.ts';
import { CommandFailure } from './failure.ts';
import { type HolderProcess, startHolderProcess } from './keyholder-process.ts';
import { openMigratedDatabase } from './open-database.ts';
import type { Runtime } from './runtime.ts';
import { untilStopped } from './signals.ts';

/**
 * `jendela start`: the window until it is told to stop. With `demo`, a city is invented first where there is none. A
 * demo's key holder runs beside it, in a process of its own.
 */
export async function startCommand(
  runtime: Runtime,
  options: { readonly demo?: DemoWishes | undefined },
): Promise<void> {
  const stopped = untilStopped();
  // A mistyped area is said before a database is made for it.
  const demo = options.demo && { wishes: options.demo, areas: await loadCityAreas(options.demo.area) };
  const database = await openMigratedDatabase(runtime);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  try {
    const city = await cityToShow(runtime, database, demo);
    const holder =
      city.demo && !runtime.config.KEYHOLDERS ? await startDemoHolder(runtime.config) : undefined;
    if (holder) closing.unshift(() => holder.stop());
    const { port, context } = await listenFor({ runtime, database, city, holder, closing });
    await greet(runtime, database, context, port);
    await stopped;
    runtime.print.line('Stopping …');
  } finally {
    for (const close of closing) await close();
  }
}

async function cityToShow(
  runtime: Runtime,
  database: Database,
  demo: { readonly wishes: DemoWishes; readonly areas: AreaIndex } | undefined,
): Promise<City> {
  const known = await readCity(database.db);
  if (known) return known;
  if (!demo) {
    throw new CommandFailure(
      'There is no city yet. Open one with: jendela city --area CODE, or an invented one with: jendela demo',
    );
  }
  const { openDemoCity } = await import('./demo-city.ts');
  await openDemoCity(runtime, database, demo.areas, demo.wishes);
  const opened = await readCity(database.db);
  if (!opened) throw new CommandFailure('The demo could not be opened.');
  return opened;
}

async function startDemoHolder(config: Config): Promise<HolderProcess> {
  const { demoFolders } = await import('./demo-city.ts');
  return startHolderProcess('kpu', demoFolders(config.dataDir).holder);
}

async function listenFor(parts: {
  readonly runtime: Runtime;
  readonly database: Database;
  readonly city: City;
  readonly holder: HolderProcess | undefined;
  readonly closing: (() => Promise<void>)[];
}): Promise<{ readonly port: number; readonly context: FeatureContext }> {
  const { runtime, database, city, holder, closing } = parts;
  const { log } = runtime;
  const config = holder ? { ...runtime.config, KEYHOLDERS: [holder] } : runtime.config;
  const { openWindow } = await import('./open-window.ts');
  const window = await openWindow({ config, log, database, city, work: config.JOBS === 'on' });
  closing.unshift(() => window.close());
  const server = await listen({
    fetch: window.app.fetch,
    host: config.HOST,
    port: config.PORT,
    setting: 'PORT',
  });
  closing.unshift(() => server.stop(config.STOP_SECONDS));
  return { port: server.port, context: window.context };
}

async function greet(
  { config, print }: Runtime,
  database: Database,
  context: FeatureContext,
  port: number,
): Promise<void> {
  const { city } = context;
  const address = config.PORT === port ? config.publicUrl : `http://localhost:${port}`;
  print.line();
  print.line(`  ${city.windowName} is open: ${address}`);
  if (city.demo) {
    const { readDemoNumbers } = await import('./demo-city.ts');
    print.line('  Everything in it is invented. Numbers to try the voter check with (/cek):');
    for (const { number, answer } of await readDemoNumbers(config.dataDir))
      print.line(`    ${number}  ${answer}`);
    print.line('  Links into the workspace; each lets in once:');
    for (const { what, path } of await demoLinks(database)) {
      print.line(`    ${what}`);
      print.line(`      ${address}${path}`);
    }
    const { demoOfficerWays } = await import('./demo-officer-ways.ts');
    print.line('  Codes of field officers, each for one phone, with the last four figures of the NIK:');
    for (const { who, path, ending } of await demoOfficerWays(context)) {
      print.line(`    ${who}: ${ending}`);
      print.line(`      ${address}${path}`);
    }
  }
  print.line('  Ctrl-C stops it.');
  print.line();
}
