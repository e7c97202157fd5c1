import type { Browser } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { sharedBrowser } from '../support/browser.ts';
import { followLinks } from '../support/follow-links.ts';
import { type LookedAt, lookAtPages, WAYS_OF_LOOKING } from '../support/page-look.ts';
import { headersOf, signInOfficer, signInStaff } from '../support/sign-in.ts';

const { url, ways } = inject('window');

let browser: Browser;
let pages: readonly LookedAt[];

beforeAll(async () => {
  browser = await sharedBrowser();
  pages = await findPages(await headersOf(browser, url));
});

/** One page of every kind that officers and staff come to by links: of what two see alike, that of the first. */
async function findPages(headers: Readonly<Record<string, string>>): Promise<readonly LookedAt[]> {
  const found = new Map<string, LookedAt>();
  const look = async (cookie: string, start: string) => {
    const within = (path: string) => path === start || path.startsWith(`${start}/`);
    for (const page of await followLinks(url, { ...headers, cookie }, start, within)) {
      if (!found.has(page.kind)) found.set(page.kind, { ...page, cookie });
    }
  };
  for (const who of ['head of a KPPS', 'PPK, who', 'PPS, who']) {
    await look(await signInOfficer(url, ways, (one) => one.includes(who)), '/petugas');
  }
  await look(await signInStaff(url, ways, (one) => one.includes('operator of KPU'), headers), '/kerja');
  return [...found.values()];
}

test('links lead to the pages of officers, and of those who watch over them', () => {
  const kinds = pages.map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining([
      ...['/petugas', '/petugas/tugas', '/petugas/tugas/:', '/petugas/bimtek', '/petugas/bimtek/:/:'],
      ...['/petugas/instruksi', '/petugas/instruksi/:', '/petugas/lapor', '/petugas/bantuan'],
      ...['/petugas/kesehatan', '/petugas/kesehatan/saringan', '/petugas/kesehatan/kartu'],
      ...['/petugas/kesehatan/tim', '/petugas/hitung', '/petugas/hp', '/petugas/antrean'],
    ]),
  );
  for (const mount of ['/petugas/wilayah', '/kerja/petugas']) {
    const below = ['kesiapan', 'kesiapan/belum', 'daftar', 'tim/:/:', 'orang/:'].concat(
      ['undangan', 'tugas', 'tugas/:', 'tugas/:/:', 'pelatihan', 'wajib-baca'],
      ['wajib-baca/:', 'laporan', 'laporan/:', 'kesehatan'],
    );
    expect(kinds).toEqual(expect.arrayContaining(below.map((path) => `${mount}/${path}`)));
    expect(kinds.filter((kind) => kind.startsWith(`${mount}/kesiapan/tps/`))).toHaveLength(1);
  }
  const own = ['kesiapan?wilayah=:.:.:', 'kesiapan?wilayah=:.:.:.:', 'kesiapan/target', 'impor'];
  expect(kinds).toEqual(expect.arrayContaining(own.map((path) => `/kerja/petugas/${path}`)));
});

/** Of a page that staff have and PPK and PPS as well, in frames of their own, that of either in turn. */
function onePerBody(all: readonly LookedAt[]): readonly LookedAt[] {
  const bodyOf = ({ kind }: LookedAt) => kind.replace(/^\/(petugas\/wilayah|kerja\/petugas)(?=\/)/, '');
  return [...Map.groupBy(all, bodyOf).values()].flatMap((same, index) => same[index % same.length] ?? []);
}

test('every page is without faults for axe, has one h1, its language and a title of its own, and fits; Tab goes through it', async () => {
  const [, screen, language] = WAYS_OF_LOOKING[0];
  const faults = await lookAtPages(
    {
      ...{ browser, url, screen, language, alsoDark: true },
      // What is made for officers is shown to those who watch over them under the same name.
      sharesTitle: (path) => /^\/(petugas\/wilayah|kerja\/petugas)\//.test(path),
    },
    // Each page is opened once, as there are so many: every other one in English.
    onePerBody(pages).map((page, index) => (index % 2 === 0 ? page : { ...page, language: 'en' })),
  );
  expect(faults).toEqual([]);
});
