import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type {
  HomePane,
  OfficerFormRequest,
  OfficerRequest,
  OfficerRoute,
} from '../../platform/officers/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { BackLink, Notice, Section, Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';
import { helperOf } from './people.ts';
import { endAllPhones, endPhone, phoneOf, phonesOf } from './phones.ts';

const PHONES_PATH = '/petugas/hp';
const SIGN_OUT_PATH = '/petugas/keluar';

/** An officer's own phones, and the way out. Open to those as well whose service is over: the phones are theirs. */
export function phoneRoutes(context: FeatureContext): OfficerRoute[] {
  return [
    {
      path: PHONES_PATH,
      for: 'former',
      get: (request) => phonesPage(context, request),
      post: (request) => endPhones(context, request),
    },
    {
      path: SIGN_OUT_PATH,
      for: 'former',
      get: async (request) => signOutPage(request),
      async post(request): Promise<PageAnswer> {
        await context.officerSessions.end(request.device);
        return {
          kind: 'moved',
          to: request.href('/petugas/masuk'),
          cookie: context.officerSessions.forgetCookie,
        };
      },
    },
  ];
}

/** What leads to the phones from the officer's first page. */
export function phonesPane({ lang, href }: OfficerRequest): HomePane {
  const t = messages(lang);
  return {
    order: 900,
    icon: 'smartphone',
    title: t.phonesPane,
    rows: [
      { title: t.phones, note: t.phonesLead, href: href(PHONES_PATH) },
      { title: t.signOut, href: href(SIGN_OUT_PATH) },
    ],
  };
}

interface PhoneRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly used: string;
  readonly own: boolean;
}

async function rowsOf({ db }: FeatureContext, request: OfficerRequest): Promise<readonly PhoneRow[]> {
  const t = messages(request.lang);
  const own = await phoneOf(db, request.device);
  return (await phonesOf(db, request.officer.id)).map((phone) => ({
    id: phone.id,
    name: phone.name || t.unknownPhone,
    kind: phone.kind === 'pin' ? t.kindPin : t.kindPasskey,
    used: t.usedAt(request.format.dateTime(phone.used_at)),
    own: phone.id === own,
  }));
}

async function phonesPage(
  context: FeatureContext,
  request: OfficerRequest,
  said?: string,
): Promise<PageAnswer> {
  const { lang, href, officer } = request;
  const t = messages(lang);
  const rows = await rowsOf(context, request);
  const helper = helperOf(context, await context.officers.plan(officer.election), officer, lang);
  return {
    kind: 'page',
    title: t.phones,
    body: (
      <div class="stack join">
        <BackLink href={href('/petugas')} label={t.officerHome} />
        {said && (
          <div role="status">
            <Notice tone="ok" title={said}>
              {null}
            </Notice>
          </div>
        )}
        <Title title={t.phones} lead={t.phonesLead} />
        <form method="post" action={href(PHONES_PATH)} class="stack">
          <ul class="window join-phones">
            {rows.map((row) => (
              <PhoneItem key={row.id} row={row} request={request} />
            ))}
          </ul>
          <Actions>
            <Button alt icon="log-out" name="lain" value="ya">
              {t.endOthers}
            </Button>
          </Actions>
        </form>
        <Section title={t.lost}>
          <p>{t.lostText(helper)}</p>
        </Section>
        <Actions>
          <LinkButton alt icon="log-out" href={href(SIGN_OUT_PATH)}>
            {t.signOut}
          </LinkButton>
        </Actions>
      </div>
    ),
  };
}

function PhoneItem({ row, request }: { readonly row: PhoneRow; readonly request: OfficerRequest }) {
  const t = messages(request.lang);
  return (
    <li class="pane">
      <div>
        <b>
          {row.name} · {row.kind}
        </b>
        <small>
          {row.own ? `${t.thisPhone} · ` : ''}
          {row.used}
        </small>
      </div>
      {!row.own && (
        <button class="btn alt" type="submit" name="hp" value={row.id}>
          {t.endPhone}
          <span class="vh"> {row.name}</span>
        </button>
      )}
    </li>
  );
}

async function endPhones(context: FeatureContext, request: OfficerFormRequest): Promise<PageAnswer> {
  const { db, officerSessions, clock } = context;
  const { form, officer, device, lang } = request;
  const t = messages(lang);
  if (form['lain'] === 'ya') {
    await endAllPhones(db, officer.id, clock(), await phoneOf(db, device));
    const count = await officerSessions.endAll(officer.id, device);
    return phonesPage(context, request, t.othersEnded(request.format.number(count)));
  }
  const phone = form['hp'];
  const sessions = typeof phone === 'string' ? await endPhone(db, officer.id, phone, clock()) : undefined;
  if (sessions === undefined) return phonesPage(context, request);
  for (const session of sessions) await officerSessions.end(session);
  return phonesPage(context, request, t.ended);
}

function signOutPage({ lang, href }: OfficerRequest): PageAnswer {
  const t = messages(lang);
  return {
    kind: 'page',
    title: t.signOut,
    body: (
      <form class="stack join" method="post" action={href(SIGN_OUT_PATH)}>
        <Title title={t.signOut} lead={t.signOutText} />
        {/* The script says here what was not sent (ui/islands/officer/leave.ts); without one nothing waits. */}
        <div data-leave role="status" />
        <Actions>
          <Button icon="log-out">
            <span data-leave-button={t.signOut}>{t.signOut}</span>
          </Button>
          <LinkButton alt href={href('/petugas')}>
            {t.stay}
          </LinkButton>
        </Actions>
      </form>
    ),
  };
}
