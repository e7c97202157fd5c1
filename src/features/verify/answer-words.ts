import type { SomeLanguages } from '../../domain/item.ts';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import type { IconName } from '../../ui/icons.ts';
import { messages } from './messages.ts';
import type { Verdict } from './verdict.ts';

/** A verdict as people read it. */
export interface VerdictWords {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly icon: IconName;
  readonly title: string;
  readonly lines: readonly string[];
}

type WordsContext = Pick<FeatureContext, 'city' | 'config'>;
type WordsRequest = Pick<PageRequest, 'lang' | 'format'>;

/** A verdict in words. */
export function wordsOf(verdict: Verdict, context: WordsContext, request: WordsRequest): VerdictWords {
  const t = messages(request.lang);
  switch (verdict.kind) {
    case 'item':
      return itemWords(verdict, context, request);
    case 'judged':
      return {
        tone: verdict.holds ? 'ok' : 'bad',
        icon: verdict.holds ? 'circle-check' : 'circle-x',
        title: t.refuted(verdict.verdict[request.lang]),
        lines: [verdict.holds ? t.heldText : t.refutedText],
      };
    case 'untrusted':
      return { tone: 'bad', icon: 'circle-alert', title: t.untrusted, lines: [t.untrustedText] };
    case 'own-page':
      return {
        tone: 'ok',
        icon: 'badge-check',
        title: t.ownPage(context.city.windowName),
        lines: [t.ownPageText],
      };
    case 'own-missing':
      return { tone: 'warn', icon: 'circle-question-mark', title: t.ownMissing, lines: [t.ownMissingText] };
    case 'foreign':
      return foreignWords(verdict, context, request);
    case 'recognised': {
      const { tone, title, lines } = verdict.recognised;
      return { tone, icon: tone === 'ok' ? 'badge-check' : 'triangle-alert', title, lines };
    }
    case 'unknown':
      return {
        tone: 'warn',
        icon: 'circle-question-mark',
        title: t.unknown,
        lines: [t.unknownText(context.city.windowName), t.unknownHint],
      };
  }
}

function itemWords(
  { by, standing, item }: Extract<Verdict, { kind: 'item' }>,
  context: WordsContext,
  { lang, format }: WordsRequest,
): VerdictWords {
  const t = messages(lang);
  const changed = format.dateTime(item.changedAt);
  if (standing === 'withdrawn') {
    return { tone: 'bad', icon: 'circle-x', title: t.withdrawn, lines: [t.withdrawnText(changed)] };
  }
  // Words that differ come first: what is not ours is not "ours, but expired".
  if (by === 'close') return { tone: 'bad', icon: 'triangle-alert', title: t.close, lines: [t.closeText] };
  if (standing === 'expired') {
    return { tone: 'warn', icon: 'clock', title: t.expired, lines: [t.expiredText(changed)] };
  }
  if (standing === 'outdated') {
    return { tone: 'warn', icon: 'pencil', title: t.outdated, lines: [t.outdatedText] };
  }
  const office = agencyName(context, item.agency);
  const told = by === 'part' ? t.currentPart : by === 'source' ? t.currentSource : t.currentText;
  const corrected = item.newest > 1 ? [t.correctedOn(changed)] : [];
  return { tone: 'ok', icon: 'badge-check', title: t.current, lines: [told(office), ...corrected] };
}

function foreignWords(
  { host, likeness }: Extract<Verdict, { kind: 'foreign' }>,
  { config }: WordsContext,
  { lang }: WordsRequest,
): VerdictWords {
  const t = messages(lang);
  const warning = likeness === 'address' ? [t.looksLike] : likeness === 'name' ? [t.bearsName] : [];
  return {
    tone: likeness ? 'bad' : 'warn',
    icon: likeness ? 'triangle-alert' : 'circle-question-mark',
    title: t.foreign,
    lines: [t.foreignText(host, new URL(config.publicUrl).host), ...warning],
  };
}

/** A note in the language of the request, or in the one that it has. */
export function noteIn(note: SomeLanguages, lang: PageRequest['lang']): string | undefined {
  return textIn(note, lang) || undefined;
}
