import type { HomeItem, NowCard, Page, PageRequest } from '../../platform/feature.ts';
import { Home } from '../../ui/components/home.tsx';
import type { NowProps } from '../../ui/components/now.tsx';
import { Rail, type RailItem } from '../../ui/components/rail.tsx';
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
    schema: organizationsOf(view),
    body: (
      <Home
        notices={view.notices}
        now={view.now ? nowProps(view.now, t.seeMore) : { eyebrow: t.quietLabel, title: t.quietTitle }}
        search={{ action: request.href('/cari'), label: t.search }}
        services={view.agencies.map((agency) => (
          <Section key={agency.name} title={agency.name}>
            <TileGrid tiles={agency.tiles.map((tile) => ({ ...tile, icon: iconName(tile.icon) }))} />
          </Section>
        ))}
        {...(view.next.length > 0
          ? {
              next: {
                title: t.next,
                children: <Rail items={view.next.map((item) => railItem(item, t.coming))} />,
              },
            }
          : {})}
      >
        {view.latest.length > 0 && (
          <Section title={t.latest}>
            <LinkList items={view.latest} />
          </Section>
        )}
      </Home>
    ),
  };
}

/** The window and the offices that stand behind it, as schema.org describes them. */
function organizationsOf({ city, publicUrl }: HomeView): Readonly<Record<string, unknown>> {
  const office = (name: string) => ({
    '@type': 'GovernmentOrganization',
    name,
    url: publicUrl,
    areaServed: { '@type': 'City', name: city.name },
  });
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'WebSite',
        name: city.windowName,
        url: publicUrl,
        inLanguage: ['id', 'en'],
        publisher: { '@type': 'GovernmentOrganization', name: city.cityOffice.name },
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: `${publicUrl}/cari?q={search_term_string}` },
          'query-input': 'required name=search_term_string',
        },
      },
      office(city.electionOffice.name),
      office(city.cityOffice.name),
    ],
  };
}

function railItem({ title, note, href }: HomeItem, coming: string): RailItem {
  return { name: title, date: note, href, state: 'next', stateLabel: coming };
}

function nowProps(card: NowCard, seeMore: string): NowProps {
  return {
    eyebrow: card.label,
    title: card.title,
    ...(card.figure ? { count: { value: card.figure.value, label: card.figure.caption } } : {}),
    when: card.lines,
    link: { label: seeMore, href: card.href },
  };
}
