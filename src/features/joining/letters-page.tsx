import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { OverseerFile, OverseerRequest, OverseerRoute } from '../../platform/officers/contract.ts';
import { streamOf } from '../../platform/stream-of.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { BackLink, Notice, Title } from '../../ui/components/text.tsx';
import { Bar } from '../../ui/components/window.tsx';
import { INVITATIONS_PATH, MANAGE } from './invitations-page.tsx';
import { endOfLetters, findLetters, type Letters, openParts } from './letters/store.ts';
import { stateInWords, whoseInWords } from './letters-list.tsx';
import { oversightMessages } from './oversight-messages.ts';
import { overseerArea } from './whom.ts';

const PATH = `${INVITATIONS_PATH}/surat/:letters`;
const MEGABYTE = 1_000_000;
const REFRESH_SECONDS = 3;

/** The page of letters that are being made, and their PDF. */
export function lettersRoutes(context: FeatureContext): {
  readonly page: OverseerRoute;
  readonly file: OverseerFile;
} {
  const access = {
    permission: MANAGE,
    overseers: true,
    areaOf: async ({ params }: Pick<OverseerRequest, 'params'>) =>
      (await findLetters(context.db, params['letters'] ?? ''))?.area,
  };
  return {
    page: { ...access, path: PATH, get: (request) => page(context, request) },
    file: {
      ...access,
      path: `${PATH}/berkas`,
      method: 'GET',
      answer: (request) => pdf(context, request),
    },
  };
}

/** Letters that this asker may have: a committee has its own alone, which leave its members out. */
async function lettersOf({ db }: FeatureContext, request: OverseerRequest): Promise<Letters | undefined> {
  const found = await findLetters(db, request.params['letters'] ?? '');
  const own = overseerArea(request.overseer);
  return found && (own === undefined || found.overseer === own) ? found : undefined;
}

async function page(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const letters = await lettersOf(context, request);
  if (!letters) return { kind: 'missing' };
  const { lang, here, format } = request;
  const t = oversightMessages(lang);
  const path = here(`${INVITATIONS_PATH}/surat/${letters.id}`);
  const isReady = readyUntil(letters, context.clock());
  const isUnderWay = letters.state === 'waiting' || letters.state === 'working';
  const plan = await context.officers.plan(letters.election);
  const where = whoseInWords(context.areas, plan, letters, lang);
  const size = ((letters.bytes ?? 0) / MEGABYTE).toFixed(1);
  return {
    kind: 'page',
    title: t.lettersTitle,
    ...(isUnderWay ? { refreshSeconds: REFRESH_SECONDS } : {}),
    body: (
      <div class="stack">
        <BackLink href={here(INVITATIONS_PATH)} label={t.back} />
        <Title title={t.lettersTitle} lead={t.lettersOf(where, format.number(letters.letters))} />
        <div class="stack" role="status">
          <p>
            {isReady || isUnderWay || letters.state === 'failed' ? stateInWords(letters, request) : t.gone}
          </p>
          {isUnderWay && (
            <Bar value={letters.drawn} max={Math.max(1, letters.letters)} label={t.lettersTitle} />
          )}
        </div>
        <Actions>
          {isReady ? (
            <LinkButton icon="download" href={`${path}/berkas`} download>
              {t.download(lang === 'id' ? size.replace('.', ',') : size)}
            </LinkButton>
          ) : (
            <LinkButton alt icon="refresh-cw" href={path}>
              {t.reload}
            </LinkButton>
          )}
        </Actions>
        <Notice tone="warn">
          <p>{t.filesHint}</p>
        </Notice>
      </div>
    ),
  };
}

function readyUntil(letters: Letters, now: Temporal.Instant): boolean {
  const until = endOfLetters(letters);
  return letters.state === 'done' && until !== undefined && Temporal.Instant.compare(now, until) < 0;
}

async function pdf(context: FeatureContext, request: OverseerRequest): Promise<Response> {
  const letters = await lettersOf(context, request);
  if (!letters || !readyUntil(letters, context.clock())) {
    throw new Problem(404, 'unknown-item', 'These letters are no longer kept.');
  }
  const whose = [oversightMessages(request.lang).fileName, letters.place ?? letters.area, letters.body];
  const name = `${whose.filter((part) => part !== null).join('-')}.pdf`;
  return new Response(streamOf(openParts(context.db, context.vault, letters)), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(letters.bytes ?? 0),
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
