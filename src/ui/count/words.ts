import type { CountColumn, CountFinding, CountSection } from '../../domain/count-check.ts';
import type { Language } from '../../domain/text.ts';

type Format = (value: number) => string;

interface CountWords {
  readonly columns: Readonly<Record<CountColumn, string>>;
  readonly fields: Readonly<Record<string, string>>;
  /** Parts of the form, as it calls them in every language. */
  readonly sections: Readonly<Record<CountSection, string>>;
  readonly where: (sections: readonly string[]) => string;
  readonly candidate: (line: number) => string;
  readonly unreadable: string;
  readonly finding: (finding: CountFinding, list: string, format: Format) => string;
  readonly allAgrees: string;
  readonly begin: string;
  readonly partly: (checked: string, rules: string) => string;
  readonly problems: (count: string) => string;
  readonly toFirst: string;
}

/** By how much, and over what: "Selisih 3." */
function difference({ difference: by }: CountFinding, word: string, format: Format): string {
  return `${word} ${format(by)}.`;
}

const SECTIONS: CountWords['sections'] = {
  voters: 'Data pemilih',
  users: 'Pengguna hak pilih',
  ballots: 'Data penggunaan surat suara',
  disabled: 'Data pemilih disabilitas',
  candidates: 'Perolehan suara',
  totals: 'Data suara sah dan tidak sah',
};

const ID: CountWords = {
  sections: SECTIONS,
  where: (sections) => `Di C.Hasil: ${sections.join('; ')}.`,
  columns: { men: 'Laki-laki', women: 'Perempuan', total: 'Jumlah' },
  fields: {
    received: 'Diterima, termasuk cadangan',
    used: 'Digunakan',
    spoiled: 'Dikembalikan karena rusak atau keliru coblos',
    unused: 'Tidak digunakan, termasuk sisa cadangan',
    valid: 'Suara sah',
    invalid: 'Suara tidak sah',
    votes: 'Suara sah dan tidak sah',
  },
  candidate: (line) => `Calon nomor ${line}`,
  unreadable: 'Tulis dengan angka saja.',
  finding(finding, list, format) {
    const left = format(finding.left);
    const right = format(finding.right);
    const by = difference(finding, 'Selisih', format);
    const words: Readonly<Record<CountFinding['rule']['kind'], string>> = {
      sexes: `Laki-laki ditambah perempuan ${left}, tetapi jumlah ditulis ${right}. ${by}`,
      lists: `Pengguna menurut daftar berjumlah ${left}, tetapi di sini ${right}. ${by}`,
      'users-within-voters': `Pengguna ${list} ${left}, lebih banyak daripada pemilih di daftarnya, ${right}. ${by}`,
      'disabled-within-users': `Pemilih disabilitas ${left}, lebih banyak daripada semua pengguna, ${right}. ${by}`,
      ballots: `Digunakan, rusak, dan tidak digunakan berjumlah ${left}, tetapi diterima ${right}. ${by}`,
      'used-by-users': `Surat suara digunakan ${left}, tetapi pengguna hak pilih ${right}. ${by}`,
      candidates: `Suara semua calon berjumlah ${left}, tetapi suara sah ditulis ${right}. ${by}`,
      'valid-and-invalid': `Suara sah ditambah tidak sah ${left}, tetapi jumlahnya ditulis ${right}. ${by}`,
      'votes-by-used': `Suara sah dan tidak sah ${left}, tetapi surat suara digunakan ${right}. ${by}`,
      'received-for-voters': `Pemilih DPT ${left}, tetapi surat suara diterima hanya ${right}. ${by} Periksa, mungkin ada surat suara yang kurang.`,
    };
    return words[finding.rule.kind];
  },
  allAgrees: 'Semua jumlah cocok',
  begin: 'Isi angka, jumlahnya diperiksa',
  partly: (checked, rules) => `Sejauh ini cocok: ${checked} dari ${rules} pemeriksaan`,
  problems: (count) => `${count} jumlah tidak cocok`,
  toFirst: 'Lihat yang pertama',
};

const EN: CountWords = {
  sections: SECTIONS,
  where: (sections) => `On C.Hasil: ${sections.join('; ')}.`,
  columns: { men: 'Men', women: 'Women', total: 'Total' },
  fields: {
    received: 'Received, with the reserve',
    used: 'Used',
    spoiled: 'Returned because spoiled or wrongly marked',
    unused: 'Not used, with what is left of the reserve',
    valid: 'Valid votes',
    invalid: 'Invalid votes',
    votes: 'Valid and invalid votes',
  },
  candidate: (line) => `Candidate number ${line}`,
  unreadable: 'Write figures alone.',
  finding(finding, list, format) {
    const left = format(finding.left);
    const right = format(finding.right);
    const by = difference(finding, 'The difference is', format);
    const words: Readonly<Record<CountFinding['rule']['kind'], string>> = {
      sexes: `Men and women come to ${left}, but the total says ${right}. ${by}`,
      lists: `The lists come to ${left}, but here it says ${right}. ${by}`,
      'users-within-voters': `${left} voted by ${list}, more than the ${right} on that list. ${by}`,
      'disabled-within-users': `${left} disabled voters are more than the ${right} who voted. ${by}`,
      ballots: `Used, spoiled and unused ballots come to ${left}, but ${right} were received. ${by}`,
      'used-by-users': `${left} ballots were used, but ${right} people voted. ${by}`,
      candidates: `The candidates’ votes come to ${left}, but valid votes say ${right}. ${by}`,
      'valid-and-invalid': `Valid and invalid votes come to ${left}, but their sum says ${right}. ${by}`,
      'votes-by-used': `${left} votes were counted, but ${right} ballots were used. ${by}`,
      'received-for-voters': `${left} voters are on the DPT, but only ${right} ballots were received. ${by} Look whether ballots are missing.`,
    };
    return words[finding.rule.kind];
  },
  allAgrees: 'All sums agree',
  begin: 'Fill in figures; their sums are checked',
  partly: (checked, rules) => `Agrees so far: ${checked} of ${rules} checks`,
  problems: (count) => `${count} sums do not agree`,
  toFirst: 'Go to the first',
};

/** Words of the arithmetic helper, for the page and for its script. */
export const COUNT_WORDS: Readonly<Record<Language, CountWords>> = { id: ID, en: EN };
