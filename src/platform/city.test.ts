import { expect, it } from 'vitest';
import { loadAreas } from './areas.ts';
import { cityOf } from './city.ts';

it.each([
  ['32.76', 'Jendela Depok', 'KPU Kota Depok', 'Asia/Jakarta'],
  ['32.01', 'Jendela Bogor', 'KPU Kabupaten Bogor', 'Asia/Jakarta'],
  ['31.74', 'Jendela Jakarta Selatan', 'KPU Kota Administrasi Jakarta Selatan', 'Asia/Jakarta'],
  ['91.71', 'Jendela Jayapura', 'KPU Kota Jayapura', 'Asia/Jayapura'],
])('names the window and offices of %s', async (code, windowName, office, zone) => {
  const area = (await loadAreas()).get(code);
  expect(area && cityOf(area)).toMatchObject({
    windowName,
    zone,
    electionOffice: { name: office },
    demo: false,
  });
});

it('is a demo where its clock has a start', async () => {
  const area = (await loadAreas()).get('32.76');
  const start = Temporal.Instant.from('2024-11-24T02:00:00Z');
  expect(area && cityOf(area, { demoClockStart: start })).toMatchObject({
    demo: true,
    demoClockStart: start,
  });
});
