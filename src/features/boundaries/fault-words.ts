import type { Lang } from '../../platform/i18n/messages.ts';
import type { FeatureFault, FileFault } from './problem.ts';

/** What is wrong with a file. */
export const FILE_FAULTS: Readonly<Record<Lang, Readonly<Record<FileFault, string>>>> = {
  id: {
    'not-readable': 'berkas tidak bisa dibaca',
    'too-large': 'berkas lebih besar dari 20 MB',
    'not-text': 'berkas bukan teks UTF-8',
    'not-json': 'berkas bukan JSON',
    'not-a-collection': 'berkas bukan GeoJSON FeatureCollection',
    'no-features': 'berkas tidak berisi wilayah',
    'too-many-features': 'berkas berisi lebih dari 2.000 wilayah',
    'too-many-points': 'berkas berisi lebih dari 2 juta titik',
    'no-attribution': 'sumber data belum disebut',
  },
  en: {
    'not-readable': 'the file cannot be read',
    'too-large': 'the file is larger than 20 MB',
    'not-text': 'the file is not UTF-8 text',
    'not-json': 'the file is not JSON',
    'not-a-collection': 'the file is no GeoJSON FeatureCollection',
    'no-features': 'the file has no areas',
    'too-many-features': 'the file has more than 2,000 areas',
    'too-many-points': 'the file has more than 2 million points',
    'no-attribution': 'it is not said whose data it is',
  },
};

/** What is wrong with one feature of it. */
export const FEATURE_FAULTS: Readonly<Record<Lang, Readonly<Record<FeatureFault, string>>>> = {
  id: {
    'not-a-feature': 'bukan Feature GeoJSON',
    'no-code': 'kode wilayahnya tidak ada',
    'bad-code': 'kode wilayahnya tidak berbentuk seperti 32.76.01.1006 atau 3276011006',
    'not-in-city': 'wilayah ini bukan bagian dari kota ini',
    'wrong-level': 'ini bukan kecamatan, kelurahan atau desa',
    twice: 'wilayah ini sudah ada di atasnya',
    'no-polygon': 'geometrinya bukan Polygon atau MultiPolygon',
    'bad-coordinates': 'koordinatnya bukan pasangan bujur dan lintang',
    'open-ring': 'garisnya tidak tertutup: titik terakhir harus sama dengan titik pertama',
    'short-ring': 'garisnya kurang dari tiga sudut',
    exchanged: 'bujur dan lintang tertukar: bujur ditulis lebih dulu',
    outside: 'titiknya di luar Indonesia',
    'too-many-points': 'berisi lebih dari 200.000 titik',
  },
  en: {
    'not-a-feature': 'is no GeoJSON Feature',
    'no-code': 'has no code of an area',
    'bad-code': 'its code does not read like 32.76.01.1006 or 3276011006',
    'not-in-city': 'is no area of this city',
    'wrong-level': 'is no kecamatan, kelurahan or desa',
    twice: 'is there already further up',
    'no-polygon': 'its geometry is no Polygon or MultiPolygon',
    'bad-coordinates': 'its coordinates are no pairs of longitude and latitude',
    'open-ring': 'a line is not closed: its last point must be its first',
    'short-ring': 'a line has fewer than three corners',
    exchanged: 'longitude and latitude are exchanged: longitude comes first',
    outside: 'has a point outside Indonesia',
    'too-many-points': 'has more than 200,000 points',
  },
};
