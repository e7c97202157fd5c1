import type { ComponentChildren } from 'preact';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { LinkList, type ListItem, Section, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { ErrorPage, errorTitle } from '../../ui/error-page.tsx';
import { iconName } from '../../ui/icons.ts';
import { messages } from './messages.ts';

/** Every service by name, and the pages about the window. */
export function morePage(context: FeatureContext, request: PageRequest): Page {
  const t = messages(request.lang);
  return {
    title: t.more,
    body: (
      <div class="stack">
        <Title title={t.more} />
        <Section title={t.services}>
          <LinkList items={services(context, request)} />
        </Section>
        <Section title={t.window}>
          <LinkList
            items={[
              { icon: 'info', title: t.about, note: t.aboutNote, href: request.href('/tentang') },
              {
                icon: 'code',
                title: t.developers,
                note: t.developersNote,
                href: request.href('/developers'),
              },
            ]}
          />
        </Section>
      </div>
    ),
  };
}

function services(context: FeatureContext, request: PageRequest): ListItem[] {
  return context
    .features()
    .flatMap(({ tile, navigation }) => {
      if (tile) return [{ icon: tile.icon, title: tile.title, href: tile.href, order: tile.order }];
      if (navigation?.place !== 'more') return [];
      return [
        {
          icon: navigation.icon,
          title: navigation.label,
          href: navigation.href,
          order: navigation.order + 100,
        },
      ];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ icon, title, href }) => ({
      icon: iconName(icon),
      title: title[request.lang],
      href: request.href(href),
    }));
}

/** Who runs the window, what it keeps of a visitor (nothing), where its data comes from. */
export function aboutPage({ city }: FeatureContext, request: PageRequest): Page {
  const t = messages(request.lang);
  return {
    title: t.about,
    within: '/lainnya',
    body: (
      <div class="stack">
        <Title title={t.about} lead={t.aboutLead(city.windowName)} />
        <Window columns="split">
          <About title={t.owners}>{t.ownersText(city.electionOffice.name, city.cityOffice.name)}</About>
          <About title={t.privacy}>
            {t.privacyText} <a href={request.href('/cek/bagaimana')}>{t.privacyLink}</a>
          </About>
          <About title={t.accessibility}>{t.accessibilityText}</About>
          <About title={t.code}>{t.codeText}</About>
        </Window>
        <Section title={t.sources}>
          <Window>
            <div class="pane stack">
              <p>{t.sourcesAreas}</p>
              <p>{t.sourcesStages}</p>
              <p>{t.fonts}</p>
            </div>
          </Window>
        </Section>
      </div>
    ),
  };
}

function About({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <Pane title={title}>
      <p>{children}</p>
    </Pane>
  );
}

/** Shown in place of a page that is not kept on the phone. */
export function offlinePage(request: PageRequest): Page {
  return {
    title: errorTitle('offline', request.lang),
    noindex: true,
    within: '/lainnya',
    body: <ErrorPage kind="offline" lang={request.lang} />,
  };
}
