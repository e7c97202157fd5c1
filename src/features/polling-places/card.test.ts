import { describe, expect, it } from 'vitest';
import { compareWithPredecessors, type PollingPlace } from '../../domain/polling-place.ts';
import { parsePollingPlaceRow } from '../../domain/polling-place-row.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { cardOf } from './card.ts';
import { areasAround } from './directory.ts';
import { standingOf } from './elections.ts';
import { areas, type Cells, CITY, cellsOf, clock, pemilu, pilkada } from './test-data.ts';

const now = clock().toZonedDateTimeISO('Asia/Jakarta');

function placeOf(number: number, changed: Cells = {}, election = pilkada.id): PollingPlace {
  const result = parsePollingPlaceRow(cellsOf(number, changed), { election, areas, city: CITY });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.place;
}
const earlier = (number: number, changed: Cells = {}) => placeOf(number, changed, pemilu.id);

function card(
  place: PollingPlace,
  from: readonly PollingPlace[] = [],
  lang: Lang = 'id',
  election = pilkada,
) {
  const around = areasAround(areas, place.area);
  if (!around) throw new Error('area');
  const reader = { lang, now, format: formatterOf(lang, 'Asia/Jakarta') };
  return cardOf(
    {
      view: { place, ...around, comparison: compareWithPredecessors(place, from) },
      standing: standingOf(election, reader),
      elections: [pilkada, pemilu],
      nearby: [],
      areas,
    },
    reader,
  );
}
const lines = (...input: Parameters<typeof card>) =>
  card(...input).facts.map(({ text, note }) => (note ? `${text} | ${note}` : text));

describe('the card of a polling place', () => {
  it('says where, when and how sure that is', () => {
    expect(card(placeOf(14))).toMatchObject({
      eyebrow: 'TPS Pilkada 2024',
      number: '014',
      village: 'Kelurahan Depok Jaya',
      district: 'Kecamatan Pancoran Mas',
      map: { coordinates: '6,4025° LS, 106,8186° BT' },
    });
    expect(lines(placeOf(14))).toEqual([
      'SDN Depok Jaya 14, Jl. Nusantara Raya | Lokasi dipastikan 20 November 2024. Bisa untuk kursi roda.',
      'Rabu, 27 November 2024, pukul 07.00–13.00 | Datang sebelum TPS tutup. Yang sudah antre tetap dilayani.',
    ]);
  });

  it('says it in English', () => {
    expect(lines(placeOf(14, { wheelchair: 'tidak' }), [], 'en')).toEqual([
      'SDN Depok Jaya 14, Jl. Nusantara Raya | Place confirmed on 20 November 2024. Wheelchairs cannot get in yet.',
      'Wednesday, 27 November 2024, 07:00–13:00 | Come before it closes. Whoever is in the queue by then can still vote.',
    ]);
  });

  it('tells a provisional place, unknown access and a missing point', () => {
    const place = placeOf(14, {
      status: 'provisional',
      confirmed_on: '',
      wheelchair: '',
      latitude: '',
      longitude: '',
      name: '',
    });
    expect(lines(place)[0]).toBe(
      'Jl. Nusantara Raya | Lokasi masih sementara dan bisa berubah. Belum diketahui bisa untuk kursi roda atau tidak.',
    );
    expect(card(place).map).toBeUndefined();
  });

  it('explains a special one', () => {
    expect(lines(placeOf(901, { display_number: '037', kind: 'hospital' }))[1]).toBe(
      'TPS lokasi khusus di rumah sakit | Hanya untuk pemilih yang terdaftar di TPS ini.',
    );
  });

  it.each([
    ['the same', [earlier(14, { name: 'SDN Depok Jaya 14' })], 'Nomor dan tempatnya sama dengan Pemilu 2024'],
    ['a new number', [earlier(27)], 'Nomornya berganti: dulu TPS 027 pada Pemilu 2024 | Tempatnya sama.'],
    [
      'another place',
      [earlier(27, { name: '', address: 'Jl. Melati 1', latitude: '-6.41' })],
      'Pindah dari TPS 027 pada Pemilu 2024 | Dulu di Jl. Melati 1.',
    ],
    [
      'several that were joined, one of another kelurahan',
      [earlier(1), earlier(2), earlier(3, { area: '32.76.02.1012' })],
      'Gabungan TPS 001, TPS 002 dan TPS 003 Curug, Kecamatan Cimanggis pada Pemilu 2024',
    ],
  ])('tells what became of the earlier ones: %s', (_, from, line) => {
    expect(lines(placeOf(14), from).at(-1)).toBe(line);
  });

  it('is clearly past once voting is over', () => {
    expect(lines(earlier(27), [], 'id', pemilu)[1]).toBe(
      'Pemungutan suara Rabu, 14 Februari 2024 sudah selesai',
    );
  });
});
