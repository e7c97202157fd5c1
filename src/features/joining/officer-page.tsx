import { type Officer, type OfficerPlan, servicePhase } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type {
  HomePane,
  OverseerFormRequest,
  OverseerRequest,
  OverseerRoute,
} from '../../platform/officers/contract.ts';
import { ErrorSummary } from '../../ui/components/form.tsx';
import { BackLink, Notice, Title } from '../../ui/components/text.tsx';
import { EMAIL_JOB, sendsEmail } from './email.ts';
import { handedPage } from './handed-page.tsx';
import { invitationsOf } from './invitations.ts';
import { INVITATIONS_PATH, MANAGE } from './invitations-page.tsx';
import { HandForm, History, InPersonForm, Phones } from './officer-parts.tsx';
import { endEveryPhone, handToOne, joinInPerson, takeBack } from './oversight-deeds.ts';
import { oversightMessages } from './oversight-messages.ts';
import { seatInWords } from './people.ts';
import { phonesOf } from './phones.ts';
import { mayHelp } from './whom.ts';

const PATH = `${INVITATIONS_PATH}/petugas/:officer`;
/** Whether staff see telephones unmasked; committees do in their own area, as they have to call people. */
const UNMASK = 'officers.unmask';

/** Everything that lets one officer in: invitation, help in person, phones. */
export function officerRoute(context: FeatureContext): OverseerRoute {
  return {
    path: PATH,
    permission: MANAGE,
    overseers: true,
    areaOf: async ({ params }) => (await context.officers.find(params['officer'] ?? ''))?.area,
    async get(request) {
      const found = await helped(context, request);
      return found ? page(context, request, found) : { kind: 'missing' };
    },
    async post(request) {
      const found = await helped(context, request);
      return found ? deed(context, request, found) : { kind: 'missing' };
    },
  };
}

/** What the page of an officer says of how they come in. */
export async function joiningPane(
  context: FeatureContext,
  officer: Officer,
  request: OverseerRequest,
): Promise<HomePane | undefined> {
  const { lang, format, here } = request;
  const t = oversightMessages(lang);
  const may = mayHelp(request.overseer, officer, await context.officers.plan(officer.election));
  const isStaff = request.overseer.kind === 'staff';
  const [latest] = await invitationsOf(context.db, officer.id);
  const state = officer.joined
    ? t.paneJoined(format.dateTime(officer.joined.at), waysOfJoining(t)[officer.joined.by])
    : latest?.handed_at
      ? t.paneInvited(format.dateTime(latest.handed_at))
      : t.paneNot;
  return {
    order: 20,
    icon: 'key-round',
    title: t.paneTitle,
    ...(officer.joined ? { tone: 'ok' as const } : {}),
    rows: [
      { title: state },
      may && (!isStaff || request.may(MANAGE))
        ? { title: t.paneHelp, href: here(`${INVITATIONS_PATH}/petugas/${officer.id}`) }
        : { title: t.notYours },
    ],
  };
}

type Words = ReturnType<typeof oversightMessages>;

function waysOfJoining(t: Words) {
  return { passkey: t.byPasskey, pin: t.byPin, 'in-person': t.byInPerson } as const;
}

interface Helped {
  readonly officer: Officer;
  readonly plan: OfficerPlan | undefined;
}

/** The officer of the page, where this asker may help them. */
async function helped(context: FeatureContext, request: OverseerRequest): Promise<Helped | undefined> {
  const officer = await context.officers.find(request.params['officer'] ?? '');
  if (!officer || officer.election !== request.election) return undefined;
  const plan = await context.officers.plan(officer.election);
  return mayHelp(request.overseer, officer, plan) ? { officer, plan } : undefined;
}

interface Said {
  readonly done?: string;
  readonly problem?: { readonly field: 'nik' | 'dibacakan'; readonly text: string };
}

async function page(
  context: FeatureContext,
  request: OverseerRequest,
  { officer, plan }: Helped,
  said: Said = {},
): Promise<PageAnswer> {
  const { lang, here, now } = request;
  const t = oversightMessages(lang);
  const phase = servicePhase(officer, now.toPlainDate());
  const isOver = phase === 'finished' || phase === 'left';
  const action = here(`${INVITATIONS_PATH}/petugas/${officer.id}`);
  return {
    kind: 'page',
    title: t.onePhone,
    ...(said.problem ? { status: 422 as const } : {}),
    body: (
      <div class="stack">
        <BackLink href={here(INVITATIONS_PATH)} label={t.back} />
        {said.problem && (
          <ErrorSummary
            title={t.inPersonTitle}
            errors={[{ text: said.problem.text, href: `#${said.problem.field}` }]}
          />
        )}
        <Title title={officer.name} eyebrow={t.onePhone} lead={seatInWords(context, plan, officer, lang)} />
        {said.done && (
          <div role="status">
            <Notice tone="ok">
              <p>{said.done}</p>
            </Notice>
          </div>
        )}
        {isOver && (
          <Notice>
            <p>{t.over}</p>
          </Notice>
        )}
        {!isOver && !officer.joined && (
          <HandForm action={action} request={request} email={sendsEmail(context)} />
        )}
        {!isOver && !officer.joined && (
          <InPersonForm
            context={context}
            request={request}
            plan={plan}
            action={action}
            problem={said.problem?.field === 'nik' ? said.problem.text : undefined}
          />
        )}
        <Phones
          request={request}
          action={action}
          isOver={isOver}
          phones={await phonesOf(context.db, officer.id)}
          joined={officer.joined !== undefined}
        />
        <History
          request={request}
          invitations={await invitationsOf(context.db, officer.id)}
          now={context.clock()}
        />
      </div>
    ),
  };
}

async function deed(
  context: FeatureContext,
  request: OverseerFormRequest,
  found: Helped,
): Promise<PageAnswer> {
  const { form, lang, overseer } = request;
  const t = oversightMessages(lang);
  const { officer } = found;
  const phase = servicePhase(officer, request.now.toPlainDate());
  const what = form['buat'];
  if (what === 'akhiri') {
    await endEveryPhone(context, request, officer);
    return page(context, request, found, { done: t.endPhonesSure });
  }
  if (what === 'batal') {
    const count = await takeBack(context, request, { officer: officer.id });
    return page(context, request, found, { done: t.revoked(request.format.number(count)) });
  }
  if (phase === 'finished' || phase === 'left') return page(context, request, found);
  if (what === 'langsung') return inPerson(context, request, found);
  const purpose = officer.joined ? ('phone' as const) : ('join' as const);
  if (what === 'email' && purpose === 'join' && sendsEmail(context)) {
    await context.jobs.send(context.db, EMAIL_JOB, { officer: officer.id, by: overseer.name });
    return page(context, request, found, { done: t.emailQueued('1') });
  }
  const isPhone = what === 'hp-baru';
  if (isPhone !== (purpose === 'phone') || !(isPhone || what === 'whatsapp' || what === 'kode')) {
    return page(context, request, found);
  }
  const way = what === 'whatsapp' ? 'whatsapp' : 'shown';
  const unmasks = way === 'whatsapp' && (overseer.kind === 'officer' || request.may(UNMASK));
  const phone = unmasks ? (await context.officers.phones([officer.id])).get(officer.id) : undefined;
  const handed = await handToOne(context, request, officer, {
    purpose,
    way,
    // A code for a new phone is never the one of before: who asks again may have lost it.
    anew: isPhone || form['baru'] === 'ya',
    unmasks: phone !== undefined,
  });
  return handed
    ? handedPage(context, request, { officer, purpose, way, phone, ...handed })
    : page(context, request, found);
}

async function inPerson(
  context: FeatureContext,
  request: OverseerFormRequest,
  found: Helped,
): Promise<PageAnswer> {
  const { form, lang, format } = request;
  const t = oversightMessages(lang);
  const refuse = (field: 'nik' | 'dibacakan', text: string) =>
    page(context, request, found, { problem: { field, text } });
  const ending = typeof form['nik'] === 'string' ? form['nik'].trim() : '';
  if (!/^\d{4}$/.test(ending)) return refuse('nik', t.nikDigits);
  if (form['dibacakan'] !== 'ya') return refuse('dibacakan', t.inPersonAgreeMissing);
  const answer = await joinInPerson(context, request, found.officer, { nikEnding: ending, plan: found.plan });
  if (answer.state === 'no-nik') return refuse('nik', t.inPersonNoNik);
  if (answer.state === 'locked') return refuse('nik', t.inPersonLocked);
  if (answer.state === 'wrong') return refuse('nik', t.inPersonWrong(format.number(answer.left)));
  const officer = await context.officers.find(found.officer.id);
  return page(context, request, officer ? { ...found, officer } : found, { done: t.inPersonDone });
}
