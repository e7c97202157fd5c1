import { textIn } from '../../domain/item.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { SearchEntry } from '../../platform/search.ts';
import { yearPath } from './constants.ts';
import { kindWords } from './messages.ts';
import type { RecordedHoliday } from './store.ts';

/** Each holiday as the search box finds it. */
export function searchEntriesOf(holidays: readonly RecordedHoliday[]): SearchEntry[] {
  return holidays.map(({ id, date, name, kind }) => {
    const [indonesian = '', english = ''] = LANGUAGES.map((lang) => {
      // Days carry no zone: any gives the same words.
      const day = formatterOf(lang, 'UTC').date(date, { weekday: true });
      return `${day}. ${kindWords(lang)[kind]}.`;
    });
    return {
      ref: String(id),
      title: { id: name.id, en: textIn(name, 'en') },
      text: { id: indonesian, en: english },
      href: yearPath(date.year),
    };
  });
}
