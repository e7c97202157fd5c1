import type { ComponentChildren } from 'preact';
import type { Officer } from '../../domain/officer.ts';
import type { PageAnswer, PageRequest } from '../../platform/feature.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { ErrorSummary, Field } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Empty, Section, Title } from '../../ui/components/text.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { consentParagraphs } from './consent.ts';
import type { CodeRefusal } from './invitations.ts';
import { consentFacts, type Refused } from './join.ts';
import type { CodeProblems, KeyProblem } from './join-step.ts';
import { messages } from './messages.ts';
import { helperOf, seatInWords } from './people.ts';
import type { Joining } from './service.ts';

const SIGN_IN_PATH = '/petugas/masuk';
const FIELDS = { code: 'kode', nik: 'nik', pin: 'pin', agree: 'setuju', key: 'kunci' } as const;

interface CodeView {
  /** From the letter's address: shown, not typed. */
  readonly code?: string | undefined;
  readonly typed?: string;
  readonly ending?: string;
  readonly problems?: CodeProblems;
}

function codeProblemWords(problem: CodeProblems['code'], lang: PageRequest['lang']): string | undefined {
  const t = messages(lang);
  if (problem === undefined) return undefined;
  return {
    empty: t.codeEmpty,
    characters: t.codeCharacters,
    length: t.codeLength,
    check: t.codeCheck,
    unknown: t.codeUnknown,
  }[problem];
}

function nikProblemWords(
  problem: CodeProblems['nik'],
  { lang, format }: Pick<PageRequest, 'lang' | 'format'>,
): string | undefined {
  const t = messages(lang);
  if (problem === undefined) return undefined;
  return problem === 'digits' ? t.nikDigits : t.nikWrong(format.number(problem.left));
}

/** First page: which letter, and whether it is this person's. */
export function codePage(
  request: PageRequest,
  { code, typed = '', ending = '', problems: found = {} }: CodeView,
): PageAnswer {
  const { lang, href } = request;
  const t = messages(lang);
  const problems = {
    code: codeProblemWords(found.code, lang),
    nik: nikProblemWords(found.nik, request),
  };
  const errors = [
    ...(problems.code ? [{ text: problems.code, href: `#${FIELDS.code}` }] : []),
    ...(problems.nik ? [{ text: problems.nik, href: `#${FIELDS.nik}` }] : []),
  ];
  // A scanned code that does not work is typed instead.
  const fixed = code !== undefined && problems.code === undefined ? code : undefined;
  return {
    kind: 'page',
    title: t.title,
    noindex: true,
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <div class="stack join">
        {errors.length > 0 && <ErrorSummary title={t.problems} errors={errors} />}
        <Title title={t.title} eyebrow={t.step('1')} lead={t.lead} />
        <form class="stack" method="post" action={href('/gabung')}>
          {fixed === undefined ? (
            <Field
              id={FIELDS.code}
              label={t.code}
              hint={t.codeHint}
              big
              {...(problems.code ? { error: problems.code } : {})}
              input={{
                name: FIELDS.code,
                value: typed,
                autocomplete: 'off',
                autocapitalize: 'characters',
                spellcheck: false,
                required: true,
                maxLength: 200,
                placeholder: 'XXXXX-XXXXX-XXXXX',
              }}
            />
          ) : (
            <div class="join-code">
              <Icon name="qr-code" />
              <div>
                <small>{t.codeScanned}</small>
                <b>{fixed}</b>
              </div>
              <input type="hidden" name={FIELDS.code} value={fixed} />
              <input type="hidden" name="dari" value="surat" />
            </div>
          )}
          <Field
            id={FIELDS.nik}
            label={t.nik}
            hint={t.nikHint}
            big
            {...(problems.nik ? { error: problems.nik } : {})}
            input={{
              name: FIELDS.nik,
              value: ending,
              autocomplete: 'off',
              inputMode: 'numeric',
              pattern: '[0-9]{4}',
              required: true,
              maxLength: 4,
            }}
          />
          <Actions>
            <Button icon="arrow-right">{t.go}</Button>
          </Actions>
        </form>
        <p class="mute">
          {t.hasJoined} <a href={href(SIGN_IN_PATH)}>{t.signInLink}</a>. {t.noLetter}
        </p>
      </div>
    ),
  };
}

interface KeyView {
  readonly officer: Officer;
  readonly sealed: string;
  /** Options of a passkey, for the script. */
  readonly options: string;
  readonly agreed: boolean;
  readonly problem: KeyProblem | undefined;
}

/** What is said of a problem, and at which field. */
function keyProblemWords(problem: KeyProblem, lang: PageRequest['lang']) {
  const t = messages(lang);
  const pin = (text: string) => ({ field: FIELDS.pin, text });
  return {
    agree: { field: FIELDS.agree, text: t.agreeMissing },
    passkey: { field: FIELDS.key, text: t.passkeyRefused },
    length: pin(t.pinLength),
    simple: pin(t.pinSimple),
    birthday: pin(t.pinBirthday),
  }[problem];
}

/** Second page: what is kept, and the key of this phone. */
export async function keyPage(joining: Joining, request: PageRequest, view: KeyView): Promise<PageAnswer> {
  const { lang, href } = request;
  const t = messages(lang);
  const { officer } = view;
  const problem = view.problem && keyProblemWords(view.problem, lang);
  const plan = await joining.context.officers.plan(officer.election);
  return {
    kind: 'page',
    title: t.hello(officer.name),
    noindex: true,
    scripts: ['officer-key'],
    ...(problem ? { status: 422 as const } : {}),
    body: (
      <form class="stack join" method="post" action={href('/gabung/kunci')}>
        {problem && (
          <ErrorSummary title={t.problems} errors={[{ text: problem.text, href: `#${problem.field}` }]} />
        )}
        <Title
          title={t.hello(officer.name)}
          eyebrow={t.step('2')}
          lead={seatInWords(joining.context, plan, officer, lang)}
        />
        <p class="mute">{t.notYou}</p>
        <input type="hidden" name="tiket" value={view.sealed} />
        <Section title={t.consentTitle}>
          <div class="join-consent">
            {consentParagraphs(lang, consentFacts(joining.context.city, plan)).map(({ title, text }) => (
              <p key={title}>
                <b>{title}.</b> {text}
              </p>
            ))}
          </div>
          <Tick
            id={FIELDS.agree}
            type="checkbox"
            name={FIELDS.agree}
            value="ya"
            label={t.agree}
            checked={view.agreed}
          />
        </Section>
        <Section title={t.securityTitle}>
          <KeyChoice request={request} view={view} wrong={problem} />
        </Section>
      </form>
    ),
  };
}

/** A passkey where the script finds that the phone has them; the PIN is open until then. */
function KeyChoice({
  request,
  view,
  wrong,
}: {
  readonly request: PageRequest;
  readonly view: KeyView;
  readonly wrong: ReturnType<typeof keyProblemWords> | undefined;
}) {
  const t = messages(request.lang);
  const wrongPin = wrong?.field === FIELDS.pin ? wrong.text : undefined;
  return (
    <div class="stack" id={FIELDS.key}>
      <div class="stack" hidden data-officer-key="create" data-options={view.options}>
        <p>{t.passkeyLead}</p>
        <p class="error" role="alert" hidden>
          {t.passkeyFailed}
        </p>
        <Actions>
          <Button type="button" icon="fingerprint">
            {t.usePasskey}
          </Button>
        </Actions>
        <input type="hidden" name={FIELDS.key} value="" />
      </div>
      <details class="more" open data-officer-pin={wrongPin ? 'keep' : ''}>
        <summary>
          <Icon name="chevron-down" />
          {t.orPin}
        </summary>
        <div class="stack">
          <Field
            id={FIELDS.pin}
            label={t.pin}
            hint={t.pinHint}
            big
            {...(wrongPin ? { error: wrongPin } : {})}
            input={{
              name: FIELDS.pin,
              autocomplete: 'off',
              inputMode: 'numeric',
              pattern: '[0-9]{6}',
              maxLength: 6,
            }}
          />
          <Actions>
            <Button alt icon="lock">
              {t.usePin}
            </Button>
          </Actions>
        </div>
      </details>
    </div>
  );
}

/** Why a code lets nobody in, and whom to ask; no name, no telephone. */
export async function refusalPage(
  joining: Joining,
  request: PageRequest,
  { why, officer, at }: Refused,
): Promise<PageAnswer> {
  const { lang, href, format } = request;
  const t = messages(lang);
  const helper = helperOf(
    joining.context,
    await joining.context.officers.plan(officer.election),
    officer,
    lang,
  );
  const election = await electionName(joining, officer.election, lang);
  const said: Readonly<Record<CodeRefusal, { readonly title: string; readonly text: string }>> = {
    used: { title: t.usedTitle, text: at ? t.used(format.dateTime(at)) : '' },
    revoked: { title: t.revokedTitle, text: t.revoked(helper) },
    expired: { title: t.expiredTitle, text: t.expired(helper) },
    locked: { title: t.lockedTitle, text: t.locked(helper) },
    left: { title: t.leftTitle, text: t.left(helper) },
    finished: { title: t.finishedTitle, text: t.finished(election) },
    joined: { title: t.joinedTitle, text: t.joined(helper) },
    'no-nik': { title: t.noNikTitle, text: t.noNik(helper) },
  };
  const { title, text } = said[why];
  const known = why === 'used' || why === 'joined';
  return messagePage(
    title,
    409,
    <>
      <p>{text}</p>
      {why === 'used' && <p>{t.usedNotYou(helper)}</p>}
      <Actions>
        {known && <LinkButton href={href(SIGN_IN_PATH)}>{t.signIn}</LinkButton>}
        <LinkButton alt href={href('/gabung')}>
          {t.tryOther}
        </LinkButton>
      </Actions>
    </>,
  );
}

async function electionName({ context }: Joining, id: string, lang: PageRequest['lang']): Promise<string> {
  const found = await context.capabilities.elections?.find(id);
  return found?.name[lang] ?? id;
}

/** Too many codes from one network. */
export function tooManyPage({ lang, href }: PageRequest): PageAnswer {
  const t = messages(lang);
  return messagePage(
    t.tooMany,
    429,
    <>
      <p>{t.tooManyText}</p>
      <LinkButton href={href('/gabung')}>{t.again}</LinkButton>
    </>,
  );
}

/** What the address or the form stands for is no more: it took too long, went on elsewhere, or the browser keeps no cookies. */
export function goneJoinPage({ lang, href }: PageRequest): PageAnswer {
  const t = messages(lang);
  return messagePage(
    t.gone,
    422,
    <>
      <p>{t.goneText}</p>
      <p>{t.goneAgain}</p>
      <Actions>
        <LinkButton href={href('/gabung')}>{t.again}</LinkButton>
        <LinkButton alt href={href('/petugas')}>
          {t.goneJoined}
        </LinkButton>
      </Actions>
    </>,
  );
}

function messagePage(title: string, status: 409 | 422 | 429, children: ComponentChildren): PageAnswer {
  return {
    kind: 'page',
    title,
    noindex: true,
    status,
    body: (
      <Empty icon="circle-alert" title={title} level={1}>
        {children}
      </Empty>
    ),
  };
}
