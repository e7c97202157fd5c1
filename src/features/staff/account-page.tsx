import { deviceName } from '../../domain/device-name.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { endSessions, passkeyName } from '../../platform/sign-in/staff-store.ts';
import type { StaffFormRequest, StaffRequest, WorkspaceRoute } from '../../platform/workspace/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { ErrorSummary, Field } from '../../ui/components/form.tsx';
import { Notice, Section, Title } from '../../ui/components/text.tsx';
import {
  endOwnSession,
  type PasskeyRecord,
  passkeysOf,
  removePasskey,
  renamePasskey,
  type SessionRecord,
  sessionsOf,
} from './account-store.ts';
import { letterMessages } from './letter-messages.ts';
import { messages } from './messages.ts';

export const ACCOUNT_PATH = '/kerja/akun';

/** A person's own sessions and passkeys. */
export function accountRoute(context: FeatureContext): WorkspaceRoute {
  return {
    path: ACCOUNT_PATH,
    permission: 'signed-in',
    get: (request) => accountPage(context, request),
    async post(request): Promise<PageAnswer> {
      const { form } = request;
      if (form['tindakan'] === 'namai' && !passkeyName.safeParse(form['nama']).success) {
        return accountPage(context, request, { id: String(form['id']), typed: String(form['nama'] ?? '') });
      }
      await act(context, request);
      return { kind: 'moved', to: request.href(ACCOUNT_PATH) };
    },
  };
}

async function act({ db }: FeatureContext, { staff, form, address }: StaffFormRequest): Promise<void> {
  const actor = { kind: 'staff', id: staff.id, name: staff.name, address } as const;
  const [deed, id] = [String(form['tindakan'] ?? ''), String(form['id'] ?? '')];
  await db.transaction().execute(async (trx) => {
    if (deed === 'akhiri') await endOwnSession(trx, staff.id, id, actor);
    if (deed === 'akhiri-lain') await endSessions(trx, staff.id, actor, staff.session);
    if (deed === 'hapus') await removePasskey(trx, staff.id, id, actor);
    const name = passkeyName.safeParse(form['nama']);
    if (deed === 'namai' && name.success) await renamePasskey(trx, staff.id, id, name.data, actor);
  });
}

/** A name that cannot be one, with the passkey that it was meant for. */
interface WrongName {
  readonly id: string;
  readonly typed: string;
}

async function accountPage(
  { db }: FeatureContext,
  request: StaffRequest,
  wrong?: WrongName,
): Promise<PageAnswer> {
  const t = messages(request.lang);
  const [sessions, passkeys] = await Promise.all([
    sessionsOf(db, request.staff.id, systemClock()),
    passkeysOf(db, request.staff.id),
  ]);
  return {
    kind: 'page',
    title: t.account,
    ...(wrong ? { status: 422 as const } : {}),
    scripts: ['passkey'],
    body: (
      <>
        {wrong && (
          <ErrorSummary
            title={letterMessages(request.lang).problems}
            errors={[{ text: t.passkeyNameProblem, href: `#nama-${wrong.id}` }]}
          />
        )}
        <Title title={t.account} eyebrow={request.staff.email} lead={t.accountLead} />
        <Section title={t.passkeys}>
          <div class="stack">
            {passkeys.length === 0 && (
              <Notice tone="warn" title={t.noPasskeyTitle}>
                <p>{t.noPasskey}</p>
              </Notice>
            )}
            {passkeys.length > 0 && (
              <ul class="window list">
                {passkeys.map((passkey) => (
                  <PasskeyLine
                    key={passkey.id}
                    passkey={passkey}
                    request={request}
                    wrong={wrong?.id === passkey.id ? wrong : undefined}
                  />
                ))}
              </ul>
            )}
            <AddPasskey request={request} />
          </div>
        </Section>
        <Section title={t.sessions}>
          <div class="stack">
            <ul class="window list">
              {sessions.map((session) => (
                <SessionLine key={session.id} session={session} request={request} />
              ))}
            </ul>
            {sessions.length > 1 && (
              <Deed request={request} deed="akhiri-lain" label={t.endOthers} icon="log-out" />
            )}
          </div>
        </Section>
        <form method="post" action={request.href('/keluar')}>
          <Button alt icon="log-out">
            {t.signOut}
          </Button>
        </form>
      </>
    ),
  };
}

/** Hidden until the script runs: a passkey is made by the device itself. */
function AddPasskey({ request }: { readonly request: StaffRequest }) {
  const t = messages(request.lang);
  return (
    <>
      <div class="stack" hidden data-passkey="add" data-then={request.href(ACCOUNT_PATH)}>
        <div class="field">
          <label for="nama-kunci">{t.passkeyName}</label>
          <p class="hint" id="nama-kunci-hint">
            {t.passkeyNameHint}
          </p>
          <input
            class="input"
            id="nama-kunci"
            maxLength={60}
            autocomplete="off"
            aria-describedby="nama-kunci-hint"
          />
        </div>
        <p class="error" role="alert" hidden>
          {t.passkeyFailed}
        </p>
        <Actions>
          <Button type="button" icon="fingerprint">
            {t.addPasskey}
          </Button>
        </Actions>
      </div>
      <noscript>
        <p>{t.passkeyNeedsScript}</p>
      </noscript>
    </>
  );
}

function PasskeyLine({
  passkey,
  request,
  wrong,
}: {
  readonly passkey: PasskeyRecord;
  readonly request: StaffRequest;
  readonly wrong: WrongName | undefined;
}) {
  const t = messages(request.lang);
  const name = passkey.name === '' ? t.unnamedPasskey : passkey.name;
  const id = `nama-${passkey.id}`;
  return (
    <li class="list-line staff-line">
      <div>
        <b>{name}</b>
        {passkey.since && <small>{t.addedAt(request.format.dateTime(passkey.since))}</small>}
        <details class="more" open={wrong !== undefined}>
          <summary>{t.rename}</summary>
          <form class="stack" method="post" action={request.href(ACCOUNT_PATH)}>
            <input type="hidden" name="id" value={passkey.id} />
            <input type="hidden" name="tindakan" value="namai" />
            <Field
              id={id}
              label={t.passkeyName}
              {...(wrong ? { error: t.passkeyNameProblem } : {})}
              input={{
                name: 'nama',
                value: wrong?.typed ?? passkey.name,
                maxLength: 60,
                required: true,
                autocomplete: 'off',
              }}
            />
            <Button alt>{t.rename}</Button>
          </form>
        </details>
      </div>
      <Deed request={request} deed="hapus" id={passkey.id} label={t.remove} of={name} />
    </li>
  );
}

function SessionLine({
  session,
  request,
}: {
  readonly session: SessionRecord;
  readonly request: StaffRequest;
}) {
  const t = messages(request.lang);
  const own = session.id === request.staff.session;
  const device = deviceName(session.userAgent) || t.unknownDevice;
  return (
    <li class="list-line staff-line">
      <div>
        <b>{own ? t.thisDevice(device) : device}</b>
        <small>{t.signedInAt(request.format.dateTime(session.since), session.address)}</small>
      </div>
      {!own && <Deed request={request} deed="akhiri" id={session.id} label={t.end} of={device} />}
    </li>
  );
}

function Deed({
  request,
  deed,
  id,
  label,
  of,
  icon,
}: {
  readonly request: StaffRequest;
  readonly deed: string;
  readonly id?: string;
  readonly label: string;
  /** What it is done to, for those who hear one button of many. */
  readonly of?: string;
  readonly icon?: 'log-out';
}) {
  return (
    <form method="post" action={request.href(ACCOUNT_PATH)}>
      <input type="hidden" name="tindakan" value={deed} />
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      <Button alt {...(icon ? { icon } : {})}>
        {label}
        {of && <span class="vh"> {of}</span>}
      </Button>
    </form>
  );
}
