import type { PageAnswer, PageRequest } from '../../platform/feature.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { ErrorSummary, Field } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Section, Title } from '../../ui/components/text.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { messages } from './messages.ts';
import type { SignInFault } from './sign-in-step.ts';

export interface SignInView {
  /** The challenge, sealed, and the options of a passkey for the script. */
  readonly sealed: string;
  readonly options: string;
  readonly problem?: SignInProblem | undefined;
  /** Who has a PIN on this phone, where there are several. */
  readonly people?: readonly { readonly officer: string; readonly name: string }[] | undefined;
  readonly chosen?: string | undefined;
}

/** Why nobody was let in; `gone`: what it was is known no more. */
type SignInProblem = SignInFault | 'gone';

/** What is said of it, and at which field. */
function problemWords(problem: SignInProblem, { lang, format }: Pick<PageRequest, 'lang' | 'format'>) {
  const t = messages(lang);
  const pin = (text: string) => ({ field: 'pin', text });
  if (typeof problem === 'object') return pin(t.pinWrong(format.number(problem.left)));
  return {
    late: { field: 'kunci', text: t.signInFailed },
    passkey: { field: 'kunci', text: t.signInRefused },
    phone: pin(t.phoneUnknown),
    digits: pin(t.pinDigits),
    locked: pin(t.pinLocked),
    gone: pin(t.signInGone),
  }[problem];
}

/** Passkey first where the phone has them, then the PIN, then what to do without either. */
export function signInPage(request: PageRequest, view: SignInView): PageAnswer {
  const { lang, href, query } = request;
  const t = messages(lang);
  const { people } = view;
  const problem = view.problem && problemWords(view.problem, request);
  const ke = query['ke'];
  const action = href('/petugas/masuk') + (ke === undefined ? '' : `?${new URLSearchParams({ ke })}`);
  const wrongPin = problem?.field === 'pin' ? problem.text : undefined;
  return {
    kind: 'page',
    title: t.signIn,
    noindex: true,
    scripts: ['officer-key'],
    ...(problem ? { status: 422 as const } : {}),
    body: (
      <div class="stack join">
        {problem && (
          <ErrorSummary title={t.problems} errors={[{ text: problem.text, href: `#${problem.field}` }]} />
        )}
        <Title title={t.signIn} lead={t.signInLead} />
        <form class="stack" method="post" action={action}>
          <div class="stack" id="kunci" hidden data-officer-key="get" data-options={view.options}>
            <p>{t.signInPasskeyLead}</p>
            <p class="error" role="alert" hidden>
              {t.signInFailed}
            </p>
            <Actions>
              <Button type="button" icon="fingerprint">
                {t.signInPasskey}
              </Button>
            </Actions>
            <input type="hidden" name="tantangan" value={view.sealed} />
            <input type="hidden" name="kunci" value="" />
          </div>
          <details class="more" open data-officer-pin={wrongPin || people ? 'keep' : ''}>
            <summary>
              <Icon name="chevron-down" />
              {t.signInWithPin}
            </summary>
            <div class="stack">
              {people && (
                <fieldset class="field wide">
                  <legend>{t.whoIsIt}</legend>
                  {people.map(({ officer, name }) => (
                    <Tick
                      key={officer}
                      type="radio"
                      name="siapa"
                      value={officer}
                      label={name}
                      checked={officer === view.chosen}
                    />
                  ))}
                </fieldset>
              )}
              <Field
                id="pin"
                label={t.signInPin}
                hint={t.signInPinHint}
                big
                {...(wrongPin ? { error: wrongPin } : {})}
                input={{
                  name: 'pin',
                  type: 'password',
                  autocomplete: 'current-password',
                  inputMode: 'numeric',
                  pattern: '[0-9]{6}',
                  maxLength: 6,
                }}
              />
              <Actions>
                <Button alt icon="log-in">
                  {t.signInWithPin}
                </Button>
              </Actions>
            </div>
          </details>
        </form>
        <Section title={t.newPhone}>
          <p>{t.newPhoneText}</p>
          <Actions>
            <LinkButton alt icon="key-round" href={href('/gabung')}>
              {t.newPhoneLink}
            </LinkButton>
          </Actions>
          <p class="mute">{t.firstTime}</p>
        </Section>
      </div>
    ),
  };
}
