import { mediaPath } from '../../domain/media.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { Icon } from '../../ui/components/icon.tsx';
import { UrgencyChip } from '../../ui/components/item.tsx';
import { readText } from '../../ui/components/item-page.tsx';
import { VerdictChip } from './article.tsx';
import { announcementPath, CATEGORY_ICONS } from './constants.ts';
import type { PublishedAnnouncement } from './load.ts';
import { categoryWords, messages } from './messages.ts';

/** Announcements below each other in one window: what, by whom, how urgent, and the picture where there is one. */
export function NewsList(props: {
  readonly context: Pick<FeatureContext, 'city'>;
  readonly items: readonly PublishedAnnouncement[];
  readonly request: PageRequest;
}) {
  const { context, items, request } = props;
  const { lang } = request;
  const words = categoryWords(lang);
  return (
    <ul class="window news">
      {items.map((item) => {
        const { category, summary, image, hoax } = item.content;
        const title = readText(item.title, lang);
        const text = readText(summary, lang);
        const { urgency } = item.envelope;
        return (
          <li key={item.id}>
            <a class="pane" href={request.href(announcementPath(item))}>
              <div>
                <small class="news-kind">
                  <Icon name={CATEGORY_ICONS[category]} />
                  {words[category]}
                </small>
                <b lang={title.lang}>{title.text}</b>
                {(urgency !== 'normal' || hoax) && (
                  <span class="news-chips">
                    <UrgencyChip urgency={urgency} lang={lang} />
                    {hoax && <VerdictChip verdict={hoax.verdict} lang={lang} />}
                  </span>
                )}
                {text.text && (
                  <span class="news-text" lang={text.lang}>
                    {text.text}
                  </span>
                )}
                <small>
                  {agencyName(context, item.agency)}
                  {item.shown === 'corrected' && `, ${messages(lang).corrected}`}
                </small>
              </div>
              {image && (
                <img
                  src={mediaPath(image.small ?? image, 'picture')}
                  width={image.width}
                  height={image.height}
                  alt=""
                  loading="lazy"
                  decoding="async"
                />
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
