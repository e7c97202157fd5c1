import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type DemoElectionFiles, writeDemoFiles } from '../demo/files.ts';
import type { DemoNumber } from '../demo/numbers.ts';
import type { AreaIndex } from '../domain/area.ts';
import type { ElectionDirectory } from '../domain/election.ts';
import { importPollingPlaces } from '../features/polling-places/import/import-polling-places.ts';
import { electionDirectory } from '../features/stages/directory.ts';
import { publishRoll } from '../features/voter-check/publish.ts';
import { type City, cityOf } from '../platform/city.ts';
import { writeCity } from '../platform/city-store.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Log } from '../platform/log/logger.ts';
import { addViews, type ViewCount } from '../platform/views/store.ts';
import { generateKeys, readIssuerSecret, readShare } from '../sealed-roll/keys.ts';
import { sealRoll } from '../sealed-roll/seal.ts';
import { importDemoHolidays } from './demo-holidays.ts';
import { demoViewCounts, publishDemoItems } from './demo-items.ts';
import { letDemoOfficersAct } from './demo-officer-deeds.ts';
import { bringDemoOfficers } from './demo-officers.ts';
import { addDemoStaff } from './demo-staff.ts';
import type { DemoWishes } from './demo-wishes.ts';
import { CommandFailure } from './failure.ts';
import { importStagesCommand } from './import-stages.ts';
import { openWindow } from './open-window.ts';
import { STAGE_FILES } from './paths.ts';
import type { Runtime } from './runtime.ts';
import { writeFileWhole } from './write-file.ts';

/** Three days before voting, in the quiet period: the morning on which most people look at the window. */
const CLOCK_START = Temporal.Instant.from('2024-11-24T09:00:00+07:00');
/** When the lists of that year were settled, so that the same demo has the same rolls. */
const SEALED_AT = Temporal.Instant.from('2024-09-20T10:00:00+07:00');

/** The folders of a demo: what an office would keep apart on machines of its own. */
export function demoFolders(dataDir: string) {
  const root = path.join(dataDir, 'demo');
  return {
    root,
    /** What the election office brings, and the key share of its holder. */
    office: path.join(root, 'kpu'),
    /** What the election office's key holder has: its own share and nothing else. */
    holder: path.join(root, 'keyholder-kpu'),
    numbers: path.join(root, 'numbers.json'),
  };
}

/**
 * Opens an invented city: writes the files that an office would bring, and takes them in by the same imports and the
 * same sealing. Cut short, nothing of it is shown, and it begins anew.
 *
 * @throws CommandFailure, NotACityError, DemoOptionsError
 */
export async function openDemoCity(
  { config, print, log }: Runtime,
  database: Database,
  areas: AreaIndex,
  wishes: DemoWishes,
): Promise<void> {
  const area = areas.get(wishes.area);
  if (!area) throw new CommandFailure(`There is no area ${wishes.area}.`);
  const city = cityOf(area, { demoClockStart: CLOCK_START });
  const folders = demoFolders(config.dataDir);
  await rm(folders.root, { recursive: true, force: true });
  await mkdir(folders.office, { recursive: true });
  print.line(
    `Opening the example city ${city.name} with ${wishes.voters.toLocaleString('en')} invented voters.`,
  );

  const files = await print.step('Inventing people and polling places', () =>
    writeDemoFiles(folders.root, { ...wishes, areas }),
  );
  await database.db.transaction().execute(async (trx) => {
    // Rolls of an attempt that was cut short are sealed with keys that are gone; nobody was ever shown them.
    await trx.deleteFrom('roll').execute();
    await writeCity(trx, city, { opened: false });
  });
  await print.step('Importing stages', () => importStages(database));
  const elections = electionDirectory(database.db);
  for (const election of files.elections) {
    await print.step(`Importing polling places of ${election.election}`, () =>
      importPlaces(database, elections, areas, wishes.area, election),
    );
  }
  await makeKeys(config.keysDir, folders, city.electionOffice.name);
  for (const election of files.elections) {
    const roll = path.join(folders.office, `${election.election}.roll`);
    await print.step(`Sealing the roll of ${election.election}`, (progress) =>
      seal({ election, roll, area: wishes.area, office: folders.office, onProgress: progress.done }),
    );
    await print.step(`Publishing the roll of ${election.election}`, (progress) =>
      publishRoll({
        file: roll,
        config,
        db: database.db,
        city,
        elections,
        clock: () => SEALED_AT,
        onProgress: progress.done,
      }),
    );
  }
  await addDemoStaff(database);
  const views = await fillWindow({ config, log, database, city, seed: wishes.seed, print });
  await writeFileWhole(folders.numbers, JSON.stringify(files.numbers.map(describeNumber), null, 2));
  await database.db.transaction().execute(async (trx) => {
    // With the city: views only add up, and an attempt that is cut short must not leave any.
    await addViews(trx, views);
    await writeCity(trx, city, { opened: true });
  });
}

/** Opens the window for the demo's people alone, and lets them do their work; the views that it has had by then. */
async function fillWindow(parts: {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly city: City;
  readonly seed: string;
  readonly print: Runtime['print'];
}): Promise<readonly ViewCount[]> {
  let now = CLOCK_START;
  const { context, close } = await openWindow({ ...parts, work: false, clock: () => now });
  const setNow = (next: Temporal.Instant) => {
    now = next;
  };
  try {
    await importDemoHolidays(context);
    // Before what is published: instructions are for the officers of the day on which they are.
    const officers = await parts.print.step('Taking in officers', () =>
      bringDemoOfficers(context, parts.seed),
    );
    await parts.print.step('Writing and publishing announcements', ({ done }) =>
      publishDemoItems(context, setNow, done),
    );
    setNow(CLOCK_START);
    await parts.print.step('Letting officers learn, read and report', ({ done }) =>
      letDemoOfficersAct(context, officers, done),
    );
    return await demoViewCounts(context, CLOCK_START, parts.seed);
  } finally {
    await close();
  }
}

async function importStages(database: Database): Promise<void> {
  for (const file of STAGE_FILES) {
    const said: string[] = [];
    const exitCode = await importStagesCommand({
      file,
      db: database.db,
      clock: () => SEALED_AT,
      print: () => undefined,
      printError: (line) => said.push(line),
    });
    if (exitCode !== 0) throw new CommandFailure(said.join('\n'));
  }
}

async function importPlaces(
  database: Database,
  elections: ElectionDirectory,
  areas: AreaIndex,
  area: string,
  { pollingPlacesFile, election }: DemoElectionFiles,
): Promise<void> {
  const report = await importPollingPlaces({
    file: pollingPlacesFile,
    election,
    db: database.db,
    elections,
    areas,
    city: { area },
    clock: () => SEALED_AT,
  });
  const [problem] = report.problems;
  if (problem)
    throw new CommandFailure(`${pollingPlacesFile}:${problem.line} ${problem.field}: ${problem.why}`);
}

/** Keys are made at the office; each holder gets its own share, and the window the issuer's public key besides. */
async function makeKeys(
  keysDir: string,
  folders: ReturnType<typeof demoFolders>,
  issuer: string,
): Promise<void> {
  const made = await generateKeys(folders.office, { issuer });
  const folderOf: Readonly<Record<string, string>> = { kpu: folders.holder, kota: keysDir };
  for (const { holder, path: file } of made.shares) await copyInto(folderOf[holder] ?? keysDir, file);
  await copyInto(keysDir, made.issuerPublic);
}

async function copyInto(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await copyFile(file, path.join(folder, path.basename(file)));
}

async function seal(options: {
  readonly election: DemoElectionFiles;
  readonly roll: string;
  readonly area: string;
  readonly office: string;
  readonly onProgress: (done: number, total: number) => void;
}): Promise<void> {
  const { election, roll, area, office, onProgress } = options;
  await sealRoll({
    csv: election.rollFile,
    out: roll,
    shares: [
      await readShare(path.join(office, 'kpu.share.json')),
      await readShare(path.join(office, 'kota.share.json')),
    ],
    issuer: await readIssuerSecret(path.join(office, 'issuer.key.json')),
    election: election.election,
    list: 'DPT',
    area,
    clock: () => SEALED_AT,
    onProgress,
  });
}

const describedNumber = z.object({ number: z.string(), answer: z.string() });

function describeNumber(number: DemoNumber): z.output<typeof describedNumber> {
  if (number.answer === 'not-registered') return { number: number.nik, answer: 'not on the roll' };
  if (number.answer === 'impossible') {
    return { number: number.nik, answer: `not a possible number (${number.problem})` };
  }
  const { voter, place, change } = number;
  const special = place.kind === 'regular' ? '' : `, ${place.kind}`;
  return {
    number: voter.nik,
    answer: `registered (${voter.status}), TPS ${place.displayNumber}, ${change}${special}`,
  };
}

/** The numbers to try a demo with; none where it has no such file. */
export async function readDemoNumbers(dataDir: string): Promise<z.output<typeof describedNumber>[]> {
  const text = await readFile(demoFolders(dataDir).numbers, 'utf8').catch(() => '[]');
  return z.array(describedNumber).parse(JSON.parse(text));
}
