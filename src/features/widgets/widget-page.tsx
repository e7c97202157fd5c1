import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { Button } from '../../ui/components/button.tsx';
import { More, Section, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { messages, type Words } from './messages.ts';
import { OEMBED_PATH } from './oembed.ts';
import { elementSnippet, FALLBACK_PAGES, frameSnippet, policyLines } from './snippets.ts';
import { currentFile, KEPT_MONTHS, WIDGETS, type WidgetName } from './versions.ts';

const FRAMES: Readonly<Partial<Record<WidgetName, { readonly path: string; readonly height: number }>>> = {
  tahapan: { path: '/tanam/tahapan', height: 480 },
  'hitung-mundur': { path: '/tanam/hitung-mundur', height: 380 },
  berita: { path: '/tanam/berita', height: 480 },
};

/** For owners of other sites: each widget as it looks, with the code to copy. */
export function widgetPage(context: FeatureContext, request: PageRequest): Page {
  const t = messages(request.lang);
  const { publicUrl } = context.config;
  const built = WIDGETS.filter((name) => currentFile(context, name));
  return {
    title: t.title,
    description: t.description,
    within: '/lainnya',
    ...(built.length > 0 ? { scripts: ['share', 'widget-preview'] } : {}),
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        <Window columns="split">
          <Pane title={t.howTitle}>
            <p>{t.how}</p>
            <p class="mute">{t.integrity(request.format.number(KEPT_MONTHS))}</p>
          </Pane>
          <Pane title={t.options}>
            <ul class="option-list">
              {[t.optionLang, t.optionTheme, t.optionLimit, t.optionFrame].map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Pane>
        </Window>
        <div>
          <p>{t.policy}</p>
          <Code label={t.policyLabel}>{policyLines(publicUrl)}</Code>
        </div>
        {built.length === 0 && <p>{t.notBuilt}</p>}
        {built.map((name) => (
          <WidgetSection key={name} name={name} context={context} request={request} />
        ))}
        <Section title={t.oembed}>
          <p>{t.oembedText}</p>
          <Code
            label={t.oembed}
          >{`${publicUrl}${OEMBED_PATH}?url=${encodeURIComponent(publicUrl)}%2Ftahapan&format=json`}</Code>
        </Section>
      </div>
    ),
  };
}

function WidgetSection({
  name,
  context,
  request,
}: {
  readonly name: WidgetName;
  readonly context: FeatureContext;
  readonly request: PageRequest;
}): VNode | null {
  const { lang } = request;
  const t = messages(lang);
  const { publicUrl } = context.config;
  const file = currentFile(context, name);
  if (!file) return null;
  const title = nameOf(name, t);
  const label = `${title} · ${context.city.windowName}`;
  const frame = FRAMES[name];
  return (
    <Section title={title}>
      <div class="duo stack widget-sample">
        <div>
          {h(
            `jendela-${name}`,
            { 'data-lang': lang },
            <a class="link" href={request.href(FALLBACK_PAGES[name])}>
              {title}
            </a>,
          )}
        </div>
        <div class="stack">
          <div>
            <h3>{t.element}</h3>
            <Copied
              label={`${t.element}: ${title}`}
              text={elementSnippet(name, file, { publicUrl, lang, label })}
              words={t}
            />
          </div>
          {frame ? (
            <More summary={t.frame}>
              <p class="mute">{t.frameHint}</p>
              <Copied
                label={`${t.frame}: ${title}`}
                text={frameSnippet(frame.path, { publicUrl, lang, label, height: frame.height })}
                words={t}
              />
            </More>
          ) : (
            <p class="mute">{t.checkHint}</p>
          )}
        </div>
      </div>
    </Section>
  );
}

function Copied({
  label,
  text,
  words: t,
}: {
  readonly label: string;
  readonly text: string;
  readonly words: Words;
}) {
  return (
    <div class="stack">
      <Code label={label}>{text}</Code>
      <div hidden data-copy={text} data-copied={t.copied}>
        <Button alt type="button" icon="copy">
          {t.copy}
        </Button>
        <p class="share-said" role="status" />
      </div>
    </div>
  );
}

function Code({ children, label }: { readonly children: ComponentChildren; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable from the keyboard.
    <section class="snippet" tabIndex={0} aria-label={label}>
      <pre>{children}</pre>
    </section>
  );
}

function nameOf(name: WidgetName, t: Words): string {
  return { tahapan: t.nameStages, 'hitung-mundur': t.nameCountdown, berita: t.nameNews, cek: t.nameCheck }[
    name
  ];
}
