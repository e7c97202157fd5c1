import type { Sex } from '../domain/nik.ts';
import type { Random } from './random.ts';

type Words = readonly [string, ...string[]];

// biome-ignore format: a list of words reads better in lines than one word a line
const FIRST: Readonly<Record<Sex, Words>> = {
  male: ['Adi', 'Agus', 'Ahmad', 'Andi', 'Arif', 'Asep', 'Bagus', 'Bambang', 'Budi', 'Dadang', 'Darmawan', 'Dedi', 'Deni',
    'Eko', 'Fajar', 'Ferdinand', 'Galih', 'Hadi', 'Hendra', 'Heri', 'Imam', 'Indra', 'Iwan', "Ja'far", 'Joko', 'Karsono',
    'Komar', 'Lukman', "Ma'ruf", 'Made', 'Mulyadi', "Nu'man", 'Opik', 'Pardi', 'Rahmat', 'Rian', 'Rizki', 'Rudi', 'Saiful',
    'Slamet', 'Soekirno', 'Sugeng', 'Suparman', 'Taufik', 'Tono', 'Ujang', 'Wahyu', 'Wawan', 'Yohanes', 'Yusuf', 'Zainal'],
  female: ['Aisyah', 'Ani', 'Anisa', 'Ayu', 'Cicih', 'Citra', 'Dewi', 'Dian', 'Djuariah', 'Eka', 'Elis', 'Endang', 'Euis',
    'Fitri', 'Fransiska', 'Hana', 'Ida', 'Indah', 'Iis', 'Kartini', 'Komalasari', 'Lestari', 'Lilis', 'Maria', 'Maryati',
    'Mega', 'Nani', 'Neneng', 'Nina', 'Nur', "Nur'aini", 'Ponirah', 'Putri', 'Rahma', 'Ratna', 'Rina', 'Rini', "Sa'diyah",
    'Sari', 'Siti', 'Sri', 'Sumarni', 'Tuti', 'Umi', 'Wati', 'Wulan', 'Yanti', 'Yuliana', 'Yuni', 'Zahra', 'Zubaidah'],
};

// biome-ignore format: as above
const LAST: Readonly<Record<Sex, Words>> = {
  male: ['Hidayat', 'Setiawan', 'Saputra', 'Nugroho', 'Kurniawan', 'Firmansyah', 'Gunawan', 'Susanto', 'Wibowo', 'Maulana',
    'Permana', 'Pratama', 'Ramadhan', 'Santoso', 'Suryana', 'Hakim', 'Utomo', 'Prasetyo', 'Iskandar', 'Fauzi', "Rifa'i"],
  female: ['Handayani', 'Wulandari', 'Rahmawati', 'Puspitasari', 'Anggraini', 'Nurjanah', 'Kusumawati', 'Astuti', 'Hasanah',
    'Lestari', 'Maharani', 'Permatasari', 'Safitri', 'Susanti', 'Utami', 'Yulianti', 'Rohmah', "Mas'udah", 'Oktaviani'],
};

/** Words that a whole family carries, as in Batak, Minang or Moluccan names and many others. */
// biome-ignore format: as above
const FAMILY: Words = ['Siregar', 'Nasution', 'Simanjuntak', 'Tanjung', 'Chaniago', 'Pattiwael', 'Latuconsina', 'Wijaya',
  'Suparno', 'Kusuma', 'Sembiring', 'Lubis', 'Mamesah', 'Tjokro', 'Rumbewas', "Baso'", 'Daulay', 'Hutapea'];

const DEGREES: Words = ['S.Pd.', 'S.E.', 'S.H.', 'S.Kom.', 'M.M.', 'S.T.', 'A.Md.'];

/** The word a family carries, or undefined for the families, most of them, that carry none. */
export function familyWord(random: Random): string | undefined {
  return random.oneIn(4) ? random.pick(FAMILY) : undefined;
}

/** An invented Indonesian name: of one word to four, some with a title, an apostrophe, an older spelling or a degree. */
export function personName(sex: Sex, family: string | undefined, random: Random): string {
  const first = random.pick(FIRST[sex]);
  const words = [first];
  const last = family ?? (random.oneIn(6) ? undefined : random.pick(LAST[sex]));
  const second = last !== undefined && random.oneIn(5) ? random.pick(FIRST[sex]) : first;
  if (second !== first) words.push(second);
  if (last !== undefined && last !== first) words.push(last);
  if (sex === 'male' && random.oneIn(9)) words.unshift(random.pick(['Muhammad', 'Muh.', 'Moh.', 'M.']));
  if (random.oneIn(25)) words.unshift(sex === 'male' ? 'H.' : 'Hj.');
  const name = words.join(' ');
  return random.oneIn(40) ? `${name}, ${random.pick(DEGREES)}` : name;
}
