import type { Page, PageRequest } from '../../platform/feature.ts';
import type { SearchHit } from '../../platform/search.ts';
import { SearchBox } from '../../ui/components/button.tsx';
import { Empty, LinkList, Title } from '../../ui/components/text.tsx';
import { MOST_HITS } from './find.ts';
import { messages } from './messages.ts';

interface SearchView {
  /** Empty where nothing was asked yet. */
  readonly words: string;
  readonly hits: readonly SearchHit[];
}

/** The search page, before and after something was asked. */
export function searchPage({ words, hits }: SearchView, request: PageRequest): Page {
  const t = messages(request.lang);
  const count = request.format.number(hits.length);
  return {
    title: words === '' ? t.title : t.titleFor(words),
    body: (
      <div class="stack">
        <Title
          title={words === '' ? t.title : t.titleFor(words)}
          {...(words === '' ? { lead: t.hint } : {})}
        />
        <SearchBox action={request.href('/cari')} label={t.label} value={words} />
        {words !== '' && hits.length === 0 && (
          <Empty icon="search" title={t.noneTitle}>
            <p>{t.noneText}</p>
          </Empty>
        )}
        {hits.length > 0 && (
          <>
            <p class="mute" role="status">
              {hits.length < MOST_HITS ? t.count(count) : t.most(count)}
            </p>
            <LinkList items={hits.map((hit) => ({ href: hit.href, title: hit.title, note: hit.text }))} />
          </>
        )}
      </div>
    ),
  };
}
