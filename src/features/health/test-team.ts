import { Writable } from 'node:stream';
import { tablesWith } from '../../../test/support/clear-text.ts';
import { createOfficer, TEST_AREAS, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { createLogger } from '../../platform/log/logger.ts';

/** A window with a team of a polling place, and everybody who might want to know of its health. */
export interface HealthTeam {
  readonly window: TestWindow;
  readonly head: TestOfficer;
  readonly member: TestOfficer;
  /** The head of the polling place beside it. */
  readonly other: TestOfficer;
  readonly pps: TestOfficer;
  readonly ppk: TestOfficer;
  /** The PPS of another kelurahan. */
  readonly elsewhere: TestOfficer;
  readonly kpu: TestStaff;
  /** Where any of these words stands in the clear: tables, and the log. */
  readonly found: (words: readonly string[]) => Promise<readonly string[]>;
}

export async function createHealthTeam(): Promise<HealthTeam> {
  let logged = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const log = createLogger({ level: 'debug', destination });
  const window = await createTestWindow({ name: 'health', log });
  return {
    window,
    head: await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Kepala' }),
    member: await createOfficer(window, { body: 'kpps', role: 'anggota-2', name: 'Anggota Dua' }),
    other: await createOfficer(window, { body: 'kpps', place: '3276011006002', name: 'Kepala TPS Dua' }),
    pps: await createOfficer(window, { body: 'pps', name: 'Bu PPS' }),
    ppk: await createOfficer(window, { body: 'ppk', name: 'Pak PPK' }),
    elsewhere: await createOfficer(window, { body: 'pps', area: TEST_AREAS.elsewhere }),
    kpu: await createStaff(window, { name: 'Rina', duties: [{ agency: 'kpu', role: 'operator' }] }),
    found: async (words) => [
      ...(words.some((word) => logged.includes(word)) ? ['log'] : []),
      ...(await tablesWith(window, words)),
    ],
  };
}
