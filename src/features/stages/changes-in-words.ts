import { electionPath, stagePath } from './constants.ts';
import { changeWords, fieldWords } from './messages.ts';
import type { StageVersion } from './reader.ts';
import { momentInWords, type Voice } from './schedule.ts';

/** "Diubah: tanggal selesai dari 16 Desember 2024 menjadi 20 Desember 2024. Yang berubah: sumber." */
export function changeInWords(version: StageVersion, voice: Voice): string {
  const change = changeWords(voice.lang)[version.change];
  const details = detailsInWords(version, voice);
  return details === '' ? change : `${change}: ${details}`;
}

/** What changed, dates with what they were; empty where a stage was added or removed. */
function detailsInWords({ stage, before, fields }: StageVersion, voice: Voice): string {
  const { words } = voice;
  const names = fieldWords(voice.lang);
  if (!before) return '';
  const dates = fields.filter((field) => field === 'start' || field === 'end');
  const others = fields.filter((field) => field !== 'start' && field !== 'end');
  const moment = (value: typeof stage.start) => (value ? momentInWords(value, voice) : words.nothing);
  return [
    ...dates.map((field) => words.changedTo(names[field], moment(before[field]), moment(stage[field]))),
    ...others.map((field) => names[field]),
  ].join(', ');
}

/** The changes of one import to one election. */
export interface ChangeSet {
  readonly election: string;
  readonly at: Temporal.Instant;
  readonly versions: readonly [StageVersion, ...StageVersion[]];
}

/** Changes, newest first, as the imports that made them. */
export function changeSetsOf(versions: readonly StageVersion[]): ChangeSet[] {
  const sets: (ChangeSet & { versions: [StageVersion, ...StageVersion[]] })[] = [];
  for (const version of versions) {
    const last = sets.at(-1);
    if (last && last.election === version.election && last.at.equals(version.at)) last.versions.push(version);
    else sets.push({ election: version.election, at: version.at, versions: [version] });
  }
  return sets;
}

/** "3 tahap ditambahkan, 1 diubah", or the one change where there is only one. */
export function changeSetInWords({ versions }: ChangeSet, voice: Voice): string {
  const [first] = versions;
  if (versions.length === 1) return changeInWords(first, voice);
  const { words } = voice;
  const count = (change: StageVersion['change']) =>
    versions.filter((version) => version.change === change).length;
  const counts = [
    [count('added'), words.addedCount],
    [count('changed'), words.changedCount],
    [count('removed'), words.removedCount],
  ] as const;
  return counts.flatMap(([number, say]) => (number > 0 ? [say(number)] : [])).join(', ');
}

/** What a set of changes is about: the one stage, or the election. */
export function setName({ versions }: ChangeSet, election: string, { lang }: Voice): string {
  return versions.length === 1 ? `${versions[0].stage.name[lang]}, ${election}` : election;
}

/** Where the changes are to be seen, without a language. */
export function setPath({ election, versions }: ChangeSet): string {
  return versions.length === 1 ? stagePath(election, versions[0].stage.id) : electionPath(election);
}
