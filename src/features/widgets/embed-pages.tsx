import type { Page, PageRequest } from '../../platform/feature.ts';
import type { FoundPage } from '../../platform/http/find-page.ts';
import { withChannel } from '../../platform/views/channels.ts';
import { Now } from '../../ui/components/now.tsx';
import { MOST_ITEMS, USUAL_ITEMS, type WidgetData } from '../../ui/widgets/data.ts';
import { messages } from './messages.ts';

/** A list in a frame of another site. Its links open outside of the frame, which has no room for a page. */
export function listFrame(data: WidgetData, request: PageRequest): Page {
  const t = messages(request.lang);
  return {
    title: data.title,
    embed: true,
    body: (
      <>
        <h1>{data.title}</h1>
        {data.items.length === 0 ? (
          <p class="mute">{data.none}</p>
        ) : (
          <ul class="embed-list">
            {data.items.slice(0, limitOf(request)).map(({ title, note, href }) => (
              <li key={href}>
                <a href={href} target="_blank" rel="noopener" title={t.newTab}>
                  <b>{title}</b>
                  <small>{note}</small>
                </a>
              </li>
            ))}
          </ul>
        )}
        <p>
          <a class="link" href={data.more.href} target="_blank" rel="noopener" title={t.newTab}>
            {data.more.label}
          </a>
        </p>
      </>
    ),
  };
}

/** The countdown in a frame of another site. */
export function countdownFrame(data: WidgetData): Page {
  const [first] = data.items;
  return {
    title: first?.title ?? data.title,
    embed: true,
    body: (
      <Now
        eyebrow={data.title}
        title={first?.title ?? data.none}
        {...(data.count ? { count: { value: data.count.value, label: data.count.caption } } : {})}
        {...(first ? { when: first.note.split('\n') } : {})}
        link={data.more}
        newTab
      />
    ),
  };
}

/** A page of the window in a frame of another site: what it is called, and the way to it. */
export function pageFrame({ page, address }: FoundPage, windowName: string, request: PageRequest): Page {
  const t = messages(request.lang);
  return {
    title: page.title,
    embed: true,
    body: (
      <>
        <h1>{page.title}</h1>
        {page.description && <p>{page.description}</p>}
        <p>
          <a
            class="link"
            href={withChannel(address, 'widget')}
            target="_blank"
            rel="noopener"
            title={t.newTab}
          >
            {t.openWindow(windowName)}
          </a>
        </p>
      </>
    ),
  };
}

function limitOf({ query }: PageRequest): number {
  const wanted = Number.parseInt(query['jumlah'] ?? '', 10);
  return wanted >= 1 && wanted <= MOST_ITEMS ? wanted : USUAL_ITEMS;
}
