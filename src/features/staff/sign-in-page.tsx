import type { FeatureContext, PageAnswer, PageRequest, PageRoute } from '../../platform/feature.ts';
import { OFFICE_FAILURES, type OfficeFailure } from '../../platform/sign-in/office-login.ts';
import { wayBack } from '../../platform/sign-in/way-back.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { ErrorSummary, Field } from '../../ui/components/form.tsx';
import { Notice, Section, Title } from '../../ui/components/text.tsx';
import { letterMessages } from './letter-messages.ts';
import { messages } from './messages.ts';

export const SIGN_IN_PATH = '/masuk';
/** Where the form of a link by e-mail is posted. */
export const LETTER_PATH = '/masuk/surat';
const EMAIL_FIELD = 'email';

/** What the page says beside the ways in. */
interface SignInAnswer {
  readonly status?: 422 | 429 | 503;
  /** What was typed, kept. */
  readonly email?: string;
  readonly problem?: string;
  readonly notice?: { readonly title: string; readonly text: string };
}

/** Where staff sign in. */
export function signInRoute(context: FeatureContext): PageRoute {
  return {
    path: SIGN_IN_PATH,
    query: ['ke', 'gagal'],
    fresh: true,
    async get(request): Promise<PageAnswer> {
      const failure = OFFICE_FAILURES.find((one) => one === request.query['gagal']);
      return signInPage(context, request, failure ? { notice: failureNotice(failure, request) } : {});
    },
  };
}

/** The ways in: a passkey first, then those that the window has besides. */
export function signInPage(
  { signIn, config }: Pick<FeatureContext, 'signIn' | 'config'>,
  request: PageRequest,
  { status, email, problem, notice }: SignInAnswer,
): PageAnswer {
  const { lang, href, query } = request;
  const t = messages(lang);
  const own = letterMessages(lang);
  const then = wayBack(query['ke'], href('/kerja'));
  const letters = config.SMTP_URL !== undefined;
  return {
    kind: 'page',
    title: t.signIn,
    noindex: true,
    ...(status === undefined ? {} : { status }),
    scripts: ['passkey'],
    body: (
      <div class="stack">
        {problem && (
          <ErrorSummary title={own.problems} errors={[{ text: problem, href: `#${EMAIL_FIELD}` }]} />
        )}
        <Title title={t.signIn} lead={t.signInLead} />
        {notice && (
          <div role="alert">
            <Notice tone="warn" title={notice.title}>
              <p>{notice.text}</p>
            </Notice>
          </div>
        )}
        <PasskeyWay request={request} then={then} />
        {(signIn.office || letters) && (
          <Section title={own.otherWays}>
            <div class="stack">
              {signIn.office && (
                <Actions>
                  <LinkButton
                    alt
                    icon="landmark"
                    href={`${href('/masuk/kantor')}?${new URLSearchParams({ ke: then })}`}
                  >
                    {own.byOffice(signIn.office.name)}
                  </LinkButton>
                </Actions>
              )}
              {letters && <LetterForm request={request} then={then} email={email ?? ''} problem={problem} />}
            </div>
          </Section>
        )}
        <p class="mute">{t.noWayIn}</p>
      </div>
    ),
  };
}

/** Hidden until the script runs in a browser that knows passkeys. */
function PasskeyWay({ request, then }: { readonly request: PageRequest; readonly then: string }) {
  const t = messages(request.lang);
  return (
    <>
      <div class="stack" hidden data-passkey="sign-in" data-then={then}>
        <p>{t.passkeyLead}</p>
        <p class="error" role="alert" hidden>
          {t.passkeyFailed}
        </p>
        <Actions>
          <Button type="button" icon="fingerprint">
            {t.usePasskey}
          </Button>
        </Actions>
      </div>
      <noscript>
        <Notice>
          <p>{t.passkeyNeedsScript}</p>
        </Notice>
      </noscript>
    </>
  );
}

function LetterForm({
  request: { lang, href },
  then,
  email,
  problem,
}: {
  readonly request: PageRequest;
  readonly then: string;
  readonly email: string;
  readonly problem: string | undefined;
}) {
  const t = letterMessages(lang);
  return (
    <form class="stack" method="post" action={href(LETTER_PATH)}>
      <input type="hidden" name="ke" value={then} />
      <Field
        id={EMAIL_FIELD}
        label={t.email}
        hint={t.emailHint}
        {...(problem ? { error: problem } : {})}
        input={{
          name: 'email',
          type: 'email',
          autocomplete: 'email',
          spellcheck: false,
          required: true,
          maxLength: 254,
          value: email,
        }}
      />
      <Button alt icon="mail">
        {t.byLetter}
      </Button>
    </form>
  );
}

function failureNotice(failure: OfficeFailure, { lang }: PageRequest) {
  const t = letterMessages(lang);
  const texts: Readonly<Record<OfficeFailure, string>> = {
    'tak-terjangkau': t.unreachable,
    'tak-diundang': t.notInvited,
    'email-belum-pasti': t.unverified,
    'sudah-lewat': t.over,
    ditolak: t.refused,
  };
  return { title: t.failedTitle, text: texts[failure] };
}
