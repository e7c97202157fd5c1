import type { ComponentChildren } from 'preact';
import type { OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { Field } from '../../ui/components/form.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { More, Section } from '../../ui/components/text.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { consentParagraphs } from './consent.ts';
import { type invitationsOf, MOST_WRONG } from './invitations.ts';
import { consentFacts } from './join.ts';
import { oversightMessages } from './oversight-messages.ts';
import type { phonesOf } from './phones.ts';
import type { HandingWay } from './tables.ts';

function Form({ action, children }: { readonly action: string; readonly children: ComponentChildren }) {
  return (
    <form class="stack" method="post" action={action}>
      {children}
    </form>
  );
}

/** Ways to give a first code. */
export function HandForm({
  action,
  request,
  email,
}: {
  readonly action: string;
  readonly request: OverseerRequest;
  readonly email: boolean;
}) {
  const t = oversightMessages(request.lang);
  return (
    <Section title={t.hand}>
      <Form action={action}>
        <p>{t.handText}</p>
        <Tick type="checkbox" name="baru" value="ya" label={t.handAnew} checked={false} />
        <Actions>
          <Button icon="message-circle" name="buat" value="whatsapp">
            {t.handWhatsApp}
          </Button>
          <Button alt icon="eye" name="buat" value="kode">
            {t.handShown}
          </Button>
          {email && (
            <Button alt icon="mail" name="buat" value="email">
              {t.handEmail}
            </Button>
          )}
          <Button alt icon="circle-x" name="buat" value="batal">
            {t.revokeOne}
          </Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** For who is there in person: the NIK, the text that is read out, and the tick that it was. */
export function InPersonForm({
  context,
  request,
  plan,
  action,
  problem,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly plan: OfficerPlan | undefined;
  readonly action: string;
  /** What was wrong with the NIK that was typed. */
  readonly problem: string | undefined;
}) {
  const { lang } = request;
  const t = oversightMessages(lang);
  const wrong = problem === undefined ? {} : { error: problem };
  return (
    <Section title={t.inPersonTitle}>
      <Form action={action}>
        <p>{t.inPersonText}</p>
        <div class="join-consent">
          {consentParagraphs(lang, consentFacts(context.city, plan)).map(({ title, text }) => (
            <p key={title}>
              <b>{title}.</b> {text}
            </p>
          ))}
        </div>
        <Field
          id="nik"
          label={t.inPersonNik}
          hint={t.inPersonNikHint}
          {...wrong}
          input={{
            name: 'nik',
            inputMode: 'numeric',
            pattern: '[0-9]{4}',
            maxLength: 4,
            autocomplete: 'off',
          }}
        />
        <Tick
          id="dibacakan"
          type="checkbox"
          name="dibacakan"
          value="ya"
          label={t.inPersonAgree}
          checked={false}
        />
        <Actions>
          <Button icon="user-check" name="buat" value="langsung">
            {t.inPersonDo}
          </Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** Phones of an officer who joined, and a code for a new one. */
export function Phones({
  request,
  action,
  isOver,
  joined,
  phones,
}: {
  readonly request: OverseerRequest;
  readonly action: string;
  readonly isOver: boolean;
  readonly joined: boolean;
  readonly phones: Awaited<ReturnType<typeof phonesOf>>;
}) {
  const { lang, format } = request;
  const t = oversightMessages(lang);
  if (!joined) return null;
  return (
    <Section title={t.newPhoneTitle}>
      <Form action={action}>
        <p>{t.newPhoneText}</p>
        {phones.length === 0 ? (
          <p class="mute">{t.noPhones}</p>
        ) : (
          <ul class="prose">
            {phones.map(({ id, name, kind, used_at }) => (
              <li key={id}>
                {name || '–'} · {kind === 'pin' ? t.byPin : t.byPasskey} · {format.dateTime(used_at)}
              </li>
            ))}
          </ul>
        )}
        <Actions>
          {!isOver && (
            <Button icon="key-round" name="buat" value="hp-baru">
              {t.newPhone}
            </Button>
          )}
          <Button alt icon="log-out" name="buat" value="akhiri">
            {t.endPhones}
          </Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** What an officer was given so far. */
export function History({
  request,
  invitations,
  now,
}: {
  readonly request: OverseerRequest;
  readonly invitations: Awaited<ReturnType<typeof invitationsOf>>;
  readonly now: Temporal.Instant;
}) {
  const { lang, format } = request;
  const t = oversightMessages(lang);
  if (invitations.length === 0) return null;
  const ways: Readonly<Record<HandingWay, string>> = {
    letter: t.wayLetter,
    whatsapp: t.wayWhatsapp,
    email: t.wayEmail,
    shown: t.wayShown,
  };
  return (
    <More summary={t.history}>
      <DataTable
        caption={t.history}
        hideCaption
        columns={[{ label: t.codeTitle }, { label: t.historyWay }, { label: t.historyState }]}
        rows={invitations.map((one) => ({
          key: one.id,
          cells: [
            t.historyMade(format.dateTime(one.made_at), one.made_by),
            one.way === null ? t.wayNone : ways[one.way],
            stateOf(one, now, request),
          ],
        }))}
      />
    </More>
  );
}

function stateOf(
  one: Awaited<ReturnType<typeof invitationsOf>>[number],
  now: Temporal.Instant,
  { lang, format }: OverseerRequest,
): string {
  const t = oversightMessages(lang);
  if (one.used_at) return t.stateUsed(format.dateTime(one.used_at));
  if (one.revoked_at) return t.stateRevoked(format.dateTime(one.revoked_at));
  if (one.wrong >= MOST_WRONG) return t.stateLocked;
  if (Temporal.Instant.compare(one.expires_at, now) <= 0) return t.stateExpired;
  return t.stateOpen(format.dateTime(one.expires_at));
}
