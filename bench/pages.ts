/**
 * `npm run bench:pages`: what a first visit costs on a weak connection and a slow phone: 400 ms round trip, 400 kbit/s,
 * a processor slowed four times. Prints bytes over the wire, the largest paint and how far things moved.
 */
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { machine, printTable, type Row, withDemoWindow } from './support.ts';

const ROUND_TRIP_MS = 400;
const BYTES_PER_SECOND = 400_000 / 8;
const SLOWER = 4;
const VISITS = 3;

const PAGES = [
  { path: '/', limit: 45_000, of: 'all' },
  { path: '/en', limit: 45_000, of: 'all' },
  { path: '/tahapan', limit: 45_000, of: 'all' },
  { path: '/tahapan/pemilu-2024', limit: 45_000, of: 'all' },
  { path: '/tahapan/pilkada-2024/pungut', limit: 45_000, of: 'all' },
  { path: '/tps', limit: 45_000, of: 'all' },
  { path: '/cek', limit: 60_000, of: 'script' },
] as const;

interface Visit {
  readonly bytes: Readonly<Record<string, number>>;
  readonly paint: number;
  readonly shift: number;
}

await withDemoWindow(async ({ url }) => {
  const rows: Row[] = [];
  for (const { path, limit, of } of PAGES) {
    const visits: Visit[] = [];
    for (let visit = 0; visit < VISITS; visit++) visits.push(await firstVisit(url + path));
    rows.push(rowOf(path, limit, of, visits));
  }
  console.log(machine());
  printTable(
    `First visits at ${ROUND_TRIP_MS} ms, 400 kbit/s, ${SLOWER} times slower; the worst of ${VISITS}; bytes over the wire`,
    rows,
  );
  console.log('Goals: largest paint under 2500 ms, no shift, and the limit of the last column.');
});

function rowOf(path: string, limit: number, of: 'all' | 'script', visits: readonly Visit[]): Row {
  const [first] = visits;
  const bytes = first?.bytes ?? {};
  const all = Object.values(bytes).reduce((sum, count) => sum + count, 0);
  const counted = of === 'all' ? all : (bytes['Script'] ?? 0);
  return {
    page: path,
    html: bytes['Document'] ?? 0,
    css: bytes['Stylesheet'] ?? 0,
    font: bytes['Font'] ?? 0,
    script: bytes['Script'] ?? 0,
    other:
      all - ['Document', 'Stylesheet', 'Font', 'Script'].reduce((sum, kind) => sum + (bytes[kind] ?? 0), 0),
    all,
    'paint ms': Math.round(Math.max(...visits.map((visit) => visit.paint))),
    shift: Math.max(...visits.map((visit) => visit.shift)).toFixed(4),
    limit: `${counted <= limit ? 'within' : 'OVER'} ${limit} ${of}`,
  };
}

/** A browser that has never been here: nothing cached, no worker. */
async function firstVisit(address: string): Promise<Visit> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    const bytes = await slowDown(page);
    await page.goto(address, { waitUntil: 'networkidle', timeout: 60_000 });
    const { paint, shift } = await page.evaluate(observed);
    return { bytes, paint, shift };
  } finally {
    await browser.close();
  }
}

/** Makes network and processor slow, and counts what comes over the wire by kind. */
async function slowDown(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return bytes;
}

/** Runs in the page: the largest paint in ms and the sum of all shifts. */
async function observed(): Promise<{ paint: number; shift: number }> {
  const entriesOf = (type: string) =>
    new Promise<PerformanceEntryList>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
      setTimeout(() => resolve([]), 1_000);
    });
  const paints = await entriesOf('largest-contentful-paint');
  const shifts = await entriesOf('layout-shift');
  return {
    paint: Math.max(0, ...paints.map((entry) => entry.startTime)),
    shift: shifts.reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0),
  };
}
