import type { Election } from '../../domain/election.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Stage } from '../../domain/stage.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import type { SearchEntry } from '../../platform/search.ts';
import { electionPath, stagePath } from './constants.ts';
import { messages } from './messages.ts';
import { scheduleInWords, voiceOf } from './schedule.ts';

/** The election and each of its stages, as the search box finds them. */
export function searchEntriesOf(election: Election, stages: readonly Stage[]): SearchEntry[] {
  return [
    {
      ref: 'election',
      title: both((lang) => messages(lang).stagesOf(election.name[lang])),
      text: both((lang) => {
        const { format, words } = voice(lang);
        return words.votingOn(format.date(election.votingDay, { weekday: true }));
      }),
      href: electionPath(election.id),
    },
    ...stages
      .filter((stage) => stage.kind !== 'group')
      .map((stage) => ({
        ref: `stage/${stage.id}`,
        title: stage.name,
        text: both((lang) =>
          [`${election.name[lang]}, ${scheduleInWords(stage, voice(lang))}.`, stage.citizen?.[lang]]
            .filter(Boolean)
            .join(' '),
        ),
        href: stagePath(election.id, stage.id),
      })),
  ];
}

function both(text: (lang: Lang) => string): Record<Lang, string> {
  const [id, en] = LANGUAGES.map(text);
  return { id: id ?? '', en: en ?? '' };
}

/** Days carry no zone: any gives the same words. */
function voice(lang: Lang) {
  return voiceOf({ lang, format: formatterOf(lang, 'UTC') });
}
