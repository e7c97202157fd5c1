import type { Page, PageRequest } from '../../platform/feature.ts';
import { SearchBox } from '../../ui/components/button.tsx';
import { Now } from '../../ui/components/now.tsx';
import { LinkList, Section } from '../../ui/components/text.tsx';
import { TileGrid } from '../../ui/components/window.tsx';
import { iconName } from '../../ui/icons.ts';
import type { HomeView } from './load.ts';
import { messages } from './messages.ts';

/** The home page in the language of the request. */
export function homePage(view: HomeView, request: PageRequest): Page {
  const t = messages(request.lang);
  return {
    title: view.city.windowName,
    description: t.description(view.city.electionOffice.name),
    body: (
      <div class="home">
        <div class="home-now">
          {view.now ? (
            <Now
              eyebrow={view.now.label}
              title={view.now.title}
              {...(view.now.figure
                ? { count: { value: view.now.figure.value, label: view.now.figure.caption } }
                : {})}
              when={view.now.lines}
              link={{ label: t.seeMore, href: view.now.href }}
            />
          ) : (
            <Now eyebrow={t.quietLabel} title={t.quietTitle} />
          )}
        </div>
        <div class="home-search">
          <SearchBox action={request.href('/cari')} label={t.search} />
        </div>
        <div class="home-tiles">
          {view.agencies.map((agency) => (
            <Section key={agency.name} title={agency.name}>
              <TileGrid tiles={agency.tiles.map((tile) => ({ ...tile, icon: iconName(tile.icon) }))} />
            </Section>
          ))}
        </div>
        {view.next.length > 0 && (
          <div class="home-next">
            <Section title={t.next} link={{ label: t.stages, href: request.href('/tahapan') }}>
              <LinkList items={view.next} />
            </Section>
          </div>
        )}
        {view.latest.length > 0 && (
          <div class="home-latest">
            <Section title={t.latest}>
              <LinkList items={view.latest} />
            </Section>
          </div>
        )}
      </div>
    ),
  };
}
