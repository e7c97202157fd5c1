import { Hono } from 'hono';
import ICAL from 'ical.js';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Stage } from '../../domain/stage.ts';
import { loadCityAreas } from '../../platform/areas.ts';
import { cityOf } from '../../platform/city.ts';
import { readConfig } from '../../platform/config/config.ts';
import { migrate } from '../../platform/database/migrate.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { type ApiEnv, createApi } from '../../platform/http/api.ts';
import { createPageCache } from '../../platform/http/page-cache.ts';
import { mountFiles, mountPages, type PageHost } from '../../platform/http/pages.ts';
import { problemResponse, toProblem } from '../../platform/http/problem.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { platformMigrations } from '../../platform/migrations.ts';
import { stages as feature } from './feature.ts';
import { importStages } from './import.ts';
import { stagesMigrations } from './tables.ts';
import { electionOf, stageOf } from './test-data.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);

let test: TestDatabase;
let app: Hono<ApiEnv>;
let context: FeatureContext;
let revision = 1;

const group = stageOf({ id: 'inti', kind: 'group', name: { id: 'Tahap inti', en: 'Core' } });
const quiet = stageOf({
  parent: 'inti',
  order: 1,
  start: day('2024-11-24'),
  end: day('2024-11-26'),
  citizen: { id: 'Siapkan KTP-el.', en: 'Have your KTP-el ready.' },
});
const doubtful = stageOf({
  id: 'ulang',
  kind: 'voting',
  order: 2,
  name: { id: 'Pemungutan ulang', en: 'Repeated voting' },
  start: day('2025-02-01'),
  condition: { id: 'MK memutuskan demikian', en: 'the court rules so' },
});

async function bring(stages: readonly Stage[], at: string, change: Parameters<typeof electionOf>[0] = {}) {
  const election = electionOf({
    contests: [{ id: 'wali-kota', name: { id: 'Wali Kota', en: 'Mayor' } }],
    lists: [{ kind: 'permanent', code: 'DPT', label: { id: 'DPT', en: 'DPT' }, bring: [], law: 'UU' }],
    ...change,
  });
  const own = stages.map((stage, order) => ({ ...stage, election: election.id, order }));
  await importStages(test.db, { election, stages: own }, Temporal.Instant.from(at));
  revision += 1;
}

beforeAll(async () => {
  test = await createTestDatabase('stages_pages');
  const log = createLogger({ level: 'silent' });
  await migrate(test.database, { ...platformMigrations, ...stagesMigrations }, log);
  const areas = await loadCityAreas('32.76');
  const depok = areas.get('32.76');
  if (!depok) throw new Error('no Depok');
  const city = cityOf(depok);
  const clock = () => NOW;
  context = {
    db: test.db,
    config: readConfig({ PUBLIC_URL: 'https://jendela.example' }),
    city,
    areas,
    clock,
    log,
    capabilities: {},
    metrics: createMetrics(() => 1),
    onClose: () => undefined,
    features: () => [feature],
    describeApi: () => ({ openapi: '3.1.0', info: { title: '', version: '' } }),
  };
  const host: PageHost = {
    city,
    clock,
    proxies: 0,
    cache: createPageCache({ clock, revision: () => revision, isAway: () => false }),
    render: (page) => `<title>${page.title}</title>${renderToString(page.body)}`,
    missing: () => ({ title: 'missing', body: <p>missing</p> }),
  };
  app = new Hono<ApiEnv>();
  const api = createApi();
  feature.api?.(api, context);
  app.route('/api/v1', api);
  app.onError((error, c) =>
    problemResponse(
      c,
      toProblem(error, () => false),
    ),
  );
  mountFiles(app, feature.files?.(context) ?? [], host);
  mountPages(app, feature.pages?.(context) ?? [], host);
});
afterAll(() => test?.drop());

async function get(path: string): Promise<{ status: number; type: string; text: string }> {
  const response = await app.request(path);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

describe('the stages of a window', () => {
  it('says that there are none before the first import', async () => {
    expect((await get('/tahapan')).text).toContain('Belum ada tahapan');
    expect((await get('/tahapan/pilkada-2024')).status).toBe(404);
    expect((await get('/api/v1/elections')).text).toContain('"elections":[]');
    expect((await get('/tahapan/perubahan.atom')).status).toBe(200);
  });

  it('shows the election that comes, and past ones below it as past', async () => {
    await bring([group, quiet, doubtful], '2024-09-20T03:00:00Z');
    await bring([stageOf({ end: day('2024-02-13') })], '2024-09-21T03:00:00Z', {
      id: 'pemilu-2024',
      name: { id: 'Pemilu 2024', en: 'General elections 2024' },
      votingDay: day('2024-02-14'),
    });
    const page = await get('/tahapan');
    expect(page.text).toContain('<title>Tahapan Pilkada 2024</title>');
    expect(page.text).toContain('Siapkan KTP-el.');
    expect(page.text.indexOf('Pilkada 2024')).toBeLessThan(page.text.indexOf('Pemilu 2024'));
    expect((await get('/en/tahapan')).text).toContain('Have your KTP-el ready.');
    const past = await get('/tahapan/pemilu-2024');
    expect(past.text).toContain('Pemilihan ini sudah selesai');
    expect(past.text).toContain('href="/tahapan/pilkada-2024"');
    expect((await get('/tahapan/pemilu-2024/tenang')).text).toContain('Pemilihan ini sudah selesai');
  });

  it('has a page for each stage, with its days, its doubt and where it is from', async () => {
    const page = await get('/tahapan/pilkada-2024/tenang');
    expect(page.text).toContain('<title>Masa tenang, Pilkada 2024</title>');
    expect(page.text).toContain('Minggu, 24 November 2024 sampai Selasa, 26 November 2024');
    expect(page.text).toContain('2 hari lagi');
    expect(page.text).toContain('Bagian dari <a href="/tahapan/pilkada-2024/inti">Tahap inti</a>');
    expect(page.text).toContain('PKPU 2/2024, catatan versi 1');
    expect(page.text).toContain('20 September 2024 pukul 10.00 WIB');
    expect((await get('/tahapan/pilkada-2024/ulang')).text).toContain('Tahap ini belum tentu ada');
    expect((await get('/tahapan/pilkada-2024/inti')).text).toContain('Di dalam tahap ini');
    expect((await get('/tahapan/pilkada-2024/lain')).status).toBe(404);
  });

  it('tells of changes, and of stages that were removed', async () => {
    await bring([group, { ...quiet, end: day('2024-11-27') }], '2024-10-05T03:00:00Z');
    const changed = await get('/tahapan/pilkada-2024/tenang');
    expect(changed.text).toContain('Diubah: tanggal selesai dari 26 November 2024 menjadi 27 November 2024');
    const removed = await get('/tahapan/pilkada-2024/ulang');
    expect(removed.status).toBe(200);
    expect(removed.text).toContain('Tahap ini sudah dihapus dari jadwal');
    expect((await get('/tahapan/pilkada-2024')).text).not.toContain('Pemungutan ulang');
    const feed = await get('/tahapan/perubahan.atom');
    expect(feed.type).toContain('application/atom+xml');
    expect(feed.text).toContain('Pilkada 2024: 1 tahap diubah, 1 tahap dihapus');
  });

  it('gives calendars that follow the changes', async () => {
    const whole = await get('/tahapan/pilkada-2024/kalender.ics');
    expect(whole.type).toBe('text/calendar; charset=utf-8');
    const events = new ICAL.Component(ICAL.parse(whole.text)).getAllSubcomponents('vevent');
    expect(
      events.map((event) => [event.getFirstPropertyValue('sequence'), event.getFirstPropertyValue('status')]),
    ).toEqual([
      [2, 'CONFIRMED'],
      [2, 'CANCELLED'],
    ]);
    const one = await app.request('/en/tahapan/pilkada-2024/tenang/kalender.ics');
    expect(one.headers.get('content-disposition')).toBe('attachment; filename="tenang.ics"');
    expect(await one.text()).toContain('SUMMARY:Quiet period');
    expect((await get('/tahapan/pilkada-2024/inti/kalender.ics')).status).toBe(404);
    expect((await get('/tahapan/lain/kalender.ics')).status).toBe(404);
  });

  it('gives the same to programs', async () => {
    const elections = JSON.parse((await get('/api/v1/elections')).text);
    expect(elections).toMatchObject({
      asOf: '2024-11-24T02:00:00Z',
      elections: [
        { id: 'pilkada-2024', standing: 'coming', votingHours: { opens: '07:00' }, version: 2 },
        { id: 'pemilu-2024', standing: 'over' },
      ],
    });
    const one = JSON.parse((await get('/api/v1/elections/pilkada-2024')).text);
    expect(one.election).toEqual(elections.elections[0]);
    const stages = JSON.parse((await get('/api/v1/elections/pilkada-2024/stages')).text);
    expect(stages.stages).toMatchObject([
      { id: 'inti', kind: 'group' },
      {
        id: 'tenang',
        state: 'running',
        start: '2024-11-24',
        end: '2024-11-27',
        version: 2,
        changedAt: '2024-10-05T03:00:00Z',
        sources: [{ url: 'https://kpu.example/tahapan' }],
      },
    ]);
    const missing = await get('/api/v1/elections/lain/stages');
    expect(missing.status).toBe(404);
    expect(JSON.parse(missing.text)).toMatchObject({ code: 'election-unknown' });
  });

  it('offers its elections to other features', async () => {
    const { elections } = feature.provides?.(context) ?? {};
    expect((await elections?.list())?.map(({ id }) => id)).toEqual(['pilkada-2024', 'pemilu-2024']);
    expect((await elections?.find('pilkada-2024'))?.votingDay.toString()).toBe('2024-11-27');
    expect(await elections?.find('lain')).toBeUndefined();
  });
});
