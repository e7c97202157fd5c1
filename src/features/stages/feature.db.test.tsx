import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import type { Stage } from '../../domain/stage.ts';
import { importStages } from './import.ts';
import { electionOf, stageOf } from './test-data.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

let test: TestWindow;
let now = Temporal.Instant.from('2024-11-24T02:00:00Z');

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
  await importStages(test.database.db, { election, stages: own }, Temporal.Instant.from(at));
  showLater({ minutes: 1 });
}

/** Later than any page is kept, so that no test waits for the news of a change. */
function showLater(duration: Temporal.DurationLike): void {
  now = now.add(duration);
  test.setNow(now);
}

beforeAll(async () => {
  test = await createTestWindow({ name: 'stages_pages', stages: false });
});
afterAll(() => test?.close());

async function get(path: string): Promise<{ status: number; type: string; text: string }> {
  const response = await test.request(path);
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
    expect(page.text).toContain('<title>Tahapan Pilkada 2024 ');
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
    expect(page.text).toContain('<title>Masa tenang, Pilkada 2024 ');
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
    const one = await test.request('/en/tahapan/pilkada-2024/tenang/kalender.ics');
    expect(one.headers.get('content-disposition')).toBe('attachment; filename="tenang.ics"');
    expect(await one.text()).toContain('SUMMARY:Quiet period');
    expect((await get('/tahapan/pilkada-2024/inti/kalender.ics')).status).toBe(404);
    expect((await get('/tahapan/lain/kalender.ics')).status).toBe(404);
  });

  it('gives the same to programs', async () => {
    const elections = JSON.parse((await get('/api/v1/elections')).text);
    expect(elections).toMatchObject({
      asOf: now.toString(),
      elections: [
        {
          id: 'pilkada-2024',
          standing: 'coming',
          votingHours: { opens: '07:00' },
          version: 2,
          owner: 'KPU Kota Depok',
          checkedOn: '2024-10-05',
          reviewBy: '2025-01-03',
        },
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
        checkedOn: '2024-10-05',
        reviewBy: '2025-01-03',
      },
    ]);
    const missing = await get('/api/v1/elections/lain/stages');
    expect(missing.status).toBe(404);
    expect(JSON.parse(missing.text)).toMatchObject({ code: 'election-unknown' });
  });

  it('offers its elections to other features', async () => {
    const { elections } = test.window.context.capabilities;
    expect((await elections?.list())?.map(({ id }) => id)).toEqual(['pilkada-2024', 'pemilu-2024']);
    expect((await elections?.find('pilkada-2024'))?.votingDay.toString()).toBe('2024-11-27');
    expect(await elections?.find('lain')).toBeUndefined();
  });

  it('says who answers for a stage, and when it was looked at', async () => {
    const page = await get('/tahapan/pilkada-2024/tenang');
    expect(page.text).toContain('Dikelola KPU Kota Depok.');
    expect(page.text).toContain('Diperiksa 5 Oktober 2024, diperiksa lagi paling lambat 3 Januari 2025.');
    expect(page.text).not.toContain('Belum diperiksa lagi');
  });

  it('says so calmly where nobody looked in time, and only of what may still change', async () => {
    const late = stageOf({
      id: 'sengketa',
      kind: 'result',
      name: { id: 'Sengketa hasil', en: 'Disputes' },
      end: day('2025-03-01'),
      reviewBy: day('2024-11-20'),
    });
    const past = stageOf({ id: 'calon', end: day('2024-09-22'), reviewBy: day('2024-11-20') });
    await bring([group, { ...quiet, end: day('2024-11-27') }, late, past], '2024-10-06T03:00:00Z');
    for (const path of ['/tahapan/pilkada-2024', '/tahapan/pilkada-2024/sengketa']) {
      const { text } = await get(path);
      expect(text).toContain('Belum diperiksa lagi sejak 6 Oktober 2024');
      expect(text).toContain('Kalau ragu, tanyakan langsung kepada KPU Kota Depok.');
    }
    expect((await get('/tahapan/pilkada-2024/calon')).text).not.toContain('Belum diperiksa');
    expect((await get('/tahapan/pilkada-2024/tenang')).text).not.toContain('Belum diperiksa');
  });
});
