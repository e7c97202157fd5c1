import { createOfficer, recordPlan, TEST_ELECTION } from '../../../test/support/officers.ts';
import type { TestWindow } from '../../../test/support/test-window.ts';
import { parseTaskFile } from '../../domain/officer-task-file.ts';
import { importTasks } from './import.ts';

/** A few tasks of each kind, as a file gives them: voting day is 27 November 2024. */
const TASKS = `election: ${TEST_ELECTION}
source: Test
tasks:
  - id: umumkan
    body: kpps
    stage: preparing
    title: { id: Umumkan, en: Announce }
    why: { id: Supaya tahu., en: So that all know. }
    due: { from: voting-day, days: -5 }
    per: team
    ready: true
  - id: surat-suara
    body: kpps
    stage: preparing
    title: { id: Hitung surat suara, en: Count the ballots }
    why: { id: Supaya cocok., en: So that it adds up. }
    how: [{ id: Hitung dua kali., en: Count twice. }]
    opens: { from: voting-day, days: -4 }
    due: { from: voting-day, days: -1, time: "18:00" }
    per: team
    ready: true
    answer: { kind: number, unit: { id: lembar, en: ballots }, least: 1, most: 700 }
  - id: tps
    body: kpps
    stage: preparing
    title: { id: Dirikan TPS, en: Set up the TPS }
    why: { id: Supaya luas., en: So that there is room. }
    due: { from: voting-day, days: -1 }
    per: team
    required: false
    photo: { required: true, place: true }
  - id: sumpah
    body: kpps
    stage: day
    title: { id: Sumpah, en: Oath }
    why: { id: Supaya sah., en: So that it is valid. }
    opens: { from: voting-day, days: 0, time: "05:30" }
    due: { from: voting-day, days: 0, time: "07:00" }
    per: officer
  - id: giliran
    body: kpps
    roles: [ketua]
    stage: day
    title: { id: Susun giliran, en: Write the turns }
    why: { id: Supaya istirahat., en: So that all rest. }
    due: { from: voting-day, days: 0 }
    per: team
    required: false
  - id: pps-logistik
    body: pps
    stage: preparing
    title: { id: Terima logistik, en: Take the supplies }
    why: { id: Supaya lengkap., en: So that all is there. }
    due: { from: voting-day, days: -2 }
    per: team
    answer:
      kind: choice
      options:
        - { id: lengkap, label: { id: Lengkap, en: Complete } }
        - { id: kurang, label: { id: Ada yang kurang, en: Something is missing } }
`;

/** Records plan and tasks. */
export async function recordTasks(test: TestWindow, text = TASKS) {
  await recordPlan(test);
  return importTestTasks(test, text);
}

/** Takes in a file of tasks, the usual one unless told. */
export async function importTestTasks(test: TestWindow, text: string) {
  const file = parseTaskFile(text, 'tasks.yaml');
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return importTasks(test.database.db, file, {
    by: { actor: { kind: 'command', name: 'test' }, agency: test.city.electionOffice.id },
    now: test.window.context.clock(),
  });
}

export const TASK_TEXT = TASKS;

/** A head and two members of the KPPS of one polling place. */
export async function createTeam(test: TestWindow, place: string) {
  const member = (role: string, name: string) => createOfficer(test, { body: 'kpps', role, name, place });
  return {
    ketua: await member('ketua', 'Wati Kusuma'),
    dua: await member('anggota-2', 'Andi Saputra'),
    tiga: await member('anggota-3', 'Budi Hartono'),
  };
}
