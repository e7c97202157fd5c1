import {
  findBody,
  isSoleHead,
  type OfficerBody,
  type OfficerPlan,
  servicePhase,
} from '../../domain/officer.ts';
import { type FacilityNear, nearestFacilities } from '../../domain/officer-health.ts';
import type { FeatureContext, PageAnswer, PageRequest } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { followsOf } from '../../platform/officers/follows.ts';
import type { HelpCall } from '../../platform/officers/incident-book.ts';
import { seatWords } from '../../platform/officers/words.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { LiveState } from '../../ui/components/live-state.tsx';
import { Notice, Section, Title } from '../../ui/components/text.tsx';
import type { IconName } from '../../ui/icons.ts';
import { FIELD, HELP, OTHER } from './actions.ts';
import { FACILITY_WORDS, healthMessages } from './messages.ts';
import { moment } from './parts.tsx';
import { readFacilities } from './store.ts';

export const HELP_PATH = '/petugas/bantuan';

/** Numbers of the whole country: 112 for every emergency, 119 for an ambulance. */
const EMERGENCY = '112';
const AMBULANCE = '119';
const MOST_CONTACTS = 3;

interface Number {
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  readonly phone: string | undefined;
}

/**
 * Whom to call, in front of all: a call is answered, and what the window tells is seen where it is open. Then one big
 * button that tells the others. The page is kept on the phone with its numbers, so that it helps without a network.
 */
export async function helpPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, href, seat } = request;
  const t = healthMessages(lang);
  const follows = await followsOf(context, request);
  const [calls, contacts, near] = await Promise.all([
    context.capabilities.incidents?.openHelp(officer.id) ?? [],
    contactsOf(context, request),
    facilitiesNear(context, request),
  ]);
  const isWaiting = calls.length > 0;
  return {
    kind: 'page',
    title: t.helpTitle,
    scripts: isWaiting && follows ? ['live'] : [],
    body: (
      <>
        <Title title={t.helpTitle} eyebrow={seat.place} lead={t.helpLead} />
        <CallFirst contact={contacts[0]} request={request} />
        {isWaiting && (
          <>
            <div data-live-part="panggilan" data-live-at={follows?.at}>
              {calls.map((call) => (
                <CallNotice key={call.id} call={call} request={request} />
              ))}
            </div>
            {follows && <LiveState lang={lang} stream={href(follows.path)} href={href(HELP_PATH)} />}
          </>
        )}
        <ActionForm lang={lang} kind={HELP} title={t.helpMe} back={href(HELP_PATH)} class="help-call">
          <button type="submit" class="help-button">
            <Icon name="heart-pulse" />
            <b>{t.helpMe}</b>
            <small>{t.helpTells}</small>
          </button>
        </ActionForm>
        <ActionForm lang={lang} kind={HELP} title={t.helpOther} back={href(HELP_PATH)}>
          <input type="hidden" name={FIELD.who} value={OTHER} />
          <button type="submit" class="btn alt">
            <Icon name="users" />
            {t.helpOther}
          </button>
        </ActionForm>
        <Section title={t.meanwhile}>
          <NumberList
            numbers={[
              { icon: 'phone-call', title: AMBULANCE, note: t.ambulance, phone: AMBULANCE },
              ...contacts.slice(1),
            ]}
          />
        </Section>
        <Section title={t.nearest}>
          {near.length === 0 ? (
            <p class="mute">{t.nearestNone}</p>
          ) : (
            <NumberList numbers={near.map((facility) => facilityNumber(facility, request))} />
          )}
        </Section>
      </>
    ),
  };
}

/** The two calls that help soonest: the emergency number, and whoever of the team or the committee is nearest. */
function CallFirst({
  contact,
  request: { lang },
}: {
  readonly contact: Number | undefined;
  readonly request: OfficerRequest;
}) {
  const t = healthMessages(lang);
  return (
    <div class="help-first">
      <a class="btn" href={`tel:${EMERGENCY}`}>
        <Icon name="phone-call" />
        <span>
          {t.call(EMERGENCY)}
          <small>{t.emergency}</small>
        </span>
      </a>
      {contact?.phone !== undefined && (
        <a class="btn alt" href={`tel:${contact.phone}`}>
          <Icon name="phone" />
          <span>
            {t.call(contact.title)}
            <small>{contact.note}</small>
          </span>
        </a>
      )}
    </div>
  );
}

function CallNotice({ call, request }: { readonly call: HelpCall; readonly request: OfficerRequest }) {
  const t = healthMessages(request.lang);
  const { seenBy } = call;
  const said =
    seenBy === undefined
      ? t.helpUnseen
      : call.state === 'handling'
        ? t.helpHandling(seenBy)
        : t.helpSeen(seenBy);
  return (
    <Notice
      tone={seenBy === undefined ? 'warn' : 'ok'}
      icon="heart-pulse"
      title={t.helpOpen(moment(call.doneAt, request))}
    >
      <p>{said}</p>
    </Notice>
  );
}

function NumberList({ numbers }: { readonly numbers: readonly Number[] }) {
  return (
    <ul class="window list">
      {numbers.map(({ icon, title, note, phone }) => {
        const words = (
          <>
            <Icon name={icon} />
            <div>
              <b>{title}</b>
              <small>{note}</small>
            </div>
          </>
        );
        return (
          <li key={title + note}>
            {phone === undefined ? (
              <div class="list-line">{words}</div>
            ) : (
              <a href={`tel:${phone}`}>
                {words}
                <Icon name="phone" />
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Who leads at the polling place, then PPS or PPK: whoever can be there soon. */
async function contactsOf({ officers }: FeatureContext, request: OfficerRequest): Promise<readonly Number[]> {
  const { officer, now } = request;
  const plan = await officers.plan(officer.election);
  const [teams, overseers] = await Promise.all([
    Promise.all(leadingBodies(plan, request).map(({ id }) => officers.team({ ...officer, body: id }))),
    officers.overseersOf(officer.election, officer.area),
  ]);
  const heads = teams.flat().filter((one) => plan && findBody(plan, one.body)?.head === one.role);
  const today = now.toPlainDate();
  const near = [...heads, ...overseers]
    .filter((one, i, all) => one.id !== officer.id && all.findIndex(({ id }) => id === one.id) === i)
    .filter((one) => servicePhase(one, today) !== 'finished');
  const phones = await officers.phones(near.map(({ id }) => id));
  return near
    .flatMap(({ id, name, body, role }) => {
      const phone = phones.get(id);
      if (phone === undefined) return [];
      const note = seatWords(plan, { body, role }, request.lang);
      return [{ icon: 'user' as const, title: name, note, phone }];
    })
    .slice(0, MOST_CONTACTS);
}

/** The bodies with one head at the officer's polling place, their own in front; elsewhere their own alone. */
function leadingBodies(
  plan: OfficerPlan | undefined,
  { officer, seat }: OfficerRequest,
): readonly OfficerBody[] {
  if (officer.place === undefined || !plan) return [seat.body];
  const isLed = (body: OfficerBody) =>
    body.level === 'place' && body.roles.some((role) => isSoleHead(body, role));
  return plan.bodies
    .filter(isLed)
    .toSorted((a, b) => Number(b.id === seat.body.id) - Number(a.id === seat.body.id));
}

async function facilitiesNear(
  { db, capabilities }: FeatureContext,
  { officer }: OfficerRequest,
): Promise<readonly FacilityNear[]> {
  const [facilities, found] = await Promise.all([
    readFacilities(db),
    officer.place === undefined
      ? undefined
      : capabilities.pollingPlaces?.find(officer.election, officer.place),
  ]);
  const coordinates = found?.place.coordinates;
  return nearestFacilities(facilities, { area: officer.area, ...(coordinates && { coordinates }) });
}

function facilityNumber({ facility, metres }: FacilityNear, request: PageRequest): Number {
  const t = healthMessages(request.lang);
  const { format } = request;
  const way =
    metres === undefined
      ? []
      : [
          metres < 950
            ? t.metres(format.number(Math.max(50, Math.round(metres / 50) * 50)))
            : t.kilometres(format.number(Math.round(metres / 100) / 10)),
        ];
  const notes = [
    FACILITY_WORDS[request.lang][facility.kind],
    ...way,
    facility.address,
    ...(facility.phone === undefined ? [t.noPhone] : [facility.phone]),
  ];
  return { icon: 'hospital', title: facility.name, note: notes.join(' · '), phone: facility.phone };
}
