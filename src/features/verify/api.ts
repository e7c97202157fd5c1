import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { clientAddress } from '../../platform/http/address.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { wordsOf } from './answer-words.ts';
import { LONGEST_TEXT, refusalOf } from './check.ts';
import { messages } from './messages.ts';
import { refusalText } from './page.tsx';
import type { Verification } from './service.ts';
import type { FoundItem, Verdict } from './verdict.ts';

const LARGEST_BODY = 32 * 1024;

const languages = z.object({ id: z.string().optional(), en: z.string().optional() });

const itemSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    agency: z.string(),
    title: languages,
    url: z.string(),
    version: z.number().int().openapi({ description: 'The version that was sent, or the newest' }),
    newestVersion: z.number().int(),
    publishedAt: z.string(),
    changedAt: z.string(),
    note: languages.openapi({ description: 'What changed last, or why it was withdrawn' }),
    corrections: z.array(z.object({ version: z.number().int(), at: z.string(), note: languages })),
    signature: z.string().openapi({
      description: 'Compact JWS of `version`, to be checked by the keys at /.well-known/jwks.json',
    }),
  })
  .openapi('VerifiedItem');

const verdictSchema = z
  .object({
    verdict: z.enum([
      'current',
      'close',
      'outdated',
      'expired',
      'withdrawn',
      'judged',
      'untrusted',
      'own-page',
      'own-missing',
      'foreign',
      'recognised',
      'unknown',
    ]),
    foundBy: z.enum(['link', 'source', 'same', 'part', 'close']).optional(),
    title: z.string().openapi({ description: 'The verdict in words' }),
    text: z.array(z.string()),
    item: itemSchema.optional(),
    claimHolds: z.boolean().optional().openapi({ description: 'Of a claim that was judged' }),
    looksLikeOurs: z.boolean().optional().openapi({ description: 'Of a link to another host' }),
    changes: z
      .array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }))
      .optional()
      .openapi({ description: 'From the published words to those that were sent, or to the newest ones' }),
  })
  .openapi('Verdict');

const route = createRoute({
  method: 'post',
  path: '/verify',
  tags: ['verify'],
  summary: 'Whether a message or a link is really of this window, and how it stands today',
  description:
    'Nothing of what is sent is kept or logged. Signatures are checked for each answer; how to check them without this window is in docs/signing.md.',
  middleware: [
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new Problem(413, 'too-large', 'The body is too large.');
      },
    }),
  ] as const,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            text: z
              .string()
              .min(1)
              .max(LONGEST_TEXT)
              .openapi({ description: 'A message, or a link', example: 'https://jendela.example/s/k4wzt' }),
            lang: z.enum(LANGUAGES).default('id'),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The answer, and one for each link in a message',
      content: {
        'application/json': {
          schema: verdictSchema.extend({
            links: z.array(z.object({ url: z.string(), verdict: verdictSchema })),
          }),
        },
      },
    },
    400: problemAnswer('Nothing to check, too short, or too long'),
    413: problemAnswer('The body is too large'),
    429: problemAnswer('Too many requests of this address'),
    503: problemAnswer('The answer could not be had'),
  },
});

/** The check as an endpoint, below `/api/v1`. */
export function mountVerifyApi(
  api: OpenAPIHono<ApiEnv>,
  context: FeatureContext,
  service: Verification,
): void {
  api.openapi(route, async (c) => {
    const { text, lang } = c.req.valid('json');
    const format = formatterOf(lang, context.city.zone);
    const refusal = refusalOf(text);
    if (refusal) {
      throw new Problem(400, refusal, refusalText(messages('en'), refusal, String(LONGEST_TEXT)));
    }
    const taken = await service.limit.take(clientAddress(c, context.config.TRUSTED_PROXIES), 1);
    if (!taken.allowed) {
      throw new Problem(429, 'too-many', 'Too many checks in a minute.', {
        headers: { 'retry-after': String(taken.retryAfter) },
      });
    }
    const now = context.clock().toZonedDateTimeISO(context.city.zone);
    const answer = await service.check(text.replaceAll('\0', '').toWellFormed(), { lang, format, now });
    const asJson = (verdict: Verdict) => verdictJson(verdict, context, { lang, format });
    return c.json(
      {
        ...asJson(answer.verdict),
        links: answer.links.map(({ url, verdict }) => ({ url: url.href, verdict: asJson(verdict) })),
      },
      200,
      { 'cache-control': 'no-store' },
    );
  });
}

function verdictJson(
  verdict: Verdict,
  context: FeatureContext,
  request: Pick<PageRequest, 'lang' | 'format'>,
): z.output<typeof verdictSchema> {
  const words = wordsOf(verdict, context, request);
  const isClose = verdict.kind === 'item' && verdict.by === 'close' && verdict.standing !== 'withdrawn';
  return {
    verdict: verdict.kind === 'item' ? (isClose ? 'close' : verdict.standing) : verdict.kind,
    title: words.title,
    text: [...words.lines],
    ...('item' in verdict && { item: itemJson(verdict.item, context, request.lang) }),
    ...(verdict.kind === 'item' && { foundBy: verdict.by }),
    ...(verdict.kind === 'item' && verdict.changes && { changes: [...verdict.changes] }),
    ...(verdict.kind === 'judged' && { claimHolds: verdict.holds }),
    ...(verdict.kind === 'foreign' && { looksLikeOurs: verdict.likeness !== undefined }),
  };
}

function itemJson(
  item: FoundItem,
  { config }: FeatureContext,
  lang: PageRequest['lang'],
): z.output<typeof itemSchema> {
  return {
    id: item.id,
    kind: item.kind,
    agency: item.agency,
    title: item.title,
    url: `${config.publicUrl}${localPath(lang, item.path)}`,
    version: item.version,
    newestVersion: item.newest,
    publishedAt: item.publishedAt.toString(),
    changedAt: item.changedAt.toString(),
    note: item.note,
    corrections: item.corrections.map(({ version, at, note }) => ({ version, at: at.toString(), note })),
    signature: item.signature,
  };
}
