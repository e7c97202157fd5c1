import { systemClock } from '../../platform/clock.ts';
import type {
  FeatureContext,
  FormRequest,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../../platform/feature.ts';
import { createRateLimit } from '../../platform/http/rate-limit.ts';
import { createMailer, MailUnavailable } from '../../platform/mail/mailer.ts';
import { staffEmail } from '../../platform/sign-in/staff-store.ts';
import { wayBack } from '../../platform/sign-in/way-back.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { Empty } from '../../ui/components/text.tsx';
import { askForLetter } from './letter.ts';
import { letterMessages } from './letter-messages.ts';
import { LETTER_PATH, SIGN_IN_PATH, signInPage } from './sign-in-page.tsx';

/** Letters that one address asks for in a minute. */
const PER_MINUTE = 6;

/** Where a link by e-mail is asked for; not there where the window has no mail server. */
export function letterRoutes(context: FeatureContext): PageRoute[] {
  const mailer = createMailer(context.config);
  if (!mailer) return [];
  const limit = createRateLimit(PER_MINUTE, systemClock);

  async function post(request: FormRequest): Promise<PageAnswer> {
    const { form, lang, href, address } = request;
    const typed = form['email'] ?? '';
    const again = (
      status: 422 | 429 | 503,
      told: {
        readonly problem?: string;
        readonly notice?: { readonly title: string; readonly text: string };
      },
    ) =>
      signInPage(context, { ...request, query: { ke: form['ke'] ?? '' } }, { status, email: typed, ...told });
    const t = letterMessages(lang);
    const email = staffEmail.safeParse(typed);
    if (!email.success) return again(422, { problem: t.emailProblem });
    const { allowed } = await limit.take(address, 1);
    if (!allowed) return again(429, { notice: { title: t.tooMany, text: t.tooManyText } });
    try {
      // Asked before, and of everybody: a letter that cannot leave is told while somebody waits for it.
      await mailer?.check();
    } catch (error) {
      if (!(error instanceof MailUnavailable)) throw error;
      context.log.warn({ err: error }, 'the mail server cannot be reached');
      return again(503, { notice: { title: t.mailAway, text: t.mailAwayText } });
    }
    await askForLetter(context, email.data, lang, wayBack(form['ke'], href('/kerja')));
    return { kind: 'moved', to: href(LETTER_PATH) };
  }

  return [{ path: LETTER_PATH, fresh: true, get: async (request) => sentPage(request), post }];
}

function sentPage({ lang, href }: PageRequest): PageAnswer {
  const t = letterMessages(lang);
  return {
    kind: 'page',
    title: t.sent,
    noindex: true,
    body: (
      <Empty icon="mail" title={t.sent} level={1}>
        <p>{t.sentText}</p>
        <p class="mute">{t.notThere}</p>
        <LinkButton alt icon="arrow-left" href={href(SIGN_IN_PATH)}>
          {t.back}
        </LinkButton>
      </Empty>
    ),
  };
}
