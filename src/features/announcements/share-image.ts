import { textIn } from '../../domain/item.ts';
import type { FeatureContext, FileAnswer, PageRequest } from '../../platform/feature.ts';
import { drawShareImage } from '../../platform/pictures/share-image.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { ICONS } from '../../ui/icons.ts';
import { ITEM_WORDS } from '../../ui/item-words.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { VERDICT_ICONS, VERDICT_TONES } from './article.tsx';
import { CATEGORY_ICONS } from './constants.ts';
import type { PublishedAnnouncement } from './load.ts';
import { categoryWords, verdictWords } from './messages.ts';

/** The picture that a link to an announcement is shown with; it says as well that it is over. */
export async function announcementPicture(
  item: PublishedAnnouncement,
  context: Pick<FeatureContext, 'city'>,
  { lang, format, now }: Pick<PageRequest, 'lang' | 'format' | 'now'>,
): Promise<FileAnswer | undefined> {
  const { category } = item.content;
  const verdict = markOf(item, lang);
  const body = await drawShareImage({
    look: pictureLook(context.city.ink),
    windowName: context.city.windowName,
    title: textIn(item.title, lang),
    kind: { label: categoryWords(lang)[category], icon: ICONS[CATEGORY_ICONS[category]] },
    agency: agencyName(context, item.agency),
    date: format.date(item.publishedAt.toZonedDateTimeISO(now.timeZoneId).toPlainDate()),
    ...(verdict && { verdict }),
  });
  return body && { type: 'image/png', body, shared: true };
}

function markOf({ shown, content }: PublishedAnnouncement, lang: PageRequest['lang']) {
  const { event } = ITEM_WORDS[lang];
  if (shown === 'withdrawn') return { label: event.withdrawn, icon: ICONS['circle-x'], tone: 'bad' as const };
  if (shown === 'expired') return { label: event.expired, icon: ICONS.clock, tone: 'warn' as const };
  const verdict = content.hoax?.verdict;
  if (!verdict) return undefined;
  return {
    label: verdictWords(lang)[verdict],
    icon: ICONS[VERDICT_ICONS[verdict]],
    tone: VERDICT_TONES[verdict],
  };
}
