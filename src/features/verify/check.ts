import { LANGUAGES } from '../../domain/language.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { wordChanges } from '../../platform/word-changes.ts';
import { createLinkCheck, type LinkRequest } from './check-link.ts';
import {
  differencesOf,
  FEWEST_WORDS,
  type Match,
  matchOf,
  type Pasted,
  pastedOf,
  type Words,
} from './compare.ts';
import { linksIn, onlyLink } from './links.ts';
import { findByWords, type StoredVersion } from './stored.ts';
import { trustItem } from './trust.ts';
import type { Answer, LinkVerdict, Verdict } from './verdict.ts';

/** Letters of a text that is checked. */
export const LONGEST_TEXT = 5_000;

/** Letters of a published text that it is compared with. */
const LONGEST_COMPARED = 30_000;

/** A code such as a certificate has, which is enough by itself: `BT-7K2QX-M0RTD`. */
const CODE = /(?<!\w)[A-Z0-9]{2,}(?:-[A-Z0-9]{4,})+(?!\w)/i;

/** Why nothing was looked for. */
export type Refusal = 'empty' | 'too-short' | 'too-long';

/** Why a text cannot be checked; undefined where it can. */
export function refusalOf(text: string): Refusal | undefined {
  if (text.trim() === '') return 'empty';
  if (text.length > LONGEST_TEXT) return 'too-long';
  if (linksIn(text).length > 0 || CODE.test(text)) return undefined;
  return pastedOf(text).words.length < FEWEST_WORDS ? 'too-short' : undefined;
}

/** Looks whether a text or a link is ours, and how it stands today. Nothing of it is kept or written down. */
export function createCheck(
  context: FeatureContext,
): (text: string, request: LinkRequest) => Promise<Answer> {
  const checkLink = createLinkCheck(context);
  return async (text, request) => {
    const recognised = await recognise(context, text, request);
    if (recognised) return { verdict: recognised, links: [] };
    const link = onlyLink(text);
    if (link) return { verdict: await checkLink(link, request), link, links: [] };
    const links: LinkVerdict[] = [];
    for (const url of linksIn(text)) links.push({ url, verdict: await checkLink(url, request) });
    return { verdict: await checkText(context, text), links };
  };
}

async function recognise(
  context: FeatureContext,
  text: string,
  request: LinkRequest,
): Promise<Verdict | undefined> {
  for (const feature of context.features()) {
    const recognised = await feature.verify?.(context)(text, request);
    if (recognised) return { kind: 'recognised', recognised };
  }
  return undefined;
}

/** A version whose words are like those that were pasted, in one of its languages. */
interface Candidate {
  readonly version: StoredVersion;
  readonly words: Words;
  readonly match: Match;
  /** Where what is alike is a claim of others that the version judges. */
  readonly isClaim: boolean;
}

async function checkText(context: FeatureContext, text: string): Promise<Verdict> {
  const pasted = pastedOf(text);
  const found = await findByWords(context.db, text);
  const [best] = found.flatMap((version) => candidatesOf(context, version, pasted)).sort(byLikeness);
  if (!best) return { kind: 'unknown' };
  const trusted = await trustItem(context, best.version);
  if (!trusted.ok) return { kind: 'untrusted', path: trusted.path };
  const { item, standing, newest } = trusted;
  const judged = best.isClaim ? context.kinds.get(item.kind)?.judges?.(best.version.content) : undefined;
  if (judged && (standing === 'current' || standing === 'outdated')) {
    return { kind: 'judged', item, holds: judged.holds, verdict: judged.verdict };
  }
  const changes =
    best.match.kind === 'close'
      ? differencesOf(pasted, best.words)
      : standing === 'outdated'
        ? changesSince(best, newest)
        : undefined;
  return { kind: 'item', by: best.match.kind, standing, item, changes };
}

function candidatesOf(context: FeatureContext, version: StoredVersion, pasted: Pasted): Candidate[] {
  const kind = context.kinds.get(version.kind);
  if (!kind) return [];
  const judged = kind.judges?.(version.content);
  return LANGUAGES.flatMap((language): Candidate[] => {
    const words = {
      title: version.title[language] ?? '',
      text: (version.text[language] ?? '').slice(0, LONGEST_COMPARED),
    };
    const claim = judged?.claim[language];
    const asClaim = claim === undefined ? undefined : matchOf(pasted, { title: '', text: claim });
    if (asClaim) return [{ version, words, match: asClaim, isClaim: true }];
    const match = matchOf(pasted, words);
    return match ? [{ version, words, match, isClaim: false }] : [];
  });
}

const RANKS = { same: 0, part: 1, close: 2 } as const;

/** What is most alike first. Of two as alike, a claim that was judged: nobody is to be told that a hoax is ours. */
function byLikeness(a: Candidate, b: Candidate): number {
  return (
    RANKS[a.match.kind] - RANKS[b.match.kind] ||
    Number(b.isClaim) - Number(a.isClaim) ||
    b.match.score - a.match.score ||
    b.version.version - a.version.version ||
    Temporal.Instant.compare(b.version.at, a.version.at)
  );
}

/** From the words that were pasted to those that hold now, in the language of the former. */
function changesSince({ words }: Candidate, newest: StoredVersion) {
  const language = LANGUAGES.find((each) => newest.text[each] !== undefined && isOf(words, newest, each));
  const now = newest.text[language ?? 'id'] ?? newest.text.en ?? '';
  return wordChanges(words.text, now);
}

function isOf(words: Words, newest: StoredVersion, language: 'id' | 'en'): boolean {
  return (
    matchOf(pastedOf(words.text), {
      title: newest.title[language] ?? '',
      text: newest.text[language] ?? '',
    }) !== undefined
  );
}
