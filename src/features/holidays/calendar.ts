import ical, { ICalEventTransparency } from 'ical-generator';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { CALENDAR_FILE, yearPath } from './constants.ts';
import { kindWords, messages } from './messages.ts';
import type { RecordedHoliday } from './store.ts';

/** How often calendars ask again, in seconds. */
const ASK_AGAIN = 24 * 60 * 60;

/** The holidays of a year as a calendar to subscribe to (RFC 5545, names and refreshing by RFC 7986). */
export function holidayCalendar(
  year: number,
  holidays: readonly RecordedHoliday[],
  { city, config }: Pick<FeatureContext, 'city' | 'config'>,
  { lang, href }: Pick<PageRequest, 'lang' | 'href'>,
): string {
  const page = `${config.publicUrl}${href(yearPath(year))}`;
  const calendar = ical({
    prodId: { company: 'Jendela', product: 'Libur', language: lang.toUpperCase() },
  })
    .name(messages(lang).calendarName(String(year), city.name))
    .url(page)
    .source(`${page}/${CALENDAR_FILE}`)
    .ttl(ASK_AGAIN);
  for (const { id, date, name, kind, version, changedAt, source } of holidays) {
    calendar.createEvent({
      id: `libur-${id}.${city.area}@jendela`,
      sequence: version,
      stamp: changedAt,
      lastModified: changedAt,
      allDay: true,
      start: date,
      end: date.add({ days: 1 }),
      summary: textIn(name, lang),
      description: `${kindWords(lang)[kind]}. ${source.title}`,
      url: page,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
