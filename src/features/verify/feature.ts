import { isDatabaseUnavailable } from '../../platform/database/errors.ts';
import type { Feature, FeatureContext, FormRequest, PageAnswer } from '../../platform/feature.ts';
import { answerPage } from './answer.tsx';
import { mountVerifyApi } from './api.ts';
import { refusalOf } from './check.ts';
import { messages } from './messages.ts';
import { FIELD, formPage, VERIFY_PATH } from './page.tsx';
import { verificationOf } from './service.ts';
import { verifyMigrations } from './tables.ts';

/** Five thousand letters, each of which takes up to twelve bytes in a form. */
const LARGEST_FORM = 64 * 1024;

const both = (key: 'title' | 'tileNote') => ({ id: messages('id')[key], en: messages('en')[key] });

/** Whether a message, a link or a QR code is really from here, and still true. */
export const verify: Feature = {
  id: 'verify',
  owner: 'city-office',
  release: { state: 'all' },
  tile: { icon: 'badge-check', title: both('title'), note: both('tileNote'), href: VERIFY_PATH, order: 40 },
  migrations: verifyMigrations,
  pages: (context) => [
    {
      path: VERIFY_PATH,
      largestForm: LARGEST_FORM,
      get: async (request) => ({ kind: 'page', ...formPage({ offices: officesOf(context) }, request) }),
      post: (request) => answer(context, request),
    },
  ],
  api: (api, context) => mountVerifyApi(api, context, verificationOf(context)),
  offline: { opened: [VERIFY_PATH] },
};

async function answer(context: FeatureContext, request: FormRequest): Promise<PageAnswer> {
  const offices = officesOf(context);
  const typed = request.form[FIELD] ?? '';
  const refusal = refusalOf(typed);
  if (refusal) return { kind: 'page', ...formPage({ offices, typed, refusal }, request) };
  const { check, limit } = verificationOf(context);
  const { allowed, retryAfter } = await limit.take(request.address, 1);
  if (!allowed) {
    const trouble = { kind: 'too-many' as const, seconds: retryAfter };
    return { kind: 'page', ...formPage({ offices, typed, trouble }, request) };
  }
  try {
    return { kind: 'page', ...answerPage(await check(typed, request), context, request) };
  } catch (error) {
    // What could not be had is neither real nor false.
    if (!isDatabaseUnavailable(error)) throw error;
    return { kind: 'page', ...formPage({ offices, typed, trouble: { kind: 'away' } }, request) };
  }
}

function officesOf({ city }: FeatureContext): string {
  return city.electionOffice.name;
}
