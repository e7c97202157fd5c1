import type {
  FeatureContext,
  FormRequest,
  Page,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../../platform/feature.ts';
import type { TypedIdentity } from '../../sealed-roll/input.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Empty, Title } from '../../ui/components/text.tsx';
import { CheckApp } from '../../ui/islands/check/app.tsx';
import { CardApp, type CardProps } from '../../ui/islands/check/card-app.tsx';
import type { CheckProps } from '../../ui/islands/check/model.ts';
import { resultCard } from '../../ui/islands/check/outcome.ts';
import { checkWords } from '../../ui/islands/check/words.ts';
import { type Asked, askedRolls } from './asked.ts';
import { checkByServer, placeInBrief } from './by-server.ts';
import { ByServerForm, byServerAnswer } from './by-server-page.tsx';
import { howPage } from './how-page.tsx';
import { readKeyring } from './keyring.ts';
import { messages } from './messages.ts';
import { checkProps, ELECTION, pathsOf } from './props.ts';

export function voterCheckPages(context: FeatureContext): readonly PageRoute[] {
  return [
    {
      path: '/cek',
      query: [ELECTION],
      get: async (request) => answer(await checkPage(context, request)),
      post: (request) => byServer(context, request),
    },
    {
      path: '/cek/lewat-server',
      query: [ELECTION],
      get: async (request) => answer(await byServerPage(context, request)),
    },
    { path: '/cek/kartu', get: async (request) => answer(cardPage(context, request)) },
    { path: '/cek/bagaimana', get: async (request) => answer(howPage(context, request)) },
  ];
}

function answer(page: Page): PageAnswer {
  return { kind: 'page', within: '/cek', ...page };
}

async function load(
  context: FeatureContext,
  request: PageRequest,
  named = request.query[ELECTION],
): Promise<{ readonly asked: Asked; readonly props: CheckProps } | undefined> {
  const asked = await askedRolls(context, request.now, named);
  if (!asked) return undefined;
  const { issuers } = await readKeyring(context.config.keysDir);
  return { asked, props: checkProps(asked, issuers, context, request) };
}

async function checkPage(context: FeatureContext, request: PageRequest): Promise<Page> {
  const loaded = await load(context, request);
  const words = messages(request.lang);
  if (!loaded) return noRollPage(request);
  const { props } = loaded;
  return {
    title: checkWords(request.lang).title,
    description: words.description,
    scripts: ['check'],
    body: (
      <div class="stack">
        <div class="needs-js" id="check" data-props={JSON.stringify(props)}>
          <CheckApp props={props} />
        </div>
        <noscript>
          <ByServerForm props={props} />
        </noscript>
      </div>
    ),
  };
}

function noRollPage({ lang, href }: PageRequest): Page {
  const words = messages(lang);
  return {
    title: checkWords(lang).title,
    description: words.description,
    body: (
      <div class="stack">
        <Title title={checkWords(lang).title} />
        <Empty icon="scan-search" title={words.noRollTitle}>
          <p>{words.noRollText}</p>
        </Empty>
        <Actions>
          <LinkButton alt icon="lock" href={href('/cek/bagaimana')}>
            {checkWords(lang).how}
          </LinkButton>
        </Actions>
      </div>
    ),
  };
}

async function byServerPage(context: FeatureContext, request: PageRequest): Promise<Page> {
  const loaded = await load(context, request);
  if (!loaded) return noRollPage(request);
  return {
    title: checkWords(request.lang).byServerTitle,
    body: <ByServerForm props={loaded.props} />,
  };
}

/** The server's answer to a posted number. It is no page of its own: it is kept nowhere and has no address. */
async function byServer(context: FeatureContext, request: FormRequest): Promise<PageAnswer> {
  const loaded = await load(context, request, request.form[ELECTION]);
  if (!loaded) return answer(noRollPage(request));
  const { asked, props } = loaded;
  const outcome = await checkByServer(context, asked.rolls, props, typedIdentity(request), request.address);
  const card =
    outcome.kind === 'found'
      ? resultCard(outcome, props, await placeInBrief(context, props, outcome.record.tps, request))
      : undefined;
  return answer(byServerAnswer(outcome, card, props));
}

function typedIdentity({ form }: FormRequest): TypedIdentity {
  return {
    kind: form['jenis'] === 'paspor' ? 'paspor' : 'nik',
    number: form['n'] ?? '',
    nkk: form['kk'] ?? '',
  };
}

function cardPage(context: FeatureContext, request: PageRequest): Page {
  const { zone, demo } = context.city;
  const props: CardProps = { lang: request.lang, zone, demo, paths: pathsOf(request) };
  return {
    title: checkWords(request.lang).cardTitle,
    scripts: ['check'],
    body: (
      <div id="kept-card" data-props={JSON.stringify(props)}>
        <CardApp props={props} />
      </div>
    ),
  };
}
