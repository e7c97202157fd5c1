import { generateAtomFeed } from 'feedsmith';
import {
  type ChangeSet,
  changeInWords,
  changeSetInWords,
  changeSetsOf,
  setName,
  setPath,
} from './changes-in-words.ts';
import { FEED_PATH, STAGES_PATH } from './constants.ts';
import type { ElectionRecord, StageVersion } from './reader.ts';
import type { Voice } from './schedule.ts';

/** Entries of the feed; older changes stand on the pages of the stages. */
const MOST_ENTRIES = 50;
/** Lines of an entry, which the first publication of an election would otherwise fill with everything. */
const MOST_LINES = 30;

/** What a feed is written for. */
export interface FeedPlace {
  readonly voice: Voice;
  /** Who publishes the stages: "KPU Kota Depok". */
  readonly author: string;
  readonly publicUrl: string;
  readonly href: (path: string) => string;
}

/**
 * The changes of all stages as an Atom feed (RFC 4287), one entry for each import of an election. Ids are tag URIs
 * (RFC 4151), which stay when the window moves to another address below the same name.
 *
 * @param versions newest first
 */
export function changesFeed(
  versions: readonly StageVersion[],
  elections: readonly ElectionRecord[],
  place: FeedPlace,
): string {
  const { voice, author, publicUrl, href } = place;
  const sets = changeSetsOf(versions).slice(0, MOST_ENTRIES);
  const names = new Map(elections.map(({ election }) => [election.id, election.name[voice.lang]]));
  return generateAtomFeed({
    id: tag(place, `tahapan/${voice.lang}`),
    title: { value: voice.words.feed },
    subtitle: { value: voice.words.feedSubtitle },
    updated: date(sets[0]?.at ?? Temporal.Instant.fromEpochMilliseconds(0)),
    authors: [{ name: author }],
    links: [
      { rel: 'self', type: 'application/atom+xml', href: publicUrl + href(FEED_PATH) },
      { rel: 'alternate', type: 'text/html', href: publicUrl + href(STAGES_PATH) },
    ],
    xml: { lang: voice.lang },
    entries: sets.map((set) => ({
      id: tag(place, `tahapan/${set.election}/${set.at.epochMilliseconds}/${voice.lang}`),
      title: {
        value: `${setName(set, names.get(set.election) ?? set.election, voice)}: ${changeSetInWords(set, voice)}`,
      },
      updated: date(set.at),
      published: date(set.at),
      links: [{ rel: 'alternate', type: 'text/html', href: publicUrl + href(setPath(set)) }],
      content: { type: 'text', value: linesOf(set, voice) },
    })),
  });
}

function linesOf({ versions }: ChangeSet, voice: Voice): string {
  const lines = versions
    .slice(0, MOST_LINES)
    .map((version) => `${version.stage.name[voice.lang]}. ${changeInWords(version, voice)}.`);
  return versions.length > MOST_LINES ? [...lines, '…'].join('\n') : lines.join('\n');
}

function tag({ publicUrl }: FeedPlace, specific: string): string {
  return `tag:${new URL(publicUrl).hostname},2026:${specific}`;
}

function date(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}
